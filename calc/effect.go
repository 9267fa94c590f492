package calc

import (
	"iter"
	"math/big"

	"github.com/shopspring/decimal"
)

// The yearly amount of an intake of n people in the a-th year of its effect
// (model, section 3), kronor in the price year of the results:
//
//	n × change × quantity × unit cost × I[price year]/I[its price year]
//	  × (1-deadweight) × attribution × (1-displacement) × (1-optimism_bias)
//	  × (1-drop_off)^(a-1)
//
// The part that is the same for every intake and year is the effect's basis, and
// the rest its weights: people × (1-drop_off)^(a-1), a twelfth for each month.

// LikelyChange returns the change in the share of people in the costly state:
// without - with, or the change as stated.
func (e Effect) LikelyChange() decimal.Decimal {
	if e.Outcome != nil {
		return e.Outcome.Without.Likely.Sub(e.Outcome.With.Likely)
	}
	return likelyOr(e.Change, decimal.Zero)
}

// adjustments returns (1-deadweight) × attribution × (1-displacement) ×
// (1-optimism_bias).
func (e Effect) adjustments() decimal.Decimal {
	return one().Sub(likelyOr(e.Deadweight, decimal.Zero)).
		Mul(likelyOr(e.Attribution, one())).
		Mul(one().Sub(likelyOr(e.Displacement, decimal.Zero))).
		Mul(one().Sub(likelyOr(e.OptimismBias, decimal.Zero)))
}

// basis returns kronor per person in the first year of the effect, before the
// price conversion.
func (e Effect) basis(unitCost decimal.Decimal) decimal.Decimal {
	return e.LikelyChange().Mul(e.Quantity.Likely).Mul(unitCost).Mul(e.adjustments())
}

// Cohort is an intake laid out in time: People enter in the month First; their
// effect runs from Begin up to, not including, End.
type Cohort struct {
	People            decimal.Decimal
	First, Begin, End Month
}

// cohorts lays out every intake of the effect (model, section 2): people without
// a year enter in the first month of the window, those of a year in January of
// the next, and those of a continued effect year in the first month of the effect
// year after it. Intakes that lie after the window are kept: their people count.
func (e Effect) cohorts(w Window) []Cohort {
	cohorts := make([]Cohort, 0, len(e.Intakes)+w.Years())
	delay := Month((wholeOr(e.Starts, 1) - 1) * monthsPerYear)
	add := func(people decimal.Decimal, first Month) {
		c := Cohort{People: people, First: first, Begin: first + delay, End: w.To + 1}
		if e.Lasts != nil {
			c.End = min(c.End, c.Begin+Month(wholeOr(e.Lasts, 0)))
		}
		c.End = max(c.End, c.Begin)
		cohorts = append(cohorts, c)
	}
	for _, in := range e.Intakes {
		first := w.From
		if in.Year != 0 {
			first = NewMonth(in.Year+1, 1)
		}
		add(in.People.Likely, first)
	}
	if c := e.Continues; c != nil {
		for j := wholeOr(c.From, 1); j <= min(wholeOr(c.To, w.Years()), w.Years()); j++ {
			add(c.PerYear.Likely, w.From+Month(j*monthsPerYear))
		}
	}
	return cohorts
}

// people returns the number of people in all intakes.
func people(cohorts []Cohort) decimal.Decimal {
	total := decimal.Zero
	for _, c := range cohorts {
		total = total.Add(c.People)
	}
	return total
}

// Run is a stretch of months of a cohort's effect that lie in one calendar year,
// in one year of the effect, and on one side of the window's beginning.
type Run struct {
	Year   int // calendar year
	A      int // year of the effect, 1 for the first
	Months int
	Before bool // before the window
}

// runs cuts the cohort's effect into runs.
func (c Cohort) runs(w Window) iter.Seq[Run] {
	return func(yield func(Run) bool) {
		for from := c.Begin; from < c.End; {
			a := int(from-c.Begin)/monthsPerYear + 1
			to := min(c.End, c.Begin+Month(a*monthsPerYear), NewMonth(from.Year()+1, 1))
			before := from < w.From
			if before {
				to = min(to, w.From)
			}
			if !yield(Run{Year: from.Year(), A: a, Months: int(to - from), Before: before}) {
				return
			}
			from = to
		}
	}
}

// weights are the cohorts spread over calendar years: the weight of a year is
// Σ people × (1-drop_off)^(a-1) × months/12, over the months inside the window.
// Weights of the months before the window are summed apart.
type weights struct {
	inside yearly
	before *big.Int // over inside.den
}

func spread(cohorts []Cohort, dropOff decimal.Decimal, w Window, first, years int) weights {
	longest := 0 // years of effect of the longest cohort
	var decimals int32
	for _, c := range cohorts {
		longest = max(longest, int(c.End-c.Begin+monthsPerYear-1)/monthsPerYear)
		decimals = max(decimals, -c.People.Exponent())
	}
	// (1-d)^(a-1) = u^(a-1) v^(longest-a) / v^(longest-1)
	remaining := rational(one().Sub(dropOff))
	retained := make([]big.Int, longest)
	for i := range retained {
		retained[i].Mul(power(remaining.Num(), int64(i)), power(remaining.Denom(), int64(longest-1-i)))
	}
	out := weights{
		inside: yearly{num: make([]big.Int, years), den: big.NewInt(monthsPerYear)},
		before: new(big.Int),
	}
	if longest > 0 {
		out.inside.den.Mul(out.inside.den, power(remaining.Denom(), int64(longest-1)))
	}
	out.inside.den.Mul(out.inside.den, powerOfTen(decimals))
	var months, term big.Int
	for _, c := range cohorts {
		people := c.People.Shift(decimals).BigInt()
		for run := range c.runs(w) {
			term.Mul(people, &retained[run.A-1])
			term.Mul(&term, months.SetInt64(int64(run.Months)))
			target := out.before
			if !run.Before {
				target = &out.inside.num[run.Year-first]
			}
			target.Add(target, &term)
		}
	}
	return out
}
