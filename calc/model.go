package calc

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"
)

// model is an investment laid out as flows by calendar year in the prices of one
// year, over one common denominator, with the factors that discount them.
type model struct {
	inv       *Investment
	opt       Options
	rate      Rate
	baseYear  int
	priceYear int
	window    Window
	first     int // first calendar year
	years     int // number of calendar years, start to the end of the window

	flows    []flow
	effects  []pricedEffect
	den      *big.Int // of every flow, kronor
	discount discounting
	pvDen    *big.Int // of every present value: den × discount.den

	before *big.Int // savings of counted effects before the window, over den

	rounder rounder
}

// flowKind tells costs of carrying out, running costs and savings apart.
type flowKind int

const (
	costFlow flowKind = iota
	runningFlow
	savingFlow
)

// flow is one row of the model: a cost, a running cost or an effect.
type flow struct {
	kind     flowKind
	actor    int // index of the actor it belongs to
	index    int // index in the investment's costs, running costs or effects
	sector   Sector
	counted  bool // inside the perspective
	amounts  yearly
	before   *big.Int // of a saving: before the window, over amounts.den
	cashable *yearly  // of a saving that states it
	price    Conversion
}

func (f *flow) row() row { return row(f.amounts.num) }

// pricedEffect is what an effect rests on, kept for its results and its trace.
type pricedEffect struct {
	unitCost UnitCost
	cohorts  []Cohort
	flow     int // index of its flow
}

// newModel lays out an investment. Every fault it has is returned at once.
func newModel(inv *Investment, prices Prices, opt Options) (*model, Faults) {
	return newObservedModel(inv, prices, opt, nil)
}

// newObservedModel lays out an investment with what was observed of it in the
// place of what was forecast. Faults of the outcomes are returned alone, once the
// investment has none.
func newObservedModel(inv *Investment, prices Prices, opt Options, seen *Outcomes) (*model, Faults) {
	faults := append(opt.check(), inv.Check()...)
	m := &model{inv: inv, opt: opt, rate: opt.rate(inv)}
	if len(faults) == 0 { // it can be laid out in time
		m.window = windowAfter(inv.Completion, opt.Horizon)
		m.first = inv.Start.Year()
		m.years = m.window.To.Year() - m.first + 1
		if m.baseYear = opt.BaseYear; m.baseYear == 0 {
			m.baseYear = m.first
		}
	}
	year, fault := resultPriceYear(inv, opt.PriceYear)
	if fault != nil {
		faults = append(faults, *fault)
	}
	m.priceYear = year
	b := builder{
		model:   m,
		pricing: &pricing{prices: prices, lookUp: inv.PriceYear, to: year, converted: map[conversionKey]Conversion{}},
		actors:  make(map[string]int, len(inv.Actors)),
		dry:     len(faults) > 0,
	}
	for i, a := range inv.Actors {
		b.actors[a.ID] = i
	}
	b.costs()
	b.runningCosts()
	b.effects()
	if faults = append(faults, b.faults...); len(faults) > 0 {
		return nil, faults
	}
	if seen != nil {
		if b.observe(seen); len(b.faults) > 0 {
			return nil, b.faults
		}
	}
	m.unite()
	m.discount = newDiscounting(m.rate.Value, opt.Timing, m.baseYear, m.first, m.first+m.years-1)
	m.pvDen = new(big.Int).Mul(m.den, m.discount.den)
	return m, nil
}

// unite brings every flow to one common denominator.
func (m *model) unite() {
	m.den = big.NewInt(1)
	for i := range m.flows {
		m.den = lcm(m.den, m.flows[i].amounts.den)
		if c := m.flows[i].cashable; c != nil {
			m.den = lcm(m.den, c.den)
		}
	}
	m.before = new(big.Int)
	for i := range m.flows {
		f := &m.flows[i]
		if f.before != nil && f.counted {
			part := new(big.Int).Quo(m.den, f.amounts.den)
			m.before.Add(m.before, part.Mul(part, f.before))
		}
		f.amounts.rescale(m.den)
		if f.cashable != nil {
			f.cashable.rescale(m.den)
		}
	}
}

// builder turns the parts of an investment into flows and collects faults. When
// it is dry there are faults already: prices are still looked up, so that theirs
// are found in the same run, but nothing is laid out.
type builder struct {
	*model
	pricing *pricing
	actors  map[string]int
	dry     bool
	faults  Faults
}

// convert returns the conversion of an amount in the prices of a year, 0 meaning
// the investment's.
func (b *builder) convert(path, index string, from int) (Conversion, bool) {
	if from == 0 {
		if from = b.inv.PriceYear; from == 0 {
			b.faults.add(path, "price-year-missing", "states no price year, and the investment has none")
			return Conversion{}, false
		}
	}
	if b.pricing.to == 0 {
		return Conversion{}, false
	}
	c, err := b.pricing.convert(index, from)
	if err != nil && !slices.ContainsFunc(b.faults, func(f Fault) bool { return f.Hint != "" && f.Hint == hintOf(err) }) {
		b.faults.addError(path, "index-missing", err) // once for each figure that is missing
	}
	return c, err == nil
}

