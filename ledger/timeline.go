package ledger

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// Timeline is what the fund and each investment were after each day on which one of
// their sums changed. Its zero value counts every entry; give its Post to [Verify].
// Memory grows with investments and days.
type Timeline struct {
	AsOf         Date    // only entries dated so or before; none: all
	BookedBefore Instant // only entries booked before, strictly; none: all

	fund        map[Date]*Totals
	investments map[string]map[Date]*Totals
}

// Step is where the sums stand from a day on, until the next step.
type Step struct {
	Date Date
	Totals
}

// Post counts a posting that the limits let through. It never fails.
func (t *Timeline) Post(p Posting) error {
	e := p.Entry
	if p.Moves == (Totals{}) || t.AsOf != 0 && e.Date > t.AsOf || t.BookedBefore != 0 && e.Booked >= t.BookedBefore {
		return nil
	}
	if t.fund == nil {
		t.fund, t.investments = map[Date]*Totals{}, map[string]map[Date]*Totals{}
	}
	change(t.fund, p)
	if e.Investment != "" {
		if t.investments[e.Investment] == nil {
			t.investments[strings.Clone(e.Investment)] = map[Date]*Totals{}
		}
		change(t.investments[e.Investment], p)
	}
	return nil
}

func change(days map[Date]*Totals, p Posting) {
	day := days[p.Entry.Date]
	if day == nil {
		day = new(Totals)
		days[p.Entry.Date] = day
	}
	day.add(p.Moves)
}

// Fund is the steps of the fund, by day. A day whose entries cancel is no step.
func (t *Timeline) Fund() []Step { return steps(t.fund) }

// Of is the steps of an investment.
func (t *Timeline) Of(investment string) []Step { return steps(t.investments[investment]) }

// Sum is the steps of some investments together.
func (t *Timeline) Sum(investments []string) []Step {
	together := map[Date]*Totals{}
	for _, id := range investments {
		for day, change := range t.investments[id] {
			if together[day] == nil {
				together[day] = new(Totals)
			}
			together[day].add(*change)
		}
	}
	return steps(together)
}

// Investments lists the investments that have steps, by id.
func (t *Timeline) Investments() []string { return slices.Sorted(maps.Keys(t.investments)) }

func steps(days map[Date]*Totals) []Step {
	var list []Step
	for day, change := range days {
		if *change != (Totals{}) {
			list = append(list, Step{day, *change})
		}
	}
	slices.SortFunc(list, func(x, y Step) int { return cmp.Compare(x.Date, y.Date) })
	for i := 1; i < len(list); i++ {
		list[i].add(list[i-1].Totals)
	}
	return list
}
