package cmd

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"siv/calc"
	"siv/cmd/internal/chart"
	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
)

// chartName names a chart of an investment.
type chartName string

const (
	cumulativeChart   chartName = "cumulative"
	yearsChart        chartName = "years"
	actorsChart       chartName = "actors"
	tornadoChart      chartName = "tornado"
	distributionChart chartName = "distribution"
	reflowChart       chartName = "reflow"
)

func chartNames() []chartName {
	return []chartName{cumulativeChart, yearsChart, actorsChart, tornadoChart, distributionChart, reflowChart}
}

// picture writes one chart as a file of its own.
func (c *report) picture(out *bytes.Buffer, cmd *cobra.Command, all []evaluated) error {
	papers, err := c.papers(cmd, all)
	if err != nil {
		return err
	}
	drawn := papers[0].chart(c.chart.value)
	if drawn == nil {
		return fmt.Errorf("%s: there is nothing to draw: %w", all[0].path, papers[0].nothing(c.chart.value))
	}
	drawn.Title += ", " + papers[0].result.Investment.Name
	data, err := drawnAs(*drawn, c.made.kind())
	out.Write(data)
	return err
}

// drawnAs is a chart as a file with one of the endings .svg and .png.
func drawnAs(c chart.Chart, ending string) ([]byte, error) {
	if ending == ".svg" {
		return c.SVG(), nil
	}
	return c.PNG()
}

// nothing says why a chart cannot be drawn.
func (p *paper) nothing(name chartName) error {
	switch {
	case name != reflowChart:
		return errors.New("no number of the file can vary")
	case p.plan == nil:
		return p.noPlan
	case !p.plan.Applies:
		return fmt.Errorf("reflow does not apply: %s", p.plan.Reason)
	default:
		return errors.New("no nämnd pays anything back")
	}
}

// figures is a chart in the page, none when there is nothing to draw.
func (p *paper) figures(name chartName) []output.Figure {
	c := p.chart(name)
	if c == nil {
		return nil
	}
	return []output.Figure{drawnFigure(*c)}
}

func drawnFigure(c chart.Chart) output.Figure {
	width, height := c.Size()
	return output.Figure{Title: c.Title, Alt: c.Alt, SVG: c.Inline(), Width: width, Height: height}
}

// chart draws one of the charts; nil when there is nothing to draw.
func (p *paper) chart(name chartName) *chart.Chart {
	c := &chart.Chart{Language: p.Language, ID: p.prefix + "chart-" + string(name), Title: p.T("chart." + string(name))}
	switch name {
	case cumulativeChart:
		c.Body, c.Alt = p.cumulative()
	case yearsChart:
		c.Body, c.Alt = p.costAndSavings()
	case actorsChart:
		c.Body, c.Alt = p.winners()
	case tornadoChart:
		if len(p.oneWay.Inputs) == 0 {
			return nil
		}
		c.Body, c.Alt = p.tornadoOf()
	case distributionChart:
		if len(p.oneWay.Inputs) == 0 {
			return nil
		}
		c.Body, c.Alt = p.distribution()
	case reflowChart:
		if p.plan == nil || len(p.plan.Rows) == 0 {
			return nil
		}
		c.Body, c.Alt = p.payments()
	}
	return c
}

// kronor writes an amount in words, without öre.
func (p *paper) kronor(d decimal.Decimal) string { return p.Number(d, 0) + " kr" }

func (p *paper) cumulative() (chart.Body, string) {
	years := p.result.ByYear
	series := chart.Series{Name: p.T("col.cumulative-present-value")}
	lowest := years[0]
	body := chart.Lines{}
	for _, y := range years {
		series.Points = append(series.Points, chart.Point{X: chart.Year(y.Year), Y: y.CumulativePresentValue})
		if y.CumulativePresentValue.LessThan(lowest.CumulativePresentValue) {
			lowest = y
		}
		if b := p.result.BreakEven; b != nil && b.Year == y.Year {
			body.Marks = []chart.Mark{{X: chart.Year(y.Year), Y: decimal.NewNullDecimal(y.CumulativePresentValue), Text: p.T("chart.break-even", y.Year)}}
		}
	}
	last := years[len(years)-1]
	body.Series = []chart.Series{series}
	return body, p.T("chart.cumulative-alt", years[0].Year, p.kronor(years[0].CumulativePresentValue), lowest.Year, p.kronor(lowest.CumulativePresentValue),
		last.Year, p.kronor(last.CumulativePresentValue)) + " " + p.breakEvenFacts()
}

