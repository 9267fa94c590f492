package cmd

import (
	"errors"

	"github.com/spf13/cobra"

	"siv/cmd/internal/output"
	"siv/ledger"
	"siv/ledger/store"
)

// ledgerInit is siv ledger init.
type ledgerInit struct {
	writer
	origin string
}

func newLedgerInit(e *env) *cobra.Command {
	c := &ledgerInit{writer: writer{fundLedger: fundLedger{env: e}}}
	cmd := &cobra.Command{
		Use:   "init",
		Short: "Make an empty ledger",
		Long: `Make an empty ledger of a fund, and its head beside it. NAME says whose it is and
can never be changed, as every line is tied to it. A path where a ledger or a
head is already is refused.`,
		Example: `  siv ledger init --origin "Örebro kommun"
  siv ledger init --ledger funds/social.jsonl --origin "Örebro kommun"`,
		Args: noArguments,
		RunE: c.run,
	}
	c.addFlags(cmd)
	cmd.Flags().StringVar(&c.origin, "origin", "", "NAME of the municipality or fund (required)")
	return cmd
}

func (c *ledgerInit) run(cmd *cobra.Command, _ []string) error {
	if c.origin == "" {
		return usageError{errors.New("init needs --origin")}
	}
	if err := store.Init(c.path, c.origin, c.options(cmd)); err != nil {
		if errors.Is(err, ledger.ErrOrigin) {
			return usageError{err}
		}
		return c.failed(err)
	}
	h := ledger.OriginHash(c.origin).String()
	rows := output.Table{Columns: columns("ledger", "origin", "h"), Rows: [][]output.Cell{{output.Text(c.path), output.Text(c.origin), output.Text(h)}}}
	return c.recorded(output.Document{Rows: &rows, Data: struct {
		Schema string `json:"schema"`
		Ledger string `json:"ledger"`
		Origin string `json:"origin"`
		H      string `json:"h"`
	}{"siv.init/1", c.path, c.origin, h}}, c.lang().T("ledger.made", c.path, c.origin, h))
}
