package cmd

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
	"siv/ledger/store"
)

// ledgerSeal is siv ledger seal.
type ledgerSeal struct {
	fundLedger
	file      string
	verifiers []string
	wait      time.Duration
}

func newLedgerSeal(e *env) *cobra.Command {
	c := &ledgerSeal{fundLedger: fundLedger{env: e}}
	cmd := &cobra.Command{
		Use:   "seal",
		Short: "Sign what the ledger is now",
		Long: `Verify the whole ledger and sign its origin, its number of entries and the h they
end in, as a file of its own beside the ledger: fund.seals/ENTRIES-KEY.seal. Who
has the key does this, not who writes the ledger.

Nothing is signed unless the ledger contains all that every earlier seal there
says, and the latest of them is signed with the same key, or with one that
--verifier names. A seal proves something only once it is out of the reach of
who writes the ledger: register the text that is shown in the diarium, or send it.`,
		Example: `  siv ledger seal --key-file ~/siv-seal.key`,
		Args:    noArguments,
		RunE:    c.run,
	}
	c.addFlags(cmd)
	cmd.Flags().StringVar(&c.file, "key-file", "", "FILE with the key (required)")
	cmd.Flags().StringArrayVar(&c.verifiers, "verifier", nil, "another key that may have signed the latest seal, or a FILE with it; may be given again")
	cmd.Flags().DurationVar(&c.wait, "wait", 30*time.Second, "how long to wait for a writer")
	return cmd
}

func (c *ledgerSeal) run(cmd *cobra.Command, _ []string) error {
	if c.file == "" {
		return usageError{errors.New("seal needs --key-file")}
	}
	others, err := readVerifiers(c.verifiers)
	if err != nil {
		return err
	}
	key, err := store.ReadKey(c.path, c.file)
	if err != nil {
		return c.failed(err)
	}
	sealed, err := store.Seal(c.path, key, others, store.Options{Now: c.now, Wait: c.wait, Context: cmd.Context()})
	if err != nil {
		return c.failed(err)
	}
	h := sealed.H.String()
	rows := output.Table{Columns: columns("seal", "origin", "entries", "h", "name", "already_sealed", "note"), Rows: [][]output.Cell{{
		output.Text(sealed.Path), output.Text(sealed.Origin), output.Int(int(sealed.Entries)), output.Text(h),
		output.Text(key.Name()), output.Bool(sealed.Earlier), output.Text(sealed.Note)}}}
	said := "seal.made"
	if sealed.Earlier {
		said = "seal.earlier"
	}
	return c.done(output.Document{Rows: &rows, Data: struct {
		Schema        string `json:"schema"`
		Seal          string `json:"seal"`
		Origin        string `json:"origin"`
		Entries       int64  `json:"entries"`
		H             string `json:"h"`
		Name          string `json:"name"`
		AlreadySealed bool   `json:"already_sealed"`
		Note          string `json:"note"`
	}{"siv.seal/1", sealed.Path, sealed.Origin, sealed.Entries, h, key.Name(), sealed.Earlier, sealed.Note}},
		c.lang().T(said, sealed.Path, lang.Count(sealed.Entries), key.Name()), "", strings.TrimSuffix(sealed.Note, "\n"))
}

// readVerifiers reads keys that check seals, each given as text or by a file.
func readVerifiers(given []string) ([]store.Verifier, error) {
	var list []store.Verifier
	for _, text := range given {
		v, err := store.ParseVerifier(text)
		if err != nil {
			data, readErr := os.ReadFile(text)
			if readErr != nil {
				return nil, usageError{fmt.Errorf("--verifier: %q is neither the text of a verifier (%w) nor a file with one (%w)", text, err, readErr)}
			}
			if v, err = store.ParseVerifier(strings.TrimSpace(string(data))); err != nil {
				return nil, usageError{fmt.Errorf("--verifier: %s: %w", text, err)}
			}
		}
		list = append(list, v)
	}
	return list, nil
}

// done shows what was done: lines to a reader, the document to a machine.
func (e *env) done(doc output.Document, lines ...string) error {
	if prose := e.format.value == output.Screen || e.format.value == output.Markdown; !prose || len(e.fields) > 0 {
		return e.render(doc)
	}
	_, err := fmt.Fprintln(e.out, strings.Join(lines, "\n"))
	return err
}