func (p *paper) costAndSavings() (chart.Body, string) {
	years := p.result.ByYear
	cost, running, savings := chart.Part{Name: p.T("chart.cost")}, chart.Part{Name: p.T("chart.running")}, chart.Part{Name: p.T("chart.savings")}
	var body chart.Bars
	for _, y := range years {
		body.Categories = append(body.Categories, fmt.Sprint(y.Year))
		cost.Values, running.Values, savings.Values = append(cost.Values, y.Cost), append(running.Values, y.RunningCost), append(savings.Values, y.Savings)
	}
	body.Stacks = []chart.Stack{{cost}, {savings}}
	if !p.result.RunningCost.Undiscounted.IsZero() {
		body.Stacks[0] = append(body.Stacks[0], running)
	}
	return body, p.T("chart.years-alt", years[0].Year, years[len(years)-1].Year, p.kronor(p.result.Cost.Undiscounted),
		p.kronor(p.result.RunningCost.Undiscounted), p.kronor(p.result.Savings.Undiscounted))
}

// winners shows each actor's net by year: what is in ByActorYear.
func (p *paper) winners() (chart.Body, string) {
	body := chart.Panels{Above: p.T("chart.wins"), Below: p.T("chart.loses")}
	years := p.result.ByYear
	for _, y := range years {
		body.Categories = append(body.Categories, fmt.Sprint(y.Year))
	}
	var words []string
	for _, a := range p.result.ByActor {
		row := chart.Part{Name: p.result.Investment.ActorName(a.Actor.ID), Values: make([]decimal.Decimal, len(years))}
		for _, y := range p.result.ByActorYear {
			if y.Actor.ID == a.Actor.ID {
				row.Values[y.Year-years[0].Year] = y.Net
			}
		}
		body.Rows = append(body.Rows, row)
		words = append(words, row.Name+" "+p.kronor(a.Net.Undiscounted))
	}
	return body, p.T("chart.actors-alt", strings.Join(words, ", "))
}

// mostSwings is how many numbers a tornado shows; the table has them all.
const mostSwings = 12

func (p *paper) tornadoOf() (chart.Body, string) {
	inputs := p.oneWay.Inputs
	inputs = inputs[:min(len(inputs), mostSwings)]
	body := chart.Tornado{Likely: p.result.Net.PresentValue, Middle: p.T("chart.likely"), Low: p.T("chart.low"), High: p.T("chart.high")}
	for _, in := range inputs {
		body.Rows = append(body.Rows, chart.Swing{Name: p.inputWords(in.Input), LowValue: p.inputValue(in.Input, in.Number.Low),
			HighValue: p.inputValue(in.Input, in.Number.High), AtLow: in.AtLow.Net, AtHigh: in.AtHigh.Net})
	}
	widest := inputs[0]
	alt := p.T("chart.tornado-alt", p.inputWords(widest.Input), p.kronor(widest.AtLow.Net), p.kronor(widest.AtHigh.Net))
	if len(p.oneWay.Inputs) > mostSwings {
		alt += " " + p.T("chart.tornado-most", mostSwings, len(p.oneWay.Inputs))
	}
	return body, alt
}

func (p *paper) distribution() (chart.Body, string) {
	r := p.simulation
	body := chart.Histogram{Above: p.T("chart.above"), Below: p.T("chart.below")}
	for _, b := range r.Histogram {
		body.Bins = append(body.Bins, chart.Bin{From: b.From, To: b.To, Share: float64(b.Count) / float64(r.Draws)})
	}
	body.Marks = []chart.Mark{{X: p.result.Net.PresentValue.InexactFloat64(), Text: p.T("chart.likely")}}
	return body, p.T("chart.distribution-alt", lang.Count(r.Draws), r.Seed, p.uncertain.chance(r.Chance[calc.NetTest]),
		p.uncertain.estimateMoney(r.Net.Percentiles[0]), p.uncertain.estimateMoney(r.Net.Percentiles[4]))
}

