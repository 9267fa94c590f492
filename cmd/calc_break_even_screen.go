package cmd

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"siv/calc"
	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
)

// firstScreen is what a politician could be shown: the verdict in a sentence, the
// key figures, the tests, who wins and who loses, then the years.
func (s resultScreen) firstScreen() output.Section {
	return output.Section{
		Lead:       slices.Concat(s.verdict(), []string{s.breakEvenFacts()}, s.howSure()),
		Tables:     []output.Table{s.keyFigures(), s.tests(), s.actors(), s.years()},
		NotesTitle: s.T("title.facts"),
		Notes:      append(s.facts(), s.warnings()...),
	}
}

// verdict says in a sentence whether the investment passes and, first of all,
// that the three tests disagree when they do.
func (s resultScreen) verdict() []string {
	r := s.result
	var margin decimal.Decimal
	switch r.Criterion {
	case calc.RuleTest:
		margin = r.Savings.Undiscounted.Sub(r.Cost.Undiscounted)
	case calc.DiscountedTest:
		margin = r.Savings.PresentValue.Sub(r.Cost.PresentValue)
	default:
		margin = r.Net.PresentValue
	}
	key := "verdict.passes"
	switch {
	case !r.Passes:
		key = "verdict.fails"
	case margin.IsZero():
		key = "verdict.tie"
	}
	gain := s.T("gain."+string(r.Criterion), r.Window.Years())
	sentence := s.T(key, r.Investment.Name, gain, s.Money(margin.Abs()))
	if r.Tests.Agree() {
		return []string{sentence}
	}
	var met, unmet []string
	for _, c := range calc.Criteria() {
		if r.Tests.Of(c) {
			met = append(met, s.T("test."+string(c)))
		} else {
			unmet = append(unmet, s.T("test."+string(c)))
		}
	}
	return []string{
		s.T("verdict.disagree", r.Investment.Name, s.list(met, "and"), s.list(unmet, "nor")),
		s.T("verdict.judged", s.T("test."+string(r.Criterion))) + " " + sentence,
	}
}

func (s resultScreen) list(words []string, with string) string {
	return strings.Join(words, " "+s.T(with)+" ")
}

func (s resultScreen) columns(keys ...string) []output.Column {
	return titled(s.Language, "col.", keys...)
}

func (s resultScreen) keyFigures() output.Table {
	r := s.result
	t := output.Table{Title: s.T("title.key", r.PriceYear), Columns: s.columns("item", "undiscounted", "present-value")}
	pair := func(key string, p calc.Pair) {
		t.Rows = append(t.Rows, []output.Cell{output.Text(s.T(key)), output.Money(p.Undiscounted), output.Money(p.PresentValue)})
	}
	pair("row.cost", r.Cost)
	pair("row.running", r.RunningCost)
	pair("row.savings", r.Savings)
	pair("row.net", r.Net)
	t.Rows = append(t.Rows, []output.Cell{output.Text(s.T("row.bcr")),
		output.Maybe(r.BCR.Undiscounted, 4), output.Maybe(r.BCR.PresentValue, 4)})
	if c := r.Cashable; c != nil {
		pair("row.cashable-savings", c.Savings)
		pair("row.cashable-net", c.Net)
	}
	if p := r.PerParticipant; p != nil {
		pair("row.cost-head", p.Cost)
		pair("row.savings-head", p.Savings)
	}
	return t
}

func (s resultScreen) tests() output.Table {
	r := s.result
	t := output.Table{Title: s.T("title.tests"), Columns: s.columns("test", "gain", "cost", "outcome")}
	test := func(c calc.Criterion, gain, cost decimal.Decimal) {
		t.Rows = append(t.Rows, []output.Cell{output.Text(s.T("row.test-" + string(c))),
			output.Money(gain), output.Money(cost), metCell(s.Language, r.Tests.Of(c))})
	}
	test(calc.RuleTest, r.Savings.Undiscounted, r.Cost.Undiscounted)
	test(calc.DiscountedTest, r.Savings.PresentValue, r.Cost.PresentValue)
	test(calc.NetTest, r.Gain.PresentValue, r.Cost.PresentValue)
	return t
}

// metCell says whether a test is met.
func metCell(l lang.Language, met bool) output.Cell {
	if met {
		return output.Text(l.T("met")).Toned(output.Good)
	}
	return output.Text(l.T("not-met")).Toned(output.Bad)
}

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

// breakEvenFacts says when the investment breaks even, and how much of the
// assumed effect that takes.
func (s resultScreen) breakEvenFacts() string {
	r := s.result
	text := s.T("fact.never", r.Window.Years())
	if b := r.BreakEven; b != nil && b.PaybackYears.IsZero() {
		text = s.T("fact.from-start")
	} else if b != nil {
		text = s.T("fact.break-even", b.Year, s.Number(b.PaybackYears, 2), s.Number(b.YearsAfterCompletion, 2))
	}
	if share := r.RequiredEffectShare; share.Valid {
		text += " " + s.T("fact.required", s.Number(share.Decimal.Shift(2), 2)+" %")
	}
	return text
}

// howSure says that the verdict is that of likely values, when the file has ranges,
// and which command tells how sure it is.
func (s resultScreen) howSure() []string {
	ranges := calc.Uncertain(calc.Inputs(s.result.Investment))
	if len(ranges) == 0 || s.again == "" {
		return nil
	}
	command := strings.Replace(s.again, "explain", "stability", 1)
	if len(ranges) == 1 {
		return []string{s.T("fact.range", ranges[0].Label, command)}
	}
	return []string{s.T("fact.ranges", len(ranges), command)}
}

