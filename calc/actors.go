package calc

import "github.com/shopspring/decimal"

// purse holds the rows of one actor.
type purse struct {
	own, fund, running, savings, cashable, net row
}

// byActor lists the actors that have any figure, in file order, and their years
// that have any. The perspective plays no part and transfers are in.
func (m *model) byActor() ([]ActorResult, []ActorYear) {
	purses := make([]*purse, len(m.inv.Actors))
	for i := range m.flows {
		f := &m.flows[i]
		if purses[f.actor] == nil {
			purses[f.actor] = &purse{own: m.newRow(), fund: m.newRow(), running: m.newRow(),
				savings: m.newRow(), cashable: m.newRow(), net: m.newRow()}
		}
		purses[f.actor].take(f, m.inv.Costs)
	}
	var results []ActorResult
	var years []ActorYear
	for i, actor := range m.inv.Actors {
		p := purses[i]
		if p == nil || p.empty() {
			continue
		}
		p.net.add(p.savings)
		p.net.sub(p.running)
		p.net.sub(p.own)
		result := ActorResult{
			Actor:       actor,
			OwnCost:     m.pair(m.sum(p.own)),
			FundCost:    m.pair(m.sum(p.fund)),
			RunningCost: m.pair(m.sum(p.running)),
			Savings:     m.pair(m.sum(p.savings)),
			Net:         m.pair(m.sum(p.net)),
		}
		if p.cashable != nil {
			cashable := m.pair(m.sum(p.cashable))
			result.Cashable = &cashable
		}
		results = append(results, result)
		years = m.actorYears(years, actor, p)
	}
	return results, years
}

// take adds a flow to the purse it belongs in. A cost that somebody else pays is
// in none: it is booked at the actor and burdens it not.
func (p *purse) take(f *flow, costs []Cost) {
	switch f.kind {
	case costFlow:
		switch costs[f.index].Funding {
		case FromFund:
			p.fund.add(f.row())
		case FromActor:
			p.own.add(f.row())
		}
	case runningFlow:
		p.running.add(f.row())
	case savingFlow:
		p.savings.add(f.row())
		if f.cashable == nil {
			p.cashable = nil
		} else if p.cashable != nil {
			p.cashable.add(f.cashable.num)
		}
	}
}

func (p *purse) empty() bool {
	return p.own.empty() && p.fund.empty() && p.running.empty() && p.savings.empty()
}

func (m *model) actorYears(years []ActorYear, actor Actor, p *purse) []ActorYear {
	for i := range m.years {
		if p.own[i].Sign() == 0 && p.fund[i].Sign() == 0 && p.running[i].Sign() == 0 && p.savings[i].Sign() == 0 {
			continue
		}
		year := ActorYear{
			Actor:       actor,
			Year:        m.first + i,
			OwnCost:     m.money(&p.own[i]),
			FundCost:    m.money(&p.fund[i]),
			RunningCost: m.money(&p.running[i]),
			Savings:     m.money(&p.savings[i]),
			Net:         m.money(&p.net[i]),
		}
		if p.cashable != nil {
			year.Cashable = decimal.NewNullDecimal(m.money(&p.cashable[i]))
		}
		years = append(years, year)
	}
	return years
}

// bySector lists the sectors that occur, in the order of Sectors: what each one
// pays and saves, whatever the perspective, transfers included.
func (m *model) bySector() []SectorResult {
	var results []SectorResult
	for _, sector := range Sectors() {
		rows := map[flowKind]row{costFlow: m.newRow(), runningFlow: m.newRow(), savingFlow: m.newRow()}
		occurs := false
		for i := range m.flows {
			if f := &m.flows[i]; f.sector == sector && !f.row().empty() {
				rows[f.kind].add(f.row())
				occurs = true
			}
		}
		if occurs {
			results = append(results, SectorResult{
				Sector:      sector,
				Cost:        m.pair(m.sum(rows[costFlow])),
				RunningCost: m.pair(m.sum(rows[runningFlow])),
				Savings:     m.pair(m.sum(rows[savingFlow])),
			})
		}
	}
	return results
}
