package ledger

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Grouping is what a balance is broken down by.
type Grouping uint8

// The groupings. A year is that of the entry's date; a correction counts under
// its original's kind, and by the year of its own date.
const (
	ByInvestment Grouping = iota
	ByNamnd
	ByYear
	ByKind
)

// ParseGrouping reads investment, namnd, year or kind.
func ParseGrouping(s string) (Grouping, bool) {
	i := slices.Index([]string{"investment", "namnd", "year", "kind"}, s)
	return Grouping(max(i, 0)), i >= 0
}

// Balance adds up postings. Its zero value counts every entry and groups by
// investment; give its Post to [Verify].
type Balance struct {
	By           Grouping
	AsOf         Date    // only entries dated so or before; none: all
	BookedBefore Instant // only entries booked before, strictly; none: all

	Fund   Totals
	groups map[string]*Totals
}

// Group is the part of a balance that one investment, nämnd, year or kind has.
type Group struct {
	Key string
	Totals
}

// Post counts a posting that the filters let through. It never fails.
func (b *Balance) Post(p Posting) error {
	e := p.Entry
	if b.AsOf != 0 && e.Date > b.AsOf || b.BookedBefore != 0 && e.Booked >= b.BookedBefore {
		return nil
	}
	b.Fund.add(p.Moves)
	var key string
	switch b.By {
	case ByInvestment:
		key = e.Investment
	case ByNamnd:
		key = e.Namnd
	case ByYear:
		key = strconv.Itoa(e.Date.Year())
	case ByKind:
		key = p.Counts.String()
	}
	g := b.groups[key]
	if g == nil {
		if b.groups == nil {
			b.groups = map[string]*Totals{}
		}
		g = new(Totals)
		b.groups[strings.Clone(key)] = g
	}
	g.add(p.Moves)
	return nil
}

// Groups lists the groups by key. Entries without the key are not in any, so the
// groups add up to the fund only where every entry has one.
func (b *Balance) Groups() []Group {
	var list []Group
	for key, t := range b.groups {
		if key != "" {
			list = append(list, Group{key, *t})
		}
	}
	slices.SortFunc(list, func(x, y Group) int { return cmp.Compare(x.Key, y.Key) })
	return list
}

// Rest is what entries without the key of the grouping add up to.
func (b *Balance) Rest() Totals {
	if t := b.groups[""]; t != nil {
		return *t
	}
	return Totals{}
}
