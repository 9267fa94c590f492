package cmd

import (
	"slices"
	"strconv"
	"strings"

	"siv/calc"
	"siv/cmd/internal/output"
)

// compareScreen shows alternatives side by side in one language.
type compareScreen struct {
	resultScreen
	comparison *calc.Comparison
}

func (s compareScreen) section() output.Section {
	c := s.comparison
	best := c.Alternatives[0]
	var lead []string
	for _, term := range c.Unlike {
		lead = append(lead, s.T("warning", s.T("compare.unlike-"+term)))
	}
	lead = append(lead, s.T("compare.best", best.Result.Investment.Name, s.Money(best.Net.PresentValue)))
	if !slices.ContainsFunc(c.Alternatives, func(a calc.Alternative) bool { return a.Result.Passes }) {
		lead = append(lead, s.T("compare.none-passes"))
	}
	if byFund := c.Alternatives[c.ByFund[0]]; byFund.NetPerFund.Valid {
		lead = append(lead, s.T("compare.best-per-fund", byFund.Result.Investment.Name, s.Number(byFund.NetPerFund.Decimal, 4)))
	}
	if c.Portfolio != nil {
		lead = append(lead, s.portfolio())
	}
	section := output.Section{Lead: lead, Tables: []output.Table{s.sideBySide(), s.increments()}}
	if len(c.Differences) > 0 {
		section.Tables = append(section.Tables, s.differences())
	}
	section.NotesTitle = s.T("title.facts")
	section.Notes = append(s.rates(), s.T("compare.fund"), s.T("compare.increments-how"))
	if c.Portfolio != nil && c.HasVariants() {
		section.Notes = append(section.Notes, s.T("compare.variants"))
	}
	for i, a := range c.Alternatives {
		one := resultScreen{Language: s.Language, evaluated: evaluated{result: a.Result}}
		for _, warning := range one.warnings() {
			section.Notes = append(section.Notes, s.nameOf(i)+". "+warning)
		}
	}
	return section
}

// rates is the discount rate, of each alternative where they differ.
func (s compareScreen) rates() []string {
	c := s.comparison
	if !slices.Contains(c.Unlike, "rate") && !slices.Contains(c.Unlike, "base_year") {
		best := c.Alternatives[0]
		return []string{s.T("compare.rate", s.Percent(best.Rate.Value), s.T("timing."+string(best.Timing)), best.BaseYear)}
	}
	notes := make([]string, len(c.Alternatives))
	for i, a := range c.Alternatives {
		notes[i] = s.T("compare.rate-of", s.nameOf(i), s.Percent(a.Rate.Value), s.T("timing."+string(a.Timing)), a.BaseYear)
	}
	return notes
}

// nameOf names an alternative, with its file where another has the same name.
func (s compareScreen) nameOf(i int) string {
	if i < 0 {
		return s.T("compare.nothing")
	}
	one := s.comparison.Alternatives[i]
	for j, other := range s.comparison.Alternatives {
		if j != i && other.Investment.Name == one.Investment.Name {
			return one.Investment.Name + " (" + one.Name + ")"
		}
	}
	return one.Investment.Name
}

func (s compareScreen) portfolio() string {
	p := s.comparison.Portfolio
	if len(p.Chosen) == 0 {
		return s.T("compare.empty-portfolio", s.Money(p.Budget))
	}
	names := make([]string, len(p.Chosen))
	for k, i := range p.Chosen {
		names[k] = s.nameOf(i)
	}
	return s.T("compare.portfolio", s.Money(p.Budget), strings.Join(names, ", "), s.Money(p.Net), s.Money(p.Fund), s.Money(p.Left))
}

func (s compareScreen) alternatives() output.Table {
	c := s.comparison
	t := output.Table{Columns: s.columns("rank", "file", "investment", "fund", "cost-present-value", "running-cost-present-value", "savings-present-value", "net-present-value",
		"bcr", "net-per-fund", "rank-per-fund", "break-even", "passes", "price-year")}
	t.Columns[6].Title = s.T("compare.savings") // here there is no undiscounted amount beside
	rank := make([]int, len(c.ByFund))
	for place, i := range c.ByFund {
		rank[i] = place + 1
	}
	chosen := map[int]bool{}
	if c.Portfolio != nil {
		t.Columns = append(t.Columns, s.columns("chosen")...)
		for _, i := range c.Portfolio.Chosen {
			chosen[i] = true
		}
	}
	for i, a := range c.Alternatives {
		breakEven := output.Cell{}
		if a.BreakEven != nil {
			breakEven = output.Int(a.BreakEven.Year)
		}
		row := []output.Cell{output.Int(i + 1), output.Text(a.Name), output.Word(a.Result.Investment.ID, a.Result.Investment.Name),
			output.Money(a.Fund), output.Money(a.Cost.PresentValue), output.Money(a.RunningCost.PresentValue),
			output.Money(a.Savings.PresentValue), output.Money(a.Net.PresentValue), output.Maybe(a.BCR.PresentValue, 4),
			output.Maybe(a.NetPerFund, 4), output.Int(rank[i]), breakEven, output.Bool(a.Passes), output.Int(a.PriceYear)}
		if c.Portfolio != nil {
			row = append(row, output.Bool(chosen[i]))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// sideBySide is the alternatives with a column each.
func (s compareScreen) sideBySide() output.Table {
	rows := s.alternatives()
	t := output.Table{Title: s.T("compare.title"), Columns: s.columns("item")}
	for i := range rows.Rows {
		t.Columns = append(t.Columns, output.Column{Key: s.comparison.Alternatives[i].Name, Title: s.nameOf(i)})
	}
	for k, column := range rows.Columns {
		if column.Key == "investment" {
			continue // it is the title
		}
		line := []output.Cell{output.Text(column.Title)}
		for _, row := range rows.Rows {
			line = append(line, row[k])
		}
		t.Rows = append(t.Rows, line)
	}
	return t
}

func (s compareScreen) increments() output.Table {
	t := output.Table{Title: s.T("compare.increments"), Columns: s.columns("investment", "against", "more-cost", "more-gain", "incremental-bcr", "replaces")}
	for _, in := range s.comparison.Increments {
		t.Rows = append(t.Rows, []output.Cell{output.Text(s.nameOf(in.Alternative)), output.Text(s.nameOf(in.Against)),
			output.Money(in.Cost), output.Money(in.Gain), output.Maybe(in.BCR, 4), output.Bool(in.Replaces)})
	}
	return t
}

func (s compareScreen) differences() output.Table {
	t := output.Table{Title: s.T("compare.differences", s.nameOf(0)),
		Columns: s.columns("investment", "actor", "year", "net", "net-in-first", "difference")}
	for _, d := range s.comparison.Differences {
		t.Rows = append(t.Rows, []output.Cell{output.Text(s.nameOf(d.Alternative)), s.actor(d.Actor), output.Text(strconv.Itoa(d.Year)),
			output.Money(d.Net), output.Money(d.InFirst), output.Money(d.Difference)})
	}
	return t
}
