package cmd

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"siv/cmd/internal/lang"
	"siv/ledger"
)

// drawPosting is a money entry that no rule has looked at: rounding does not ask.
func drawPosting(t *rapid.T, n int) ledger.Posting {
	date, _ := ledger.ParseDate(fmt.Sprintf("%d-%02d-01", rapid.IntRange(2018, 2020).Draw(t, "year"), rapid.IntRange(1, 12).Draw(t, "month")))
	e := &ledger.Entry{Seq: int64(n), Kind: ledger.Kind(rapid.IntRange(1, 7).Draw(t, "kind")), Date: date,
		Amount: ledger.Amount(rapid.Int64Range(1, 300_000_00).Draw(t, "amount"))}
	if e.Kind != ledger.Allocation && e.Kind != ledger.Withdrawal {
		e.Investment = rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "investment")
	}
	p := ledger.Posting{Entry: e, Counts: e.Kind}
	one := ledger.Moved{}
	one[e.Kind] = e.Amount
	p.Moves = one.Totals()
	return p
}

// Whatever the unit, the lines of every account add up to its last one, the columns
// of a forecast to the full year, and the investments to the fund: what rounding
// takes away stands there.
func TestNoteAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := &note{unit: rapid.SampledFrom(units()).Draw(t, "unit"), periods: []notePeriod{wholeYear("current", 2019), wholeYear("previous", 2018)},
			files: &forecastFiles{}}
		later := ledger.Moved{}
		for i := range rapid.IntRange(0, 30).Draw(t, "entries") {
			p := drawPosting(t, i)
			for j := range n.periods {
				_ = n.periods[j].Post(p)
			}
			if p.Entry.Date.Year() == 2020 {
				later[p.Counts] += p.Entry.Amount
			}
		}
		n.forecast = &forecast{booked: n.periods[0].Fund, expected: later}
		for _, a := range append(append(n.accounts(), n.balanskrav()), n.forecastAccounts()...) {
			for i := range a.columns {
				sum := decimal.Zero
				for _, line := range a.lines[:len(a.lines)-1] {
					sum = sum.Add(line.amounts[i])
				}
				if last := a.lines[len(a.lines)-1].amounts[i]; !sum.Equal(last) {
					t.Fatalf("%s, %s: the lines add up to %s, the last says %s", a.key, a.columns[i].key, sum, last)
				}
			}
		}
		for _, a := range n.forecastAccounts() {
			for _, line := range a.lines {
				sum := decimal.Zero
				for _, amount := range line.amounts[:len(line.amounts)-1] {
					sum = sum.Add(amount)
				}
				if full := line.amounts[len(line.amounts)-1]; !sum.Equal(full) {
					t.Fatalf("%s, %s: the columns add up to %s, the full year says %s", a.key, line.key, sum, full)
				}
			}
		}
		for _, p := range n.periods {
			by := n.byInvestment(p)
			closed := len(by.keys) - 2
			for i := range by.keys {
				sum := decimal.Zero
				for _, row := range by.rows[:len(by.rows)-1] {
					sum = sum.Add(row.amounts[i])
				}
				if fund := by.rows[len(by.rows)-1].amounts[i]; !sum.Equal(fund) {
					t.Fatalf("%s, %s: the rows add up to %s, the fund is %s", p.key, by.keys[i], sum, fund)
				}
			}
			for _, row := range by.rows {
				sum := decimal.Zero
				for _, amount := range row.amounts[:closed] {
					sum = sum.Add(amount)
				}
				if !sum.Equal(row.amounts[closed]) {
					t.Fatalf("%s, %q: the columns add up to %s, what is left is %s", p.key, row.investment, sum, row.amounts[closed])
				}
			}
		}
		// Each figure but those of rounding is the exact one, rounded by itself.
		for _, a := range n.accounts() {
			items := map[string][]noteItem{"balance": balanceItems(), "committed": committedItems(), "free": freeItems(), "since_start": sinceStartItems()}[a.key]
			for _, line := range a.lines {
				for _, item := range items {
					if item.key != line.key {
						continue
					}
					for i, c := range a.columns {
						exact := inKronor(item.of(c.Movement))
						if n.unit == inTkr {
							exact = exact.Shift(-3)
						}
						if off := line.amounts[i].Sub(exact).Abs(); off.GreaterThan(decimal.New(5, -1)) || n.unit == inKr && !off.IsZero() {
							t.Fatalf("%s %s: %s is not %s rounded", a.key, line.key, line.amounts[i], exact)
						}
					}
				}
			}
		}
	})
}

func TestUnits(t *testing.T) {
	for _, c := range []struct {
		amount  ledger.Amount
		kr, tkr string
	}{
		{49_999, "499.99", "0"}, {50_000, "500.00", "1"}, {-50_000, "-500.00", "-1"}, {-49_999, "-499.99", "0"},
		{1_150_000, "11500.00", "12"}, {0, "0.00", "0"}, {ledger.MaxAmount, "999999999999.99", "1000000000"},
	} {
		if kr, tkr := inKr.text(inKr.of(c.amount)), inTkr.text(inTkr.of(c.amount)); kr != c.kr || tkr != c.tkr {
			t.Errorf("%d: %s kr, %s tkr, want %s and %s", c.amount, kr, tkr, c.kr, c.tkr)
		}
	}
}

// Every line of every account, and every reason, has its words.
func TestNoteWords(t *testing.T) {
	for _, code := range lang.Codes() {
		s := noteScreen{Language: lang.New(code), note: &note{unit: inTkr, periods: []notePeriod{wholeYear("current", 2019)}}}
		for _, a := range append(s.note.accounts(), s.note.balanskrav()) {
			for _, line := range a.lines {
				if text := s.line(a.key, line.key); text[0] == '!' {
					t.Error(code, text)
				}
			}
		}
		for _, reason := range []string{"no-grant", "overdue", "nothing-left", "release-due", "no-file", "no-costs", "overdrawn", "above-grant"} {
			if !s.Has("annual.left-" + reason) {
				t.Error(code, reason)
			}
		}
	}
}