func (b *builder) costs() {
	for i, cost := range b.inv.Costs {
		path := fmt.Sprintf("costs[%d]", i)
		if cost.CurrentPrices {
			// Every year's amount is in its own prices: a flow a year.
			for _, a := range cost.Amounts {
				if c, ok := b.convert(fmt.Sprintf("%s.amounts.%d", path, a.Year), DefaultIndex, a.Year); ok {
					b.cost(i, []YearAmount{a}, c)
				}
			}
			continue
		}
		at := path
		if cost.PriceYear != 0 {
			at += ".price_year"
		}
		if c, ok := b.convert(at, DefaultIndex, cost.PriceYear); ok {
			b.cost(i, cost.Amounts, c)
		}
	}
}

func (b *builder) cost(index int, amounts []YearAmount, price Conversion) {
	if b.dry {
		return
	}
	cost := b.inv.Costs[index]
	actor := b.actors[cost.Actor]
	payer := cost.Payer
	switch cost.Funding {
	case FromFund:
		payer = Municipality
	case FromActor:
		payer = b.inv.Actors[actor].Sector()
	}
	var decimals int32
	for _, a := range amounts {
		decimals = max(decimals, -a.Amount.Likely.Exponent())
	}
	y := yearly{num: make([]big.Int, b.years), den: powerOfTen(decimals)}
	for _, a := range amounts {
		n := &y.num[a.Year-b.first]
		n.Add(n, a.Amount.Likely.Shift(decimals).BigInt())
	}
	y.times(price.Factor)
	b.flows = append(b.flows, flow{kind: costFlow, actor: actor, index: index, sector: payer,
		counted: b.opt.Perspective.holds(payer), amounts: y, price: price})
}

func (b *builder) runningCosts() {
	for i, r := range b.inv.RunningCosts {
		path := fmt.Sprintf("running_costs[%d]", i)
		if r.PriceYear != 0 {
			path += ".price_year"
		}
		price, ok := b.convert(path, DefaultIndex, r.PriceYear)
		if !ok || b.dry {
			continue
		}
		num, den := fraction(r.PerYear.Likely)
		y := yearly{num: make([]big.Int, b.years), den: den.Mul(den, big.NewInt(monthsPerYear))}
		first, end := r.months(b.window)
		for from := first; from < end; {
			to := min(end, NewMonth(from.Year()+1, 1))
			y.num[from.Year()-b.first].Mul(num, big.NewInt(int64(to-from)))
			from = to
		}
		y.times(price.Factor)
		actor := b.actors[r.Actor]
		sector := b.inv.Actors[actor].Sector()
		b.flows = append(b.flows, flow{kind: runningFlow, actor: actor, index: i, sector: sector,
			counted: b.opt.Perspective.holds(sector), amounts: y, price: price})
	}
}

// months returns the months of the effect years from..to, cut at the end of the
// window: from the first up to, not including, the last.
func (r RunningCost) months(w Window) (first, end Month) {
	to := min(wholeOr(r.To, w.Years()), w.Years())
	first = w.From + Month((wholeOr(r.From, 1)-1)*monthsPerYear)
	return first, max(first, w.From+Month(to*monthsPerYear))
}

func (b *builder) effects() {
	for i, e := range b.inv.Effects {
		path := fmt.Sprintf("effects[%d].unit_cost", i)
		if e.UnitCost == (UnitCostRef{}) {
			continue // its absence is a fault already
		}
		unitCost, err := b.pricing.unitCost(e.UnitCost)
		if err != nil {
			code := "unit-cost"
			if b.pricing.lookUp == 0 && e.UnitCost.Year == 0 {
				code = "price-year-missing"
			}
			b.faults.addError(path, code, err)
			continue
		}
		price, ok := b.convert(path, unitCost.index(), unitCost.PriceYear)
		if !ok || b.dry {
			continue
		}
		b.effect(i, unitCost, price)
	}
}

func (b *builder) effect(index int, unitCost UnitCost, price Conversion) {
	e := b.inv.Effects[index]
	cohorts := e.cohorts(b.window)
	w := spread(cohorts, likelyOr(e.DropOff, decimal.Zero), b.window, b.first, b.years)
	basis := rational(e.basis(unitCost.Amount.Likely))
	basis.Mul(basis, price.Factor)
	w.inside.times(basis)
	actor := b.actors[e.Actor]
	sector := b.inv.Actors[actor].Sector()
	f := flow{kind: savingFlow, actor: actor, index: index, sector: sector,
		counted: b.opt.Perspective.countsSaving(sector, unitCost.Transfer),
		amounts: w.inside, before: w.before.Mul(w.before, basis.Num()), price: price}
	if e.Cashable != nil {
		f.cashable = f.amounts.share(rational(e.Cashable.Likely))
	}
	b.model.effects = append(b.model.effects, pricedEffect{unitCost: unitCost, cohorts: cohorts, flow: len(b.flows)})
	b.flows = append(b.flows, f)
}
