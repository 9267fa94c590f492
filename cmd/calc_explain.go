package cmd

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"siv/calc"
	"siv/cmd/input"
	"siv/cmd/internal/output"
)

// explain is siv calc explain.
type explain struct {
	*env
	evaluation
}

func newExplain(e *env) *cobra.Command {
	c := &explain{env: e}
	cmd := &cobra.Command{
		Use:   "explain FILE [EFFECT]",
		Short: "Show every factor of every number",
		Long: `Show what each number of break-even is made of: amounts as they are written,
price years and index figures with edition and source, unit costs with their
source, every adjustment, the months of each intake in each calendar year, and
the discount factors; so that a reader can redo it by hand. With EFFECT, that
effect alone.`,
		Example: `  siv calc explain proposal.yaml
  siv calc explain proposal.yaml familjehem`,
		Args: args(cobra.RangeArgs(1, 2)),
		ValidArgsFunction: func(cmd *cobra.Command, given []string, toComplete string) ([]string, cobra.ShellCompDirective) {
			if len(given) == 0 {
				return completeYAML(cmd, given, toComplete)
			}
			return c.completeEffect(given[0])
		},
		RunE: c.run,
	}
	c.addFlags(cmd)
	return cmd
}

// completeEffect offers the effects of a file.
func (c *explain) completeEffect(path string) ([]string, cobra.ShellCompDirective) {
	inv, err := c.investment(path)
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	return effectIDs(inv), cobra.ShellCompDirectiveNoFileComp
}

func effectIDs(inv *input.Investment) []string {
	ids := make([]string, len(inv.Effects))
	for i, e := range inv.Effects {
		ids[i] = e.ID
	}
	return ids
}

func (c *explain) run(cmd *cobra.Command, args []string) error {
	catalogue, err := c.prices(c.env)
	if err != nil {
		return err
	}
	inv, err := c.readInvestment(c.env, args[0])
	if err != nil {
		return err
	}
	trace, err := calc.Explain(inv.Investment, pricesFor(inv, catalogue), c.options(c.env, cmd))
	if faults := inv.Faults(err); len(faults) > 0 {
		return faults
	}
	if err != nil {
		return err
	}
	if err := c.heedLock(args[0], inv, catalogue, c.options(c.env, cmd), trace.Result); err != nil {
		return err
	}
	if len(args) == 2 {
		effect := args[1]
		trace.EffectTraces = slices.DeleteFunc(trace.EffectTraces, func(t calc.EffectTrace) bool { return t.Effect.ID != effect })
		if len(trace.EffectTraces) == 0 {
			ids := effectIDs(inv)
			return hintedError{usageError{fmt.Errorf("%s has no effect %q", args[0], effect)}, fmt.Sprintf("its effects are %s", joined(ids))}
		}
		trace.Costs, trace.RunningCosts = nil, nil
	}
	s := traceScreen{resultScreen: resultScreen{Language: c.lang(), evaluated: evaluated{args[0], inv, catalogue, trace.Result}},
		trace: trace, whole: len(args) == 1}
	rows := s.rows()
	return c.render(output.Document{Sections: []output.Section{s.section()}, Rows: &rows, Data: newExplainJSON(trace)})
}
