package calc

import (
	"fmt"
	"math/big"

	"github.com/shopspring/decimal"
)

// flowPlaces are the decimals of the results of dated flows.
const flowPlaces = 12

// The flows that can be computed: t lies between -MaxTime and MaxTime, and the
// last at most MaxFlowSpan years after the first.
const (
	MaxTime     = 3000
	MaxFlowSpan = 250
)

// DatedFlow is what is paid and gained T years from the date discounted to.
type DatedFlow struct {
	T             int
	Cost, Benefit decimal.Decimal // each at least 0
}

// FlowTerms say how dated flows are discounted.
type FlowTerms struct {
	Rate   decimal.Decimal // yearly, above -1
	Timing Timing
	// Finance and Reinvest are the rates of the modified internal rate of return:
	// what money costs, and what it earns; nil: Rate.
	Finance, Reinvest *decimal.Decimal
}

// FlowResult is what dated flows are worth. Figures have up to 12 decimals; what
// does not exist is not Valid.
type FlowResult struct {
	Terms                      FlowTerms
	FirstT                     int
	PVCosts, PVBenefits, NPV   decimal.Decimal
	BCR                        decimal.NullDecimal // PVBenefits / PVCosts
	IRR                        []decimal.Decimal   // every one, ascending
	MIRR                       decimal.NullDecimal
	Payback, DiscountedPayback decimal.NullDecimal // t
	Times                      []FlowTime
}

// FlowTime is one point in time of the flows.
type FlowTime struct {
	T                  int
	Cost, Benefit, Net decimal.Decimal
	Factor             decimal.Decimal
	PresentValue       decimal.Decimal // of Net
	Cumulative         decimal.Decimal // present values so far
}

// ValueFlows computes dated flows, in any order; those of the same t add up. A
// flow at t is divided by
//
//	(1+r)^(t+τ)
//
// with r the yearly rate and τ 0 at the start of the year, 1/2 in its middle, 1
// at its end. Everything is exact but for τ = 1/2 and the modified rate of
// return, whose roots are taken to 50 decimals (model, section 7).
func ValueFlows(flows []DatedFlow, terms FlowTerms) (*FlowResult, error) {
	if faults := checkFlows(flows, terms); len(faults) > 0 {
		return nil, faults
	}
	t := newTimeline(flows)
	d := newDiscounting(terms.Rate, terms.Timing, 0, t.first, t.last)
	den := new(big.Int).Mul(t.den, d.den)
	costs, benefits := d.presentValue(t.costs), d.presentValue(t.benefits)
	r := &FlowResult{
		Terms: terms, FirstT: t.first,
		PVCosts: round(costs, den, flowPlaces), PVBenefits: round(benefits, den, flowPlaces),
		NPV:  round(new(big.Int).Sub(benefits, costs), den, flowPlaces),
		BCR:  roundRatio(benefits, costs, flowPlaces),
		IRR:  ratesOfReturn(t.net, flowPlaces),
		MIRR: t.modifiedRate(terms),
	}
	present := make(row, len(t.net))
	sum, presentSum := new(big.Int), new(big.Int)
	cumulative, presentCumulative := make(row, len(t.net)), make(row, len(t.net))
	for i := range t.net {
		present[i].Mul(&t.net[i], &d.factor[i])
		cumulative[i].Set(sum.Add(sum, &t.net[i]))
		presentCumulative[i].Set(presentSum.Add(presentSum, &present[i]))
		r.Times = append(r.Times, FlowTime{
			T:    t.first + i,
			Cost: round(&t.costs[i], t.den, flowPlaces), Benefit: round(&t.benefits[i], t.den, flowPlaces),
			Net:          round(&t.net[i], t.den, flowPlaces),
			Factor:       round(&d.factor[i], d.den, flowPlaces),
			PresentValue: round(&present[i], den, flowPlaces),
			Cumulative:   round(presentSum, den, flowPlaces),
		})
	}
	r.Payback = paybackTime(t.first, t.net, cumulative)
	r.DiscountedPayback = paybackTime(t.first, present, presentCumulative)
	return r, nil
}

func checkFlows(flows []DatedFlow, terms FlowTerms) Faults {
	var f Faults
	if len(flows) == 0 {
		f.add("", "empty", "there are no flows")
		return f
	}
	first, last := flows[0].T, flows[0].T
	for _, flow := range flows {
		first, last = min(first, flow.T), max(last, flow.T)
		if flow.Cost.IsNegative() || flow.Benefit.IsNegative() {
			f.add("", "out-of-range", "a cost and a benefit are not negative")
		}
	}
	if first < -MaxTime || last > MaxTime || last-first > MaxFlowSpan {
		f.add("", "out-of-range", fmt.Sprintf("flows lie within %d years of each other, and t between %d and %d",
			MaxFlowSpan, -MaxTime, MaxTime))
	}
	for _, rate := range []*decimal.Decimal{&terms.Rate, terms.Finance, terms.Reinvest} {
		if rate != nil && !rate.GreaterThan(one().Neg()) {
			f.add("rate", "out-of-range", "a rate lies above -100 %")
		}
	}
	return f
}

