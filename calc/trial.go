package calc

import (
	"math/big"

	"github.com/shopspring/decimal"
)

// trial evaluates one investment again and again with some numbers changed, and
// counts how often.
type trial struct {
	inv         *Investment
	prices      Prices
	opt         Options
	base        *model // at the likely values
	likely      sums
	evaluations int
}

func newTrial(inv *Investment, prices Prices, opt Options) (*trial, error) {
	t := &trial{inv: inv, prices: prices, opt: opt}
	m, faults := newModel(inv, prices, opt)
	if len(faults) > 0 {
		return nil, faults
	}
	t.evaluations++
	t.base, t.likely = m, m.sums()
	return t, nil
}

// at evaluates the investment with numbers, by path, changed.
func (t *trial) at(values map[string]decimal.Decimal) (sums, error) {
	m, faults := newModel(t.inv.with(values), t.prices, t.opt)
	if len(faults) > 0 {
		return sums{}, faults
	}
	t.evaluations++
	return m.sums(), nil
}

// passes is the verdict on sums.
func (t *trial) passes(s sums) bool { return s.tests().Of(t.opt.Criterion) }

// measured is an amount in its two measures, exact, kronor.
type measured struct{ undiscounted, present *big.Rat }

// sums are what the three tests compare.
type sums struct{ cost, running, savings measured }

func (m *model) sums() sums {
	t := m.totals()
	exact := func(s sum) measured {
		return measured{new(big.Rat).SetFrac(s.u, m.den), new(big.Rat).SetFrac(s.pv, m.pvDen)}
	}
	return sums{cost: exact(t.costSum), running: exact(t.runningSum), savings: exact(t.savingsSum)}
}

// tests puts the sums to the three tests.
func (s sums) tests() Tests {
	money := func(r *big.Rat) decimal.Decimal { return roundRat(r, moneyPlaces) }
	gain := new(big.Rat).Sub(s.savings.present, s.running.present)
	return Tests{
		Rule:       money(s.savings.undiscounted).GreaterThanOrEqual(money(s.cost.undiscounted)),
		Discounted: money(s.savings.present).GreaterThanOrEqual(money(s.cost.present)),
		Net:        money(gain).GreaterThanOrEqual(money(s.cost.present)),
	}
}

// net is the net present value.
func (s sums) net() *big.Rat {
	gain := new(big.Rat).Sub(s.savings.present, s.running.present)
	return gain.Sub(gain, s.cost.present)
}

// margin is what the test of a criterion compares with 0.
func (s sums) margin(c Criterion) *big.Rat {
	switch c {
	case RuleTest:
		return new(big.Rat).Sub(s.savings.undiscounted, s.cost.undiscounted)
	case DiscountedTest:
		return new(big.Rat).Sub(s.savings.present, s.cost.present)
	default:
		return s.net()
	}
}

// along returns the sums on the straight line through s (at 0) and other (at 1).
func (s sums) along(other sums, at *big.Rat) sums {
	point := func(a, b *big.Rat) *big.Rat {
		p := new(big.Rat).Sub(b, a)
		return p.Add(p.Mul(p, at), a)
	}
	each := func(a, b measured) measured {
		return measured{point(a.undiscounted, b.undiscounted), point(a.present, b.present)}
	}
	return sums{each(s.cost, other.cost), each(s.running, other.running), each(s.savings, other.savings)}
}
