package workbook

import (
	"siv/calc"
)

// The columns of the results. The last holds the key of the figure in the json of
// siv.
const (
	plainColumn   = 2
	presentResult = 3
	keyColumn     = 9
)

// figure is a figure of the results.
type figure struct {
	label string
	now   place
	siv   float64
}

// results are the cells that others refer to.
type results struct {
	*page
	actors  *page
	figures []figure
}

func (b *book) layResults(actors *page) *results {
	p := b.add("book.sheet.results", 54, 20, 20, 20, 20, 20, 20, 20, 34)
	p.landscape = true
	r := &results{page: p, actors: actors}
	p.next(cell{value: b.inv.Name, look: look{role: title}})
	p.note("book.results.lead")
	p.blank()
	top := p.next(cell{}) // the verdict, once the tests have a place
	p.blank()
	r.key()
	passes := r.tests()
	verdict := p.calc(look{role: verdict}, `IF(%s=%s,%s,%s)`, passes, quoted(p.word("met")), quoted(p.word("book.results.passes")), quoted(p.word("book.results.fails")))
	top.set(verdict)
	r.breakEven()
	r.effects()
	r.byActor()
	r.bySector()
	return r
}

// keyed writes the key of a row.
func (r *results) keyed(key string) { r.put(keyColumn, cell{value: key, look: look{role: small}}) }

func (r *results) header(keys ...string) {
	for len(keys) < keyColumn-1 {
		keys = append(keys, "")
	}
	r.page.header(append(keys, "book.col.json")...)
}

// pair is a row of an amount undiscounted and as present value.
func (r *results) pair(label, key, undiscounted, present string, siv *calc.Pair) {
	at := r.next(cell{value: r.word(label), look: look{role: text}},
		cell{formula: undiscounted, look: look{role: result, format: money}}, cell{formula: present, look: look{role: result, format: money}})
	r.keyed(key)
	if siv != nil {
		r.figures = append(r.figures,
			figure{r.word(label) + ", " + r.word("col.undiscounted"), at.right(1), siv.Undiscounted.InexactFloat64()},
			figure{r.word(label) + ", " + r.word("col.present-value"), at.right(2), siv.PresentValue.InexactFloat64()})
	}
}

// Cells of Years: the total and the present value of a row, unrounded.
func (r *results) total(row int) place   { return place{r.rows.page, totalColumn, row} }
func (r *results) present(row int) place { return place{r.rows.page, presentColumn, row} }

// rounded rounds to the places of the model, half away from zero. What is cut at
// seven places first is the noise of binary numbers: a tie stays a tie.
func (r *results) rounded(places int, format string, args ...any) string {
	return r.formula(`ROUND(ROUND(%s,%d),%d)`, r.formula(format, args...), places+5, places)
}

func (r *results) key() {
	s, res := r.rows, r.Trace.Result
	r.heading("book.results.key")
	r.header("", "col.undiscounted", "col.present-value")
	row := func(label, key string, row int, siv *calc.Pair) {
		r.pair(label, key, r.rounded(2, `%s`, r.total(row)), r.rounded(2, `%s`, r.present(row)), siv)
	}
	row("row.cost", "cost", s.cost, &res.Cost)
	row("row.cost-all", "cost_all_payers", s.costAll, &res.CostAllPayers)
	row("row.running", "running_cost", s.runningSum, &res.RunningCost)
	row("row.savings", "savings", s.savings, &res.Savings)
	row("row.net", "net", s.net, &res.Net)
	ratio4 := func(savings int) (string, string) {
		of := func(at func(int) place) string {
			return r.formula(`IF(ROUND(%s,7)=0,"–",%s)`, at(s.cost), r.rounded(4, `(%s-%s)/%s`, at(savings), at(s.runningSum), at(s.cost)))
		}
		return of(r.total), of(r.present)
	}
	ratios := func(label, key string, savings int, wrap func(string) string) {
		u, pv := ratio4(savings)
		r.next(cell{value: r.word(label), look: look{role: text}}, cell{formula: wrap(u), look: look{role: result, format: ratio}}, cell{formula: wrap(pv), look: look{role: result, format: ratio}})
		r.keyed(key)
	}
	ratios("row.bcr", "bcr", s.savings, func(f string) string { return f })
	unstated := r.formula(`SUMPRODUCT(%s,%s)>0`, s.cashable.column(countedColumn), s.cashable.column(8))
	stated := func(f string) string {
		return `IF(` + unstated + `,` + quoted(r.word("book.not-stated")) + `,` + f + `)`
	}
	cash := func(label, key string, less ...int) {
		of := func(at func(int) place) string {
			f := r.formula(`%s`, at(s.cash))
			for _, row := range less {
				f += r.formula(`-%s`, at(row))
			}
			return stated(r.rounded(2, `%s`, f))
		}
		r.pair(label, key, of(r.total), of(r.present), nil)
	}
	cash("row.cashable-savings", "cashable.savings")
	cash("row.cashable-net", "cashable.net", s.runningSum, s.cost)
	ratios("book.row.cashable-bcr", "cashable.bcr", s.cash, stated)
	head := func(label, key string, row int) {
		of := func(at place) string {
			return r.formula(`IF(%s="","–",%s)`, r.choice.participants, r.rounded(2, `%s/MAX(1,%s)`, at, r.choice.participants))
		}
		r.pair(label, key, of(r.total(row)), of(r.present(row)), nil)
	}
	head("row.cost-head", "per_participant.cost", s.cost)
	head("row.savings-head", "per_participant.savings", s.savings)
	before := "0"
	if s.effects.first > 0 {
		before = r.formula(`SUMPRODUCT(%s,%s)`, s.effects.column(countedColumn), s.effects.column(9))
	}
	r.next(cell{value: r.word("book.row.before"), look: look{role: text}}, cell{formula: r.rounded(2, `%s`, before), look: look{role: result, format: money}})
	r.keyed("before_window")
	r.blank()
}

