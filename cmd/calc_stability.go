package cmd

import (
	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"siv/calc"
	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
)

// stability is siv calc stability.
type stability struct {
	*env
	uncertainty
	drawing
}

func newStability(e *env) *cobra.Command {
	c := &stability{env: e}
	cmd := &cobra.Command{
		Use:   "stability FILE | -",
		Short: "How far is the investment from the other verdict?",
		Long: `Show on one screen how firm the verdict is: the three tests, how far each number
is from its switching value, the chance that each test is met when the ranges are
drawn at random, and the smallest change, in per cent, of all numbers at once
that flips the verdict.

The numbers are the ranges of the file and, with --vary 20%, all others of costs
and effects. When there is no range at all, every number is looked at. The chance
is an estimate (siv calc simulate); all else is exact.

` + exitStatuses,
		Example: `  siv calc stability proposal.yaml
  siv calc stability proposal.yaml --vary 20% --criterion rule`,
		Args:              args(cobra.ExactArgs(1)),
		ValidArgsFunction: completeYAML,
		RunE:              func(cmd *cobra.Command, paths []string) error { return c.run(cmd, paths[0]) },
	}
	c.uncertainty.addFlags(cmd)
	c.drawing.addFlags(cmd)
	return cmd
}

func (c *stability) run(cmd *cobra.Command, path string) error {
	s, err := c.subject(c.env, cmd, path)
	if err != nil {
		return err
	}
	result, err := calc.DistanceToFlip(s.investment, s.prices, s.options)
	if err != nil {
		return s.fault(err)
	}
	chances, err := c.simulate(c.env, cmd, s)
	if err != nil {
		return s.fault(err)
	}
	screen := s.screen(c.env)
	rows := screen.distances(result)
	return c.render(output.Document{Sections: []output.Section{screen.stability(result, chances)}, Rows: &rows,
		Data: newStabilityJSON(result, chances)})
}

// stabilityJSON is the answer siv.stability/1. The chances are estimates.
type stabilityJSON struct {
	headJSON
	Chance map[string]chanceJSON `json:"chance"`
	Draws  int                   `json:"draws"`
	Seed   uint64                `json:"seed"`
	Joint  *string               `json:"joint_change"`
	Inputs []distanceJSON        `json:"inputs"`
}

type distanceJSON struct {
	Path      string  `json:"path"`
	Likely    string  `json:"likely"`
	Switching *string `json:"switching_value"`
	Distance  *string `json:"distance"`
}

func newStabilityJSON(r *calc.Stability, chances *calc.Simulation) stabilityJSON {
	out := stabilityJSON{headJSON: newHead("siv.stability/1", r.Result), Chance: toChances(chances),
		Draws: chances.Draws, Seed: chances.Seed, Joint: maybe(r.Joint, 4), Inputs: []distanceJSON{}}
	for _, d := range r.Inputs {
		out.Inputs = append(out.Inputs, distanceJSON{Path: d.Path, Likely: d.Write(d.Number.Likely),
			Switching: writtenOf(d.Input, d.Switching), Distance: maybe(d.Distance, 4)})
	}
	return out
}

func (s uncertainScreen) stability(r *calc.Stability, chances *calc.Simulation) output.Section {
	tests := s.tests()
	var about []string
	if len(chances.Inputs) > 0 {
		about = []string{s.T("stability.chance", lang.Count(chances.Draws), chances.Seed)}
		tests.Columns = append(tests.Columns, s.columns("chance")...)
		for i, c := range calc.Criteria() {
			tests.Rows[i] = append(tests.Rows[i], output.Text(s.chance(chances.Chance[c])))
		}
	}
	distances := s.distances(r)
	distances.Title = s.T("stability.distances")
	lead := s.verdict()
	if r.Joint.Valid {
		lead = append(lead, s.T("stability.joint", s.Number(r.Joint.Decimal.Shift(2), 2)+" %"))
	} else {
		lead = append(lead, s.T("stability.no-joint"))
	}
	if len(chances.Inputs) == 0 {
		lead = append(lead, s.T("simulate.none"))
	}
	notes := s.notes(about...)
	return output.Section{Lead: lead, Tables: []output.Table{tests, distances}, NotesTitle: s.T("title.facts"), Notes: notes}
}

// distances lists each input and how far it is from its switching value.
func (s uncertainScreen) distances(r *calc.Stability) output.Table {
	t := output.Table{Columns: s.columns("input", "likely", "switching-value", "distance-percent")}
	for _, d := range r.Inputs {
		distance := output.Cell{}
		if d.Distance.Valid {
			distance = output.Number(d.Distance.Decimal.Mul(decimal.NewFromInt(100)), 2)
		}
		t.Rows = append(t.Rows, []output.Cell{s.nameOf(d.Input), s.value(d.Input, d.Number.Likely),
			s.maybeValue(d.Input, d.Switching), distance})
	}
	return t
}
