package calc

import (
	"fmt"
	"math"
	"math/big"

	"github.com/shopspring/decimal"
)

// compile makes the program of a model in which the inputs vary.
func compile(m *model, inputs []Input) *program {
	c := compiler{model: m, at: make(map[string]int, len(inputs)), program: &program{
		first: m.first, years: m.years, inputs: inputs, likely: make([]float64, len(inputs)),
		fixed: totalled{net: make([]float64, m.years)},
	}}
	for i, in := range inputs {
		c.at[in.Path] = i
		c.likely[i] = in.Number.Likely.InexactFloat64()
	}
	c.likelyNet, _ = m.sums().net().Float64()
	c.factor = make([]float64, m.years)
	for i := range c.factor {
		c.factor[i] = quotient(&m.discount.factor[i], m.discount.den)
	}
	for i := range m.flows {
		f := &m.flows[i]
		if !f.counted {
			continue
		}
		switch f.kind {
		case costFlow:
			c.cost(f)
		case runningFlow:
			c.running(f)
		case savingFlow:
			c.effect(f)
		}
	}
	return c.program
}

type compiler struct {
	*program
	model  *model
	at     map[string]int // path → input
	factor []float64      // discount factors by year
}

// operand is the input of a path or, when that does not vary, the number there.
func (c *compiler) operand(path string, n *Number, byDefault float64) operand {
	if i, ok := c.at[path]; ok {
		return operand{input: i}
	}
	if n == nil {
		return constant(byDefault)
	}
	return constant(n.Likely.InexactFloat64())
}

// add keeps a part, or adds it to the sums at once when nothing in it varies.
func (c *compiler) add(p part) {
	if !p.periods.vary() {
		p.terms = p.lay(p.periods.of(nil))
		if len(p.terms) == 0 {
			return
		}
	}
	if p.varies() {
		c.parts = append(c.parts, p)
		return
	}
	p.addTo(&c.fixed, p.terms, nil)
}

// term discounts yearly amounts and drops the years before the first and after
// the last of them.
func (c *compiler) term(amounts []float64) term {
	t := term{people: constant(1), dropOff: constant(0), first: len(amounts)}
	last := -1
	present := make([]float64, len(amounts))
	for i, amount := range amounts {
		if amount != 0 {
			t.first, last = min(t.first, i), i
			present[i] = amount * c.factor[i]
			t.undiscounted += amount
			t.present += present[i]
		}
	}
	if last < 0 {
		t.first = 0
	}
	t.years = present[t.first : last+1]
	return t
}

// cost makes a part of each year's amount.
func (c *compiler) cost(f *flow) {
	cost := c.model.inv.Costs[f.index]
	price, _ := f.price.Factor.Float64()
	for _, a := range cost.Amounts {
		if cost.CurrentPrices && a.Year != f.price.From {
			continue // another flow holds it
		}
		amounts := make([]float64, c.years)
		amounts[a.Year-c.first] = 1
		path := fmt.Sprintf("costs[%d].amounts.%d", f.index, a.Year)
		c.add(part{kind: costFlow, scale: price,
			factors: []factor{{plus: c.operand(path, &a.Amount, 0), minus: constant(0)}},
			periods: never(), lay: func([4]int) []term { return []term{c.term(amounts)} }})
	}
}

func never() periods { return periods{constant(0), constant(0), constant(0), constant(0)} }

func (c *compiler) running(f *flow) {
	r := c.model.inv.RunningCosts[f.index]
	path := fmt.Sprintf("running_costs[%d].", f.index)
	price, _ := f.price.Factor.Float64()
	window := c.model.window
	p := part{kind: runningFlow, scale: price,
		factors: []factor{{plus: c.operand(path+"per_year", &r.PerYear, 0), minus: constant(0)}},
		periods: never()}
	p.periods[2] = c.operand(path+"from", r.From, 1)
	p.periods[3] = c.operand(path+"to", r.To, float64(window.Years()))
	p.lay = func(whole [4]int) []term {
		amounts := make([]float64, c.years)
		first, end := RunningCost{From: wholeNumber(whole[2]), To: wholeNumber(whole[3])}.months(window)
		for month := first; month < end; month++ {
			amounts[month.Year()-c.first] += 1.0 / monthsPerYear
		}
		return []term{c.term(amounts)}
	}
	c.add(p)
}

func wholeNumber(n int) *Number {
	number := Exactly(decimal.NewFromInt(int64(n)))
	return &number
}

