package ledger

import (
	"fmt"
	"unicode"
)

// FieldFault is a field that is missing, or that cannot be what it says.
type FieldFault struct {
	Field   string // by its name in a ledger
	Missing bool
	Message string
}

// fieldSet is a set of fields that a kind may demand, one bit each.
type fieldSet uint16

const (
	hasInvestment fieldSet = 1 << iota
	hasNamnd
	hasBasis
	hasYear
	hasVoucher
	hasRef
	hasText
	hasReverses
	hasReason
)

// needs is the set of fields that the table of kinds demands besides id, date and amount.
func (k Kind) needs() fieldSet {
	switch k {
	case Allocation:
		return hasRef
	case Withdrawal:
		return hasRef | hasText
	case Grant:
		return hasInvestment | hasRef
	case Drawdown, Refund:
		return hasInvestment | hasNamnd | hasVoucher
	case Release:
		return hasInvestment
	case Reflow:
		return hasInvestment | hasNamnd | hasBasis | hasYear | hasRef
	case Correction:
		return hasReverses | hasReason
	case Reopen:
		return hasReason
	}
	return 0
}

// Faults checks an entry's body by itself, without a ledger: that what its kind
// demands is there, and that every field can be written. A field that the kind
// does not need may be given, but reverses only with a correction, and no
// amount with close or reopen. A correction may leave out what its original says.
func (e *Entry) Faults() []FieldFault { return append(e.faults(), e.textFaults()...) }

// faults leaves out the texts, which a parsed entry has proved already.
func (e *Entry) faults() []FieldFault {
	var f []FieldFault
	fault := func(field, message string) { f = append(f, FieldFault{Field: field, Message: message}) }
	missing := func(field string) {
		f = append(f, FieldFault{field, true, fmt.Sprintf("%s needs %s", e.Kind, field)})
	}
	if e.Kind < Allocation || e.Kind > Reopen {
		return []FieldFault{{Field: "kind", Missing: e.Kind == 0, Message: "no such kind of entry"}}
	}
	if e.ID == "" {
		missing("id")
	}
	if e.Date == 0 {
		missing("date")
	}
	switch {
	case e.Amount < 0:
		fault("amount", "an amount is never negative")
	case e.Amount > MaxAmount:
		fault("amount", fmt.Sprintf("larger than %s", MaxAmount))
	case e.Amount != 0 && !e.Kind.hasAmount():
		fault("amount", fmt.Sprintf("%s takes no amount", e.Kind))
	case e.Amount == 0 && e.Kind.MovesMoney():
		fault("amount", "must be more than 0.00")
	}
	if e.Basis != "" && e.Basis != "forecast" && e.Basis != "actual" {
		fault("basis", "is forecast or actual")
	}
	if e.Year < 0 || e.Year > 9999 {
		fault("year", "is a year from 1 to 9999")
	}
	if e.Reverses != 0 && e.Kind != Correction {
		fault("reverses", "belongs to a correction only")
	} else if e.ReversesID != "" && e.Kind != Correction {
		fault("reverses_id", "belongs to a correction only")
	} else if e.Reverses < 0 || e.Reverses > MaxEntries {
		fault("reverses", "is the seq of an earlier entry")
	}
	if lacks := e.Kind.needs() &^ e.has(); lacks != 0 {
		for i, name := range []string{"investment", "namnd", "basis", "year", "voucher", "ref", "text", "reverses", "reason"} {
			if lacks&(1<<i) != 0 {
				missing(name)
			}
		}
	}
	return f
}

// textFaults finds texts that no line can carry.
func (e *Entry) textFaults() []FieldFault {
	var f []FieldFault
	for _, t := range e.texts() {
		if !plainText(t.text) {
			f = append(f, FieldFault{Field: t.name, Message: "is not valid UTF-8 without control characters"})
		}
	}
	return f
}

// Unseen finds characters that do not show. A line can carry most of them and
// [Ledger.Add] takes those, as old ledgers may have some: who reads what is to be
// recorded asks first.
func (e *Entry) Unseen() []FieldFault {
	var f []FieldFault
	for _, t := range e.texts() {
		if r, found := Unseen(t.text); found && r >= 0x20 { // those below are among the faults
			f = append(f, FieldFault{Field: t.name, Message: fmt.Sprintf("holds %U, a character that does not show", r)})
		}
	}
	return f
}

// Unseen returns the first control or format character (Unicode Cc and Cf) of a text
// that is no tab or end of a line, and whether there is one. Such do not show, so that
// two names look the same; a terminal obeys some, and some turn text around.
func Unseen(text string) (rune, bool) {
	for _, r := range text {
		if (r < 0x20 || r >= 0x7f) && r != '\t' && r != '\n' && unicode.In(r, unicode.Cc, unicode.Cf) {
			return r, true
		}
	}
	return 0, false
}

// namedText is a text of an entry and its field.
type namedText struct{ name, text string }

func (e *Entry) texts() [9]namedText {
	return [...]namedText{{"id", e.ID}, {"investment", e.Investment}, {"namnd", e.Namnd}, {"basis", e.Basis}, {"voucher", e.Voucher},
		{"ref", e.Ref}, {"text", e.Text}, {"by", e.By}, {"reason", e.Reason}}
}

func (e *Entry) has() fieldSet {
	var s fieldSet
	set := func(given bool, f fieldSet) {
		if given {
			s |= f
		}
	}
	set(e.Investment != "", hasInvestment)
	set(e.Namnd != "", hasNamnd)
	set(e.Basis != "", hasBasis)
	set(e.Year != 0, hasYear)
	set(e.Voucher != "", hasVoucher)
	set(e.Ref != "", hasRef)
	set(e.Text != "", hasText)
	set(e.Reverses != 0 || e.ReversesID != "", hasReverses)
	set(e.Reason != "", hasReason)
	return s
}
