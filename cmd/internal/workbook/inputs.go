package workbook

import (
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"siv/calc"
)

// choices are the cells that say how it is reckoned.
type choices struct {
	rate, timing, base, priceYear, horizon, perspective, criterion place
	start, completion, participants                                place
	level                                                          place // 1 municipality, 2 public, 3 society
}

// window is time in months, counted from January of year 0, as calc.Month.
type window struct {
	start, completion place // the first month, the last
	from, end         place // of the window: the first month, the month after the last
}

// The columns of the inputs.
const (
	valueColumn = 2
	pathColumn  = 8
)

// changed marks an input that is no longer what the file says.
const changed = "●"

func (b *book) layInputs() {
	p := b.add("book.sheet.inputs", 50, 28, 26, 4, 15, 12, 12, 32, 60)
	p.landscape, p.repeat = true, 4
	p.next(cell{value: p.word("book.sheet.inputs"), look: look{role: title}})
	p.note("book.inputs.lead")
	p.note("book.inputs.ranges")
	p.header("book.col.what", "book.col.value", "book.col.in-file", "", "book.col.unit", "book.col.low", "book.col.high", "book.col.path", "book.col.remark")
	p.frozen = place{p, 2, 5}
	p.layChoices()
	p.layCosts()
	p.layRunning()
	for i := range b.inv.Effects {
		p.layEffect(i)
	}
}

// entry is one input: where it stands in the file, and what a reader needs to
// change it.
type entry struct {
	path, label string
	value       any
	format      format
	unit        string
	stated      *calc.Number
	remark      string
	rule        rule
	fixed       bool
}

// entry lays an input out in a row of its own and returns the cell to change.
func (p *page) entry(e entry) place {
	role := input
	if e.fixed {
		role = fixed
	}
	row := p.next(cell{value: e.label, look: look{role: text}},
		cell{value: e.value, look: look{role: role, format: e.format}}, cell{value: e.value, look: look{role: original, format: e.format}})
	at := row.right(valueColumn - 1)
	if !e.fixed {
		p.put(4, p.calc(look{}, `IF(EXACT(%s,%s),"","%s")`, at, at.right(1), changed))
		e.rule.at = at
		p.rules = append(p.rules, e.rule)
		p.inputs[e.path] = at
	}
	p.put(5, cell{value: e.unit})
	if n := e.stated; n != nil && n.Range() {
		p.put(6, cell{value: n.Low.InexactFloat64(), look: look{role: plain, format: e.format}})
		p.put(7, cell{value: n.High.InexactFloat64(), look: look{role: plain, format: e.format}})
	}
	p.put(pathColumn, cell{value: e.path, look: look{role: small}})
	if e.remark != "" {
		p.put(pathColumn+1, cell{value: e.remark, look: look{role: text}})
	}
	return at
}

func (p *page) layChoices() {
	r, l := p.Trace.Result, p.Language
	p.blank()
	p.heading("book.inputs.choices")
	words := func(prefix string, codes ...string) []string {
		list := make([]string, len(codes))
		for i, code := range codes {
			list[i] = l.T(prefix + code)
		}
		return list
	}
	c := &p.choice
	c.rate = p.entry(entry{path: "rate", label: p.word("book.in.rate"), value: r.Rate.Value.InexactFloat64(), format: share,
		unit: p.word("book.unit.a-year"), remark: l.T("rate." + string(r.Rate.Source)), rule: rule{low: -0.99, high: 10}})
	c.timing = p.entry(entry{path: "--timing", label: p.word("book.in.timing"), value: l.T("book.timing." + string(r.Timing)),
		rule: rule{words: words("book.timing.", "start", "mid", "end")}})
	c.base = p.entry(entry{path: "--base-year", label: p.word("book.in.base-year"), value: r.BaseYear, format: year, rule: rule{low: 1900, high: 2200, whole: true}})
	c.priceYear = p.entry(entry{path: "--price-year", label: p.word("book.in.price-year"), value: r.PriceYear, format: year,
		remark: p.word("book.in.price-year.remark"), rule: rule{low: 1900, high: 2200, whole: true}})
	c.horizon = p.entry(entry{path: "--horizon", label: p.word("book.in.horizon"), value: p.Horizon, format: year, unit: p.word("book.unit.years"),
		remark: p.word("book.in.horizon.remark", p.Horizon), rule: rule{low: 1, high: float64(p.Horizon), whole: true}})
	perspectives := words("perspective.", "municipality", "public", "society")
	c.perspective = p.entry(entry{path: "--perspective", label: p.word("book.in.perspective"), value: l.T("perspective." + string(r.Perspective)),
		rule: rule{words: perspectives}})
	c.criterion = p.entry(entry{path: "--criterion", label: p.word("book.in.criterion"), value: l.T("test." + string(r.Criterion)),
		rule: rule{words: words("test.", "rule", "discounted", "net")}})
	var participants any
	if p.inv.Participants > 0 {
		participants = p.inv.Participants
	}
	c.participants = p.entry(entry{path: "participants", label: p.word("book.in.participants"), value: participants, format: number,
		rule: rule{low: 1, unbounded: true, whole: true, mayBeEmpty: true}})
	c.start = p.entry(entry{path: "start", label: p.word("book.in.start"), value: serial(p.inv.Start), format: month, fixed: true, remark: p.word("book.in.fixed")})
	c.completion = p.entry(entry{path: "completion", label: p.word("book.in.completion"), value: serial(p.inv.Completion), format: month, fixed: true, remark: p.word("book.in.fixed")})
	derived := func(key string, l look, format string, args ...any) place {
		p.next(cell{value: p.word(key), look: look{role: text}}, p.calc(l, format, args...))
		return p.at(valueColumn)
	}
	whole := look{role: result, format: year}
	c.level = derived("book.in.level", whole, `IF(%s=%s,1,IF(%s=%s,2,3))`, c.perspective, quoted(perspectives[0]), c.perspective, quoted(perspectives[1]))
	w := &p.time
	w.start = derived("book.in.start-number", whole, `YEAR(%s)*12+MONTH(%s)-1`, c.start, c.start)
	w.completion = derived("book.in.completion-number", whole, `YEAR(%s)*12+MONTH(%s)-1`, c.completion, c.completion)
	w.from = derived("book.in.window-from", whole, `%s+1`, w.completion)
	w.end = derived("book.in.window-end", whole, `%s+12*%s`, w.from, c.horizon)
	derived("book.in.window-last", look{role: result, format: month}, `DATE(INT((%s-1)/12),MOD(%s-1,12)+1,1)`, w.end, w.end)
	p.define("book.name.rate", c.rate)
	p.define("book.name.price-year", c.priceYear)
	p.define("book.name.base-year", c.base)
	p.define("book.name.horizon", c.horizon)
}

