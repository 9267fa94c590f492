package cmd

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"siv/ledger"
)

// bookedFor is what the ledger holds of a year besides the days that are reported.
type bookedFor struct {
	year    int
	through ledger.Date
	later   ledger.Moved            // of the fund, dated in the rest of the year
	laterBy map[string]ledger.Moved // the same, by investment
	drawn   map[string]ledger.Amount
	posted  map[plannedReflow]ledger.Amount
	saved   savingYears
}

// plannedReflow is what a row of a plan is about.
type plannedReflow struct {
	investment string
	namndYear
}

func newBookedFor(p notePeriod) *bookedFor {
	return &bookedFor{year: p.Through.Year(), through: p.Through, laterBy: map[string]ledger.Moved{}, drawn: map[string]ledger.Amount{},
		posted: map[plannedReflow]ledger.Amount{}, saved: savingYears{}}
}

func (b *bookedFor) post(p ledger.Posting) {
	e := p.Entry
	year := b.saved.of(e)
	if p.Moves.Reflowed != 0 {
		b.posted[plannedReflow{strings.Clone(e.Investment), namndYear{strings.Clone(e.Namnd), year}}] += p.Moves.Reflowed
	}
	if !p.Counts.MovesMoney() || e.Date.Year() != b.year {
		return
	}
	if p.Moves.Drawn != 0 {
		b.drawn[strings.Clone(e.Investment)] += p.Moves.Drawn
	}
	if e.Date <= b.through {
		return
	}
	amount := e.Amount
	if e.Kind == ledger.Correction {
		amount = -amount
	}
	b.later[p.Counts] += amount
	moved := b.laterBy[e.Investment]
	moved[p.Counts] += amount
	b.laterBy[strings.Clone(e.Investment)] = moved
}

// forecast is the full year: what is booked, what is expected, and what that makes.
type forecast struct {
	booked   ledger.Movement
	expected ledger.Moved
	items    []expectedItem
	omitted  []notCounted
}

// expectedItem is one thing that is expected in the rest of the year.
type expectedItem struct {
	source     string // ledger: booked with a later date; plan: decided; costs: of an investment's file
	kind       ledger.Kind
	investment string
	namnd      string
	amount     ledger.Amount
	ref        string // the decision, or the file
}

// notCounted is something that the forecast does not count, and why.
type notCounted struct {
	reason     string
	investment string
	namnd      string
	year       int
	amount     ledger.Amount
}

// forecast counts what is expected. What no file tells is listed, and never guessed.
func (f *forecastFiles) forecast(p *ledger.Period, b *bookedFor) *forecast {
	out := &forecast{booked: p.Fund}
	for kind, amount := range b.later {
		if amount != 0 {
			out.expect(expectedItem{source: "ledger", kind: ledger.Kind(kind), amount: amount})
		}
	}
	full := map[string]ledger.Movement{} // the investments with what is booked of the rest of the year
	for _, m := range p.Investments() {
		full[m.Investment] = m.Add(b.laterBy[m.Investment])
	}
	for id, later := range b.laterBy {
		if _, ok := full[id]; !ok && id != "" { // granted in the rest of the year
			full[id] = ledger.Movement{Investment: id, Moved: later}
		}
	}
	f.reflows(out, full, b)
	for _, m := range full {
		f.draws(out, m, b)
	}
	slices.SortStableFunc(out.items, func(x, y expectedItem) int {
		return cmp.Or(cmp.Compare(rank(x.source), rank(y.source)), cmp.Compare(x.kind, y.kind), strings.Compare(x.investment, y.investment), strings.Compare(x.namnd, y.namnd))
	})
	slices.SortStableFunc(out.omitted, func(x, y notCounted) int {
		return cmp.Or(strings.Compare(x.reason, y.reason), strings.Compare(x.investment, y.investment), cmp.Compare(x.year, y.year), strings.Compare(x.namnd, y.namnd))
	})
	return out
}

func rank(source string) int { return slices.Index([]string{"ledger", "plan", "costs"}, source) }

func (out *forecast) expect(item expectedItem) {
	out.items = append(out.items, item)
	out.expected[item.kind] += item.amount
}

