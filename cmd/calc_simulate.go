package cmd

import (
	"math"
	"strconv"

	"github.com/spf13/cobra"

	"siv/calc"
	"siv/cmd/internal/output"
)

// drawing holds the flags of every command that draws at random.
type drawing struct {
	draws countFlag
	seed  uint64
}

func (d *drawing) addFlags(cmd *cobra.Command) {
	d.draws = countFlag{value: calc.DefaultDraws, least: 1, most: calc.MaxDraws, what: "number of draws"}
	cmd.Flags().Var(&d.draws, "draws", "how many times the ranges are drawn")
	cmd.Flags().Uint64Var(&d.seed, "seed", calc.DefaultSeed, "what the draws begin with; the same seed gives the same answer")
}

// simulate draws the ranges of an investment, and shows how far it has come.
func (d *drawing) simulate(e *env, cmd *cobra.Command, s *subject) (*calc.Simulation, error) {
	p := newProgress(e.err, d.draws.value)
	defer p.clear()
	return calc.Simulate(cmd.Context(), s.investment, s.prices, s.options,
		calc.Draws{Draws: d.draws.value, Seed: d.seed, Progress: p.show})
}

// simulate is siv calc simulate.
type simulate struct {
	*env
	uncertainty
	drawing
}

func newSimulate(e *env) *cobra.Command {
	c := &simulate{env: e}
	cmd := &cobra.Command{
		Use:   "simulate FILE | -",
		Short: "The chance that the investment pays for itself",
		Long: `Draw the ranges of an investment at random, many times: the chance that each test
is met, the spread of the net present value, the benefit per krona and the
break-even year, which inputs the spread comes from (the squared correlation of
each with the net), and what it would be worth to know every number before the
decision (expected value of perfect information).

A range is {low: 20, likely: 25, high: 30}, drawn as PERT unless it says dist:
triangular or dist: uniform. Ranges with the same name: are high together and low
together; all others are independent. With --vary 20% every number that is no
range becomes one.

The answer is an estimate, computed in floating point; the exact result at the
likely values stands beside it. The same seed gives the same answer on any number
of processors. With -o csv there is the histogram.

` + exitStatuses,
		Example: `  siv calc simulate proposal.yaml --vary 20%
  siv calc simulate proposal.yaml --draws 1000000 --seed 7 -o json`,
		Args:              args(cobra.ExactArgs(1)),
		ValidArgsFunction: completeYAML,
		RunE:              func(cmd *cobra.Command, paths []string) error { return c.run(cmd, paths[0]) },
	}
	c.uncertainty.addFlags(cmd)
	c.drawing.addFlags(cmd)
	return cmd
}

func (c *simulate) run(cmd *cobra.Command, path string) error {
	s, err := c.subject(c.env, cmd, path)
	if err != nil {
		return err
	}
	result, err := c.simulate(c.env, cmd, s)
	if err != nil {
		return s.fault(err)
	}
	screen := s.screen(c.env)
	rows := screen.histogramRows(result)
	return c.render(output.Document{Sections: []output.Section{screen.simulation(result)}, Rows: &rows, Data: newSimulateJSON(result)})
}

// simulateJSON is the answer siv.simulate/1. All but exact is an estimate.
type simulateJSON struct {
	Schema             string                `json:"schema"`
	Estimate           bool                  `json:"estimate"`
	Exact              exactJSON             `json:"exact"`
	Draws              int                   `json:"draws"`
	Seed               uint64                `json:"seed"`
	Chance             map[string]chanceJSON `json:"chance"`
	Net                spreadJSON            `json:"net"`
	BCR                *spreadJSON           `json:"bcr"`
	BreakEven          yearSpreadJSON        `json:"break_even"`
	Inputs             []shareJSON           `json:"inputs"`
	PerfectInformation string                `json:"expected_value_of_perfect_information"`
	Histogram          []binJSON             `json:"histogram"`
}

// exactJSON is the result at the likely values.
type exactJSON struct {
	headJSON
	BCR       *string            `json:"bcr"`
	BreakEven *breakEvenYearJSON `json:"break_even"`
}

type chanceJSON struct {
	Chance        string `json:"chance"`
	StandardError string `json:"standard_error"`
}

