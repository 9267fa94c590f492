package workbook

import (
	"fmt"

	"siv/calc"
)

// The columns of the years. Those before the amounts hold what the amounts are
// made of, which differs between the tables.
const (
	actorColumn   = 2
	sectorColumn  = 3
	countedColumn = 4
	basisColumn   = 5
	fundColumn    = 6
	totalColumn   = 10
	presentColumn = 11
	firstYear     = 12
)

// block is a table of rows of amounts by year, none when first is zero.
type block struct {
	page        *page
	first, last int
}

func (t *block) add(row int) {
	if t.first == 0 {
		t.first = row
	}
	t.last = row
}

// column is a column of the table.
func (t block) column(col int) span {
	return span{place{t.page, col, t.first}, place{t.page, col, t.last}}
}

// yearRows are the tables of the years and the rows of the perspective.
type yearRows struct {
	months, factors                               span // above the years
	costs, running, effects, cashable             block
	cost, costAll, runningSum, savings, cash, net int // rows
	effectPeople                                  []place
	before                                        []place
	page                                          *page
}

func (b *book) layYears() {
	p := b.add("book.sheet.years", 44, 30, 14, 9, 16, 14, 12, 12, 13, 17, 17)
	for range b.years {
		p.widths = append(p.widths, 15)
	}
	p.landscape, p.repeat = true, 4
	b.rows = yearRows{page: p, costs: block{page: p}, running: block{page: p}, effects: block{page: p}, cashable: block{page: p}}
	p.next(cell{value: p.word("book.sheet.years"), look: look{role: title}})
	p.note("book.years.lead")
	p.note("book.years.months")
	p.header("book.col.what", "col.actor", "col.sector", "book.col.counted", "", "", "", "", "", "col.undiscounted", "col.present-value")
	p.monthHeader()
	b.rows.months = span{p.at(firstYear), p.at(firstYear + b.years - 1)}
	p.next(cell{value: p.word("col.discount-factor"), look: look{role: small}})
	b.rows.factors = span{p.at(firstYear), p.at(firstYear + b.years - 1)}
	p.frozen = place{p, 2, 7}
	p.costYears()
	p.runningYears()
	p.effectYearsAmounts()
	p.perspective()
}

// amounts fills the years of the last row, and its sum and present value.
func (p *page) amounts(l look, amount func(i int, month place) string) {
	row := p.at(firstYear)
	for i := range p.years {
		p.put(firstYear+i, cell{formula: amount(i, p.rows.months.from.right(i)), look: l})
	}
	all := span{row, row.right(p.years - 1)}
	p.put(totalColumn, p.calc(look{role: sumRole(l), format: l.format}, `SUM(%s)`, all))
	if l.format == money {
		p.put(presentColumn, p.calc(look{role: sumRole(l), format: money}, `SUMPRODUCT(%s,%s)`, all, p.rows.factors))
	}
}

func sumRole(l look) role {
	if l.role == sum {
		return sum
	}
	return result
}

// holds is 1 when the perspective holds a sector, else 0.
func (p *page) holds(sector place) string {
	l := p.Language
	return p.formula(`IF(%s=%s,1,IF(OR(%s=%s,%s=%s),IF(%s>=2,1,0),IF(%s>=3,1,0)))`, sector, quoted(l.T("sector.municipality")),
		sector, quoted(l.T("sector.region")), sector, quoted(l.T("sector.state")), p.choice.level, p.choice.level)
}

func (b *book) sectorOf(actor string) string {
	for _, a := range b.inv.Actors {
		if a.ID == actor {
			return b.Language.T("sector." + string(a.Sector()))
		}
	}
	return ""
}

