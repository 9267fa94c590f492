package cmd

import (
	"strings"

	"github.com/shopspring/decimal"

	"siv/calc"
	"siv/cmd/internal/output"
)

// whoPays tells on the first page who pays for the investment, and who wins and who
// loses by it: that is what a board asks next.
func (p *paper) whoPays() []string {
	r := p.result
	var payers, running, wins, losses []string
	add := func(list *[]string, who string, amount decimal.Decimal) {
		if !amount.IsZero() {
			*list = append(*list, who+" "+p.Money(amount))
		}
	}
	add(&payers, p.T("funding.fund"), p.fundCost())
	for _, a := range r.ByActor {
		add(&payers, a.Actor.Name, a.OwnCost.Undiscounted)
		add(&running, a.Actor.Name, a.RunningCost.Undiscounted)
		switch net := a.Net.Undiscounted; {
		case net.IsPositive():
			wins = append(wins, p.T("report.wins", a.Actor.Name, p.Money(net)))
		case net.IsNegative():
			losses = append(losses, p.T("report.loses", a.Actor.Name, p.Money(net.Neg())))
		}
	}
	for _, sector := range calc.Sectors() {
		add(&payers, p.T("report.paid-by-others", p.T("sector."+string(sector))), p.paidByOthers(sector))
	}
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

// paidByOthers is what a sector pays for others, an external cost.
func (p *paper) paidByOthers(sector calc.Sector) decimal.Decimal {
	total := decimal.Zero
	for _, c := range p.trace.Costs {
		if c.Cost.Funding == calc.FromExternal && c.Payer == sector {
			total = total.Add(c.Total.Undiscounted)
		}
	}
	return total
}

// chanceInShort is the chance beside the verdict, where the ranges are the file's own:
// the verdict is that of likely values, and may be the less likely one.
func (p *paper) chanceInShort() []string {
	if p.varied != nil || len(p.oneWay.Inputs) == 0 {
		return nil
	}
	r := p.simulation
	text := p.T("report.chance-in-short", p.T("test."+string(r.Criterion)), p.uncertain.chance(r.Chance[r.Criterion]))
	share := r.Chance[r.Criterion].Share
	const many, least = 5000, 0.0005 // draws; a share that is shown as 0.0 %
	switch {
	case r.Draws >= many && share < least:
		text = p.T("report.chance-least", p.T("test."+string(r.Criterion)))
	case r.Draws >= many && share > 1-least:
		text = p.T("report.chance-most", p.T("test."+string(r.Criterion)))
	}
	switch {
	case p.result.Passes && share < 0.5:
		text += " " + p.T("report.odds-against")
	case !p.result.Passes && share > 0.5:
		text += " " + p.T("report.odds-for")
	}
	return []string{text}
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
