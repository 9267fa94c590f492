package cmd

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"

	"siv/cmd/input"
	"siv/ledger"
)

// commandOf is the command that would record an entry. What is missing is shown in
// capitals, for a person to fill in.
func commandOf(e ledger.Entry) string {
	words := []string{"siv ledger"}
	flag := func(name, value string) { words = append(words, "--"+name, shellWord(value)) }
	or := func(value, instead string) string {
		if value == "" {
			return instead
		}
		return value
	}
	switch e.Kind {
	case ledger.Correction:
		words = append(words, fmt.Sprintf("correct %d", e.Reverses))
	case ledger.Refund:
		words = append(words, "refund")
	default:
		words = append(words, "draw")
	}
	flag("id", e.ID)
	flag("date", e.Date.String())
	if e.Kind == ledger.Correction {
		flag("reason", e.Reason)
	} else {
		flag("investment", or(e.Investment, "INVESTMENT"))
		flag("namnd", or(e.Namnd, "NAMND"))
		flag("amount", e.Amount.String())
		flag("voucher", e.Voucher)
	}
	return strings.Join(words, " ")
}

// proposalCSV is entries as siv ledger import reads them; for Excel, if that is to open it.
func proposalCSV(entries []ledger.Entry, excel bool) []byte {
	var out bytes.Buffer
	text := func(s string) string { return s }
	if excel {
		out.WriteString("\uFEFF")
		text = input.Guarded
	}
	rows := csv.NewWriter(&out)
	rows.Comma = ';'
	// A buffer takes everything, so no error can come of these.
	_ = rows.Write([]string{"id", "kind", "date", "amount", "investment", "namnd", "voucher", "reverses", "reason"})
	for _, e := range entries {
		amount, reverses := "", ""
		if e.Kind == ledger.Correction {
			reverses = fmt.Sprint(e.Reverses)
		} else {
			amount = strings.Replace(e.Amount.String(), ".", ",", 1)
		}
		_ = rows.Write([]string{text(e.ID), e.Kind.String(), e.Date.String(), amount, text(e.Investment), text(e.Namnd), text(e.Voucher), reverses, text(e.Reason)})
	}
	rows.Flush()
	return out.Bytes()
}
