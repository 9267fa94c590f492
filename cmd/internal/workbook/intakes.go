package workbook

import (
	"fmt"

	"siv/calc"
)

// The columns of the intakes.
const (
	peopleColumn = 2
	beforeColumn = 11
)

// layIntakes lays out every intake of every effect in time: how many years of
// effect its people have in each calendar year, a twelfth for each month inside
// the window, less the drop-off.
func (b *book) layIntakes() {
	p := b.add("book.sheet.intakes", 44, 10, 12, 12, 12, 12, 12, 12, 12, 14, 14)
	for range b.years {
		p.widths = append(p.widths, 12)
	}
	p.landscape, p.repeat = true, 4
	p.next(cell{value: p.word("book.sheet.intakes"), look: look{role: title}})
	p.note("book.intakes.lead")
	p.note("book.years.months")
	p.header("book.col.intake", "book.col.people", "book.col.first-month", "book.col.from-month", "book.col.end-month", "book.col.left",
		"book.col.months-before", "book.col.years-before", "book.col.sum-before", "book.col.in-window", "book.col.before")
	p.monthHeader()
	p.frozen = place{p, 2, 6}
	for i, e := range b.inv.Effects {
		path := fmt.Sprintf("effects[%d].", i)
		t := block{page: p}
		p.blank()
		p.heading("book.intakes.effect", e.ID)
		for _, in := range e.Intakes {
			people, first, label := p.inputs[path+"people"], p.formula(`%s`, p.time.from), p.word("book.intakes.all")
			if in.Year != 0 {
				people = p.inputs[fmt.Sprintf("%speople.%d", path, in.Year)]
				first = fmt.Sprint(int(calc.NewMonth(in.Year+1, 1)))
				label = p.word("book.intakes.of", in.Year)
			}
			p.intake(path, label, p.formula(`%s`, people), first)
			t.add(len(p.cells))
		}
		if e.Continues != nil {
			perYear := p.inputs[path+"continues.per_year"]
			p.next(cell{value: p.word("book.intakes.continues"), look: look{role: text}})
			from, to := p.effectYearsOf(path+"continues", 4)
			for j := 1; j <= p.Horizon; j++ {
				p.intake(path, p.word("book.intakes.continued", j), p.formula(`IF(AND(%d>=%s,%d<=%s),%s,0)`, j, from, j, to, perYear),
					p.formula(`%s+12*%d`, p.time.from, j))
				t.add(len(p.cells))
			}
		}
		b.cohorts = append(b.cohorts, t)
	}
}

// monthHeader writes the years, and under them the numbers of their first months.
func (p *page) monthHeader() {
	years := p.at(firstYear)
	for i := range p.years {
		p.put(firstYear+i, cell{value: p.first + i, look: look{role: header, format: year}})
	}
	p.next(cell{value: p.word("book.years.month-number"), look: look{role: small}})
	for i := range p.years {
		p.put(firstYear+i, p.calc(look{role: small, format: year}, `%s*12`, years.right(i)))
	}
}

// intake is the row of one intake.
//
// In the calendar year whose January is month m, an effect that began in month b
// is in its year n+1 and then in its year n+2, where n = ⌊(m-b)/12⌋; so its
// weight is the months of each, times q^n and q^(n+1), over twelve, q being
// 1 - drop_off.
func (p *page) intake(path, label, people, first string) {
	whole := look{role: result, format: year}
	p.next(cell{value: label, look: look{role: text}})
	heads := p.put(peopleColumn, cell{formula: people, look: look{role: result, format: number}})
	enter := p.put(3, cell{formula: first, look: whole})
	begin := p.put(4, p.calc(whole, `%s+12*(%s-1)`, enter, p.inputs[path+"starts"]))
	lasts := p.inputs[path+"lasts"]
	end := p.put(5, p.calc(whole, `IF(%s="",MAX(%s,%s),MAX(%s,MIN(%s,%s+%s)))`, lasts, begin, p.time.end, begin, p.time.end, begin, lasts))
	q := p.put(6, p.calc(look{role: result, format: number}, `1-%s`, p.inputs[path+"drop_off"]))
	// Before the window: whole years as a geometric sum, then the months left over.
	months := p.put(7, p.calc(whole, `MAX(0,MIN(%s,%s)-%s)`, end, p.time.from, begin))
	years := p.put(8, p.calc(whole, `INT(%s/12)`, months))
	sum := p.put(9, p.calc(look{role: result, format: ratio}, `IF(%s=1,%s,(1-%s^%s)/(1-%s))`, q, years, q, years, q))
	p.put(beforeColumn, p.calc(look{role: result, format: ratio}, `%s*(%s+MOD(%s,12)/12*%s^%s)`, heads, sum, months, q, years))
	p.amounts(look{role: result, format: ratio}, func(i int, _ place) string {
		month := place{p, firstYear + i, 5}
		n := p.formula(`INT((%s-%s)/12)`, month, begin)
		turn := p.formula(`%s+12*%s+12`, begin, n) // the month in which the next year of the effect begins
		return p.formula(`%s*(MAX(0,MIN(%s,%s,%s+12)-MAX(%s,%s,%s))*%s^MAX(0,%s)+MAX(0,MIN(%s,%s+12)-MAX(%s,%s,%s,%s))*%s^MAX(0,%s+1))/12`,
			heads, end, turn, month, begin, month, p.time.from, q, n,
			end, month, begin, month, turn, p.time.from, q, n)
	})
}