// tests lays out the three tests and returns the cell of the one that decides.
func (r *results) tests() place {
	s := r.rows
	r.heading("title.tests")
	r.header("col.test", "col.gain", "col.cost", "col.outcome")
	test := func(label, key, gain, cost string) place {
		at := r.next(cell{value: r.word(label), look: look{role: text}}, cell{formula: gain, look: look{role: result, format: money}}, cell{formula: cost, look: look{role: result, format: money}})
		r.put(4, r.calc(look{role: outcome}, `IF(%s>=%s,%s,%s)`, at.right(1), at.right(2), quoted(r.word("met")), quoted(r.word("not-met"))))
		r.keyed("tests." + key)
		return at.right(3)
	}
	u, pv := r.total, r.present
	rule := test("row.test-rule", "rule", r.rounded(2, `%s`, u(s.savings)), r.rounded(2, `%s`, u(s.cost)))
	discounted := test("row.test-discounted", "discounted", r.rounded(2, `%s`, pv(s.savings)), r.rounded(2, `%s`, pv(s.cost)))
	net := test("row.test-net", "net", r.rounded(2, `%s-%s`, pv(s.savings), pv(s.runningSum)), r.rounded(2, `%s`, pv(s.cost)))
	r.next(cell{value: r.word("book.row.passes"), look: look{role: text}})
	criterion := r.choice.criterion
	at := r.put(2, r.calc(look{role: outcome}, `IF(%s=%s,%s,IF(%s=%s,%s,%s))`, criterion, quoted(r.word("test.rule")), rule,
		criterion, quoted(r.word("test.discounted")), discounted, net))
	r.keyed("passes")
	r.blank()
	return at
}

func (r *results) breakEven() {
	d, t := r.disc, r.time
	r.heading("book.results.when")
	r.header("", "book.col.value")
	never := quoted(r.word("book.never"))
	last := d.years
	single := func(label, key string, l look, format string, args ...any) place {
		r.next(cell{value: r.word(label), look: look{role: text}}, r.calc(l, format, args...))
		r.keyed(key)
		return r.at(2)
	}
	single("book.row.break-even", "break_even.year", look{role: result, format: year}, `IF(%s=%d,%s,%d+%s)`, last, r.years, never, r.first, last)
	single("book.row.payback", "break_even.payback_years", look{role: result, format: money}, `IF(%s=%d,%s,%s)`, last, r.years, never, r.rounded(2, `%s`, d.payback))
	single("book.row.after-completion", "break_even.years_after_completion", look{role: result, format: money}, `IF(%s=%d,%s,%s)`, last, r.years, never,
		r.rounded(2, `%s-(%s-%s+1)/12`, d.payback, t.completion, t.start))
	s := r.rows
	savings, running, cost := r.present(s.savings), r.present(s.runningSum), r.present(s.cost)
	single("book.row.required", "required_effect_share", look{role: result, format: ratio}, `IF(ROUND(%s,7)>0,%s,"–")`, savings, r.rounded(4, `(%s+%s)/%s`, cost, running, savings))
	// A spreadsheet finds one rate and says nothing of others: it is asked only where
	// the net changes sign once, and so has one.
	net := d.column(d.net)
	irr := single("book.row.irr", "irr", look{role: result, format: share}, `IF(SUM(%s)=1,IFERROR(%s,%s),IF(SUM(%s)=0,%s,%s))`, d.column(d.changes),
		r.rounded(4, `IFERROR(IRR(%s,0.05),IFERROR(IRR(%s,-0.3),IRR(%s,1)))`, net, net, net), quoted(r.word("book.irr.not-found")),
		d.column(d.changes), quoted(r.word("book.irr.none")), quoted(r.word("book.irr.several")))
	if rates := r.Trace.IRR; len(rates) == 1 { // the library looks for it less well than spreadsheets do
		c := &r.cells[irr.row-1][irr.col-1]
		c.known = rates[0].InexactFloat64()
	}
	r.note("book.irr.note")
	r.blank()
}

