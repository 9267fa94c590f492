package calc

import (
	"github.com/shopspring/decimal"
)

// RateSpan is an investment at several discount rates.
type RateSpan struct {
	*Result           // at its own rate
	AtRates []*Result // at each rate asked for
	Turns   []Turn    // between the least and the greatest of them, ascending by test
}

// Turn is a rate at which a test turns, with 6 decimals: below it, the test has
// one outcome, and above it the other.
type Turn struct {
	Test Criterion
	Rate decimal.Decimal
}

// turnPlaces are the decimals of a rate at which a test turns.
const turnPlaces = 6

// VerdictsOverRates computes an investment at each of the rates, which ascend,
// and finds every rate between the first and the last at which a test turns. The
// municipality's rule discounts nothing and does not turn.
func VerdictsOverRates(inv *Investment, prices Prices, opt Options, rates []decimal.Decimal) (*RateSpan, error) {
	m, faults := newModel(inv, prices, opt)
	if len(faults) > 0 {
		return nil, faults
	}
	out := &RateSpan{Result: m.result()}
	for _, rate := range rates {
		at := opt
		at.Rate = &Rate{Value: rate, Source: RateFromFlag}
		result, err := Evaluate(inv, prices, at)
		if err != nil {
			return nil, err
		}
		out.AtRates = append(out.AtRates, result)
	}
	if len(rates) == 0 {
		return out, nil
	}
	t := m.totals()
	withoutRunning := m.newRow()
	withoutRunning.add(t.savings)
	withoutRunning.sub(t.cost)
	first, last := rates[0], rates[len(rates)-1]
	for _, test := range []struct {
		criterion Criterion
		margin    row
	}{{DiscountedTest, withoutRunning}, {NetTest, t.net}} {
		for _, rate := range ratesOfReturn(test.margin, turnPlaces) {
			if rate.GreaterThanOrEqual(first) && rate.LessThanOrEqual(last) && turns(test.margin, rate) {
				out.Turns = append(out.Turns, Turn{test.criterion, rate})
			}
		}
	}
	return out, nil
}

// turns reports whether the present value of a row has different signs just below
// and just above a rate. At a double root it has not.
func turns(margin row, rate decimal.Decimal) bool {
	step := decimal.New(1, -turnPlaces)
	sign := func(r decimal.Decimal) int {
		return newDiscounting(r, AtStart, 0, 0, len(margin)-1).presentValue(margin).Sign()
	}
	return sign(rate.Sub(step))*sign(rate.Add(step)) < 0
}

// RatesBetween lists the rates from low to high by step, and high itself.
func RatesBetween(low, high, step decimal.Decimal) []decimal.Decimal {
	var rates []decimal.Decimal
	for r := low; r.LessThan(high); r = r.Add(step) {
		rates = append(rates, r)
	}
	return append(rates, high)
}
