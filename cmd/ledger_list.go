package cmd

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
	"siv/ledger"
)

// ledgerList is siv ledger list.
type ledgerList struct {
	fundLedger
	clocks
	from       ledger.Date
	investment string
	namnd      string
	kind       choice[string]
	last       countFlag
}

func newLedgerList(e *env) *cobra.Command {
	c := &ledgerList{fundLedger: fundLedger{env: e}, kind: newChoice("", kindWords()), last: countFlag{least: 1, most: ledger.MaxEntries, what: "number"}}
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List entries in the order they were booked",
		Long: `Verify the whole ledger, then list its entries in the order they were booked. An
entry must satisfy every flag. --kind grant lists grants, not their corrections.`,
		Example: `  siv ledger list --last 10
  siv ledger list --investment laslyftet --from 2016-01-01 --as-of 2016-12-31
  siv ledger list --kind drawdown -o csv --fields date,namnd,voucher,amount`,
		Args: noArguments,
		RunE: c.run,
	}
	c.fundLedger.addFlags(cmd)
	c.clocks.addFlags(cmd)
	cmd.Flags().Var(&dateFlag{&c.from}, "from", "only entries dated on this day or after")
	cmd.Flags().StringVar(&c.investment, "investment", "", "only entries of this investment")
	cmd.Flags().StringVar(&c.namnd, "namnd", "", "only entries of this nämnd")
	cmd.Flags().Var(&c.kind, "kind", "only entries of this `kind`: "+strings.Join(kindWords(), ", "))
	cmd.Flags().Var(&c.last, "last", "only the last so many of them")
	completeChoice(cmd, "kind", kindWords())
	return cmd
}

func kindWords() []string {
	var words []string
	for _, k := range ledger.Kinds() {
		words = append(words, k.String())
	}
	return words
}

func (c *ledgerList) run(*cobra.Command, []string) error {
	var kept []ledger.Entry
	_, err := c.verify(func(p ledger.Posting) error {
		e := p.Entry
		if !c.lets(e) || e.Date < c.from || c.investment != "" && e.Investment != c.investment ||
			c.namnd != "" && e.Namnd != c.namnd || c.kind.value != "" && e.Kind.String() != c.kind.value {
			return nil
		}
		if n := c.last.value; n > 0 && len(kept) >= 2*n { // keep a few, not all, before the last
			kept = append(kept[:0], kept[len(kept)-n:]...)
		}
		kept = append(kept, e.Clone())
		return nil
	})
	if err != nil {
		return err
	}
	if n := c.last.value; n > 0 && len(kept) > n {
		kept = kept[len(kept)-n:]
	}
	return c.render(entryList(c.lang(), kept))
}

// entryList is a row for each entry: every field in machine formats, what fits on
// screen there.
func entryList(l lang.Language, entries []ledger.Entry) output.Document {
	full := output.Table{Columns: titled(l, "col.", "seq", "id", "kind", "date", "booked", "amount", "investment", "namnd", "basis", "year",
		"voucher", "ref", "text", "by", "reverses", "reason", "h")}
	for i := range entries {
		full.Rows = append(full.Rows, entryRow(l, &entries[i]))
	}
	section := output.Section{Tables: []output.Table{full.Pick(0, 3, 2, 5, 6, 7, 10, 11, 12)}}
	if len(entries) == 0 {
		section = output.Section{Lead: []string{l.T("ledger.none")}}
	}
	return output.Document{Schema: "siv.ledger-list/1", Sections: []output.Section{section}, Rows: &full}
}

// entryRow is an entry as cells, those without a value absent.
func entryRow(l lang.Language, e *ledger.Entry) []output.Cell {
	whole := func(n int64) output.Cell {
		if n == 0 {
			return output.Cell{}
		}
		return output.Int(int(n))
	}
	amount := output.Cell{}
	if e.Amount != 0 || e.Kind == ledger.Assertion {
		amount = amountCell(e.Amount)
	}
	kind := l.T("kind." + e.Kind.String())
	if e.Kind == ledger.Correction {
		kind = l.T("ledger.correction-of", e.Reverses)
	}
	return []output.Cell{whole(e.Seq), given(e.ID), output.Word(e.Kind.String(), kind), given(e.Date.String()),
		given(e.Booked.String()), amount, given(e.Investment), given(e.Namnd), given(e.Basis), whole(int64(e.Year)),
		given(e.Voucher), given(e.Ref), given(e.Text), given(e.By), whole(e.Reverses), given(e.Reason), given(fmt.Sprint(e.H))}
}

// given is a cell of a text, absent when there is none.
func given(s string) output.Cell {
	if s == "" {
		return output.Cell{}
	}
	return output.Text(s)
}