func (p *page) costYears() {
	p.blank()
	p.heading("book.years.costs")
	p.subheader(basisColumn, "col.factor", "book.in.funding")
	l := p.Language
	for i, c := range p.inv.Costs {
		path := fmt.Sprintf("costs[%d]", i)
		funding := p.inputs[path+".funding"]
		p.next(cell{value: c.Item, look: look{role: text}}, cell{value: c.Actor})
		p.rows.costs.add(len(p.cells))
		sector := p.put(sectorColumn, p.calc(look{role: plain}, `IF(%s=%s,%s,IF(%s=%s,%s,%s))`, funding, quoted(l.T("funding.fund")),
			quoted(l.T("sector.municipality")), funding, quoted(l.T("funding.actor")), quoted(p.sectorOf(c.Actor)), p.inputs[path+".payer"]))
		p.put(countedColumn, cell{formula: p.holds(sector), look: look{role: result, format: year}})
		var price place
		if !c.CurrentPrices {
			price = p.put(basisColumn, cell{formula: p.convert(calc.DefaultIndex, p.inputs[path+".price_year"].seenFrom(p)), look: look{role: result, format: factor}})
		}
		p.put(fundColumn, p.calc(look{role: plain}, `%s`, funding))
		amounts := map[int]place{}
		for _, a := range c.Amounts {
			amounts[a.Year] = p.inputs[fmt.Sprintf("%s.amounts.%d", path, a.Year)]
		}
		p.amounts(look{role: result, format: money}, func(i int, _ place) string {
			at, ok := amounts[p.first+i]
			switch {
			case !ok:
				return "0"
			case c.CurrentPrices:
				return p.formula(`%s*`, at) + p.convert(calc.DefaultIndex, place{p, firstYear + i, 4}.seenFrom(p))
			default:
				return p.formula(`%s*%s`, at, price)
			}
		})
	}
}

// subheader names the columns from one on.
func (p *page) subheader(from int, keys ...string) {
	p.next()
	for i, key := range keys {
		p.put(from+i, cell{value: p.word(key), look: look{role: header}})
	}
}

// effectYearsOf puts the effect years from..to of a path in two columns: 1 where
// from is empty, the horizon where to is or lies beyond it.
func (p *page) effectYearsOf(path string, col int) (first, last place) {
	from, to := p.inputs[path+".from"], p.inputs[path+".to"]
	first = p.put(col, p.calc(look{role: result, format: year}, `IF(%s="",1,%s)`, from, from))
	last = p.put(col+1, p.calc(look{role: result, format: year}, `IF(%s="",%s,MIN(%s,%s))`, to, p.choice.horizon, to, p.choice.horizon))
	return first, last
}

func (p *page) runningYears() {
	if len(p.inv.RunningCosts) == 0 {
		return
	}
	p.blank()
	p.heading("book.years.running")
	p.subheader(basisColumn, "col.factor", "book.col.from-year", "book.col.to-year", "book.col.from-month", "book.col.end-month")
	for i, r := range p.inv.RunningCosts {
		path := fmt.Sprintf("running_costs[%d]", i)
		p.next(cell{value: r.Item, look: look{role: text}}, cell{value: r.Actor}, cell{value: p.sectorOf(r.Actor)})
		p.rows.running.add(len(p.cells))
		p.put(countedColumn, cell{formula: p.holds(p.at(sectorColumn)), look: look{role: result, format: year}})
		price := p.put(basisColumn, cell{formula: p.convert(calc.DefaultIndex, p.inputs[path+".price_year"].seenFrom(p)), look: look{role: result, format: factor}})
		first, last := p.effectYearsOf(path, 6)
		from := p.put(8, p.calc(look{role: result, format: year}, `%s+12*(%s-1)`, p.time.from, first))
		end := p.put(9, p.calc(look{role: result, format: year}, `MAX(%s,%s+12*%s)`, from, p.time.from, last))
		perYear := p.inputs[path+".per_year"]
		p.amounts(look{role: result, format: money}, func(_ int, month place) string {
			return p.formula(`%s*%s*MAX(0,MIN(%s,%s+12)-MAX(%s,%s))/12`, perYear, price, end, month, from, month)
		})
	}
}

