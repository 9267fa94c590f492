package export

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"siv/ledger"
)

// beancountWriter writes a journal for beancount, which wants each account opened
// before its first date; as entries may be dated back, that is before all of them.
type beancountWriter struct {
	w    *bufio.Writer
	open map[string]bool
}

func newBeancount(w io.Writer, head ledger.Head) *beancountWriter {
	b := &beancountWriter{bufio.NewWriter(w), map[string]bool{}}
	fmt.Fprintf(b.w, "; %s, %d entries, h %s\noption \"title\" %s\noption \"operating_currency\" \"SEK\"\n",
		head.Origin, head.Entries, head.H, quoted(head.Origin))
	return b
}

func (b *beancountWriter) Post(p ledger.Posting) error {
	e := p.Entry
	t, moves := transferOf(p)
	if !moves {
		_, err := fmt.Fprintf(b.w, "\n; %s (%d) %s %s\n", e.Date, e.Seq, e.Kind, statement(e))
		return err
	}
	if y := e.Date.Year(); y < 1700 || y > 2099 {
		return fmt.Errorf("entry %d is dated %s: beancount knows the years 1700 to 2099", e.Seq, e.Date)
	}
	for _, account := range []string{t.debit, t.credit} {
		if !b.open[account] {
			b.open[strings.Clone(account)] = true
			fmt.Fprintf(b.w, "\n1700-01-01 open %s SEK\n", account)
		}
	}
	_, err := fmt.Fprintf(b.w, "\n%s * %s %s\n  seq: %d\n  %s  %s SEK\n  %s  %s SEK\n",
		e.Date, quoted(e.Kind.String()), quoted(e.Text), e.Seq, t.debit, t.amount, t.credit, -t.amount)
	return err
}

func (b *beancountWriter) Close() error { return b.w.Flush() }

func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
