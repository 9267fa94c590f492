package cmd

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"siv/calc"
	"siv/cmd/input"
	"siv/cmd/internal/output"
)

// compare is siv calc compare.
type compare struct {
	*env
	evaluation
	budget budgetFlag
}

func newCompare(e *env) *cobra.Command {
	c := &compare{env: e}
	cmd := &cobra.Command{
		Use:   "compare FILE FILE...",
		Short: "Which investment is worth most, and which fit the budget?",
		Long: fmt.Sprintf(`Set investments side by side: their net present value, and that for each krona of
fund money; what a dearer one adds to the best of the cheaper ones (incremental
benefit per krona of cost, the alternatives excluding each other); and who gains
what in which year, against the one with the largest net.

Fund money is the amount decided, else the fund's costs as they are written. All
are discounted to the earliest start and stated in the latest price year among
them, as far as the price index reaches, unless --base-year or --price-year say
otherwise.

--budget 20000000 finds the set with the largest sum of net present values that
the budget allows. Files with the same id are variants of one investment, of which
at most one is chosen; any others may be carried out together, and none in part. It
is the best set, not an approximation, among at most %d files that gain.

`, calc.MaxPortfolio) + exitStatuses,
		Example: `  siv calc compare small.yaml large.yaml
  siv calc compare proposals/*.yaml --budget 20000000`,
		Args:              args(cobra.MinimumNArgs(2)),
		ValidArgsFunction: completeYAML,
		RunE:              func(cmd *cobra.Command, paths []string) error { return c.run(cmd, expand(paths)) },
	}
	c.addFlags(cmd)
	cmd.Flags().Var(&c.budget, "budget", "find the best set whose fund money is within this, kronor")
	return cmd
}

func (c *compare) run(cmd *cobra.Command, paths []string) error {
	all, err := c.evaluateAll(c.env, cmd, paths)
	if err != nil {
		return err
	}
	if all, err = c.onLikeTerms(cmd, all); err != nil {
		return err
	}
	alternatives := make([]calc.Alternative, len(all))
	for i, one := range all {
		alternatives[i] = calc.NewAlternative(one.path, one.result)
	}
	comparison := calc.Compare(alternatives)
	if c.budget.value != nil {
		if err := comparison.Choose(*c.budget.value); err != nil {
			return usageError{err}
		}
	}
	screen := compareScreen{resultScreen{Language: c.lang()}, comparison}
	rows := screen.alternatives()
	return c.render(output.Document{Sections: []output.Section{screen.section()}, Rows: &rows, Data: newCompareJSON(comparison)})
}

// onLikeTerms evaluates investments of different starts or price years again,
// discounted to the earliest and in prices of the latest, so that their amounts
// can be compared. Where an index does not reach, price years stay as they are,
// and the comparison says so.
func (c *compare) onLikeTerms(cmd *cobra.Command, all []evaluated) ([]evaluated, error) {
	base, price, unlike := all[0].result.BaseYear, all[0].result.PriceYear, false
	for _, one := range all[1:] {
		unlike = unlike || one.result.BaseYear != base || one.result.PriceYear != price
		base, price = min(base, one.result.BaseYear), max(price, one.result.PriceYear)
	}
	if !unlike {
		return all, nil
	}
	opt := c.options(c.env, cmd)
	opt.BaseYear = base
	asked := opt.PriceYear
	opt.PriceYear = price
	again, err := evaluateAgain(all, opt)
	var faults input.Faults
	if errors.As(err, &faults) && asked == 0 {
		opt.PriceYear = 0
		return evaluateAgain(all, opt)
	}
	return again, err
}

// evaluateAgain computes investments that were read under other options.
func evaluateAgain(all []evaluated, opt calc.Options) ([]evaluated, error) {
	again := make([]evaluated, len(all))
	for i, one := range all {
		result, err := evaluate(one.file, one.catalogue, opt)
		if err != nil {
			return nil, err
		}
		again[i] = one
		again[i].result = result
	}
	return again, nil
}

// budgetFlag is a flag that takes an amount of kronor that is not negative.
type budgetFlag struct{ optional }

// Set is of pflag.Value.
func (a *budgetFlag) Set(text string) error {
	value, err := input.ParseAmount(text)
	if err != nil || value.IsNegative() {
		return fmt.Errorf("%q is not an amount: write 20000000, or \"20 000 000,50\"", text)
	}
	a.value = &value
	return nil
}

