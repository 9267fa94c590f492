package cmd

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"siv/cmd/internal/chart"
	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
	"siv/ledger"
)

// ledgerTimeline is siv ledger timeline.
type ledgerTimeline struct {
	fundLedger
	clocks
	by   choice[timelineOf]
	made madeFile
}

// timelineOf is what a drawn timeline shows.
type timelineOf string

const (
	timelineOfFund        timelineOf = "fund"
	timelineOfInvestments timelineOf = "investment"
)

func newLedgerTimeline(e *env) *cobra.Command {
	all := []timelineOf{timelineOfFund, timelineOfInvestments}
	c := &ledgerTimeline{fundLedger: fundLedger{env: e}, by: newChoice(timelineOfFund, all)}
	cmd := &cobra.Command{
		Use:   "timeline",
		Short: "Balance, commitments and what is free, over time",
		Long: `Verify the whole ledger, then show what the fund held, what was committed and what
was free after each day on which that changed, and the same of each investment: what
was left of its grants, and drawn. A figure holds until the next day that is listed.

--to FILE.svg or FILE.png draws it: the fund, or with --by investment what is left of
the grants of each investment. Of more than twelve those that were granted least are
one line together.`,
		Example: `  siv ledger timeline --to fund.svg
  siv ledger timeline --by investment --to satsningar.png --lang sv
  siv ledger timeline -o csv`,
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error { return c.run() },
	}
	c.fundLedger.addFlags(cmd)
	c.clocks.addFlags(cmd)
	cmd.Flags().Var(&c.by, "by", "what --to draws: the fund, or each investment")
	completeChoice(cmd, "by", all)
	c.made.addFlags(cmd, ".svg, .png, .csv, .json or .md")
	return cmd
}

func (c *ledgerTimeline) run() error {
	if err := c.made.known(".svg", ".png", ".csv", ".json", ".md"); err != nil {
		return err
	}
	line := ledger.Timeline{AsOf: c.asOf, BookedBefore: c.bookedBefore.value}
	last := c.asOf
	book, err := c.verify(func(p ledger.Posting) error {
		if c.asOf == 0 && c.lets(p.Entry) {
			last = max(last, p.Entry.Date)
		}
		return line.Post(p)
	})
	if err != nil {
		return err
	}
	s := timelineScreen{Language: c.lang(), head: book.Head(), line: &line, last: last}
	kind := c.made.kind()
	switch {
	case kind != ".svg" && kind != ".png":
		return c.made.render(c.env, s.document())
	case s.empty(c.by.value):
		return answerNo{fmt.Errorf("%s: there is nothing to draw", c.path)}
	}
	drawn, err := drawnAs(s.chart(c.by.value), kind)
	if err != nil {
		return err
	}
	return c.made.put(c.env, drawn)
}

// timelineScreen shows the fund over time in one language.
type timelineScreen struct {
	lang.Language
	head ledger.Head
	line *ledger.Timeline
	last ledger.Date // the day that lines are drawn to
}

// series is a line of a chart: what one of the sums was, to the last day.
func (s timelineScreen) series(name string, steps []ledger.Step, of func(ledger.Totals) ledger.Amount) chart.Series {
	line := chart.Series{Name: name, Step: true}
	for _, step := range steps {
		line.Points = append(line.Points, chart.Point{X: chart.Day(step.Date.Time()), Y: inKronor(of(step.Totals))})
	}
	if n := len(steps); n > 0 && steps[n-1].Date < s.last {
		line.Points = append(line.Points, chart.Point{X: chart.Day(s.last.Time()), Y: line.Points[n-1].Y})
	}
	return line
}

// chart draws the fund, or what is left of the grants of each investment.
func (s timelineScreen) chart(by timelineOf) chart.Chart {
	lines := chart.Lines{FromZero: true}
	c := chart.Chart{Language: s.Language, ID: "timeline-" + string(by), Title: s.T("timeline."+string(by), s.head.Origin)}
	if by == timelineOfInvestments {
		largest, rest := s.largest()
		for _, id := range largest {
			lines.Series = append(lines.Series, s.series(id, s.line.Of(id), ledger.Totals.Committed))
		}
		if len(rest) > 0 {
			lines.Series = append(lines.Series, s.series(s.T("timeline.rest", len(rest)), s.line.Sum(rest), ledger.Totals.Committed))
		}
		c.Alt = s.T("timeline.investment-alt", len(largest)+len(rest), s.last)
	} else {
		steps := s.line.Fund()
		for _, f := range timelineFigures() {
			lines.Series = append(lines.Series, s.series(s.T("timeline."+f.key), steps, f.of))
		}
		var t ledger.Totals
		if n := len(steps); n > 0 {
			t = steps[n-1].Totals
		}
		c.Alt = s.T("timeline.fund-alt", s.last, kronor(s.Language, t.Balance()), kronor(s.Language, t.Committed()), kronor(s.Language, t.Free()))
	}
	c.Body = lines
	return c
}

