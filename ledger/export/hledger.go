package export

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"siv/ledger"
)

// hledgerWriter writes a journal for hledger. The code of a transaction is the
// entry's seq; entries that move no money are comments.
type hledgerWriter struct{ w *bufio.Writer }

func newHledger(w io.Writer, head ledger.Head) *hledgerWriter {
	h := &hledgerWriter{bufio.NewWriter(w)}
	fmt.Fprintf(h.w, "; %s, %d entries, h %s\ndecimal-mark .\ncommodity 1000.00 SEK\n", head.Origin, head.Entries, head.H)
	return h
}

func (h *hledgerWriter) Post(p ledger.Posting) error {
	e := p.Entry
	t, moves := transferOf(p)
	if !moves {
		_, err := fmt.Fprintf(h.w, "\n; %s (%d) %s %s\n", e.Date, e.Seq, e.Kind, statement(e))
		return err
	}
	_, err := fmt.Fprintf(h.w, "\n%s (%d) %s\n    %s  %s SEK\n    %s  %s SEK\n",
		e.Date, e.Seq, description(e), t.debit, t.amount, t.credit, -t.amount)
	return err
}

func (h *hledgerWriter) Close() error { return h.w.Flush() }

// description is kind and text. A semicolon would begin a comment, in which hledger
// looks for dates.
func description(e *ledger.Entry) string {
	s := e.Kind.String()
	if e.Text != "" {
		s += ": " + e.Text
	}
	return strings.ReplaceAll(s, ";", ",")
}

// statement is the amount that an assertion states, nothing for other kinds.
func statement(e *ledger.Entry) string {
	if e.Kind == ledger.Assertion {
		return e.Amount.String() + " SEK"
	}
	return ""
}