// reflows expects the rows of the year in decided plans that are not booked.
func (f *forecastFiles) reflows(out *forecast, full map[string]ledger.Movement, b *bookedFor) {
	for _, plan := range f.plans {
		for _, row := range plan.Rows {
			amount, err := ledger.ParseAmount(row.Amount.StringFixed(2))
			outstanding := amount - b.posted[plannedReflow{plan.Investment, namndYear{row.Namnd, row.Year}}]
			if err != nil || row.Year > b.year || outstanding <= 0 {
				continue
			}
			switch {
			case full[plan.Investment].Closing().Granted == 0: // the ledger would refuse it
				out.omitted = append(out.omitted, notCounted{"no-grant", plan.Investment, row.Namnd, row.Year, outstanding})
			case row.Year < b.year:
				out.omitted = append(out.omitted, notCounted{"overdue", plan.Investment, row.Namnd, row.Year, outstanding})
			default:
				out.expect(expectedItem{"plan", ledger.Reflow, plan.Investment, row.Namnd, outstanding, plan.Decision.Reference})
			}
		}
	}
}

// draws expects of an investment what its file lets the fund pay in the year and is
// not drawn, at most what is left of its grants.
func (f *forecastFiles) draws(out *forecast, m ledger.Movement, b *bookedFor) {
	left := m.Closing().Committed()
	leave := func(reason string, amount ledger.Amount) {
		out.omitted = append(out.omitted, notCounted{reason: reason, investment: m.Investment, amount: amount})
	}
	inv := f.investments[m.Investment]
	planned, ok := f.fundCosts(inv, b.year)
	remains := planned - b.drawn[m.Investment]
	switch {
	case left == 0 && (!ok || remains <= 0):
	case left == 0:
		leave("nothing-left", remains)
	case f.completed[m.Investment]:
		leave("release-due", left) // takes a decision, and nothing more is drawn
	case inv == nil:
		leave("no-file", left)
	case !ok:
		leave("no-costs", left)
	case remains < 0:
		leave("overdrawn", -remains)
	default:
		if remains > left {
			leave("above-grant", remains-left)
		}
		if amount := min(remains, left); amount > 0 {
			out.expect(expectedItem{source: "costs", kind: ledger.Drawdown, investment: m.Investment, amount: amount, ref: f.file[m.Investment]})
		}
	}
}

// complete tells whether the files told all that there is to know: that nothing was
// left out because nobody said, or that is decided and may yet be booked.
func (out *forecast) complete() bool {
	return !slices.ContainsFunc(out.omitted, func(l notCounted) bool {
		return slices.Contains([]string{"no-file", "no-costs", "no-grant", "overdue"}, l.reason)
	})
}

// columns are what is booked, what is expected, and the full year.
func (out *forecast) columns() []column {
	return []column{
		{"booked", out.booked},
		{"expected", ledger.Movement{Moved: out.expected}},
		{"full_year", out.booked.Add(out.expected)},
	}
}

func (n *note) forecastAccounts() []account {
	columns := n.forecast.columns()
	return []account{
		n.unit.account("forecast_balance", columns, balanceItems()).across(),
		n.unit.account("forecast_committed", columns, committedItems()).across(),
		n.unit.account("forecast_free", columns, freeItems()).across(),
	}
}

// across is an account whose last column is the sum of the others. Where rounded
// figures do not add up to their rounded sum, a column before it says by how much.
func (a account) across() account {
	last := len(a.columns) - 1
	rest := make([]decimal.Decimal, len(a.lines))
	differs := false
	for i, line := range a.lines {
		rest[i] = line.amounts[last]
		for _, amount := range line.amounts[:last] {
			rest[i] = rest[i].Sub(amount)
		}
		differs = differs || !rest[i].IsZero()
	}
	if !differs {
		return a
	}
	a.columns = slices.Insert(a.columns, last, column{key: rounding})
	for i := range a.lines {
		a.lines[i].amounts = slices.Insert(a.lines[i].amounts, last, rest[i])
	}
	return a
}
