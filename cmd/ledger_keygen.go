package cmd

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/cobra"

	"siv/cmd/internal/output"
	"siv/ledger/store"
)

// ledgerKeygen is siv ledger keygen.
type ledgerKeygen struct {
	fundLedger
	file, name string
}

func newLedgerKeygen(e *env) *cobra.Command {
	c := &ledgerKeygen{fundLedger: fundLedger{env: e}}
	cmd := &cobra.Command{
		Use:   "keygen",
		Short: "Make a key to seal the ledger with",
		Long: `Make a key (Ed25519) to seal the ledger with. The controller or the auditor runs
this, not who writes the ledger, and keeps the key file to themselves: it is made
with mode 0600 (on Windows, with an access list of its maker alone), never
overwrites a file, and is refused in the ledger's folder.

Its verifier, which is no secret, is shown and written to FILE.pub. Give it to
everyone who is to check a seal, and let them keep it themselves: a verifier
that lies beside the ledger can be replaced with it.`,
		Example: `  siv ledger keygen --key-file ~/siv-seal.key --name controller.orebro.se`,
		Args:    noArguments,
		RunE:    func(*cobra.Command, []string) error { return c.run() },
	}
	c.addFlags(cmd)
	cmd.Flags().StringVar(&c.file, "key-file", "", "new FILE for the key (required)")
	cmd.Flags().StringVar(&c.name, "name", "", "whose key it is, without spaces; every seal shows it (required)")
	return cmd
}

func (c *ledgerKeygen) run() error {
	switch {
	case c.file == "":
		return usageError{errors.New("keygen needs --key-file")}
	case c.name == "":
		return usageError{errors.New("keygen needs --name")}
	}
	v, err := store.CreateKey(c.path, c.file, c.name)
	if err != nil {
		var there *fs.PathError
		switch {
		case errors.Is(err, store.ErrKeyName):
			return usageError{err}
		case errors.Is(err, fs.ErrExist) && errors.As(err, &there):
			return hintedError{fmt.Errorf("%s is there already, and no key is ever overwritten", there.Path), "give the new key a file of another name"}
		}
		return c.failed(err)
	}
	rows := output.Table{Columns: columns("key_file", "verifier_file", "name", "verifier"), Rows: [][]output.Cell{{
		output.Text(c.file), output.Text(c.file + ".pub"), output.Text(v.Name()), output.Text(v.String())}}}
	return c.done(output.Document{Rows: &rows, Data: struct {
		Schema       string `json:"schema"`
		KeyFile      string `json:"key_file"`
		VerifierFile string `json:"verifier_file"`
		Name         string `json:"name"`
		Verifier     string `json:"verifier"`
	}{"siv.keygen/1", c.file, c.file + ".pub", v.Name(), v.String()}},
		c.lang().T("seal.key-made", c.file), c.lang().T("seal.verifier", c.file+".pub"), v.String())
}