func (p *page) effectYearsAmounts() {
	p.blank()
	p.heading("book.years.effects")
	p.subheader(basisColumn, "book.col.per-person", "book.col.people", "col.cashable", "book.col.unstated", "book.col.before")
	cohorts := p.cohorts
	for i, e := range p.inv.Effects {
		path := fmt.Sprintf("effects[%d].", i)
		u := p.book.price.unitCosts[i]
		in := func(key string) place { return p.inputs[path+key] }
		p.next(cell{value: e.ID, look: look{role: text}}, cell{value: e.Actor}, cell{value: p.sectorOf(e.Actor)})
		p.rows.effects.add(len(p.cells))
		p.put(countedColumn, cell{formula: p.formula(`IF(AND(%s=%s,%s=3),0,`, u.transfer, quoted(p.word("yes")), p.choice.level) +
			p.holds(p.at(sectorColumn)) + ")", look: look{role: result, format: year}})
		perPerson := p.put(basisColumn, p.calc(look{role: result, format: money}, `%s*%s*%s*%s*%s*(1-%s)*(1-%s)`, changeOf{p, e, i}, in("quantity"), u.converted,
			deadweightOf{p, e, i}, in("attribution"), in("displacement"), in("optimism_bias")))
		c := cohorts[i]
		p.rows.effectPeople = append(p.rows.effectPeople, p.put(6, p.calc(look{role: result, format: number}, `SUM(%s)`, c.column(peopleColumn))))
		// Not ="": what computes the values that the file carries takes 0 for empty there.
		p.put(7, p.calc(look{role: result, format: share}, `IF(ISBLANK(%s),0,%s)`, in("cashable"), in("cashable")))
		p.put(8, p.calc(look{role: result, format: year}, `IF(ISBLANK(%s),1,0)`, in("cashable")))
		p.rows.before = append(p.rows.before, p.put(9, p.calc(look{role: result, format: money}, `%s*SUM(%s)`, perPerson, c.column(beforeColumn))))
		p.amounts(look{role: result, format: money}, func(i int, _ place) string {
			return p.formula(`%s*SUM(%s)`, perPerson, c.column(firstYear+i))
		})
	}
	p.blank()
	p.heading("book.years.cashable")
	for i, e := range p.inv.Effects {
		from := place{p, firstYear, p.rows.effects.first + i}
		p.next(cell{value: e.ID, look: look{role: text}}, cell{value: e.Actor}, cell{value: p.sectorOf(e.Actor)})
		p.rows.cashable.add(len(p.cells))
		p.put(countedColumn, p.calc(look{role: result, format: year}, `%s`, place{p, countedColumn, from.row}))
		p.put(8, p.calc(look{role: result, format: year}, `%s`, place{p, 8, from.row}))
		p.amounts(look{role: result, format: money}, func(i int, _ place) string {
			return p.formula(`%s*%s`, from.right(i), place{p, 7, from.row})
		})
	}
}

// changeOf writes the change of an effect: without - with, or the change.
type changeOf struct {
	page   *page
	effect calc.Effect
	index  int
}

func (c changeOf) String() string {
	path := fmt.Sprintf("effects[%d].", c.index)
	if c.effect.Outcome != nil {
		return c.page.formula(`(%s-%s)`, c.page.inputs[path+"outcome.without"], c.page.inputs[path+"outcome.with"])
	}
	return c.page.formula(`%s`, c.page.inputs[path+"change"])
}

// deadweightOf writes 1 - deadweight, which goes with a change only.
type deadweightOf changeOf

func (d deadweightOf) String() string {
	if d.effect.Outcome != nil {
		return "1"
	}
	return d.page.formula(`(1-%s)`, d.page.inputs[fmt.Sprintf("effects[%d].deadweight", d.index)])
}

// perspective adds up what the perspective counts.
func (p *page) perspective() {
	p.blank()
	p.heading("book.years.perspective")
	row := func(key string, amount func(col int) string) int {
		p.next(cell{value: p.word(key), look: look{role: text}})
		p.amounts(look{role: sum, format: money}, func(i int, _ place) string { return amount(firstYear + i) })
		return len(p.cells)
	}
	counted := func(t block) func(int) string {
		return func(col int) string {
			if t.first == 0 {
				return "0"
			}
			return p.formula(`SUMPRODUCT(%s,%s)`, t.column(countedColumn), t.column(col))
		}
	}
	r := &p.rows
	r.cost = row("row.cost", counted(r.costs))
	r.costAll = row("row.cost-all", func(col int) string { return p.formula(`SUM(%s)`, r.costs.column(col)) })
	r.runningSum = row("row.running", counted(r.running))
	r.savings = row("row.savings", counted(r.effects))
	r.cash = row("row.cashable-savings", counted(r.cashable))
	r.net = row("row.net", func(col int) string {
		return p.formula(`%s-%s-%s`, place{p, col, r.savings}, place{p, col, r.runningSum}, place{p, col, r.cost})
	})
}
