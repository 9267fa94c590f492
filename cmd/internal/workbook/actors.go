package workbook

// purse is the rows of an actor: what it pays and saves, whatever the perspective.
type purse struct {
	own, fund, running, savings, cashable, net int
}

// The columns of the actors.
const (
	actorTotal   = 2
	actorPresent = 3
	actorYears   = 4
)

func (b *book) layActors() *page {
	p := b.add("book.sheet.actors", 44, 17, 17)
	for range b.years {
		p.widths = append(p.widths, 15)
	}
	p.landscape, p.repeat = true, 3
	p.next(cell{value: p.word("book.sheet.actors"), look: look{role: title}})
	p.note("book.actors.lead")
	p.header("col.actor", "col.undiscounted", "col.present-value")
	for i := range b.years {
		p.put(actorYears+i, cell{value: b.first + i, look: look{role: header, format: year}})
	}
	p.frozen = place{p, 2, 4}
	b.purses = map[string]purse{}
	l, r := b.Language, b.rows
	for _, a := range b.inv.Actors {
		p.blank()
		p.heading("book.actor", a.Name, l.T("sector."+string(a.Sector())))
		row := func(key string, role role, amount func(i int) string) int {
			p.next(cell{value: p.word(key), look: look{role: text}})
			for i := range b.years {
				p.put(actorYears+i, cell{formula: amount(i), look: look{role: role, format: money}})
			}
			all := span{p.at(actorYears), p.at(actorYears + b.years - 1)}
			p.put(actorTotal, p.calc(look{role: role, format: money}, `SUM(%s)`, all))
			p.put(actorPresent, p.calc(look{role: role, format: money}, `SUMPRODUCT(%s,%s)`, all, r.factors))
			return len(p.cells)
		}
		of := func(t block, funding string) func(int) string {
			return func(i int) string {
				switch {
				case t.first == 0:
					return "0"
				case funding != "":
					return p.formula(`SUMIFS(%s,%s,%s,%s,%s)`, t.column(firstYear+i), t.column(actorColumn), quoted(a.ID), t.column(fundColumn), quoted(l.T(funding)))
				default:
					return p.formula(`SUMIFS(%s,%s,%s)`, t.column(firstYear+i), t.column(actorColumn), quoted(a.ID))
				}
			}
		}
		var q purse
		q.own = row("col.own-cost", result, of(r.costs, "funding.actor"))
		q.fund = row("col.fund-cost", result, of(r.costs, "funding.fund"))
		q.running = row("col.running-cost", result, of(r.running, ""))
		q.savings = row("col.savings", result, of(r.effects, ""))
		q.cashable = row("col.cashable", result, of(r.cashable, ""))
		q.net = row("col.net", sum, func(i int) string {
			at := func(row int) place { return place{p, actorYears + i, row} }
			return p.formula(`%s-%s-%s`, at(q.savings), at(q.running), at(q.own))
		})
		b.purses[a.ID] = q
	}
	return p
}
