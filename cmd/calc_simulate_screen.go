package cmd

import (
	"strings"

	"github.com/shopspring/decimal"

	"siv/calc"
	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
)

// simulation shows the chances, the spreads, where they come from, and the
// histogram.
func (s uncertainScreen) simulation(r *calc.Simulation) output.Section {
	if len(r.Inputs) == 0 { // every draw is the same, which is no certainty
		lead := []string{s.T("simulate.none"), s.T("simulate.exact") + " " + strings.Join(s.verdict(), " ")}
		return output.Section{Lead: lead, Tables: []output.Table{s.tests()}, NotesTitle: s.T("title.facts"), Notes: s.notes()}
	}
	chance := r.Chance[r.Criterion]
	lead := []string{s.T("simulate.lead", s.T("test."+string(r.Criterion)), s.chance(chance), lang.Count(r.Draws)), s.T("simulate.exact")}
	lead[1] += " " + strings.Join(s.verdict(), " ")
	section := output.Section{Lead: lead, Tables: []output.Table{s.chances(r), s.spreads(r), s.shares(r), s.histogram(r)}}
	section.NotesTitle = s.T("title.facts")
	section.Notes = s.notes(
		s.T("simulate.evpi", s.estimateMoney(r.PerfectInformation)),
		s.T("simulate.seed", lang.Count(r.Draws), r.Seed), s.T("simulate.percentiles"), s.T("simulate.shares"))
	return section
}

// decimalOf is an estimate for the screen, rounded to places.
func decimalOf(x float64, places int) decimal.Decimal {
	return decimal.RequireFromString(estimate(x, places))
}

func (s uncertainScreen) estimateMoney(x float64) string { return s.Number(decimalOf(x, 0), 0) + " kr" }

// chance writes a chance and its standard error in per cent.
func (s uncertainScreen) chance(c calc.Chance) string {
	return s.Number(decimalOf(c.Share*100, 1), 1) + " % ± " + s.Number(decimalOf(c.StandardError*100, 1), 1)
}

func (s uncertainScreen) chances(r *calc.Simulation) output.Table {
	t := output.Table{Title: s.T("simulate.chances"), Columns: s.columns("test", "chance", "exactly")}
	for _, c := range calc.Criteria() {
		t.Rows = append(t.Rows, []output.Cell{output.Text(s.T("row.test-" + string(c))), output.Text(s.chance(r.Chance[c])), metCell(s.Language, r.Tests.Of(c))})
	}
	return t
}

func (s uncertainScreen) spreads(r *calc.Simulation) output.Table {
	t := output.Table{Title: s.T("simulate.spreads"), Columns: s.columns("item", "mean", "p5", "p25", "p50", "p75", "p95", "exactly")}
	number := func(x float64, places int) output.Cell { return output.Number(decimalOf(x, places), int32(places)) }
	row := func(key string, spread calc.Spread, places int, exact output.Cell) {
		cells := []output.Cell{output.Text(s.T(key)), number(spread.Mean, places)}
		for _, p := range spread.Percentiles {
			cells = append(cells, number(p, places))
		}
		t.Rows = append(t.Rows, append(cells, exact))
	}
	row("simulate.net", r.Net, 0, output.Number(r.Result.Net.PresentValue, 0))
	if r.BCR != nil {
		row("simulate.bcr", *r.BCR, 4, output.Maybe(r.Result.BCR.PresentValue, 4))
	}
	y := r.BreakEven
	cells := []output.Cell{output.Text(s.T("simulate.break-even", s.chance(y.Within))), {}}
	if y.Within.Share > 0 {
		cells[1] = output.Int(int(decimalOf(y.Mean, 0).IntPart())) // a year as the others
	}
	for _, year := range y.Percentiles {
		if year == 0 {
			cells = append(cells, output.Text(s.T("simulate.never")))
		} else {
			cells = append(cells, output.Int(year))
		}
	}
	exact := output.Text(s.T("simulate.never"))
	if b := r.Result.BreakEven; b != nil {
		exact = output.Int(b.Year)
	}
	t.Rows = append(t.Rows, append(cells, exact))
	return t
}

func (s uncertainScreen) shares(r *calc.Simulation) output.Table {
	t := output.Table{Title: s.T("simulate.inputs"), Columns: s.columns("input", "low", "likely", "high", "dist", "variance-share")}
	for _, in := range r.Inputs {
		dist := s.T("dist." + string(distOf(in.Input)))
		if in.Number.Name != "" {
			dist += " (" + in.Number.Name + ")"
		}
		t.Rows = append(t.Rows, []output.Cell{s.nameOf(in.Input), s.value(in.Input, in.Number.Low), s.value(in.Input, in.Number.Likely),
			s.value(in.Input, in.Number.High), output.Text(dist), output.Number(decimalOf(in.OfVariance, 4), 4)})
	}
	return t
}

const histogramWidth = 50

func (s uncertainScreen) histogram(r *calc.Simulation) output.Table {
	t := output.Table{Title: s.T("simulate.histogram"), Columns: s.columns("from", "to", "draws", "histogram")}
	t.Columns[0].Title, t.Columns[1].Title = s.T("col.net-from"), s.T("col.net-to")
	most := 0
	for _, b := range r.Histogram {
		most = max(most, b.Count)
	}
	for _, b := range r.Histogram {
		t.Rows = append(t.Rows, []output.Cell{output.Number(decimalOf(b.From, 0), 0), output.Number(decimalOf(b.To, 0), 0),
			output.Number(decimal.NewFromInt(int64(b.Count)), 0), output.Text(strings.Repeat("█", shareOfMost(b.Count, most, histogramWidth)))})
	}
	return t
}

// histogramRows is the histogram in csv.
func (s uncertainScreen) histogramRows(r *calc.Simulation) output.Table {
	t := output.Table{Columns: []output.Column{{Key: "net_from"}, {Key: "net_to"}, {Key: "draws"}}}
	for _, b := range r.Histogram {
		t.Rows = append(t.Rows, []output.Cell{output.Number(decimalOf(b.From, 2), 2), output.Number(decimalOf(b.To, 2), 2), output.Int(b.Count)})
	}
	return t
}
