package ledger

import (
	"bytes"
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// drawLedger makes a ledger of random entries that it accepts, and the oracle of the
// same entries.
func drawLedger(t *rapid.T) (*Ledger, *oracle) {
	head, _ := NewHead("o")
	l, _ := Verify(bytes.NewReader(nil), head, nil)
	o := &oracle{}
	for n := range rapid.IntRange(1, 40).Draw(t, "entries") {
		e := drawEntry(t, o)
		if rapid.Bool().Draw(t, "next year") {
			e.Date += newDate(1, 0, 0)
		}
		e.ID = fmt.Sprint(n)
		e.Seq, e.Booked = int64(len(o.entries)+1), newInstant(newDate(2020, 1, 1), 0, 0, n)
		if _, err := l.Add(e, e.Booked); err == nil && !o.accepts(e) {
			t.Fatalf("the oracle refuses %+v", e)
		}
	}
	return l, o
}

func replayed(t *rapid.T, l *Ledger, visits ...func(Posting) error) {
	for _, visit := range visits {
		if _, err := Verify(bytes.NewReader(l.Pending()), l.Head(), visit); err != nil {
			t.Fatal(err)
		}
	}
}

func TestPeriodLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, o := drawLedger(t)
		days := []Date{0, newDate(2014, 1, 1), newDate(2014, 1, 5), newDate(2014, 2, 3), newDate(2014, 12, 31), newDate(2015, 1, 1), newDate(2015, 2, 5), newDate(2016, 1, 1)}
		p := Period{
			From:         rapid.SampledFrom(days).Draw(t, "from"),
			Through:      rapid.SampledFrom(days).Draw(t, "through"),
			BookedBefore: rapid.SampledFrom([]Instant{0, newInstant(newDate(2020, 1, 1), 0, 0, 9)}).Draw(t, "booked before"),
		}
		known := func(e Entry) bool { return p.BookedBefore == 0 || e.Booked < p.BookedBefore }
		upTo := func(e Entry) bool { return known(e) && (p.Through == 0 || e.Date <= p.Through) }
		inside := func(e Entry) bool { return upTo(e) && e.Date >= p.From }
		before := func(e Entry) bool { return upTo(e) && e.Date < p.From }
		replayed(t, l, p.Post)

		check := func(name string, m Movement, mine func(Entry) bool) {
			o.compare(t, name+" before", m.Opening, func(e Entry) bool { return before(e) && mine(e) })
			o.compare(t, name+" after", m.Closing(), func(e Entry) bool { return upTo(e) && mine(e) })
			for kind := Allocation; kind <= Reflow; kind++ {
				if got, want := m.Moved[kind], o.byKind(kind, func(e Entry) bool { return inside(e) && mine(e) }); got != want {
					t.Fatalf("%s: %s is %s, the oracle says %s", name, kind, got, want)
				}
			}
		}
		check("fund", p.Fund, func(Entry) bool { return true })
		sum := Movement{}
		for _, m := range p.Investments() {
			check(m.Investment, m, func(e Entry) bool { return e.Investment == m.Investment })
			sum = sum.Add(m.Moved)
			sum.Opening.add(m.Opening)
		}
		// Every entry of the oracle names an investment, so that they are the fund.
		if sum != p.Fund {
			t.Fatalf("the investments add up to %+v, the fund is %+v", sum, p.Fund)
		}
	})
}

// byKind adds up the entries of a kind, corrections under their original's.
func (o *oracle) byKind(kind Kind, keep func(Entry) bool) (sum Amount) {
	for _, e := range o.entries {
		switch {
		case !keep(e):
		case e.Kind == kind:
			sum += e.Amount
		case e.Kind == Correction && o.entries[e.Reverses-1].Kind == kind:
			sum -= e.Amount
		}
	}
	return sum
}

// What a year closes with is what the next one opens with.
func TestYearsFollowOnEachOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, _ := drawLedger(t)
		var years [3]Period
		for i := range years {
			years[i].From, years[i].Through = CalendarYear(2013 + i)
			replayed(t, l, years[i].Post)
		}
		if years[0].Fund.Opening != (Totals{}) {
			t.Fatal("there was something before the first entry")
		}
		for i := range 2 {
			if years[i].Fund.Closing() != years[i+1].Fund.Opening {
				t.Fatalf("%d closes with %+v, %d opens with %+v", 2013+i, years[i].Fund.Closing(), 2014+i, years[i+1].Fund.Opening)
			}
			opened := map[string]Totals{}
			for _, m := range years[i+1].Investments() {
				opened[m.Investment] = m.Opening
			}
			for _, m := range years[i].Investments() {
				if opened[m.Investment] != m.Closing() {
					t.Fatalf("%s closes %d with %+v and opens the next with %+v", m.Investment, 2013+i, m.Closing(), opened[m.Investment])
				}
			}
		}
	})
}

func TestTimelineIsTheBalanceOfEachDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, _ := drawLedger(t)
		var line Timeline
		replayed(t, l, line.Post)
		at := func(steps []Step, day Date) (sum Totals) {
			for i, s := range steps {
				if i > 0 && (s.Date <= steps[i-1].Date || s.Totals == steps[i-1].Totals) {
					t.Fatalf("step %d follows on no day, or changes nothing: %+v", i, steps)
				}
				if s.Date <= day {
					sum = s.Totals
				}
			}
			return sum
		}
		for _, day := range []Date{newDate(2014, 1, 4), newDate(2014, 2, 9), newDate(2015, 1, 2), newDate(2016, 1, 1)} {
			b := Balance{AsOf: day}
			replayed(t, l, b.Post)
			if got := at(line.Fund(), day); got != b.Fund {
				t.Fatalf("the fund on %s is %+v, not %+v", day, got, b.Fund)
			}
			for _, g := range b.Groups() {
				if got := at(line.Of(g.Key), day); got != g.Totals {
					t.Fatalf("%s on %s is %+v, not %+v", g.Key, day, got, g.Totals)
				}
			}
			// Every entry names an investment here.
			if got := at(line.Sum(line.Investments()), day); got != b.Fund {
				t.Fatalf("the investments on %s are %+v together, the fund is %+v", day, got, b.Fund)
			}
		}
	})
}

func TestYearBefore(t *testing.T) {
	for day, want := range map[string]string{"2025-08-31": "2024-08-31", "2024-02-29": "2023-02-28", "2025-02-28": "2024-02-28", "2013-01-01": "2012-01-01"} {
		if got := date(day).YearBefore().String(); got != want {
			t.Errorf("%s: %s, not %s", day, got, want)
		}
	}
}