// mostLines is how many lines of investments a reader can tell apart.
const mostLines = 12

// largest are the investments that were granted most, by id, and the others, whose
// lines would not be told apart.
func (s timelineScreen) largest() (largest, rest []string) {
	all := s.line.Investments()
	if len(all) <= mostLines {
		return all, nil
	}
	granted := func(id string) ledger.Amount {
		steps := s.line.Of(id)
		if len(steps) == 0 {
			return 0
		}
		return steps[len(steps)-1].Granted
	}
	slices.SortStableFunc(all, func(x, y string) int { return cmp.Compare(granted(y), granted(x)) })
	largest, rest = all[:mostLines-1], all[mostLines-1:]
	slices.Sort(largest)
	return largest, rest
}

// empty tells whether there is nothing to draw.
func (s timelineScreen) empty(by timelineOf) bool {
	return by == timelineOfInvestments && len(s.line.Investments()) == 0 || len(s.line.Fund()) == 0
}

// figures draws the timeline for a page.
func (s timelineScreen) figures() []output.Figure {
	var list []output.Figure
	for _, by := range []timelineOf{timelineOfFund, timelineOfInvestments} {
		if s.empty(by) {
			continue
		}
		list = append(list, drawnFigure(s.chart(by)))
	}
	return list
}

func timelineFigures() []figure {
	return []figure{{"balance", ledger.Totals.Balance}, {"committed", ledger.Totals.Committed}, {"free", ledger.Totals.Free}}
}

func (s timelineScreen) document() output.Document {
	fund := output.Table{Title: s.T("balance.fund"), Columns: titled(s.Language, "col.", "date", "balance", "committed", "free")}
	rows := output.Table{Columns: columns("level", "investment", "date", "balance", "committed", "free", "drawn")}
	for _, step := range s.line.Fund() {
		row := []output.Cell{output.Text(step.Date.String()), amountCell(step.Balance()), amountCell(step.Committed()), amountCell(step.Free())}
		fund.Rows = append(fund.Rows, row)
		rows.Rows = append(rows.Rows, append([]output.Cell{output.Text("fund"), {}}, append(row, amountCell(step.Drawn))...))
	}
	section := output.Section{Tables: []output.Table{fund}, Notes: []string{s.T("balance.head", s.head.Origin, lang.Count(s.head.Entries)), "h " + s.head.H.String()}}
	if len(fund.Rows) == 0 {
		section = output.Section{Lead: []string{s.T("ledger.none")}}
	}
	for _, id := range s.line.Investments() {
		t := output.Table{Title: s.T("timeline.of", id), Columns: titled(s.Language, "col.", "date", "committed", "drawn")}
		for _, step := range s.line.Of(id) {
			day, committed, drawn := output.Text(step.Date.String()), amountCell(step.Committed()), amountCell(step.Drawn)
			t.Rows = append(t.Rows, []output.Cell{day, committed, drawn})
			rows.Rows = append(rows.Rows, []output.Cell{output.Text("investment"), output.Text(id), day, {}, committed, {}, drawn})
		}
		section.Tables = append(section.Tables, t)
	}
	return output.Document{Sections: []output.Section{section}, Rows: &rows, Schema: "siv.timeline/1", Data: s.json()}
}

type timelineJSON struct {
	Schema      string                   `json:"schema"`
	Origin      string                   `json:"origin"`
	Entries     int64                    `json:"entries"`
	H           string                   `json:"h"`
	Fund        []timelineStepJSON       `json:"fund"`
	Investments []timelineInvestmentJSON `json:"investments"`
}

type timelineStepJSON struct {
	Date      string `json:"date"`
	Balance   string `json:"balance,omitempty"` // the fund alone has a balance
	Committed string `json:"committed"`
	Free      string `json:"free,omitempty"`
	Drawn     string `json:"drawn"`
}

type timelineInvestmentJSON struct {
	Investment string             `json:"investment"`
	Steps      []timelineStepJSON `json:"steps"`
}

func (s timelineScreen) json() timelineJSON {
	data := timelineJSON{Schema: "siv.timeline/1", Origin: s.head.Origin, Entries: s.head.Entries, H: fmt.Sprint(s.head.H),
		Fund: []timelineStepJSON{}, Investments: []timelineInvestmentJSON{}}
	for _, step := range s.line.Fund() {
		data.Fund = append(data.Fund, timelineStepJSON{step.Date.String(), step.Balance().String(), step.Committed().String(), step.Free().String(), step.Drawn.String()})
	}
	for _, id := range s.line.Investments() {
		one := timelineInvestmentJSON{Investment: id}
		for _, step := range s.line.Of(id) {
			one.Steps = append(one.Steps, timelineStepJSON{Date: step.Date.String(), Committed: step.Committed().String(), Drawn: step.Drawn.String()})
		}
		data.Investments = append(data.Investments, one)
	}
	return data
}