// quoted writes a text of a formula.
func quoted(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

// serial returns the day number that a spreadsheet has for the first of a month.
func serial(m calc.Month) int {
	day := time.Date(m.Year(), time.Month(m.Number()), 1, 0, 0, 0, 0, time.UTC)
	return int(day.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24)
}

// priceYearOf is the price year of an amount that may state none.
func (b *book) priceYearOf(stated int) int {
	if stated == 0 {
		return b.inv.PriceYear
	}
	return stated
}

func (p *page) layCosts() {
	l := p.Language
	fundings := []string{l.T("funding.fund"), l.T("funding.actor"), l.T("funding.external")}
	sectors := []string{l.T("sector.municipality"), l.T("sector.region"), l.T("sector.state"), l.T("sector.other")}
	for i, c := range p.inv.Costs {
		path := fmt.Sprintf("costs[%d]", i)
		p.blank()
		p.heading("book.inputs.cost", c.Item, p.inv.ActorName(c.Actor))
		p.entry(entry{path: path + ".funding", label: p.word("book.in.funding"), value: l.T("funding." + string(c.Funding)), rule: rule{words: fundings}})
		payer := entry{path: path + ".payer", label: p.word("book.in.payer"), rule: rule{words: sectors, mayBeEmpty: true}, remark: p.word("book.in.payer.remark")}
		if c.Payer != "" {
			payer.value = l.T("sector." + string(c.Payer))
		}
		p.entry(payer)
		if c.CurrentPrices {
			p.entry(entry{path: path + ".price_year", label: p.word("book.in.amount-prices"), value: p.word("book.in.current"), fixed: true})
		} else {
			p.priceYear(path, c.PriceYear)
		}
		for _, a := range c.Amounts {
			p.entry(entry{path: fmt.Sprintf("%s.amounts.%d", path, a.Year), label: p.word("book.in.amount", a.Year),
				value: a.Amount.Likely.InexactFloat64(), format: money, unit: "kr", stated: &a.Amount, rule: rule{unbounded: true}})
		}
	}
}

func (p *page) priceYear(path string, stated int) {
	e := entry{path: path + ".price_year", label: p.word("book.in.amount-prices"), value: p.priceYearOf(stated), format: year,
		rule: rule{low: 1900, high: 2200, whole: true}}
	if stated == 0 {
		e.remark = p.word("book.in.price-year.own")
	}
	p.entry(e)
}

func (p *page) layRunning() {
	for i, r := range p.inv.RunningCosts {
		path := fmt.Sprintf("running_costs[%d]", i)
		p.blank()
		p.heading("book.inputs.running", r.Item, p.inv.ActorName(r.Actor))
		p.entry(entry{path: path + ".per_year", label: p.word("book.in.per-year"), value: r.PerYear.Likely.InexactFloat64(), format: money,
			unit: p.word("book.unit.kr-year"), stated: &r.PerYear, rule: rule{unbounded: true}})
		p.priceYear(path, r.PriceYear)
		p.effectYears(path, r.From, r.To)
	}
}

// effectYears lays out from and to, which may be left out.
func (p *page) effectYears(path string, from, to *calc.Number) {
	years := rule{low: 1, high: calc.MaxHorizon, whole: true, mayBeEmpty: true}
	p.optional(entry{path: path + ".from", label: p.word("book.in.from"), format: year, unit: p.word("book.unit.effect-year"), rule: years}, from, decimal.NewFromInt(1), true)
	e := entry{path: path + ".to", label: p.word("book.in.to"), format: year, unit: p.word("book.unit.effect-year"), rule: years}
	if to == nil {
		e.remark = p.word("book.in.to.end")
	}
	p.optional(e, to, decimal.Zero, false)
}

// optional lays out a number that the file may leave out. Then the default stands
// in the cell, or nothing.
func (p *page) optional(e entry, n *calc.Number, byDefault decimal.Decimal, hasDefault bool) {
	switch {
	case n != nil:
		e.value, e.stated = n.Likely.InexactFloat64(), n
	case hasDefault:
		e.value = byDefault.InexactFloat64()
		if e.remark == "" {
			e.remark = p.word("book.in.default")
		}
	}
	p.entry(e)
}

func (p *page) layEffect(i int) {
	e := p.inv.Effects[i]
	path := fmt.Sprintf("effects[%d].", i)
	p.blank()
	p.heading("book.inputs.effect", e.ID, p.inv.ActorName(e.Actor))
	if e.Description != "" {
		p.next(cell{value: e.Description, look: look{role: note}})
	}
	if e.Evidence != "" {
		p.next(cell{value: p.word("explain.evidence", e.Evidence), look: look{role: note}})
	}
	people := p.word("book.unit.people")
	for _, in := range e.Intakes {
		key, label := path+"people", p.word("book.in.people")
		if in.Year != 0 {
			key, label = fmt.Sprintf("%speople.%d", path, in.Year), p.word("book.in.people-of", in.Year)
		}
		p.entry(entry{path: key, label: label, value: in.People.Likely.InexactFloat64(), format: number, unit: people,
			stated: &in.People, rule: rule{unbounded: true}})
	}
	if c := e.Continues; c != nil {
		p.entry(entry{path: path + "continues.per_year", label: p.word("book.in.continues"), value: c.PerYear.Likely.InexactFloat64(),
			format: number, unit: people, stated: &c.PerYear, rule: rule{unbounded: true}})
		p.effectYears(path+"continues", c.From, c.To)
	}
	shares := func(key, label string, n *calc.Number, byDefault int64) {
		p.optional(entry{path: path + key, label: p.word(label), format: share, rule: rule{high: 1}}, n, decimal.NewFromInt(byDefault), true)
	}
	if o := e.Outcome; o != nil {
		shares("outcome.without", "book.in.without", &o.Without, 0)
		shares("outcome.with", "book.in.with", &o.With, 0)
	} else {
		p.optional(entry{path: path + "change", label: p.word("book.in.change"), format: share, rule: rule{low: -1, high: 1}}, e.Change, decimal.Zero, true)
		shares("deadweight", "book.in.deadweight", e.Deadweight, 0)
	}
	p.entry(entry{path: path + "quantity", label: p.word("book.in.quantity"), value: e.Quantity.Likely.InexactFloat64(), format: number,
		unit: p.Trace.EffectTraces[i].UnitCost.Unit, stated: &e.Quantity, rule: rule{unbounded: true}})
	p.optional(entry{path: path + "starts", label: p.word("book.in.starts"), format: year, unit: p.word("book.unit.effect-year"),
		rule: rule{low: 1, high: calc.MaxHorizon, whole: true}}, e.Starts, decimal.NewFromInt(1), true)
	lasts := entry{path: path + "lasts", label: p.word("book.in.lasts"), format: year, unit: p.word("book.unit.months"),
		rule: rule{low: 1, unbounded: true, whole: true, mayBeEmpty: true}}
	if e.Lasts == nil {
		lasts.remark = p.word("book.in.lasts.end")
	}
	p.optional(lasts, e.Lasts, decimal.Zero, false)
	shares("attribution", "book.in.attribution", e.Attribution, 1)
	shares("displacement", "book.in.displacement", e.Displacement, 0)
	p.optional(entry{path: path + "drop_off", label: p.word("book.in.drop-off"), format: share, unit: p.word("book.unit.a-year"), rule: rule{high: 0.999999}}, e.DropOff, decimal.Zero, true)
	shares("optimism_bias", "book.in.optimism", e.OptimismBias, 0)
	cashable := entry{path: path + "cashable", label: p.word("book.in.cashable"), format: share, rule: rule{high: 1, mayBeEmpty: true}}
	if e.Cashable == nil {
		cashable.remark = p.word("book.in.cashable.unstated")
	}
	p.optional(cashable, e.Cashable, decimal.Zero, false)
}
