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
