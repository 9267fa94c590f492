package input

import (
	"strings"

	"siv/ledger"
)

// A file of entries has the ledger's own words. Who writes one has others at hand: the
// names of the commands, and the Swedish ones that every screen shows. They are not
// taken, as a file must read the same to everybody, but the hint is the exact word: the
// nearest by its letters may be another kind ("draw" is nearer to withdrawal).

// kindHint is the word of a ledger that is meant by another one for a kind.
func kindHint(word string) string {
	if kind, ok := kindsInOtherWords()[strings.ToLower(strings.TrimSpace(word))]; ok {
		word = kind.String()
	}
	return didYouMean(word, kindWords())
}

func kindsInOtherWords() map[string]ledger.Kind {
	return map[string]ledger.Kind{
		"allocate": ledger.Allocation, "avsättning": ledger.Allocation,
		"withdraw": ledger.Withdrawal, "omdisponering": ledger.Withdrawal,
		"beviljande": ledger.Grant,
		"draw":       ledger.Drawdown, "uttag": ledger.Drawdown,
		"kreditering":  ledger.Refund,
		"återlämnande": ledger.Release,
		"återföring":   ledger.Reflow,
		"correct":      ledger.Correction, "rättelse": ledger.Correction,
		"assert": ledger.Assertion, "avstämning": ledger.Assertion,
		"stängning": ledger.Close,
		"öppning":   ledger.Reopen,
	}
}

// columnHint is the column that is meant by another name of it.
func columnHint(name string) string {
	columns := map[string]string{"slag": "kind", "datum": "date", "belopp": "amount", "satsning": "investment", "nämnd": "namnd",
		"år": "year", "verifikation": "voucher", "vernr": "voucher", "beslut": "ref", "skäl": "reason"}
	if column, ok := columns[strings.ToLower(strings.TrimSpace(name))]; ok {
		name = column
	}
	return didYouMean(name, ledgerColumns())
}
