package cmd

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"siv/cmd/internal/output"
	"siv/ledger"
)

// ledgerShow is siv ledger show.
type ledgerShow struct {
	fundLedger
	byID bool
}

func newLedgerShow(e *env) *cobra.Command {
	c := &ledgerShow{fundLedger: fundLedger{env: e}}
	cmd := &cobra.Command{
		Use:   "show SEQ | ID",
		Short: "Show everything that one entry says",
		Long: `Verify the whole ledger, then show every field of the entry with that seq or, where
it is not a number, that id; and the correction that takes it back, if there is one.`,
		Example: `  siv ledger show 7
  siv ledger show --by-id 2016-1187`,
		Args:              args(cobra.ExactArgs(1)),
		ValidArgsFunction: e.completeEntry,
		RunE:              func(_ *cobra.Command, args []string) error { return c.run(args[0]) },
	}
	c.addFlags(cmd)
	cmd.Flags().BoolVar(&c.byID, "by-id", false, "the argument is an id, even if it is a number")
	return cmd
}

func (c *ledgerShow) run(name string) error {
	seq, err := strconv.ParseInt(name, 10, 64)
	byID := c.byID || err != nil
	var found ledger.Entry
	var correctedBy int64
	_, err = c.verify(func(p ledger.Posting) error {
		switch e := p.Entry; {
		case byID && e.ID == name, !byID && e.Seq == seq:
			found = e.Clone()
		case found.Seq != 0 && e.Reverses == found.Seq:
			correctedBy = e.Seq
		}
		return nil
	})
	if err != nil {
		return err
	}
	if found.Seq == 0 {
		return hintedError{fmt.Errorf("%s has no entry %s", c.path, name), "siv ledger list shows every entry"}
	}
	return c.render(c.document(&found, correctedBy))
}

// document shows the fields that have a value, one a line; machines see all.
func (c *ledgerShow) document(e *ledger.Entry, correctedBy int64) output.Document {
	l := c.lang()
	doc := entryList(l, []ledger.Entry{*e})
	doc.Schema = "siv.ledger-show/1"
	corrected := output.Cell{}
	if correctedBy != 0 {
		corrected = output.Int(int(correctedBy))
	}
	doc.Rows.Columns = append(doc.Rows.Columns, titled(l, "col.", "corrected_by")...)
	doc.Rows.Rows[0] = append(doc.Rows.Rows[0], corrected)
	t := output.Table{Columns: []output.Column{{Key: "field"}, {Key: "value"}}}
	for i, cell := range doc.Rows.Rows[0] {
		if cell != (output.Cell{}) {
			t.Rows = append(t.Rows, []output.Cell{output.Text(doc.Rows.Columns[i].Title), cell.Words(l)})
		}
	}
	doc.Sections = []output.Section{{Tables: []output.Table{t}}}
	return doc
}
