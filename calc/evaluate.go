package calc

import (
	"math/big"

	"github.com/shopspring/decimal"
)

// The places that figures are rounded to when they leave the package.
const (
	moneyPlaces  = 2
	ratioPlaces  = 4
	yearPlaces   = 2
	peoplePlaces = 2
	factorPlaces = 10
)

// Evaluate computes an investment. The error, if any, is Faults: everything that
// is wrong with the investment, or with a price it refers to, at once.
func Evaluate(inv *Investment, prices Prices, opt Options) (*Result, error) {
	m, faults := newModel(inv, prices, opt)
	if len(faults) > 0 {
		return nil, faults
	}
	return m.result(), nil
}

// Summarize computes an investment as Evaluate does and leaves out what it would
// list by actor, sector, year and effect, and the rates of return: for those who
// evaluate very many.
func Summarize(inv *Investment, prices Prices, opt Options) (*Summary, error) {
	m, faults := newModel(inv, prices, opt)
	if len(faults) > 0 {
		return nil, faults
	}
	s := m.summary(m.totals())
	return &s, nil
}

// sum is an amount before rounding: undiscounted in units of 1/model.den and as
// present value in units of 1/model.pvDen.
type sum struct {
	u, pv *big.Int
}

func (a sum) minus(b sum) sum {
	return sum{new(big.Int).Sub(a.u, b.u), new(big.Int).Sub(a.pv, b.pv)}
}

// totals are the rows of the perspective and their sums.
type totals struct {
	cost, costAll, running, savings, cashable, net row

	costSum, runningSum, savingsSum, netSum sum
}

func (m *model) newRow() row { return make(row, m.years) }

func (m *model) sum(r row) sum {
	u := new(big.Int)
	for i := range r {
		u.Add(u, &r[i])
	}
	return sum{u: u, pv: m.discount.presentValue(r)}
}

func (m *model) money(amount *big.Int) decimal.Decimal {
	return m.rounder.round(amount, m.den, moneyPlaces)
}

// present rounds a present value.
func (m *model) present(amount *big.Int) decimal.Decimal {
	return m.rounder.round(amount, m.pvDen, moneyPlaces)
}

func (m *model) pair(s sum) Pair {
	return Pair{Undiscounted: m.money(s.u), PresentValue: m.present(s.pv)}
}

func ratio(num, den sum) Ratio {
	return Ratio{
		Undiscounted: roundRatio(num.u, den.u, ratioPlaces),
		PresentValue: roundRatio(num.pv, den.pv, ratioPlaces),
	}
}

// totals adds up what the perspective counts.
func (m *model) totals() totals {
	t := totals{cost: m.newRow(), costAll: m.newRow(), running: m.newRow(),
		savings: m.newRow(), cashable: m.newRow(), net: m.newRow()}
	for i := range m.flows {
		f := &m.flows[i]
		if f.kind == costFlow {
			t.costAll.add(f.row())
		}
		if !f.counted {
			continue
		}
		switch f.kind {
		case costFlow:
			t.cost.add(f.row())
		case runningFlow:
			t.running.add(f.row())
		case savingFlow:
			t.savings.add(f.row())
			if t.cashable != nil && f.cashable != nil {
				t.cashable.add(f.cashable.num)
			} else {
				t.cashable = nil
			}
		}
	}
	t.net.add(t.savings)
	t.net.sub(t.running)
	t.net.sub(t.cost)
	t.costSum, t.runningSum, t.savingsSum = m.sum(t.cost), m.sum(t.running), m.sum(t.savings)
	t.netSum = t.savingsSum.minus(t.runningSum).minus(t.costSum)
	return t
}

func (m *model) result() *Result {
	t := m.totals()
	r := &Result{Summary: m.summary(t), IRR: ratesOfReturn(t.net, ratioPlaces)}
	r.ByYear = m.byYear(t)
	r.ByActor, r.ByActorYear = m.byActor()
	r.BySector = m.bySector()
	r.Effects = m.byEffect(t)
	if n := m.inv.Participants; n > 0 {
		r.PerParticipant = &PerParticipant{Cost: m.perHead(t.costSum, n), Savings: m.perHead(t.savingsSum, n)}
	}
	return r
}

func (m *model) summary(t totals) Summary {
	gain := t.savingsSum.minus(t.runningSum)
	s := Summary{
		Investment:  m.inv,
		Perspective: m.opt.Perspective,
		Criterion:   m.opt.Criterion,
		Rate:        m.rate,
		Timing:      m.opt.Timing,
		BaseYear:    m.baseYear,
		PriceYear:   m.priceYear,
		Window:      m.window,

		Cost:          m.pair(t.costSum),
		CostAllPayers: m.pair(m.sum(t.costAll)),
		RunningCost:   m.pair(t.runningSum),
		Savings:       m.pair(t.savingsSum),
		Gain:          m.pair(gain),
		Net:           m.pair(t.netSum),
		BCR:           ratio(gain, t.costSum),
		BeforeWindow:  m.money(m.before),
		BreakEven:     m.breakEven(t.net),
	}
	if t.savingsSum.pv.Sign() > 0 { // no part of a loss is enough
		s.RequiredEffectShare = roundRatio(new(big.Int).Add(t.costSum.pv, t.runningSum.pv), t.savingsSum.pv, ratioPlaces)
	}
	s.Tests = m.tests(t)
	s.Passes = s.Tests.Of(m.opt.Criterion)
	if t.cashable != nil {
		savings := m.sum(t.cashable)
		gain := savings.minus(t.runningSum)
		s.Cashable = &CashableResult{Savings: m.pair(savings), Net: m.pair(gain.minus(t.costSum)), BCR: ratio(gain, t.costSum)}
	}
	s.Warnings = m.warnings(t, s)
	return s
}

