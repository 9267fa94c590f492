package ledger

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// oracle is the table of kinds once more, as plainly as it can be written: it keeps
// all entries and adds them up anew, day by day, for every question.
type oracle struct {
	entries []Entry // as recorded, corrections filled in
	closed  Date
}

// sum adds up one figure over the entries that keep lets through.
func (o *oracle) sum(figure string, keep func(Entry) bool) Amount {
	var total Amount
	for _, e := range o.entries {
		if !keep(e) {
			continue
		}
		kind, sign := e.Kind, Amount(1)
		if kind == Correction {
			kind, sign = o.entries[e.Reverses-1].Kind, -1
		}
		signs := map[string]map[Kind]Amount{
			"free":      {Allocation: 1, Withdrawal: -1, Grant: -1, Release: 1, Reflow: 1},
			"balance":   {Allocation: 1, Withdrawal: -1, Drawdown: -1, Refund: 1, Reflow: 1},
			"left":      {Grant: 1, Release: -1, Drawdown: -1, Refund: 1},
			"drawn":     {Drawdown: 1, Refund: -1},
			"granted":   {Grant: 1},
			"released":  {Release: 1},
			"reflowed":  {Reflow: 1},
			"allocated": {Allocation: 1},
			"withdrawn": {Withdrawal: 1},
		}
		total += sign * signs[figure][kind] * e.Amount
	}
	return total
}

// sound tells whether no sum is negative on the entry's date or on any later one.
func (o *oracle) sound(from Date) bool {
	for _, d := range o.entries {
		day := max(d.Date, from)
		dated := func(e Entry) bool { return e.Date <= day }
		if o.sum("free", dated) < 0 {
			return false
		}
		for _, inv := range []string{"a", "b"} {
			of := func(e Entry) bool { return dated(e) && e.Investment == inv }
			if o.sum("left", of) < 0 || o.sum("drawn", of) < 0 {
				return false
			}
		}
	}
	return true
}

func (o *oracle) reversed(seq int64) bool {
	return slices.ContainsFunc(o.entries, func(e Entry) bool { return e.Kind == Correction && e.Reverses == seq })
}

// accepts tells whether the entry may be recorded, and records it if so.
func (o *oracle) accepts(e Entry) bool {
	switch e.Kind {
	case Close:
		if e.Date <= o.closed {
			return false
		}
	case Reopen:
		if e.Date > o.closed {
			return false
		}
	default:
		if e.Date <= o.closed {
			return false
		}
	}
	switch e.Kind {
	case Drawdown, Reflow:
		if !slices.ContainsFunc(o.entries, func(g Entry) bool {
			return g.Kind == Grant && g.Investment == e.Investment && g.Date <= e.Date && !o.reversed(g.Seq)
		}) {
			return false
		}
	case Correction:
		if e.Reverses > int64(len(o.entries)) || o.reversed(e.Reverses) {
			return false
		}
		original := o.entries[e.Reverses-1]
		if original.Kind > Reflow || e.Date < original.Date {
			return false
		}
		e.Amount, e.Investment, e.Namnd = original.Amount, original.Investment, original.Namnd
	case Assertion:
		if o.sum("balance", func(x Entry) bool { return x.Date <= e.Date }) != e.Amount {
			return false
		}
	}
	if e.Kind == Reflow && e.Year > e.Date.Year() {
		return false
	}
	o.entries = append(o.entries, e)
	if !o.sound(e.Date) {
		o.entries = o.entries[:len(o.entries)-1]
		return false
	}
	switch e.Kind {
	case Close:
		o.closed = e.Date
	case Reopen:
		o.closed = e.Date.Previous()
	}
	return true
}

func TestLedgerAgainstTheOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		head, _ := NewHead("o")
		l, _ := Verify(bytes.NewReader(nil), head, nil)
		var o oracle
		for n := range rapid.IntRange(1, 40).Draw(t, "entries") {
			e := drawEntry(t, &o)
			e.ID = fmt.Sprint(n)
			_, err := l.Add(e, newInstant(newDate(2020, 1, 1), 0, 0, n))
			e.Seq, e.Booked = int64(len(o.entries)+1), newInstant(newDate(2020, 1, 1), 0, 0, n)
			if want := o.accepts(e); (err == nil) != want {
				t.Fatalf("%+v: error %v, the oracle accepts: %v", e, err, want)
			}
			var refusal *Refusal
			if err != nil && !errors.As(err, &refusal) {
				t.Fatal(err)
			}
		}
		b := Balance{
			AsOf:         rapid.SampledFrom([]Date{0, newDate(2014, 1, 5), newDate(2014, 2, 1)}).Draw(t, "as of"),
			BookedBefore: rapid.SampledFrom([]Instant{0, newInstant(newDate(2020, 1, 1), 0, 0, 9)}).Draw(t, "booked before"),
			By:           ByInvestment,
		}
		if _, err := Verify(bytes.NewReader(l.Pending()), l.Head(), b.Post); err != nil {
			t.Fatal(err)
		}
		counts := func(e Entry) bool {
			return (b.AsOf == 0 || e.Date <= b.AsOf) && (b.BookedBefore == 0 || e.Booked < b.BookedBefore)
		}
		o.compare(t, "fund", b.Fund, counts)
		for _, g := range b.Groups() {
			o.compare(t, g.Key, g.Totals, func(e Entry) bool { return counts(e) && e.Investment == g.Key })
		}
	})
}

