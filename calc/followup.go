package calc

import (
	"math/big"
	"slices"

	"github.com/shopspring/decimal"
)

// FollowUp holds an investment's forecast beside what happened (uppföljande
// utvärdering): cost and savings of the years that are known, how much of the
// forecast was realised, the result with what is known in the place of what was
// forecast, and what the programme concludes.
type FollowUp struct {
	Forecast *Result
	Updated  *Result // known years as observed, the rest as forecast
	Costs    []Realised
	Effects  []EffectRealised
	// Savings is the sum over the known years of the effects that count.
	Savings    Realised
	Conclusion Conclusion
	Reasons    []Reason

	realised, expected *big.Rat
}

// Realised is a forecast beside what happened, undiscounted kronor, and their
// ratio, which is absent when nothing was forecast.
type Realised struct {
	Year             int // 0 for a sum
	Forecast, Actual decimal.Decimal
	Rate             decimal.NullDecimal
}

// EffectRealised is an effect in the years that were observed.
type EffectRealised struct {
	Effect Effect
	Years  []Realised
	Total  Realised
}

// Conclusion is what the programme says of an investment that was followed up.
type Conclusion string

// The conclusions: positive for the target group and for the municipality's
// economy, so make it permanent; more profitable than the alternatives too, so
// scale it up; or neither. Without any observed effect it cannot be told.
const (
	MakePermanent Conclusion = "make-permanent"
	ScaleUp       Conclusion = "scale-up"
	Neither       Conclusion = "neither"
	CannotTell    Conclusion = "cannot-tell"
)

// Reason is a condition of the conclusion, and whether it holds.
type Reason struct {
	Code  string // target-group | economy | alternatives
	Holds bool
}

// Follow evaluates an investment with its outcomes. Alternatives are the net
// present values that the updated result is held against; none means that the
// comparison was not made. The target group gains when every observed effect came,
// in the direction that was forecast; the economy gains when the updated result
// passes the test of the criterion. The error is Faults of the investment, or FileFaults.
func Follow(inv *Investment, prices Prices, opt Options, seen *Outcomes, alternatives []decimal.Decimal) (*FollowUp, error) {
	forecast, faults := newModel(inv, prices, opt)
	if len(faults) > 0 {
		return nil, faults
	}
	actual, faults := newObservedModel(inv, prices, opt, seen)
	if len(faults) > 0 {
		return nil, FileFaults{"outcomes", faults}
	}
	f := &FollowUp{Forecast: forecast.result(), Updated: actual.result(), realised: new(big.Rat), expected: new(big.Rat)}
	for _, c := range seen.Costs {
		f.Costs = append(f.Costs, realised(c.Year, forecast.costOf(c.Year), actual.costOf(c.Year)))
	}
	for i := range inv.Effects {
		f.effect(i, forecast, actual, seen)
	}
	f.Savings = realised(0, f.expected, f.realised)
	f.conclude(alternatives)
	return f, nil
}

func (f *FollowUp) effect(index int, forecast, actual *model, seen *Outcomes) {
	e := EffectRealised{Effect: forecast.inv.Effects[index]}
	at := func(m *model, year int) *big.Rat {
		return m.flows[m.effects[index].flow].amounts.at(year - m.first)
	}
	expected, got := new(big.Rat), new(big.Rat)
	for year := forecast.window.From.Year(); year <= forecast.window.To.Year(); year++ {
		if seen.known(e.Effect.ID, year) == nil {
			continue
		}
		was, is := at(forecast, year), at(actual, year)
		e.Years = append(e.Years, realised(year, was, is))
		expected.Add(expected, was)
		got.Add(got, is)
	}
	if len(e.Years) == 0 {
		return
	}
	e.Total = realised(0, expected, got)
	f.Effects = append(f.Effects, e)
	if forecast.flows[forecast.effects[index].flow].counted {
		f.expected.Add(f.expected, expected)
		f.realised.Add(f.realised, got)
	}
}

// costOf is what carrying out costs in a year, all payers together.
func (m *model) costOf(year int) *big.Rat {
	total := new(big.Rat)
	for i := range m.flows {
		if f := &m.flows[i]; f.kind == costFlow {
			total.Add(total, f.amounts.at(year-m.first))
		}
	}
	return total
}

func realised(year int, forecast, actual *big.Rat) Realised {
	r := Realised{Year: year, Forecast: roundRat(forecast, moneyPlaces), Actual: roundRat(actual, moneyPlaces)}
	if forecast.Sign() != 0 {
		rate := new(big.Rat).Quo(actual, forecast)
		r.Rate = decimal.NewNullDecimal(roundRat(rate, ratioPlaces))
	}
	return r
}

// came reports whether an effect came to something, in the direction that was
// forecast: a cost that was to rise, as where more of the target group study, rose.
func (e EffectRealised) came() bool {
	if e.Total.Forecast.IsNegative() {
		return e.Total.Actual.IsNegative()
	}
	return e.Total.Actual.IsPositive()
}

func (f *FollowUp) conclude(alternatives []decimal.Decimal) {
	if len(f.Effects) == 0 {
		f.Conclusion = CannotTell
		return
	}
	target := !slices.ContainsFunc(f.Effects, func(e EffectRealised) bool { return !e.came() })
	economy := f.Updated.Passes
	f.Reasons = []Reason{{"target-group", target}, {"economy", economy}}
	f.Conclusion = Neither
	if target && economy {
		f.Conclusion = MakePermanent
	}
	if len(alternatives) == 0 {
		return
	}
	best := !slices.ContainsFunc(alternatives, func(net decimal.Decimal) bool { return !f.Updated.Net.PresentValue.GreaterThan(net) })
	f.Reasons = append(f.Reasons, Reason{"alternatives", best})
	if best && f.Conclusion == MakePermanent {
		f.Conclusion = ScaleUp
	}
}

// Pool adds up the realised and the forecast savings of several investments: the
// pooled realisation rate, and one less it as a local optimism bias, at least 0.
func Pool(all []*FollowUp) (pooled Realised, bias decimal.NullDecimal) {
	expected, got := new(big.Rat), new(big.Rat)
	for _, f := range all {
		expected.Add(expected, f.expected)
		got.Add(got, f.realised)
	}
	pooled = realised(0, expected, got)
	if pooled.Rate.Valid {
		bias = decimal.NewNullDecimal(decimal.Max(decimal.Zero, decimal.Min(one(), one().Sub(pooled.Rate.Decimal))))
	}
	return pooled, bias
}