// timeline holds flows by t, from the first to the last, in units of 1/den.
type timeline struct {
	first, last          int
	costs, benefits, net row
	den                  *big.Int
}

func newTimeline(flows []DatedFlow) timeline {
	t := timeline{first: flows[0].T, last: flows[0].T}
	var decimals int32
	for _, f := range flows {
		t.first, t.last = min(t.first, f.T), max(t.last, f.T)
		decimals = max(decimals, -f.Cost.Exponent(), -f.Benefit.Exponent())
	}
	years := t.last - t.first + 1
	t.costs, t.benefits, t.net = make(row, years), make(row, years), make(row, years)
	t.den = powerOfTen(decimals)
	for _, f := range flows {
		i := f.T - t.first
		t.costs[i].Add(&t.costs[i], f.Cost.Shift(decimals).BigInt())
		t.benefits[i].Add(&t.benefits[i], f.Benefit.Shift(decimals).BigInt())
	}
	t.net.add(t.benefits)
	t.net.sub(t.costs)
	return t
}

// modifiedRate returns the modified internal rate of return
//
//	(Σ positive(t) (1+reinvest)^(last-t) / -Σ negative(t) (1+finance)^-(t-first))^(1/n) - 1
//
// with n = last - first, of the net flow at each t; none when no net flow is
// positive, or none negative. Source: Lin, The modified internal rate of return
// and investment criterion, The Engineering Economist 21:4, 1976.
func (t timeline) modifiedRate(terms FlowTerms) decimal.NullDecimal {
	finance, reinvest := terms.Rate, terms.Rate
	if terms.Finance != nil {
		finance = *terms.Finance
	}
	if terms.Reinvest != nil {
		reinvest = *terms.Reinvest
	}
	gains, losses := make(row, len(t.net)), make(row, len(t.net))
	for i := range t.net {
		if t.net[i].Sign() > 0 {
			gains[i].Set(&t.net[i])
		} else {
			losses[i].Neg(&t.net[i])
		}
	}
	if gains.empty() || losses.empty() {
		return decimal.NullDecimal{}
	}
	earned := newDiscounting(reinvest, AtStart, t.last, t.first, t.last)
	lent := newDiscounting(finance, AtStart, t.first, t.first, t.last)
	ratio := new(big.Rat).SetFrac(earned.presentValue(gains), earned.den)
	ratio.Quo(ratio, new(big.Rat).SetFrac(lent.presentValue(losses), lent.den))
	scale := powerOfTen(rootPlaces)
	growth := new(big.Rat).SetFrac(rootOf(ratio, t.last-t.first), scale)
	return decimal.NewNullDecimal(roundRat(growth.Sub(growth, big.NewRat(1, 1)), flowPlaces))
}

// rootOf returns the n-th root of a positive x in units of 10^-50, rounded down.
func rootOf(x *big.Rat, n int) *big.Int {
	target := new(big.Int).Mul(x.Num(), power(powerOfTen(rootPlaces), int64(n)))
	target.Quo(target, x.Denom())
	// Newton's method from above: y ← ((n-1) y + target / y^(n-1)) / n.
	y := new(big.Int).Lsh(big.NewInt(1), uint(target.BitLen()/n+1))
	for {
		next := new(big.Int).Quo(target, power(y, int64(n-1)))
		next.Add(next, new(big.Int).Mul(y, big.NewInt(int64(n-1))))
		next.Quo(next, big.NewInt(int64(n)))
		if next.Cmp(y) >= 0 {
			return y
		}
		y = next
	}
}

// paybackTime returns the t at which the cumulative flow reaches 0 to stay at or
// above it, with the flows at points in time and a straight line between them:
//
//	(t-1) + |cumulative before t| / flow at t
//
// It is 0 when the cumulative flow was never negative, and none when it ends so.
func paybackTime(first int, flow, cumulative row) decimal.NullDecimal {
	i := len(cumulative)
	for i > 0 && cumulative[i-1].Sign() >= 0 {
		i--
	}
	switch i {
	case len(cumulative):
		return decimal.NullDecimal{}
	case 0:
		return decimal.NewNullDecimal(decimal.Zero)
	}
	t := new(big.Rat).SetFrac(new(big.Int).Abs(&cumulative[i-1]), &flow[i])
	t.Add(t, new(big.Rat).SetInt64(int64(first+i-1)))
	return decimal.NewNullDecimal(roundRat(t, flowPlaces))
}