func (o *oracle) compare(t *rapid.T, name string, got Totals, counts func(Entry) bool) {
	for figure, amount := range map[string]Amount{
		"allocated": got.Allocated, "granted": got.Granted, "released": got.Released, "drawn": got.Drawn, "reflowed": got.Reflowed,
		"withdrawn": got.Withdrawn, "left": got.Committed(), "balance": got.Balance(), "free": got.Free(),
	} {
		if want := o.sum(figure, counts); amount != want {
			t.Fatalf("%s: %s is %s, the oracle says %s", name, figure, amount, want)
		}
	}
}

func drawEntry(t *rapid.T, o *oracle) Entry {
	e := Entry{
		Kind:   rapid.SampledFrom(append(Kinds(), Allocation, Grant, Grant, Drawdown, Drawdown, Drawdown, Refund, Correction)).Draw(t, "kind"),
		Date:   newDate(2014, rapid.IntRange(1, 2).Draw(t, "month"), rapid.IntRange(1, 9).Draw(t, "day")),
		Amount: Amount(rapid.IntRange(1, 20).Draw(t, "amount")),
		Namnd:  "n", Basis: "actual", Year: 2014 + rapid.IntRange(0, 1).Draw(t, "year"), Voucher: "v", Ref: "r", Text: "t", Reason: "x",
		Investment: rapid.SampledFrom([]string{"a", "b"}).Draw(t, "investment"),
	}
	switch e.Kind {
	case Allocation:
		e.Amount *= 4
	case Close, Reopen:
		e.Amount = 0
		if e.Kind == Close && rapid.IntRange(0, 3).Draw(t, "close") > 0 {
			e.Date = newDate(2014, 1, 1)
		}
	case Assertion:
		if rapid.Bool().Draw(t, "true") {
			e.Amount = o.sum("balance", func(x Entry) bool { return x.Date <= e.Date })
		}
	case Correction:
		e.Amount, e.Investment, e.Namnd = 0, "", ""
		e.Reverses = int64(rapid.IntRange(1, len(o.entries)+1).Draw(t, "reverses"))
	}
	return e
}

// The blocks of a series are an optimisation only.
func TestSeriesAgainstAPlainSum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		type change struct {
			day Date
			by  Amount
		}
		var s series
		var all []change
		at := func(day Date) (sum Amount) {
			for _, c := range all {
				if c.day <= day {
					sum += c.by
				}
			}
			return sum
		}
		// Dense runs fill blocks, so that they are split and lifted.
		for range rapid.IntRange(1, 4).Draw(t, "runs") {
			from, step := rapid.IntRange(1, 900).Draw(t, "from"), rapid.IntRange(1, 3).Draw(t, "step")
			by := Amount(rapid.IntRange(-9, 9).Draw(t, "by"))
			for i := range rapid.IntRange(1, 300).Draw(t, "length") {
				day := Date(from + i*step)
				s.add(day, sums{by, -by})
				all = append(all, change{day, by})
			}
		}
		for range 5 {
			day := Date(rapid.IntRange(1, 2000).Draw(t, "day"))
			if got := s.at(day); got != (sums{at(day), -at(day)}) {
				t.Fatalf("at %d: %d, want %d", day, got, at(day))
			}
			low, when := at(day), day
			high, whenHigh := low, day
			for d := day; d < 2000; d++ {
				v := at(d)
				if v < low {
					low, when = v, d
				}
				if v > high {
					high, whenHigh = v, d
				}
			}
			if got, on := s.lowest(0, day); got != low || on != when {
				t.Fatalf("lowest from %d: %d on %d, want %d on %d", day, got, on, low, when)
			}
			if got, on := s.lowest(1, day); got != -high || on != whenHigh {
				t.Fatalf("lowest of the other from %d: %d on %d, want %d on %d", day, got, on, -high, whenHigh)
			}
		}
	})
}
