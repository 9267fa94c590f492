package workbook

import (
	"slices"
	"strconv"
)

// layChecks lays out what must hold whatever the inputs, and what siv itself found
// when the workbook was written.
func (b *book) layChecks(r *results) {
	p := b.add("book.sheet.checks", 62, 20, 20, 18, 14)
	p.next(cell{value: p.word("book.sheet.checks"), look: look{role: title}})
	p.blank()
	p.heading("book.checks.changed")
	inputs, prices := b.choice.rate.page, b.price.page
	count := func(page *page) string {
		marks := span{place{page, 4, 1}, place{page, 4, len(page.cells)}}
		return p.formula(`COUNTIF(%s,"%s")`, marks, changed)
	}
	p.next(cell{value: p.word("book.checks.count"), look: look{role: text}}, p.calc(look{role: result, format: year}, `%s+%s`, count(inputs), count(prices)))
	untouched := p.formula(`%s=0`, p.at(2))
	p.blank()
	p.heading("book.checks.sums")
	p.header("book.col.check", "book.col.one", "book.col.other", "book.col.difference", "col.outcome")
	holds := func(label, one, other string) {
		at := p.next(cell{value: p.word(label), look: look{role: text}}, cell{formula: one, look: look{role: result, format: money}}, cell{formula: other, look: look{role: result, format: money}})
		p.put(4, p.calc(look{role: result, format: money}, `%s-%s`, at.right(1), at.right(2)))
		p.put(5, p.calc(look{role: outcome}, `IF(ABS(%s)<0.005,"OK",%s)`, p.at(4), quoted(p.word("book.checks.wrong"))))
	}
	s, d := b.rows, b.disc
	sums := func(col int) string { return p.formula(`SUM(%s)`, d.column(col)) }
	at := func(col, row int) string { return p.formula(`%s`, place{s.page, col, row}) }
	holds("book.checks.net", sums(d.net), at(totalColumn, s.net))
	holds("book.checks.present", sums(d.present), at(presentColumn, s.net))
	holds("book.checks.cumulative", p.formula(`%s`, place{d.page, d.cumulative, d.last}), at(presentColumn, s.net))
	var saved, own string
	for _, a := range b.inv.Actors {
		q := b.purses[a.ID]
		saved += p.formula(`+%s`, place{r.actors, actorTotal, q.savings})
		own += p.formula(`+%s+%s`, place{r.actors, actorTotal, q.own}, place{r.actors, actorTotal, q.fund})
	}
	holds("book.checks.actors", saved[1:], p.formula(`SUM(%s)`, s.effects.column(totalColumn)))
	external := p.formula(`SUMIFS(%s,%s,%s)`, s.costs.column(totalColumn), s.costs.column(fundColumn), quoted(p.word("funding.external")))
	holds("book.checks.payers", own[1:]+"+"+external, at(totalColumn, s.costAll))
	p.blank()
	p.heading("book.checks.siv")
	p.note("book.checks.siv.note")
	p.header("book.col.what", "book.col.now", "book.col.siv", "book.col.difference", "col.outcome")
	for _, f := range r.figures {
		row := p.next(cell{value: f.label, look: look{role: text}}, p.calc(look{role: result, format: money}, `%s`, f.now), cell{value: f.siv, look: look{role: plain, format: money}})
		p.put(4, p.calc(look{role: result, format: money}, `ROUND(%s-%s,2)`, row.right(1), row.right(2)))
		// ABS, for the library that computes it once takes -0 for another number than 0.
		p.put(5, p.calc(look{role: outcome}, `IF(ABS(%s)<0.005,"OK",IF(%s,%s,%s))`, p.at(4), untouched, quoted(p.word("book.checks.wrong")), quoted(p.word("book.checks.moved"))))
	}
}

// layAbout lays out the first sheet: what the workbook is, what may be changed and
// what may not.
func (b *book) layAbout() {
	p := b.add("book.sheet.about", 24, 100)
	p.next(cell{value: b.inv.Name, look: look{role: title}})
	p.note("book.about.lead")
	p.blank()
	line := func(key string, l look, what string) {
		p.next(cell{value: p.word(key), look: l}, cell{value: what, look: look{role: text}})
	}
	p.heading("book.about.verdict")
	for _, sentence := range b.Verdict {
		p.next(cell{}, cell{value: sentence, look: look{role: text}})
	}
	for _, w := range b.Warnings {
		p.next(cell{}, cell{value: w, look: look{role: text}})
	}
	p.blank()
	p.heading("book.about.colours")
	line("book.about.input", look{role: input}, p.word("book.about.input.what"))
	line("book.about.fixed", look{role: fixed}, p.word("book.about.fixed.what"))
	line("book.about.formula", look{role: text}, p.word("book.about.formula.what"))
	line("book.about.mark", look{role: text}, p.word("book.about.mark.what", changed))
	p.blank()
	p.heading("book.about.live")
	for i := 1; i <= 5; i++ {
		p.next(cell{value: strconv.Itoa(i), look: look{role: text}}, cell{value: p.word("book.about.live-" + strconv.Itoa(i)), look: look{role: text}})
	}
	p.blank()
	p.heading("book.about.sheets")
	for _, name := range []string{"results", "inputs", "prices", "intakes", "years", "discounting", "actors", "checks"} {
		line("book.sheet."+name, look{role: text}, p.word("book.about.sheet-"+name))
	}
	p.blank()
	p.heading("book.about.origin")
	for _, o := range b.Origin {
		p.next(cell{}, cell{value: o, look: look{role: text}})
	}
}

// lay lays the pages out in the order in which they refer to each other, and puts
// them in the order in which they are read.
func (b *book) lay() {
	b.inputs = map[string]place{}
	b.first, b.years = b.inv.Start.Year(), len(b.Trace.ByYear)
	b.layInputs()
	b.layPrices()
	b.layIntakes()
	b.layYears()
	b.layDiscounting()
	actors := b.layActors()
	r := b.layResults(actors)
	b.layChecks(r)
	b.layAbout()
	laid := b.pages // inputs, prices, intakes, years, discounting, actors, results, checks, about
	b.pages = slices.Concat(laid[8:], laid[6:7], laid[:6], laid[7:8])
}
