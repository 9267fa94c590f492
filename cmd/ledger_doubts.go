package cmd

import (
	"fmt"
	"iter"
	"time"

	"siv/cmd/input"
	"siv/ledger"
)

// doubts is what looks wrong about entries that were recorded, though no rule
// refuses it: a slip of the keyboard makes a new investment, or another century.
type doubts struct {
	today               ledger.Date
	now                 time.Time
	booked              ledger.Instant // of the last entry, none in a new ledger
	added               ledger.Instant // of the last one that was recorded now
	first               ledger.Date    // the date of the first entry, none in a new ledger
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
	d.booked = p.Entry.Booked
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
	d.added = e.Booked
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
	if d.added != 0 {
		d.clock()
	}
	return d.said
}

// clock looks at the time of booking, which never goes back: what a clock that is far
// ahead put into the ledger stays, and all later entries are booked then.
func (d *doubts) clock() {
	switch {
	case after(d.added, d.now):
		d.warn(fmt.Sprintf("the clock of this machine is at %s, before the last entry, which was booked %s: "+
			"what is recorded now is booked then, too", d.now.UTC().Format(time.RFC3339), d.added))
	case d.booked != 0 && !after(d.booked, d.now.AddDate(-2, 0, 0)):
		d.warn(fmt.Sprintf("the clock of this machine is at %s, more than two years after the last entry, which was booked %s: "+
			"if it is wrong, put the ledger and its head back as they were, as nothing can be booked earlier from now on", d.now.UTC().Format(time.RFC3339), d.booked))
	}
}

// after tells whether an entry was booked after a time, by more than clocks differ.
func after(booked ledger.Instant, at time.Time) bool {
	limit, err := ledger.InstantOf(at.Add(5 * time.Minute))
	return err == nil && booked > limit
}

// warnBooked warns of a ledger whose last entry was booked in what is the future here.
func (f *fundLedger) warnBooked(v verified) {
	if now := f.now(); after(v.LastBooked(), now) {
		f.warn(fmt.Sprintf("%s: the last entry is booked %s, and the clock of this machine is at %s: one of the two was wrong; "+
			"what is recorded before that time is booked then, too", f.path, v.LastBooked(), now.UTC().Format(time.RFC3339)))
	}
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
