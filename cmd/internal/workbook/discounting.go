package workbook

// discounted are the columns of the discounting, a row for each calendar year.
type discounted struct {
	page                                   *page
	first, last                            int
	factor, net, present, cumulative, loss int // columns
	changes                                int
	// Of break-even: how many years it takes, the cumulative present value before
	// and the net present value of the year in which it comes.
	years, before, then, payback place
}

func (d discounted) column(col int) span {
	return span{place{d.page, col, d.first}, place{d.page, col, d.last}}
}

func (b *book) layDiscounting() {
	p := b.add("book.sheet.discounting", 10, 12, 18, 17, 17, 17, 17, 17, 17, 17, 17, 19, 12, 12, 12)
	p.landscape, p.repeat = true, 4
	p.next(cell{value: p.word("book.sheet.discounting"), look: look{role: title}})
	p.note("book.discounting.lead")
	p.note("book.discounting.help")
	p.header("col.year", "book.col.exponent", "col.discount-factor", "col.cost", "col.running-cost", "col.savings", "col.net",
		"col.cost-present-value", "col.running-cost-present-value", "book.col.savings-present-value", "book.col.net-present-value", "col.cumulative-present-value",
		"book.col.loss", "book.col.sign", "book.col.turn")
	p.frozen = place{p, 2, 5}
	d := discounted{page: p, first: 5, last: 4 + b.years, factor: 3, net: 7, present: 11, cumulative: 12, loss: 13, changes: 15}
	c, r := b.choice, b.rows
	tau := p.formula(`IF(%s=%s,0,IF(%s=%s,0.5,1))`, c.timing, quoted(p.word("book.timing.start")), c.timing, quoted(p.word("book.timing.mid")))
	for i := range b.years {
		at := p.next(cell{value: b.first + i, look: look{role: plain, format: year}})
		p.put(2, p.calc(look{role: result, format: number}, `%s-%s+%s`, at, c.base, tau))
		v := p.put(3, p.calc(look{role: result, format: factor}, `(1+%s)^-%s`, c.rate, at.right(1)))
		place{r.page, firstYear + i, 6}.set(r.page.calc(look{role: small, format: ratio}, `%s`, v))
		for j, row := range []int{r.cost, r.runningSum, r.savings} {
			flow := p.put(4+j, p.calc(look{role: result, format: money}, `%s`, place{r.page, firstYear + i, row}))
			p.put(8+j, p.calc(look{role: result, format: money}, `%s*%s`, flow, v))
		}
		p.put(7, p.calc(look{role: result, format: money}, `%s-%s-%s`, p.at(6), p.at(5), p.at(4)))
		present := p.put(11, p.calc(look{role: result, format: money}, `%s*%s`, p.at(7), v))
		sign := p.formula(`SIGN(ROUND(%s,6))`, p.at(7))
		if i == 0 {
			p.put(12, p.calc(look{role: result, format: money}, `%s`, present))
			p.put(14, p.calc(look{role: result, format: year}, `%s`, sign))
			p.put(15, cell{value: 0, look: look{role: plain, format: year}})
		} else {
			before := p.at(14).down(-1)
			p.put(12, p.calc(look{role: result, format: money}, `%s+%s`, p.at(12).down(-1), present))
			p.put(14, p.calc(look{role: result, format: year}, `IF(%s=0,%s,%s)`, sign, before, sign))
			p.put(15, p.calc(look{role: result, format: year}, `IF(%s*%s<0,1,0)`, before, p.at(14)))
		}
		p.put(13, p.calc(look{role: result, format: year}, `IF(ROUND(%s,2)<0,%d,0)`, p.at(12), i+1))
	}
	p.next(cell{value: p.word("sum"), look: look{role: sum}})
	for col := 4; col <= 11; col++ {
		p.put(col, p.calc(look{role: sum, format: money}, `SUM(%s)`, d.column(col)))
	}
	p.blank()
	p.heading("book.discounting.break-even")
	fact := func(key string, l look, format string, args ...any) place {
		p.next(cell{}, cell{}, cell{}, cell{value: p.word(key)})
		return p.put(8, p.calc(l, format, args...))
	}
	d.years = fact("book.discounting.years", look{role: result, format: year}, `MAX(%s)`, d.column(d.loss))
	d.before = fact("book.discounting.before", look{role: result, format: money}, `IF(%s=0,0,INDEX(%s,MAX(1,%s)))`, d.years, d.column(d.cumulative), d.years)
	d.then = fact("book.discounting.then", look{role: result, format: money}, `INDEX(%s,MIN(%s+1,%d))`, d.column(d.present), d.years, b.years)
	part := fact("book.discounting.part", look{role: result, format: number}, `ABS(%s)/IF(%s=0,1,%s)`, d.before, d.then, d.then)
	d.payback = fact("book.discounting.payback", look{role: result, format: number}, `SIGN(%s)*(%s-(MONTH(%s)-1)/12+%s)`, d.years, d.years, c.start, part)
	b.disc = d
}