type spreadJSON struct {
	Mean              string `json:"mean"`
	StandardError     string `json:"standard_error"`
	StandardDeviation string `json:"standard_deviation"`
	P5                string `json:"p5"`
	P25               string `json:"p25"`
	P50               string `json:"p50"`
	P75               string `json:"p75"`
	P95               string `json:"p95"`
}

type yearSpreadJSON struct {
	Within chanceJSON `json:"within_horizon"`
	Mean   *string    `json:"mean"`
	P5     *int       `json:"p5"`
	P25    *int       `json:"p25"`
	P50    *int       `json:"p50"`
	P75    *int       `json:"p75"`
	P95    *int       `json:"p95"`
}

type shareJSON struct {
	Path          string  `json:"path"`
	Low           string  `json:"low"`
	Likely        string  `json:"likely"`
	High          string  `json:"high"`
	Dist          string  `json:"dist"`
	Name          *string `json:"name"`
	VarianceShare string  `json:"variance_share"`
}

type binJSON struct {
	From  string `json:"from"`
	To    string `json:"to"`
	Count int    `json:"count"`
}

func newSimulateJSON(s *calc.Simulation) simulateJSON {
	out := simulateJSON{Schema: "siv.simulate/1", Estimate: true, Exact: newExact(s.Result),
		Draws: s.Draws, Seed: s.Seed, Chance: toChances(s), Net: toSpread(s.Net, 2), BreakEven: toYears(s.BreakEven),
		Inputs: []shareJSON{}, PerfectInformation: estimate(s.PerfectInformation, 2), Histogram: []binJSON{}}
	if s.BCR != nil {
		bcr := toSpread(*s.BCR, 4)
		out.BCR = &bcr
	}
	for _, in := range s.Inputs {
		item := shareJSON{Path: in.Path, Low: in.Write(in.Number.Low), Likely: in.Write(in.Number.Likely), High: in.Write(in.Number.High),
			Dist: string(distOf(in.Input)), VarianceShare: estimate(in.OfVariance, 4)}
		if in.Number.Name != "" {
			item.Name = &in.Number.Name
		}
		out.Inputs = append(out.Inputs, item)
	}
	for _, b := range s.Histogram {
		out.Histogram = append(out.Histogram, binJSON{estimate(b.From, 2), estimate(b.To, 2), b.Count})
	}
	return out
}

func newExact(r *calc.Result) exactJSON {
	return exactJSON{headJSON: newHead("", r), BCR: maybe(r.BCR.PresentValue, 4), BreakEven: newBreakEvenJSON(r).BreakEven}
}

func distOf(in calc.Input) calc.Distribution {
	if in.Number.Dist == "" {
		return calc.PERT
	}
	return in.Number.Dist
}

// estimate writes a floating-point number with a fixed number of decimals, and
// never -0.00.
func estimate(x float64, places int) string {
	text := strconv.FormatFloat(x, 'f', places, 64)
	if zero := strconv.FormatFloat(0, 'f', places, 64); text == "-"+zero {
		return zero
	}
	return text
}

func toChance(c calc.Chance) chanceJSON {
	return chanceJSON{Chance: estimate(c.Share, 4), StandardError: estimate(c.StandardError, 4)}
}

func toChances(s *calc.Simulation) map[string]chanceJSON {
	chances := map[string]chanceJSON{}
	for _, c := range calc.Criteria() {
		chances[string(c)] = toChance(s.Chance[c])
	}
	return chances
}

func toSpread(s calc.Spread, places int) spreadJSON {
	p := s.Percentiles
	at := func(i int) string { return estimate(p[i], places) }
	return spreadJSON{Mean: estimate(s.Mean, places), StandardError: estimate(s.StandardError, places),
		StandardDeviation: estimate(s.Deviation, places), P5: at(0), P25: at(1), P50: at(2), P75: at(3), P95: at(4)}
}

func toYears(y calc.YearSpread) yearSpreadJSON {
	out := yearSpreadJSON{Within: toChance(y.Within)}
	if y.Within.Share > 0 {
		mean := estimate(y.Mean, 2)
		out.Mean = &mean
	}
	for i, p := range []**int{&out.P5, &out.P25, &out.P50, &out.P75, &out.P95} {
		if year := y.Percentiles[i]; year != 0 {
			*p = &year
		}
	}
	return out
}

// shareOfMost is a part of the largest count, in characters of a bar.
func shareOfMost(count, most, width int) int {
	if most == 0 {
		return 0
	}
	return int(math.Round(float64(count) / float64(most) * float64(width)))
}