// payments shows the reflow of each nämnd on top of those of the others.
func (p *paper) payments() (chart.Body, string) {
	first, last := p.plan.Rows[0].Year, p.plan.Rows[len(p.plan.Rows)-1].Year
	var body chart.Bars
	for year := first; year <= last; year++ {
		body.Categories = append(body.Categories, fmt.Sprint(year))
	}
	var stack chart.Stack
	total := decimal.Zero
	for _, r := range p.plan.Rows {
		i := slices.IndexFunc(stack, func(part chart.Part) bool { return part.Name == p.plan.Investment.ActorName(r.Namnd) })
		if i < 0 {
			i = len(stack)
			stack = append(stack, chart.Part{Name: p.plan.Investment.ActorName(r.Namnd), Values: make([]decimal.Decimal, last-first+1)})
		}
		stack[i].Values[r.Year-first] = r.Amount
		total = total.Add(r.Amount)
	}
	body.Stacks = []chart.Stack{stack}
	return body, p.T("chart.reflow-alt", p.kronor(total), first, last, p.kronor(p.plan.Granted))
}

// frameFigures shows the budget frame of each nämnd before and after the reflow, and
// says in words what a drawing is too coarse for.
func (p *paper) frameFigures() (figures []output.Figure, notes []string) {
	var order []string
	rows := map[string][]calc.ReflowRow{}
	for _, r := range p.plan.Rows {
		if r.FrameBefore.Valid && r.FrameAfter.Valid {
			if rows[r.Namnd] == nil {
				order = append(order, r.Namnd)
			}
			rows[r.Namnd] = append(rows[r.Namnd], r)
		}
	}
	for _, namnd := range order {
		name, words := p.plan.Investment.ActorName(namnd), p.mostOfFrame(namnd, rows[namnd])
		notes = append(notes, words)
		figures = append(figures, drawnFigure(chart.Chart{Language: p.Language, ID: p.prefix + "chart-frame-" + namnd,
			Title: p.T("chart.frame", name), Alt: p.T("chart.frame-alt", words), Body: p.frames(rows[namnd])}))
	}
	return figures, notes
}

func (p *paper) frames(rows []calc.ReflowRow) chart.Body {
	before, after := chart.Series{Name: p.T("reflow.frame_before"), Step: true}, chart.Series{Name: p.T("reflow.frame_after"), Step: true}
	add := func(year int, r calc.ReflowRow) {
		before.Points = append(before.Points, chart.Point{X: chart.Year(year), Y: r.FrameBefore.Decimal})
		after.Points = append(after.Points, chart.Point{X: chart.Year(year), Y: r.FrameAfter.Decimal})
	}
	for _, r := range rows {
		add(r.Year, r)
	}
	last := rows[len(rows)-1]
	add(last.Year+1, last) // its year is as long as the others
	return chart.Lines{Series: []chart.Series{before, after}}
}

// mostOfFrame says how much of its frame a nämnd pays back in the year it pays most.
func (p *paper) mostOfFrame(namnd string, rows []calc.ReflowRow) string {
	most := rows[0]
	for _, r := range rows {
		if r.Amount.GreaterThan(most.Amount) {
			most = r
		}
	}
	share := decimal.Zero
	if most.FrameBefore.Decimal.IsPositive() {
		for places := int32(4); share.IsZero() && places <= 8; places++ { // a small share is not none
			share = most.Amount.DivRound(most.FrameBefore.Decimal, places)
		}
	}
	return p.T("report.frame-most", p.plan.Investment.ActorName(namnd), p.kronor(most.Amount), most.Year, p.kronor(most.FrameBefore.Decimal), p.Percent(share))
}
