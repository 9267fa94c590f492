package cmd

import (
	"strings"

	"github.com/shopspring/decimal"

	"siv/cmd/internal/output"
)

// whoPays tells on the first page who pays for the investment, and who wins and who
// loses by it: that is what a board asks next.
func (p *paper) whoPays() []string {
	r := p.result
	var payers, running, wins, losses []string
	others := r.CostAllPayers.Undiscounted
	add := func(list *[]string, who string, amount decimal.Decimal) {
		if !amount.IsZero() {
			*list = append(*list, who+" "+p.Money(amount))
		}
	}
	fund := p.fundCost()
	add(&payers, p.T("funding.fund"), fund)
	others = others.Sub(fund)
	for _, a := range r.ByActor {
		add(&payers, a.Actor.Name, a.OwnCost.Undiscounted)
		add(&running, a.Actor.Name, a.RunningCost.Undiscounted)
		others = others.Sub(a.OwnCost.Undiscounted)
		switch net := a.Net.Undiscounted; {
		case net.IsPositive():
			wins = append(wins, p.T("report.wins", a.Actor.Name, p.Money(net)))
		case net.IsNegative():
			losses = append(losses, p.T("report.loses", a.Actor.Name, p.Money(net.Neg())))
		}
	}
	add(&payers, p.T("report.other-payers"), others)
	var lines []string
	if len(payers) > 0 {
		lines = append(lines, p.T("report.who-pays", strings.Join(payers, ", ")))
		if len(running) > 0 {
			lines[0] += " " + p.T("report.who-pays-after", strings.Join(running, ", "))
		}
	}
	if nets := append(wins, losses...); len(nets) > 0 {
		lines = append(lines, p.T("report.who-wins", strings.Join(nets, ", ")))
	}
	return lines
}

// explainedFigures are the key figures with the words that they take in plain
// language.
func (p *paper) explainedFigures() output.Table {
	t := p.keyFigures()
	t.Notes = append(t.Notes, p.T("report.present-value-is", p.result.BaseYear, p.Percent(p.result.Rate.Value)))
	return t
}

// described are the effects by their descriptions: readers do not know the ids that
// the other tables and the charts have.
func (p *paper) described() output.Table {
	t := p.effects()
	for i, e := range p.result.Effects {
		t.Rows[i][0] = output.Word(e.Effect.ID, withID(e.Effect.Description, e.Effect.ID))
	}
	return t
}

// lasting writes a number of months, in years where they are whole.
func (p *paper) lasting(months decimal.Decimal) string {
	twelve := decimal.NewFromInt(12)
	if months.GreaterThan(twelve) && months.Mod(twelve).IsZero() {
		return p.T("input.years", months.DivRound(twelve, 0).String())
	}
	return p.T("input.months", months.String())
}