func (r *results) effects() {
	s := r.rows
	r.heading("title.effects")
	r.header("col.effect", "col.savings", "col.savings-present-value", "col.required-share", "col.required-people")
	net := r.present(s.net)
	for i, e := range r.inv.Effects {
		row := s.effects.first + i
		r.next(cell{value: e.ID, look: look{role: text}}, cell{formula: r.rounded(2, `%s`, r.total(row)), look: look{role: result, format: money}},
			cell{formula: r.rounded(2, `%s`, r.present(row)), look: look{role: result, format: money}})
		counts := r.formula(`AND(%s=1,ROUND(%s,7)>0)`, place{s.page, countedColumn, row}, r.present(row))
		r.put(4, r.calc(look{role: result, format: ratio}, `IF(%s,%s,"–")`, counts, r.rounded(4, `(%s-%s)/%s`, r.present(row), net, r.present(row))))
		r.put(5, r.calc(look{role: result, format: money}, `IF(%s,%s,"–")`, counts, r.rounded(2, `(%s-%s)/%s*%s*%s`, r.present(row), net, r.present(row),
			s.effectPeople[i], changeOf{r.page, e, i})))
		r.keyed("effects." + e.ID)
	}
	r.blank()
}

func (r *results) byActor() {
	r.heading("title.actors")
	r.header("col.actor", "col.own-cost", "col.fund-cost", "col.running-cost", "col.savings", "col.cashable", "col.net", "book.col.net-present-value")
	for _, a := range r.inv.Actors {
		q := r.purses[a.ID]
		of := func(row int) place { return place{r.actors, actorTotal, row} }
		r.next(cell{value: a.Name, look: look{role: text}})
		for i, row := range []int{q.own, q.fund, q.running, q.savings, q.cashable, q.net} {
			f := r.rounded(2, `%s`, of(row))
			if row == q.cashable {
				f = r.formula(`IF(SUMIFS(%s,%s,%s)>0,%s,%s)`, r.rows.cashable.column(8), r.rows.cashable.column(actorColumn), quoted(a.ID), quoted(r.word("book.not-stated")), f)
			}
			r.put(2+i, cell{formula: f, look: look{role: result, format: money}})
		}
		r.put(8, cell{formula: r.rounded(2, `%s`, place{r.actors, actorPresent, q.net}), look: look{role: result, format: money}})
		r.keyed("by_actor." + a.ID)
	}
	r.blank()
}

func (r *results) bySector() {
	s := r.rows
	r.heading("title.sectors")
	r.header("col.sector", "col.cost", "col.cost-present-value", "col.running-cost", "col.running-cost-present-value", "col.savings", "book.col.savings-present-value")
	for _, sector := range calc.Sectors() {
		name := r.word("sector." + string(sector))
		r.next(cell{value: name, look: look{role: text}})
		for i, t := range []block{s.costs, s.running, s.effects} {
			for j, col := range []int{totalColumn, presentColumn} {
				f := "0"
				if t.first > 0 {
					f = r.rounded(2, `%s`, r.formula(`SUMIFS(%s,%s,%s)`, t.column(col), t.column(sectorColumn), quoted(name)))
				}
				r.put(2+2*i+j, cell{formula: f, look: look{role: result, format: money}})
			}
		}
		r.keyed("by_sector." + string(sector))
	}
}