// tests puts amounts rounded to öre to the three tests.
func (m *model) tests(t totals) Tests {
	cost, savings := m.pair(t.costSum), m.pair(t.savingsSum)
	gain := m.pair(t.savingsSum.minus(t.runningSum))
	return Tests{
		Rule:       savings.Undiscounted.GreaterThanOrEqual(cost.Undiscounted),
		Discounted: savings.PresentValue.GreaterThanOrEqual(cost.PresentValue),
		Net:        gain.PresentValue.GreaterThanOrEqual(cost.PresentValue),
	}
}

func (m *model) perHead(s sum, heads int) Pair {
	n := big.NewInt(int64(heads))
	return Pair{
		Undiscounted: round(s.u, new(big.Int).Mul(m.den, n), moneyPlaces),
		PresentValue: round(s.pv, new(big.Int).Mul(m.pvDen, n), moneyPlaces),
	}
}

// byYear lists every calendar year from the start to the end of the window.
func (m *model) byYear(t totals) []YearResult {
	years := make([]YearResult, m.years)
	present, cumulative := new(big.Int), new(big.Int)
	for i := range years {
		present.Mul(&t.net[i], &m.discount.factor[i])
		cumulative.Add(cumulative, present)
		years[i] = YearResult{
			Year:                   m.first + i,
			Cost:                   m.money(&t.cost[i]),
			RunningCost:            m.money(&t.running[i]),
			Savings:                m.money(&t.savings[i]),
			Net:                    m.money(&t.net[i]),
			DiscountFactor:         round(&m.discount.factor[i], m.discount.den, factorPlaces),
			NetPresentValue:        m.present(present),
			CumulativePresentValue: m.present(cumulative),
		}
	}
	return years
}

// breakEven finds the first calendar year y from which the cumulative net present
// value, rounded to öre, stays >= 0 after having been negative:
//
//	payback = (y - start year) - (start month - 1)/12 + |cumulative before y| / net present value of y
//
// in years from the first month of the start, and from completion that less the
// months from start to completion, both counted, over 12. What was never negative
// breaks even in the start year, after 0.00 years (model, section 7).
func (m *model) breakEven(net row) *BreakEven {
	cumulative := make([]big.Int, m.years)
	var present big.Int
	last := 0 // first year of the last run of years at or above zero
	for i := range cumulative {
		cumulative[i].Mul(&net[i], &m.discount.factor[i])
		if i > 0 {
			cumulative[i].Add(&cumulative[i], &cumulative[i-1])
		}
		if m.isLoss(&cumulative[i]) {
			last = i + 1
		}
	}
	if last == m.years {
		return nil
	}
	payback := new(big.Rat)
	if last > 0 {
		payback.SetInt64(int64(last))
		payback.Sub(payback, big.NewRat(int64(m.inv.Start.Number()-1), monthsPerYear))
		if present.Sub(&cumulative[last], &cumulative[last-1]); present.Sign() != 0 {
			before := new(big.Int).Abs(&cumulative[last-1])
			payback.Add(payback, new(big.Rat).SetFrac(before, &present))
		}
	}
	length := big.NewRat(int64(m.inv.Completion-m.inv.Start+1), monthsPerYear)
	return &BreakEven{
		Year:                 m.first + last,
		PaybackYears:         roundRat(payback, yearPlaces),
		YearsAfterCompletion: roundRat(new(big.Rat).Sub(payback, length), yearPlaces),
	}
}

// isLoss reports whether a present value, rounded to öre, is negative: whether it
// is half an öre or more below zero.
func (m *model) isLoss(present *big.Int) bool {
	if present.Sign() >= 0 {
		return false
	}
	var loss big.Int
	loss.Mul(present, big.NewInt(-2*100))
	return loss.Cmp(m.pvDen) >= 0
}

// byEffect lists every effect, in file order.
func (m *model) byEffect(t totals) []EffectResult {
	results := make([]EffectResult, len(m.effects))
	for i, priced := range m.effects {
		f := &m.flows[priced.flow]
		s := m.sum(f.row())
		e := m.inv.Effects[i]
		results[i] = EffectResult{Effect: e, Savings: m.pair(s), Counted: f.counted}
		if !f.counted || s.pv.Sign() <= 0 {
			continue
		}
		// 1 - net/S = (S - net)/S
		needed := new(big.Int).Sub(s.pv, t.netSum.pv)
		results[i].RequiredShare = roundRatio(needed, s.pv, ratioPlaces)
		num, den := fraction(people(priced.cohorts).Mul(e.LikelyChange()))
		results[i].RequiredPeople = roundRatio(needed.Mul(needed, num), den.Mul(den, s.pv), peoplePlaces)
	}
	return results
}
