package workbook

import (
	"fmt"
	"slices"

	"siv/calc"
)

// prices are the cells of unit costs and price indices.
type prices struct {
	page      *page
	unitCosts []unitCost
	indices   map[string]index
}

// unitCost is the unit cost of an effect.
type unitCost struct {
	converted, transfer place
}

// index is a table of a price index: the years, and the factor that carries an
// amount from the prices of each to those of the results.
type index struct {
	years, factors span
}

func (b *book) layPrices() {
	p := b.add("book.sheet.prices", 26, 16, 16, 4, 18, 16, 9, 16, 17, 14, 24, 44, 18, 60)
	p.landscape = true
	p.next(cell{value: p.word("book.sheet.prices"), look: look{role: title}})
	p.note("book.prices.lead")
	b.price = prices{page: p, indices: map[string]index{}}
	// The indices stand below, and unit costs lead to them: their rows are counted
	// beforehand.
	effects := b.Trace.EffectTraces
	row := len(p.cells) + 4 + len(effects) + 2
	names := []string{calc.DefaultIndex}
	for _, e := range effects {
		if name := indexOf(e.UnitCost); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	runs := map[string][]calc.IndexFigure{}
	for _, name := range names {
		if runs[name] = b.run(name); len(runs[name]) > 0 {
			n := len(runs[name])
			b.price.indices[name] = index{span{place{p, 1, row + 2}, place{p, 1, row + 2 + n}}, span{place{p, 6, row + 2}, place{p, 6, row + 2 + n}}}
		}
		row += 4 + len(runs[name])
	}
	p.layUnitCosts(effects)
	for _, name := range names {
		p.layIndex(name, runs[name])
	}
}

func indexOf(u calc.UnitCost) string {
	if u.Index == "" {
		return calc.DefaultIndex
	}
	return u.Index
}

// run returns the figures of an index in unbroken succession around the price
// year of the results.
func (b *book) run(name string) []calc.IndexFigure {
	figures := b.Figures(name)
	for len(figures) > 0 {
		n := 1
		for n < len(figures) && figures[n].Year == figures[n-1].Year+1 {
			n++
		}
		if at := b.Trace.PriceYear; at >= figures[0].Year-1 && at <= figures[n-1].Year {
			return figures[:n]
		}
		figures = figures[n:]
	}
	return nil
}

// convert is the factor from the prices of a year, a place or a number, to those
// of the results.
func (p *page) convert(name string, from any) string {
	table, ok := p.book.price.indices[name]
	if !ok {
		return p.formula(`IF(%v=%s,1,NA())`, from, p.choice.priceYear)
	}
	return p.formula(`IF(%v=%s,1,INDEX(%s,MATCH(%v,%s,0)))`, from, p.choice.priceYear, table.factors, from, table.years)
}

func (p *page) layUnitCosts(effects []calc.EffectTrace) {
	p.blank()
	p.heading("book.prices.unit-costs")
	p.header("col.effect", "unitcost.amount", "book.col.in-file", "", "unitcost.unit", "unitcost.year", "book.col.index", "col.factor", "book.col.converted",
		"unitcost.transfer", "book.col.path", "unitcost.name", "unitcost.edition", "unitcost.source")
	for i, e := range effects {
		u := e.UnitCost
		amount := u.Amount.Likely.InexactFloat64()
		path := fmt.Sprintf("effects[%d].unit_cost", i)
		at := p.next(cell{value: e.Effect.ID, look: look{role: text}}, cell{value: amount, look: look{role: input, format: money}}, cell{value: amount, look: look{role: original, format: money}}).right(1)
		p.put(5, cell{value: u.Unit, look: look{role: text}})
		from := p.put(6, cell{value: u.PriceYear, look: look{role: input, format: year}})
		p.put(4, p.calc(look{}, `IF(AND(EXACT(%s,%s),%s=%d),"","%s")`, at, at.right(1), from, u.PriceYear, changed))
		p.rules = append(p.rules, rule{at: at, unbounded: true}, rule{at: from, low: 1900, high: 2200, whole: true})
		p.inputs[path] = at
		p.inputs[path+".price_year"] = from
		p.put(7, cell{value: indexOf(u)})
		factored := p.put(8, cell{formula: p.convert(indexOf(u), from), look: look{role: result, format: factor}})
		converted := p.put(9, p.calc(look{role: result, format: money}, `%s*%s`, at, factored))
		transfer := p.put(10, cell{value: p.yesNo(u.Transfer)})
		p.put(11, cell{value: path, look: look{role: small}})
		name := u.Name
		if u.ID != "" {
			name = u.ID + ": " + name
		}
		p.put(12, cell{value: name, look: look{role: text}})
		p.put(13, cell{value: u.Edition, look: look{role: text}})
		p.put(14, cell{value: u.Source, look: look{role: text}})
		p.book.price.unitCosts = append(p.book.price.unitCosts, unitCost{converted, transfer})
	}
	p.blank()
}

func (p *page) yesNo(truth bool) string {
	if truth {
		return p.word("yes")
	}
	return p.word("no")
}

func (p *page) layIndex(name string, figures []calc.IndexFigure) {
	p.blank()
	p.heading("index.title", name)
	if len(figures) == 0 {
		p.note("book.prices.no-index", name)
		p.blank()
		return
	}
	p.header("col.year", "book.col.change", "book.col.in-file", "", "book.col.level", "book.col.to-result", "", "", "index.forecast", "", "book.col.path", "", "unitcost.edition", "unitcost.source")
	table := p.book.price.indices[name]
	start := p.next(cell{value: figures[0].Year - 1, look: look{role: plain, format: year}})
	p.put(5, cell{value: 1, look: look{role: plain, format: factor}})
	level := span{start.right(4), start.right(4).down(len(figures))}
	toResult := func() {
		p.put(6, p.calc(look{role: result, format: factor}, `INDEX(%s,MATCH(%s,%s,0))/%s`, level, p.choice.priceYear, table.years, p.at(5)))
	}
	toResult()
	for _, f := range figures {
		change := f.Change.InexactFloat64()
		at := p.next(cell{value: f.Year, look: look{role: plain, format: year}}, cell{value: change, look: look{role: input, format: share}}, cell{value: change, look: look{role: original, format: share}}).right(1)
		p.put(4, p.calc(look{}, `IF(EXACT(%s,%s),"","%s")`, at, at.right(1), changed))
		p.put(5, p.calc(look{role: result, format: factor}, `%s*(1+%s)`, p.at(5).down(-1), at))
		toResult()
		if f.Forecast {
			p.put(9, cell{value: p.word("index.forecast")})
		}
		path := fmt.Sprintf("indices.%s.%d", name, f.Year)
		p.inputs[path] = at
		p.rules = append(p.rules, rule{at: at, low: -0.99, high: 10})
		p.put(11, cell{value: path, look: look{role: small}})
		p.put(13, cell{value: f.Edition, look: look{role: text}})
		p.put(14, cell{value: f.Source, look: look{role: text}})
	}
}
