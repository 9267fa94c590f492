package calc

import (
	"math/big"

	"github.com/shopspring/decimal"
)

// Trace is a result together with every factor it was made of, so that each
// number can be redone by hand.
type Trace struct {
	*Result
	Costs        []CostTrace
	RunningCosts []RunningTrace
	EffectTraces []EffectTrace
}

// TracedYear is one calendar year of a cost, a running cost or an effect: its
// amount in the price year of the results, and its present value.
type TracedYear struct {
	Year           int
	AsWritten      decimal.Decimal // of a cost: the amount in its own prices
	Months         int             // of a running cost: the months that lie in the year
	Amount         decimal.Decimal
	DiscountFactor decimal.Decimal
	PresentValue   decimal.Decimal
}

// CostTrace is a cost of carrying the investment out. A cost in current prices
// has one for each of its years, for each has its own conversion.
type CostTrace struct {
	Cost    Cost
	Payer   Sector
	Counted bool // inside the perspective
	Price   Conversion
	Years   []TracedYear
	Total   Pair
}

// RunningTrace is a running cost.
type RunningTrace struct {
	RunningCost RunningCost
	Sector      Sector
	Counted     bool
	Price       Conversion
	Years       []TracedYear
	Total       Pair
}

// EffectTrace is an effect: FirstYear kronor a person in the first year of the
// effect are
//
//	Change × quantity × unit cost × Price.Factor × Adjustments
//
// and each run of a cohort is worth people × FirstYear × (1-drop_off)^(a-1) ×
// months/12.
type EffectTrace struct {
	Effect      Effect
	UnitCost    UnitCost
	Sector      Sector
	Counted     bool
	Price       Conversion
	Change      decimal.Decimal
	Adjustments decimal.Decimal
	FirstYear   *big.Rat
	Cohorts     []CohortTrace
	Years       []TracedYear
	Total       Pair
	Before      decimal.Decimal // before the window, undiscounted
}

// CohortTrace is an intake and what each run of its effect is worth.
type CohortTrace struct {
	Cohort
	Runs []RunTrace
}

// RunTrace is a run and its worth. Retained is (1-drop_off)^(a-1).
type RunTrace struct {
	Run
	Retained *big.Rat
	Amount   decimal.Decimal
}

// Explain computes an investment as Evaluate does, and keeps every factor.
func Explain(inv *Investment, prices Prices, opt Options) (*Trace, error) {
	m, faults := newModel(inv, prices, opt)
	if len(faults) > 0 {
		return nil, faults
	}
	t := &Trace{Result: m.result()}
	for i := range m.flows {
		f := &m.flows[i]
		switch f.kind {
		case costFlow:
			t.Costs = append(t.Costs, m.traceCost(f))
		case runningFlow:
			t.RunningCosts = append(t.RunningCosts, m.traceRunning(f))
		}
	}
	for i := range m.effects {
		t.EffectTraces = append(t.EffectTraces, m.traceEffect(i))
	}
	return t, nil
}

// traceYears lists the years of a flow that have an amount.
func (m *model) traceYears(f *flow) []TracedYear {
	var years []TracedYear
	for i := range f.amounts.num {
		n := &f.amounts.num[i]
		if n.Sign() == 0 {
			continue
		}
		years = append(years, TracedYear{
			Year:           m.first + i,
			Amount:         m.money(n),
			DiscountFactor: round(&m.discount.factor[i], m.discount.den, factorPlaces),
			PresentValue:   round(new(big.Int).Mul(n, &m.discount.factor[i]), m.pvDen, moneyPlaces),
		})
	}
	return years
}

func (m *model) traceCost(f *flow) CostTrace {
	t := CostTrace{Cost: m.inv.Costs[f.index], Payer: f.sector, Counted: f.counted, Price: f.price,
		Years: m.traceYears(f), Total: m.pair(m.sum(f.row()))}
	for i := range t.Years {
		for _, a := range t.Cost.Amounts {
			if a.Year == t.Years[i].Year {
				t.Years[i].AsWritten = a.Amount.Likely
			}
		}
	}
	return t
}

func (m *model) traceRunning(f *flow) RunningTrace {
	t := RunningTrace{RunningCost: m.inv.RunningCosts[f.index], Sector: f.sector, Counted: f.counted, Price: f.price,
		Years: m.traceYears(f), Total: m.pair(m.sum(f.row()))}
	first, end := t.RunningCost.months(m.window)
	for i, y := range t.Years {
		from, to := max(first, NewMonth(y.Year, 1)), min(end, NewMonth(y.Year+1, 1))
		t.Years[i].Months = int(to - from)
	}
	return t
}

func (m *model) traceEffect(i int) EffectTrace {
	priced := m.effects[i]
	f := &m.flows[priced.flow]
	e := m.inv.Effects[i]
	t := EffectTrace{Effect: e, UnitCost: priced.unitCost, Sector: f.sector, Counted: f.counted, Price: f.price,
		Change: e.LikelyChange(), Adjustments: e.adjustments(),
		Years: m.traceYears(f), Total: m.pair(m.sum(f.row()))}
	t.FirstYear = rational(e.basis(priced.unitCost.Amount.Likely))
	t.FirstYear.Mul(t.FirstYear, f.price.Factor)
	remaining := rational(one().Sub(likelyOr(e.DropOff, decimal.Zero)))
	before := new(big.Rat)
	for _, c := range priced.cohorts {
		cohort := CohortTrace{Cohort: c}
		worth := new(big.Rat).Mul(rational(c.People), t.FirstYear)
		for run := range c.runs(m.window) {
			retained := new(big.Rat).SetFrac(power(remaining.Num(), int64(run.A-1)), power(remaining.Denom(), int64(run.A-1)))
			amount := new(big.Rat).Mul(worth, retained)
			amount.Mul(amount, big.NewRat(int64(run.Months), monthsPerYear))
			if run.Before {
				before.Add(before, amount)
			}
			cohort.Runs = append(cohort.Runs, RunTrace{Run: run, Retained: retained, Amount: roundRat(amount, moneyPlaces)})
		}
		t.Cohorts = append(t.Cohorts, cohort)
	}
	t.Before = roundRat(before, moneyPlaces)
	return t
}
