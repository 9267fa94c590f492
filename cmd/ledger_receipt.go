package cmd

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
	"siv/ledger"
)

// receiptJSON is a receipt in json.
type receiptJSON struct {
	Schema          string `json:"schema"`
	Seq             int64  `json:"seq"`
	ID              string `json:"id"`
	H               string `json:"h"`
	AlreadyRecorded bool   `json:"already_recorded"`
}

// receipts lays out what was recorded: a line for each entry with its seq, id and
// h, and below it what that did to the fund.
func (w *writer) receipts(entries []ledger.Entry, receipts []ledger.Receipt) (output.Document, []string) {
	l := w.lang()
	rows := output.Table{Columns: columns("seq", "id", "h", "already_recorded")}
	data := make([]receiptJSON, len(receipts))
	var lines []string
	for i, r := range receipts {
		data[i] = receiptJSON{"siv.receipt/1", r.Seq, r.ID, r.H.String(), r.AlreadyRecorded}
		rows.Rows = append(rows.Rows, []output.Cell{output.Int(int(r.Seq)), output.Text(r.ID), output.Text(r.H.String()), output.Bool(r.AlreadyRecorded)})
		lines = append(lines, fmt.Sprintf("seq %d, id %s, h %s", r.Seq, r.ID, r.H))
		if r.AlreadyRecorded {
			lines = append(lines, "  "+l.T("receipt.already"))
		} else {
			lines = append(lines, "  "+effect(l, &entries[i], r))
		}
	}
	if w.undated {
		// Which day it is depends on where the machine thinks that it stands.
		zone, _ := w.now().Zone()
		lines = append(lines, "  "+l.T("receipt.today", entries[0].Date, zone))
	}
	doc := output.Document{Rows: &rows, Data: data}
	if len(data) == 1 {
		doc.Data = data[0]
	}
	return doc, lines
}

// effect says in words what an entry did: its kind and amount, and each figure
// that it changed, before and after.
func effect(l lang.Language, e *ledger.Entry, r ledger.Receipt) string {
	text := l.T("kind." + e.Kind.String())
	if e.Kind == ledger.Correction {
		text = l.T("ledger.correction-of", e.Reverses)
	}
	if e.Amount != 0 || e.Kind == ledger.Assertion {
		text += " " + kronor(l, e.Amount)
	}
	if e.Investment != "" {
		text += ", " + e.Investment
	}
	var changes []string
	change := func(key string, before, after string) {
		if before != after {
			changes = append(changes, l.T(key)+" "+before+" → "+after)
		}
	}
	change("receipt.free", kronor(l, r.Before.Free), kronor(l, r.After.Free))
	change("receipt.left", kronor(l, r.Before.Left), kronor(l, r.After.Left))
	change("receipt.balance", kronor(l, r.Before.Balance), kronor(l, r.After.Balance))
	change("receipt.closed", dayOr(l, r.Before.Closed), dayOr(l, r.After.Closed))
	if len(changes) == 0 {
		return text
	}
	return text + ": " + strings.Join(changes, "; ")
}

func dayOr(l lang.Language, d ledger.Date) string {
	if d == 0 {
		return l.T("receipt.nothing")
	}
	return d.String()
}

// kronor writes an amount on screen.
func kronor(l lang.Language, a ledger.Amount) string { return l.Money(inKronor(a)) }

func inKronor(a ledger.Amount) decimal.Decimal { return decimal.New(int64(a), -2) }

func amountCell(a ledger.Amount) output.Cell { return output.Money(inKronor(a)) }
