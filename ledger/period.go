package ledger

import (
	"cmp"
	"slices"
	"strings"
)

// Period adds up postings over some days: what stood before them, what moved in
// them, and so what stands after them. Its zero value is all days of every entry;
// give its Post to [Verify]. An entry lies where its date does; a correction on its
// own date, under its original's kind.
type Period struct {
	From, Through Date    // the first and the last day; none: no limit
	BookedBefore  Instant // only entries booked before, strictly; none: all

	Fund        Movement
	investments map[string]*Movement
}

// Movement is what the fund, or one investment, is over a period, in öre:
//
//	closing = opening + Σ what the movements of each kind add
type Movement struct {
	Investment string // none: the fund
	Opening    Totals
	Moved      Moved
}

// Moved is the amounts of the entries that moved money, by kind. What a correction
// takes back is taken from its original's kind.
type Moved [Reflow + 1]Amount

// CalendarYear is the first and the last day of an accounting year, which is the
// calendar year (LKBR 1 kap. 5 §).
func CalendarYear(year int) (from, through Date) {
	return newDate(year, 1, 1), newDate(year, 12, 31)
}

// YearBefore is the same day of the year before, the 28th for a leap day.
func (d Date) YearBefore() Date {
	y, m, day := d.Year()-1, int(d>>5&15), int(d&31)
	return newDate(y, m, min(day, daysIn(y, m)))
}

// Post counts a posting that the limits let through. It never fails.
func (p *Period) Post(post Posting) error {
	e := post.Entry
	if !post.Counts.MovesMoney() || p.Through != 0 && e.Date > p.Through || p.BookedBefore != 0 && e.Booked >= p.BookedBefore {
		return nil
	}
	before := e.Date < p.From
	p.Fund.count(post, before)
	if e.Investment == "" {
		return nil
	}
	inv := p.investments[e.Investment]
	if inv == nil {
		if p.investments == nil {
			p.investments = map[string]*Movement{}
		}
		inv = &Movement{Investment: strings.Clone(e.Investment)}
		p.investments[inv.Investment] = inv
	}
	inv.count(post, before)
	return nil
}

// Investments lists the investments that an entry through the last day names, by id.
func (p *Period) Investments() []Movement {
	list := make([]Movement, 0, len(p.investments))
	for _, m := range p.investments {
		list = append(list, *m)
	}
	slices.SortFunc(list, func(x, y Movement) int { return cmp.Compare(x.Investment, y.Investment) })
	return list
}

func (m *Movement) count(p Posting, before bool) {
	switch {
	case before:
		m.Opening.add(p.Moves)
	case p.Entry.Kind == Correction:
		m.Moved[p.Counts] -= p.Entry.Amount
	default:
		m.Moved[p.Counts] += p.Entry.Amount
	}
}

// Closing is what stands after the period.
func (m Movement) Closing() Totals {
	t := m.Opening
	t.add(m.Moved.Totals())
	return t
}

// Add is the movement with more that moves in it.
func (m Movement) Add(more Moved) Movement {
	for kind, amount := range more {
		m.Moved[kind] += amount
	}
	return m
}

// Totals is what the movements add to the sums.
func (m Moved) Totals() Totals {
	var t Totals
	for kind, amount := range m {
		t.add(Kind(kind).moves(amount))
	}
	return t
}