// Type is what help shows for the value.
func (a *budgetFlag) Type() string { return "kronor" }

// compareJSON is the answer siv.compare/1. Alternatives refer to each other by
// their places in the list.
type compareJSON struct {
	Schema       string            `json:"schema"`
	Unlike       []string          `json:"unlike_terms"`
	Alternatives []alternativeJSON `json:"alternatives"`
	ByFund       []int             `json:"by_net_per_fund"`
	Increments   []incrementJSON   `json:"increments"`
	Differences  []differenceJSON  `json:"differences"`
	Portfolio    *portfolioJSON    `json:"portfolio"`
}

type alternativeJSON struct {
	File        string             `json:"file"`
	Investment  string             `json:"investment"`
	Name        string             `json:"name"`
	Rate        string             `json:"rate"`
	BaseYear    int                `json:"base_year"`
	PriceYear   int                `json:"price_year"`
	Fund        string             `json:"fund"`
	Cost        pairJSON           `json:"cost"`
	RunningCost pairJSON           `json:"running_cost"`
	Savings     pairJSON           `json:"savings"`
	Net         pairJSON           `json:"net"`
	BCR         ratioJSON          `json:"bcr"`
	NetPerFund  *string            `json:"net_per_fund"`
	Tests       testsJSON          `json:"tests"`
	Passes      bool               `json:"passes"`
	BreakEven   *breakEvenYearJSON `json:"break_even"`
	Warnings    []warningJSON      `json:"warnings"`
}

type incrementJSON struct {
	Alternative int     `json:"alternative"`
	Against     *int    `json:"against"`
	Cost        string  `json:"cost"`
	Gain        string  `json:"gain"`
	BCR         *string `json:"bcr"`
	Replaces    bool    `json:"replaces"`
}

type differenceJSON struct {
	Alternative int    `json:"alternative"`
	Actor       string `json:"actor"`
	Year        int    `json:"year"`
	Net         string `json:"net"`
	InFirst     string `json:"net_in_first"`
	Difference  string `json:"difference"`
}

type portfolioJSON struct {
	Budget string `json:"budget"`
	Chosen []int  `json:"chosen"`
	Fund   string `json:"fund"`
	Net    string `json:"net"`
	Left   string `json:"left"`
}

func newCompareJSON(c *calc.Comparison) compareJSON {
	out := compareJSON{Schema: "siv.compare/1", Unlike: append([]string{}, c.Unlike...), ByFund: c.ByFund,
		Increments: []incrementJSON{}, Differences: []differenceJSON{}}
	for _, a := range c.Alternatives {
		one := newBreakEvenJSON(a.Result)
		out.Alternatives = append(out.Alternatives, alternativeJSON{File: a.Name, Investment: one.Investment, Name: one.Name,
			Rate: one.Rate, BaseYear: one.BaseYear, PriceYear: one.PriceYear, Fund: money(a.Fund), Cost: one.Cost,
			RunningCost: one.RunningCost, Savings: one.Savings, Net: one.Net, BCR: one.BCR, NetPerFund: maybe(a.NetPerFund, 4),
			Tests: one.Tests, Passes: one.Passes, BreakEven: one.BreakEven, Warnings: one.Warnings})
	}
	for _, in := range c.Increments {
		item := incrementJSON{Alternative: in.Alternative, Cost: money(in.Cost), Gain: money(in.Gain), BCR: maybe(in.BCR, 4), Replaces: in.Replaces}
		if in.Against >= 0 {
			item.Against = &in.Against
		}
		out.Increments = append(out.Increments, item)
	}
	for _, d := range c.Differences {
		out.Differences = append(out.Differences, differenceJSON{Alternative: d.Alternative, Actor: d.Actor.ID, Year: d.Year,
			Net: money(d.Net), InFirst: money(d.InFirst), Difference: money(d.Difference)})
	}
	if p := c.Portfolio; p != nil {
		out.Portfolio = &portfolioJSON{Budget: money(p.Budget), Chosen: append([]int{}, p.Chosen...), Fund: money(p.Fund), Net: money(p.Net), Left: money(p.Left)}
	}
	return out
}
