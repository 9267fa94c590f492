package cmd

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"siv/calc"
	"siv/cmd/internal/output"
	pages "siv/cmd/internal/report"
)

// document lays out the report: one investment by its parts, several each under a
// heading of its own, below a table of all.
func (c *report) document(cmd *cobra.Command, all []evaluated) (pages.Page, output.Document, error) {
	papers, err := c.papers(cmd, all)
	if err != nil {
		return pages.Page{}, output.Document{}, err
	}
	origin, err := c.lines(cmd, all)
	if err != nil {
		return pages.Page{}, output.Document{}, err
	}
	l := c.lang()
	p := pages.Page{Language: l, Origin: origin}
	var doc output.Document
	if len(papers) == 1 {
		p.Title = l.T("report.title", papers[0].result.Investment.Name)
		doc.Sections = papers[0].sections(0)
		return p, doc, nil
	}
	p.Title = l.T("report.title-several", len(papers))
	doc.Sections = c.together(papers)
	for i, one := range papers {
		one.prefix = fmt.Sprintf("%d-", i+1)
		doc.Sections = append(doc.Sections, output.Section{Heading: one.result.Investment.Name, Anchor: one.prefix + "investment", NewPage: true})
		doc.Sections = append(doc.Sections, one.sections(1)...)
	}
	return p, doc, nil
}

// together shows the investments beside each other, and what those that reflow
// come to for each nämnd.
func (c *report) together(papers []*paper) []output.Section {
	l := c.lang()
	first := papers[0].resultScreen
	t := output.Table{Title: l.T("report.summary-title"), Columns: first.columns("investment", "cost", "savings", "running-cost", "net", "bcr", "break-even", "passes")}
	var plans []*calc.ReflowPlan
	for _, p := range papers {
		r := p.result
		year := output.Text(l.T("impact.never"))
		if r.BreakEven != nil {
			year = output.Int(r.BreakEven.Year)
		}
		t.Rows = append(t.Rows, []output.Cell{output.Text(r.Investment.Name), output.Money(r.Cost.PresentValue), output.Money(r.Savings.PresentValue),
			output.Money(r.RunningCost.PresentValue), output.Money(r.Net.PresentValue), output.Maybe(r.BCR.PresentValue, 4), year, output.Bool(r.Passes)})
		if p.plan != nil && p.plan.Applies {
			plans = append(plans, p.plan)
		}
	}
	s := output.Section{Heading: l.T("report.summary"), Anchor: "summary", Tables: []output.Table{t}}
	for _, p := range papers {
		words := p.verdict()
		words[len(words)-1] = strings.Join(append(words[len(words)-1:], p.chanceInShort()...), " ")
		s.Lead = append(s.Lead, words...)
	}
	s.Notes = c.unlike(papers)
	if len(plans) > 1 {
		sums := reflowSums(l, l.T("report.reflow-sums"), plans)
		s.Tables, s.Notes = append(s.Tables, sums.Tables...), append(s.Notes, sums.Notes...)
	}
	return []output.Section{s}
}

// unlike says on which terms the investments cannot be compared.
func (c *report) unlike(papers []*paper) []string {
	l := c.lang()
	terms := []struct {
		name  string
		value func(*calc.Result) string
	}{
		{"rate", func(r *calc.Result) string { return l.Percent(r.Rate.Value) }},
		{"price_year", func(r *calc.Result) string { return strconv.Itoa(r.PriceYear) }},
		{"base_year", func(r *calc.Result) string { return strconv.Itoa(r.BaseYear) }},
	}
	var notes []string
	for _, term := range terms {
		list := make([]string, len(papers))
		differ := false
		for i, p := range papers {
			value := term.value(p.result)
			list[i] = p.result.Investment.Name + " " + value
			differ = differ || value != term.value(papers[0].result)
		}
		if differ {
			notes = append(notes, l.T("report.unlike-"+term.name, strings.Join(list, ", ")))
		}
	}
	return notes
}
