package cmd

import (
	"fmt"
	"iter"

	"siv/cmd/input"
	"siv/ledger"
)

// doubts is what looks wrong about entries that were recorded, though no rule
// refuses it: a slip of the keyboard makes a new investment, or another century.
type doubts struct {
	today               ledger.Date
	first               ledger.Date // the date of the first entry, none in a new ledger
	investments, namnds input.Names
	said                []string
	late, early         doubtful
}

// doubtful are entries with the same doubt about their dates: one warning for all.
type doubtful struct {
	entries int64
	seq     int64 // of the first
	date    ledger.Date
}

// seen takes note of an entry that stands in the ledger.
func (d *doubts) seen(p ledger.Posting) error {
	if p.Entry.Seq == 1 {
		d.first = p.Entry.Date
	}
	for names, name := range d.names(p.Entry) {
		names.Add(name)
	}
	return nil
}

// names gives the names of an entry that are new, and the kind that each is of.
func (d *doubts) names(e *ledger.Entry) iter.Seq2[*input.Names, string] {
	return func(yield func(*input.Names, string) bool) {
		if e.Investment != "" && !d.investments.Has(e.Investment) && !yield(&d.investments, e.Investment) {
			return
		}
		if e.Namnd != "" && !d.namnds.Has(e.Namnd) {
			yield(&d.namnds, e.Namnd)
		}
	}
}

// recorded looks at an entry that is new to the ledger.
func (d *doubts) recorded(e *ledger.Entry) {
	for names, name := range d.names(e) {
		switch alike := names.Alike(name); {
		case alike == "":
		case names == &d.investments:
			d.warn(fmt.Sprintf("entry %d: the investment %q is new to the ledger, and nearly %q; "+
				"if they are the same, take the entry back with siv ledger correct", e.Seq, name, alike))
		default:
			d.warn(fmt.Sprintf("entry %d: the nämnd %q is new to the ledger, and nearly %q; "+
				"if they are the same, take the entry back with siv ledger correct", e.Seq, name, alike))
		}
		names.Add(name)
	}
	switch {
	case e.Date > yearsAfter(d.today, 1):
		d.late.add(e)
	case d.first != 0 && yearsAfter(e.Date, 10) < d.first:
		d.early.add(e)
	}
	if d.first == 0 {
		d.first = e.Date
	}
}

// warnings is what there is to tell of the entries.
func (d *doubts) warnings() []string {
	if l := d.late; l.entries == 1 {
		d.warn(fmt.Sprintf("entry %d is dated %s, more than a year after today", l.seq, l.date))
	} else if l.entries > 1 {
		d.warn(fmt.Sprintf("%d entries are dated more than a year after today, the first of them entry %d, %s", l.entries, l.seq, l.date))
	}
	if l := d.early; l.entries == 1 {
		d.warn(fmt.Sprintf("entry %d is dated %s, more than ten years before the first entry of the ledger", l.seq, l.date))
	} else if l.entries > 1 {
		d.warn(fmt.Sprintf("%d entries are dated more than ten years before the first entry of the ledger, the first of them entry %d, %s",
			l.entries, l.seq, l.date))
	}
	return d.said
}

func (d *doubts) warn(message string) { d.said = append(d.said, message) }

func (l *doubtful) add(e *ledger.Entry) {
	if l.entries++; l.entries == 1 {
		l.seq, l.date = e.Seq, e.Date
	}
}

// yearsAfter is the same day some years later. The bits of a date are in the order
// of year, month and day, so a 29 February stands before 1 March of any year.
func yearsAfter(d ledger.Date, years int) ledger.Date { return d + ledger.Date(years<<9) }
