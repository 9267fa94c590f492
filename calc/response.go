package calc

import (
	"math/big"

	"github.com/shopspring/decimal"
)

// response gives the sums of an investment for each value of one of its numbers,
// the others at their likely values.
type response func(value decimal.Decimal) (sums, error)

// response returns how the investment answers to an input. An amount, a share or
// a number of people stands alone in a product, so two evaluations give the line
// for every value; a drop-off gives a polynomial; only whole numbers of years and
// months must be tried one by one.
func (t *trial) response(in Input) (response, error) {
	switch in.shape {
	case idle:
		return func(decimal.Decimal) (sums, error) { return t.likely, nil }, nil
	case retained:
		return t.polynomial(in), nil
	case stepwise:
		return t.steps(in), nil
	default:
		return t.line(in)
	}
}

// line evaluates the investment at one more value and draws the line.
func (t *trial) line(in Input) (response, error) {
	likely := in.Number.Likely
	other := in.Number.High
	for _, value := range []decimal.Decimal{in.Number.Low, in.clamp(likely.Add(one())), in.Least} {
		if !other.Equal(likely) {
			break
		}
		other = value
	}
	end, err := t.at(map[string]decimal.Decimal{in.Path: other})
	if err != nil {
		return nil, err
	}
	length := rational(other.Sub(likely))
	return func(value decimal.Decimal) (sums, error) {
		at := rational(value.Sub(likely))
		return t.likely.along(end, at.Quo(at, length)), nil
	}, nil
}

// steps evaluates the investment at each value that is asked for, once.
func (t *trial) steps(in Input) response {
	known := map[string]sums{in.Number.Likely.String(): t.likely}
	return func(value decimal.Decimal) (sums, error) {
		key := value.String()
		if s, ok := known[key]; ok {
			return s, nil
		}
		s, err := t.at(map[string]decimal.Decimal{in.Path: value})
		if err == nil {
			known[key] = s
		}
		return s, err
	}
}

// polynomial returns the sums for each drop-off of an effect. With u = 1-drop_off
// its savings are
//
//	basis × Σ w(a) u^(a-1)
//
// where w(a) is people × months/12 in the a-th year of the effect, discounted
// or not.
func (t *trial) polynomial(in Input) response {
	m := t.base
	priced := m.effects[in.effect]
	f := &m.flows[priced.flow]
	if !f.counted {
		return func(decimal.Decimal) (sums, error) { return t.likely, nil }
	}
	basis := rational(m.inv.Effects[in.effect].basis(priced.unitCost.Amount.Likely))
	basis.Mul(basis, f.price.Factor)
	weights := m.weightsByYear(priced.cohorts)
	at := func(dropOff decimal.Decimal) measured {
		u := rational(one().Sub(dropOff))
		sum := measured{new(big.Rat), new(big.Rat)}
		for i := len(weights) - 1; i >= 0; i-- { // Horner
			sum.undiscounted.Add(sum.undiscounted.Mul(sum.undiscounted, u), weights[i].undiscounted)
			sum.present.Add(sum.present.Mul(sum.present, u), weights[i].present)
		}
		return measured{sum.undiscounted.Mul(sum.undiscounted, basis), sum.present.Mul(sum.present, basis)}
	}
	own := at(in.Number.Likely)
	rest := measured{new(big.Rat).Sub(t.likely.savings.undiscounted, own.undiscounted),
		new(big.Rat).Sub(t.likely.savings.present, own.present)}
	return func(value decimal.Decimal) (sums, error) {
		s, own := t.likely, at(value)
		s.savings = measured{own.undiscounted.Add(own.undiscounted, rest.undiscounted),
			own.present.Add(own.present, rest.present)}
		return s, nil
	}
}

// weightsByYear adds up people × months/12 inside the window by year a of the
// effect, a-1 being the index.
func (m *model) weightsByYear(cohorts []Cohort) []measured {
	var weights []measured
	for _, c := range cohorts {
		for run := range c.runs(m.window) {
			if run.Before {
				continue
			}
			for len(weights) < run.A {
				weights = append(weights, measured{new(big.Rat), new(big.Rat)})
			}
			w := rational(c.People)
			w.Mul(w, big.NewRat(int64(run.Months), monthsPerYear))
			sum := weights[run.A-1]
			sum.undiscounted.Add(sum.undiscounted, w)
			factor := new(big.Rat).SetFrac(&m.discount.factor[run.Year-m.first], m.discount.den)
			sum.present.Add(sum.present, w.Mul(w, factor))
		}
	}
	return weights
}