// facts says how the figures were computed and what else follows from them.
func (s resultScreen) facts() []string {
	r := s.result
	var facts []string
	add := func(key string, args ...any) { facts = append(facts, s.T(key, args...)) }
	rates := make([]string, len(r.IRR))
	for i, rate := range r.IRR {
		rates[i] = s.Number(rate.Shift(2), 2) + " %"
	}
	switch len(rates) {
	case 0:
		add("fact.no-irr")
	case 1:
		add("fact.irr", rates[0])
	default:
		add("fact.irr-several", s.list(rates, "and"))
	}
	add("fact.rate", s.Percent(r.Rate.Value), s.T("rate."+string(r.Rate.Source)), s.T("timing."+string(r.Timing)), r.BaseYear, r.PriceYear)
	add("fact.window", r.Window.From, r.Window.To, r.Window.Years(), s.T("perspective."+string(r.Perspective)))
	if r.CostAllPayers != r.Cost && !r.CostAllPayers.Undiscounted.Equal(r.Cost.Undiscounted) {
		add("fact.all-payers", s.Money(r.CostAllPayers.Undiscounted), s.Money(r.CostAllPayers.PresentValue))
	}
	if !r.BeforeWindow.IsZero() {
		add("fact.before", s.Money(r.BeforeWindow))
	}
	if r.Cashable == nil {
		add("fact.cashable-unstated")
	}
	for _, cost := range r.Investment.Costs {
		if cost.Funding == calc.FromExternal {
			add("fact.external", cost.Item, s.T("sector."+string(cost.Payer)))
		}
	}
	if r.Perspective == calc.Society {
		for _, e := range r.Effects {
			if !e.Counted {
				add("fact.transfer", e.Effect.ID, s.Money(e.Savings.Undiscounted))
			}
		}
	} else {
		for _, sector := range s.outside() {
			add("fact.outside", s.T("sector."+string(sector.Sector)), s.Money(sector.Savings.Undiscounted))
		}
	}
	if s.again != "" {
		add("fact.explain", s.again)
	}
	return facts
}

// outside returns the sectors whose savings the perspective leaves out.
func (s resultScreen) outside() []calc.SectorResult {
	counted := map[calc.Sector]bool{}
	for _, e := range s.result.Effects {
		if e.Counted {
			i := slices.IndexFunc(s.result.Investment.Actors, func(a calc.Actor) bool { return a.ID == e.Effect.Actor })
			counted[s.result.Investment.Actors[i].Sector()] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(s.result.BySector), func(r calc.SectorResult) bool {
		return counted[r.Sector] || r.Savings.Undiscounted.IsZero()
	})
}

func (s resultScreen) warnings() []string {
	var notes []string
	forecasts := map[string][]string{} // the years of an index, which are one note
	for _, w := range s.result.Warnings {
		if w.Code == calc.IndexForecast {
			forecasts[w.Args[0]] = append(forecasts[w.Args[0]], w.Args[1])
		}
	}
	for _, w := range s.result.Warnings {
		if w.Code == calc.TestsDisagree {
			continue // it is the first sentence already
		}
		if w.Code == calc.IndexForecast {
			years := forecasts[w.Args[0]]
			if w.Args[1] != years[0] {
				continue // told with the first
			}
			if len(years) > 1 {
				notes = append(notes, s.T("warning", s.T("warning.index-forecasts", w.Args[0], joined(years))))
				continue
			}
		}
		words := make([]any, len(w.Args))
		for i, arg := range w.Args {
			words[i] = arg
		}
		notes = append(notes, s.T("warning", s.T("warning."+w.Code, words...)))
	}
	return notes
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

// summary is the row of one file in csv.
func (s resultScreen) summary() output.Table {
	r := s.result
	var t output.Table
	row := []output.Cell{}
	add := func(key string, cell output.Cell) {
		t.Columns = append(t.Columns, output.Column{Key: key, Title: key})
		row = append(row, cell)
	}
	pair := func(key string, p calc.Pair) {
		add(key, output.Money(p.Undiscounted))
		add(key+"_present_value", output.Money(p.PresentValue))
	}
	add("file", output.Text(s.path))
	add("investment", output.Text(r.Investment.ID))
	add("name", output.Text(r.Investment.Name))
	add("passes", output.Bool(r.Passes))
	for _, c := range calc.Criteria() {
		add("test_"+string(c), output.Bool(r.Tests.Of(c)))
	}
	pair("cost", r.Cost)
	pair("running_cost", r.RunningCost)
	pair("savings", r.Savings)
	pair("net", r.Net)
	add("bcr", output.Maybe(r.BCR.Undiscounted, 4))
	add("bcr_present_value", output.Maybe(r.BCR.PresentValue, 4))
	breakEven := output.Cell{}
	if r.BreakEven != nil {
		breakEven = output.Int(r.BreakEven.Year)
	}
	add("break_even", breakEven)
	add("required_effect_share", output.Maybe(r.RequiredEffectShare, 4))
	add("rate", output.Exact(r.Rate.Value))
	add("price_year", output.Int(r.PriceYear))
	add("warnings", output.Int(len(r.Warnings)))
	t.Rows = [][]output.Cell{row}
	return t
}

// withInvestment puts the investment before every row, for files together.
func (s resultScreen) withInvestment(t output.Table) output.Table {
	t.Columns = append([]output.Column{{Key: "investment", Title: "investment"}}, t.Columns...)
	rows := make([][]output.Cell, len(t.Rows))
	for i, row := range t.Rows {
		rows[i] = append([]output.Cell{output.Text(s.result.Investment.ID)}, row...)
	}
	t.Rows = rows
	return t
}
