package cmd

import (
	"github.com/shopspring/decimal"

	"siv/calc"
	"siv/cmd/internal/output"
)

func (s resultScreen) actors() output.Table {
	t := output.Table{Title: s.T("title.actors"),
		Columns: s.columns("actor", "sector", "own-cost", "fund-cost", "running-cost", "savings", "cashable", "net")}
	for _, a := range s.result.ByActor {
		cashable := output.Cell{}
		if a.Cashable != nil {
			cashable = output.Money(a.Cashable.Undiscounted)
		}
		t.Rows = append(t.Rows, []output.Cell{s.actor(a.Actor), s.sector(a.Actor.Sector()),
			output.Money(a.OwnCost.Undiscounted), output.Money(a.FundCost.Undiscounted), output.Money(a.RunningCost.Undiscounted),
			output.Money(a.Savings.Undiscounted), cashable, output.Money(a.Net.Undiscounted)})
	}
	if fund := s.fundCost(); !fund.IsZero() {
		t.Rows = append(t.Rows, []output.Cell{output.Word("fund", s.T("funding.fund")), s.sector(calc.Municipality),
			output.Money(fund), {}, {}, {}, {}, output.Money(fund.Neg())})
	}
	return t
}

// fundCost is what the fund pays, whatever the actor that books it.
func (s resultScreen) fundCost() decimal.Decimal {
	total := decimal.Zero
	for _, a := range s.result.ByActor {
		total = total.Add(a.FundCost.Undiscounted)
	}
	return total
}

// actor is the cell of an actor, its name on screen.
func (s resultScreen) actor(a calc.Actor) output.Cell { return output.Word(a.ID, a.Name) }

func (s resultScreen) sector(sector calc.Sector) output.Cell {
	return output.Word(string(sector), s.T("sector."+string(sector)))
}

func (s resultScreen) years() output.Table {
	t := output.Table{Title: s.T("title.years"),
		Columns: s.columns("year", "cost", "running-cost", "savings", "net", "cumulative-present-value")}
	for _, y := range s.result.ByYear {
		t.Rows = append(t.Rows, []output.Cell{output.Int(y.Year), output.Money(y.Cost), output.Money(y.RunningCost),
			output.Money(y.Savings), output.Money(y.Net), output.Money(y.CumulativePresentValue)})
	}
	return t
}

// grouped is the table of --group-by.
func (s resultScreen) grouped(by grouping) output.Table {
	switch by {
	case byEffect:
		return s.effects()
	case byNamnd:
		return s.actorYears()
	case bySector:
		return s.sectors()
	default:
		return s.years()
	}
}

func (s resultScreen) effects() output.Table {
	t := output.Table{Title: s.T("title.effects"),
		Columns: s.columns("effect", "actor", "savings", "savings-present-value", "required-share", "required-people")}
	for _, e := range s.result.Effects {
		t.Rows = append(t.Rows, []output.Cell{output.Text(e.Effect.ID), output.Word(e.Effect.Actor, s.result.Investment.ActorName(e.Effect.Actor)),
			output.Money(e.Savings.Undiscounted), output.Money(e.Savings.PresentValue),
			output.Maybe(e.RequiredShare, 4), output.Maybe(e.RequiredPeople, 2)})
	}
	return t
}

func (s resultScreen) actorYears() output.Table {
	t := output.Table{Title: s.T("title.actor-years"),
		Columns: s.columns("actor", "year", "own-cost", "fund-cost", "running-cost", "savings", "cashable", "net")}
	for _, y := range s.result.ByActorYear {
		t.Rows = append(t.Rows, []output.Cell{s.actor(y.Actor), output.Int(y.Year), output.Money(y.OwnCost),
			output.Money(y.FundCost), output.Money(y.RunningCost), output.Money(y.Savings), output.Maybe(y.Cashable, 2), output.Money(y.Net)})
	}
	return t
}

func (s resultScreen) sectors() output.Table {
	t := output.Table{Title: s.T("title.sectors"),
		Columns: s.columns("sector", "cost", "cost-present-value", "running-cost", "running-cost-present-value", "savings", "savings-present-value")}
	for _, r := range s.result.BySector {
		t.Rows = append(t.Rows, []output.Cell{s.sector(r.Sector),
			output.Money(r.Cost.Undiscounted), output.Money(r.Cost.PresentValue),
			output.Money(r.RunningCost.Undiscounted), output.Money(r.RunningCost.PresentValue),
			output.Money(r.Savings.Undiscounted), output.Money(r.Savings.PresentValue)})
	}
	return t
}