// effect makes a part of an effect, whose terms are its intakes.
func (c *compiler) effect(f *flow) {
	e := c.model.inv.Effects[f.index]
	path := fmt.Sprintf("effects[%d].", f.index)
	number := func(key string, n *Number, byDefault float64) operand { return c.operand(path+key, n, byDefault) }
	unitCost := c.model.unitCostOf(f)
	p := part{kind: savingFlow, factors: []factor{
		{plus: number("unit_cost.amount", &unitCost.Amount, 0), minus: constant(0)},
		{plus: number("quantity", &e.Quantity, 0), minus: constant(0)},
		{plus: number("attribution", e.Attribution, 1), minus: constant(0)},
		{plus: constant(1), minus: number("deadweight", e.Deadweight, 0)},
		{plus: constant(1), minus: number("displacement", e.Displacement, 0)},
		{plus: constant(1), minus: number("optimism_bias", e.OptimismBias, 0)},
	}}
	if o := e.Outcome; o != nil {
		p.factors = append(p.factors, factor{number("outcome.without", &o.Without, 0), number("outcome.with", &o.With, 0)})
	} else {
		p.factors = append(p.factors, factor{number("change", e.Change, 0), constant(0)})
	}
	p.scale, _ = f.price.Factor.Float64()
	p.factors, p.scale = folded(p.factors, p.scale)
	window := c.model.window
	p.periods = periods{number("starts", e.Starts, 1), number("lasts", e.Lasts, math.MaxInt32), constant(1), constant(0)}
	if on := e.Continues; on != nil {
		p.periods[2] = number("continues.from", on.From, 1)
		p.periods[3] = number("continues.to", on.To, float64(window.Years()))
	}
	p.lay = func(whole [4]int) []term { return c.intakes(e, path, whole) }
	c.add(p)
}

// unitCostOf returns the unit cost of an effect's flow.
func (m *model) unitCostOf(f *flow) UnitCost {
	for _, priced := range m.effects {
		if &m.flows[priced.flow] == f {
			return priced.unitCost
		}
	}
	return UnitCost{}
}

// folded multiplies the factors that do not vary into the scale.
func folded(factors []factor, scale float64) ([]factor, float64) {
	var varying []factor
	for _, f := range factors {
		if f.plus.varies() || f.minus.varies() {
			varying = append(varying, f)
		} else {
			scale *= f.plus.value - f.minus.value
		}
	}
	return varying, scale
}

// intakes lays out one person of each intake for the given periods.
func (c *compiler) intakes(e Effect, path string, whole [4]int) []term {
	alone := Effect{Starts: wholeNumber(whole[0])}
	if whole[1] < math.MaxInt32 {
		alone.Lasts = wholeNumber(whole[1])
	}
	dropOff := c.operand(path+"drop_off", e.DropOff, 0)
	person := Exactly(one())
	var terms []term
	for _, in := range e.Intakes {
		alone.Intakes = []Intake{{Year: in.Year, People: person}}
		key := "people"
		if in.Year != 0 {
			key = fmt.Sprintf("people.%d", in.Year)
		}
		terms = append(terms, c.spread(alone, c.operand(path+key, &in.People, 0), dropOff)...)
	}
	if on := e.Continues; on != nil {
		alone.Intakes = nil
		alone.Continues = &Continuation{PerYear: person, From: wholeNumber(whole[2]), To: wholeNumber(whole[3])}
		terms = append(terms, c.spread(alone, c.operand(path+"continues.per_year", &on.PerYear, 0), dropOff)...)
	}
	return terms
}

// spread lays out the effect of a person. When the drop-off varies there is a
// term for each year of the effect, else one in all.
func (c *compiler) spread(e Effect, people, dropOff operand) []term {
	window := c.model.window
	rows := [][]float64{make([]float64, c.years)}
	for _, cohort := range e.cohorts(window) {
		for run := range cohort.runs(window) {
			if run.Before {
				continue
			}
			amount, at := float64(run.Months)/monthsPerYear, 0
			if dropOff.varies() {
				at = run.A - 1
			} else {
				amount *= math.Pow(1-dropOff.value, float64(run.A-1))
			}
			for len(rows) <= at {
				rows = append(rows, make([]float64, c.years))
			}
			rows[at][run.Year-c.first] += amount
		}
	}
	terms := make([]term, len(rows))
	for power, row := range rows {
		terms[power] = c.term(row)
		terms[power].people, terms[power].dropOff, terms[power].power = people, dropOff, power
	}
	return terms
}

// quotient is num/den in floating point.
func quotient(num, den *big.Int) float64 {
	q, _ := new(big.Rat).SetFrac(num, den).Float64()
	return q
}
