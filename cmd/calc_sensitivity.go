package cmd

import (
	"fmt"

	"github.com/spf13/cobra"

	"siv/calc"
	"siv/cmd/internal/output"
)

// sensitivity is siv calc sensitivity.
type sensitivity struct {
	*env
	uncertainty
	top    countFlag
	twoWay []string
}

func newSensitivity(e *env) *cobra.Command {
	c := &sensitivity{env: e, top: countFlag{least: 1, most: 10_000, what: "number of inputs"}}
	cmd := &cobra.Command{
		Use:   "sensitivity FILE | -",
		Short: "Which numbers decide? Each one low and high, and where the verdict flips",
		Long: `Move each uncertain number of an investment to its low and its high value, the
others at their likely values: the net present value and the verdict at both
ends, the widest span first (a tornado), and the switching value, at which the
verdict flips, if there is one in the range.

A number is uncertain when it is a range, {low: 20, likely: 25, high: 30}; with
--vary 20% every other number of costs and effects becomes one. --two-way A,B
gives a grid of two of them, by path (effects[0].people) or by name
(familjehem.people), and the value of B at which the verdict flips for each A.

` + exitStatuses,
		Example: `  siv calc sensitivity proposal.yaml --vary 20%
  siv calc sensitivity proposal.yaml --vary 20% --top 5
  siv calc sensitivity proposal.yaml --vary 50% --two-way familjehem.people,familjehem.outcome.with`,
		Args:              args(cobra.ExactArgs(1)),
		ValidArgsFunction: completeYAML,
		RunE:              func(cmd *cobra.Command, paths []string) error { return c.run(cmd, paths[0]) },
	}
	c.addFlags(cmd)
	cmd.Flags().Var(&c.top, "top", "show only the inputs with the widest spans")
	cmd.Flags().StringSliceVar(&c.twoWay, "two-way", nil, "two inputs, A,B, to move together")
	return cmd
}

func (c *sensitivity) run(cmd *cobra.Command, path string) error {
	s, err := c.subject(c.env, cmd, path)
	if err != nil {
		return err
	}
	one, err := calc.OneWaySensitivity(s.investment, s.prices, s.options)
	if err != nil {
		return s.fault(err)
	}
	if n := c.top.value; n > 0 && n < len(one.Inputs) {
		one.Inputs = one.Inputs[:n]
	}
	var grid *calc.Grid
	if len(c.twoWay) > 0 {
		a, b, err := c.pair(s)
		if err != nil {
			return err
		}
		if grid, err = calc.TwoWaySensitivity(s.investment, s.prices, s.options, a, b); err != nil {
			return s.fault(err)
		}
	}
	screen := s.screen(c.env)
	doc := output.Document{Data: newSensitivityJSON(one, grid)}
	if grid != nil {
		rows := screen.gridRows(grid)
		doc.Sections, doc.Rows = []output.Section{screen.gridSection(grid)}, &rows
	} else {
		rows := screen.oneWayRows(one)
		doc.Sections, doc.Rows = []output.Section{screen.tornado(one)}, &rows
	}
	return c.render(doc)
}

// pair finds the two inputs of --two-way.
func (c *sensitivity) pair(s *subject) (a, b calc.Input, err error) {
	inputs := calc.Uncertain(calc.Inputs(s.investment))
	if len(c.twoWay) != 2 || c.twoWay[0] == c.twoWay[1] {
		return a, b, usageError{fmt.Errorf("--two-way takes two different inputs, as A,B")}
	}
	var found [2]calc.Input
	for i, name := range c.twoWay {
		in, ok := calc.FindInput(inputs, name)
		if !ok {
			labels := make([]string, len(inputs))
			for k, in := range inputs {
				labels[k] = in.Label
			}
			return a, b, hintedError{usageError{fmt.Errorf("%s has no uncertain input %q", s.path, name)}, inputHint(labels)}
		}
		found[i] = in
	}
	if found[0].Path == found[1].Path {
		return a, b, usageError{fmt.Errorf("--two-way takes two different inputs, as A,B")}
	}
	return found[0], found[1], nil
}

func inputHint(labels []string) string {
	if len(labels) == 0 {
		return "no number of the file is a range; write {low, likely, high}, or give --vary 20%"
	}
	return fmt.Sprintf("the uncertain inputs are %s", joined(labels))
}

// sensitivityJSON is the answer siv.sensitivity/1.
type sensitivityJSON struct {
	headJSON
	Evaluations int          `json:"evaluations"`
	Inputs      []oneWayJSON `json:"inputs"`
	TwoWay      *gridJSON    `json:"two_way"`
}

type oneWayJSON struct {
	Path       string  `json:"path"`
	Low        string  `json:"low"`
	Likely     string  `json:"likely"`
	High       string  `json:"high"`
	NetLow     string  `json:"net_low"`
	NetHigh    string  `json:"net_high"`
	PassesLow  bool    `json:"passes_low"`
	PassesHigh bool    `json:"passes_high"`
	Span       string  `json:"span"`
	Switching  *string `json:"switching_value"`
}

type gridJSON struct {
	A       string        `json:"a"`
	B       string        `json:"b"`
	AValues []string      `json:"a_values"`
	BValues []string      `json:"b_values"`
	Cells   [][]gridPoint `json:"cells"`
	Line    []*string     `json:"break_even_line"`
}

type gridPoint struct {
	Net    string `json:"net"`
	Passes bool   `json:"passes"`
}

func newSensitivityJSON(s *calc.Sensitivity, grid *calc.Grid) sensitivityJSON {
	out := sensitivityJSON{headJSON: newHead("siv.sensitivity/1", s.Result), Evaluations: s.Evaluations, Inputs: []oneWayJSON{}}
	for _, in := range s.Inputs {
		out.Inputs = append(out.Inputs, oneWayJSON{Path: in.Path, Low: in.Write(in.Number.Low), Likely: in.Write(in.Number.Likely),
			High: in.Write(in.Number.High), NetLow: money(in.AtLow.Net), NetHigh: money(in.AtHigh.Net),
			PassesLow: in.AtLow.Passes, PassesHigh: in.AtHigh.Passes, Span: money(in.Span), Switching: writtenOf(in.Input, in.Switching)})
	}
	if grid == nil {
		return out
	}
	g := &gridJSON{A: grid.A.Path, B: grid.B.Path}
	for i, value := range grid.AValues {
		g.AValues = append(g.AValues, grid.A.Write(value))
		g.Line = append(g.Line, writtenOf(grid.B, grid.Line[i]))
		row := make([]gridPoint, len(grid.BValues))
		for j, end := range grid.Cells[i] {
			row[j] = gridPoint{money(end.Net), end.Passes}
		}
		g.Cells = append(g.Cells, row)
	}
	for _, value := range grid.BValues {
		g.BValues = append(g.BValues, grid.B.Write(value))
	}
	out.TwoWay = g
	return out
}
