package cmd

import (
	"fmt"

	"github.com/spf13/cobra"

	"siv/cmd/internal/output"
)

func newLedgerVerify(e *env) *cobra.Command {
	c := &fundLedger{env: e}
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Check every byte, the chain and the rules",
		Long: `Check every byte of the ledger, the chain of hashes and the rules, in the order the
entries were booked, and say whether it is whole. The first bad line is named.
Bytes after the last commit, of an entry that was never acknowledged, are no part
of the ledger: here they count as a fault; elsewhere they give a warning.

This shows accidents and careless edits. It does not stop someone who may write
both the ledger and its head.`,
		Example: `  siv ledger verify
  siv ledger verify --ledger fund.jsonl -o json`,
		Args: args(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error { return c.whole() },
	}
	c.addFlags(cmd)
	return cmd
}

func (f *fundLedger) whole() error {
	v, err := f.check(nil)
	if err != nil {
		return err
	}
	if v.trailing > 0 {
		return hintedError{trailingError{fmt.Errorf("%s: %d bytes follow the last commit, line %d; the lines before are whole", f.path, v.trailing, v.Head().Entries)},
			"they were never acknowledged: the next entry that is recorded moves them aside"}
	}
	l := f.lang()
	state := newStateJSON("siv.verify/1", f.path, v)
	t := state.table(l)
	rows := output.Table{Columns: columns("ledger", "origin", "entries", "h"), Rows: [][]output.Cell{{
		output.Text(f.path), output.Text(state.Origin), output.Int(int(state.Entries)), output.Text(state.H)}}}
	return f.render(output.Document{Sections: []output.Section{{Lead: []string{l.T("ledger.whole", f.path)}, Tables: []output.Table{t}}}, Rows: &rows, Data: state})
}
