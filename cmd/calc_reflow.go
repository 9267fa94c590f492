package cmd

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"siv/calc"
	"siv/cmd/input"
)

// priceBasis says in which prices a plan of reflow is stated.
type priceBasis string

const (
	atPriceYear priceBasis = "price-year"
	current     priceBasis = "current"
)

func priceBases() []priceBasis { return []priceBasis{atPriceYear, current} }

// reflowCommand is siv calc reflow.
type reflowCommand struct {
	*env
	evaluation
	policyFlag
	outcomesFlag
	frames    string
	prices    choice[priceBasis]
	writePlan string
}

func newReflow(e *env) *cobra.Command {
	c := &reflowCommand{env: e, prices: newChoice(atPriceYear, priceBases())}
	cmd := &cobra.Command{
		Use:   "reflow FILE...",
		Short: "Plan what each nämnd pays back to the fund, by budget year",
		Long: `Plan the reflow (återföring) of investments: what each nämnd whose costs fall pays
back to the fund by a lower budget frame, from the first calendar year after
completion. The base of a year is the nämnd's cashable savings less its running
costs, and the cap is what was granted; the file's reflow block may say
otherwise. Savings before the first year are kept by the nämnd.

With --outcomes, a year in which every effect of a nämnd was observed is settled:
what was reflowed stands, and the difference to what the actual effects give is
carried to the next year that is not settled. The carry of a row is what moves
on from it.

Reflow applies to investments that started before 2019 and not to those that
start from 2020. A start in 2019 must be decided in the file. A plan that was
decided, named by reflow: {plan: FILE}, applies whatever the rules say today.`,
		Example: `  siv calc reflow proposal.yaml
  siv calc reflow --prices current --frames frames.yaml proposal.yaml
  siv calc reflow --outcomes outcomes.yaml --write-plan plan.yaml proposal.yaml`,
		Args:              args(cobra.MinimumNArgs(1)),
		ValidArgsFunction: completeYAML,
		RunE:              func(cmd *cobra.Command, paths []string) error { return c.run(cmd, expand(paths)) },
	}
	c.addPriceFlags(cmd)
	c.addPolicyFlag(cmd)
	c.outcomesFlag.add(cmd)
	flags := cmd.Flags()
	flags.StringVar(&c.frames, "frames", "", "budget frames by nämnd and year, siv.frames/1")
	flags.Var(&c.prices, "prices", "state amounts in the price year, or restate each budget year by the index")
	flags.StringVar(&c.writePlan, "write-plan", "", "write the plan of one investment to a new file, to be decided")
	completeChoice(cmd, "prices", priceBases())
	return cmd
}

func (c *reflowCommand) run(cmd *cobra.Command, paths []string) error {
	if c.writePlan != "" && len(paths) != 1 {
		return usageError{errors.New("--write-plan takes one investment")}
	}
	plans, err := c.plans(cmd, paths)
	if err != nil {
		return err
	}
	if c.writePlan != "" {
		if err := writePlan(c.writePlan, plans[0]); err != nil {
			return err
		}
	}
	return c.render(reflowDocument(c.lang(), plans))
}

// plans makes the plan of every file. Faults of every file are the error.
func (c *reflowCommand) plans(cmd *cobra.Command, paths []string) ([]*calc.ReflowPlan, error) {
	catalogue, err := c.evaluation.prices(c.env)
	if err != nil {
		return nil, err
	}
	dated, err := c.rules(c.env)
	if err != nil {
		return nil, err
	}
	rules, ok := dated.ReflowRules()
	if !ok {
		return nil, errors.New("the policy has no rules of reflow")
	}
	beside, err := c.readBeside()
	if err != nil {
		return nil, err
	}
	var plans []*calc.ReflowPlan
	err = eachFile(cmd, paths, func(path string) error {
		inv, err := c.investment(path)
		if err != nil {
			return err
		}
		in := calc.ReflowInput{Investment: inv.Investment, Prices: pricesFor(inv, catalogue), Options: c.options(c.env, cmd),
			Rules: rules, CurrentPrices: c.prices.value == current}
		plan, err := c.plan(path, inv, in, beside)
		if err != nil {
			return err
		}
		plans = append(plans, plan)
		return c.tellLock(c.env, path, inv, catalogue, in.Options)
	})
	if err != nil {
		return nil, err
	}
	if faults := beside.check(idsOf(plans), plans); len(faults) > 0 {
		return nil, faults
	}
	return plans, nil
}

// plan makes the plan of one investment, with the files that stand beside it.
func (c *reflowCommand) plan(path string, inv *input.Investment, in calc.ReflowInput, files *besideFiles) (*calc.ReflowPlan, error) {
	outcomes := files.outcomes[inv.ID]
	if outcomes != nil {
		in.Outcomes = outcomes.Value
	}
	if files.frames != nil {
		in.Frames = files.frames.Value
	}
	if terms := inv.Reflow; terms != nil && terms.Plan != "" {
		decided, err := c.decided(filepath.Join(filepath.Dir(path), terms.Plan), inv.ID)
		if err != nil {
			return nil, err
		}
		in.Decided = decided
	}
	plan, err := calc.Reflow(in)
	if faults := inv.Faults(err); len(faults) > 0 {
		return nil, faults
	}
	var beside calc.FileFaults
	if errors.As(err, &beside) {
		if beside.Of == "outcomes" {
			return nil, outcomes.Faults(err)
		}
		return nil, files.frames.Faults(err)
	}
	return plan, err
}

// decided reads the plan of an investment, any for "", and refuses one that was
// not decided.
func (e *env) decided(path, investment string) (*calc.Plan, error) {
	data, err := e.read(path)
	if err != nil {
		return nil, err
	}
	file, err := input.DecodePlan(path, data)
	if err != nil {
		return nil, err
	}
	switch plan := file.Value; {
	case investment != "" && plan.Investment != investment:
		return nil, file.Faults(calc.FileFaults{Faults: calc.Faults{{Path: "investment", Code: "other-investment",
			Message: fmt.Sprintf("this is a plan of %q, not of %q", plan.Investment, investment)}}})
	case plan.Decision == nil:
		return nil, file.Faults(calc.FileFaults{Faults: calc.Faults{{Path: "decision", Code: "undecided",
			Message: "the plan names no decision", Hint: "decision: {authority: …, date: …, reference: …}"}}})
	default:
		return plan, nil
	}
}

// besideFiles are the files that stand beside the investments.
type besideFiles struct {
	frames   *input.Beside[*calc.Frames]
	outcomes map[string]*outcomesFile // by investment
}

func (c *reflowCommand) readBeside() (*besideFiles, error) {
	files := &besideFiles{}
	if c.frames != "" {
		data, err := c.read(c.frames)
		if err != nil {
			return nil, err
		}
		if files.frames, err = input.DecodeFrames(c.frames, data); err != nil {
			return nil, err
		}
	}
	var err error
	files.outcomes, err = c.readOutcomes(c.env)
	return files, err
}

func idsOf(plans []*calc.ReflowPlan) []string {
	ids := make([]string, len(plans))
	for i, p := range plans {
		ids[i] = p.Investment.ID
	}
	return ids
}

// check refuses outcomes of an investment that is not among those given, and
// reflows that together are above a frame.
func (files *besideFiles) check(investments []string, plans []*calc.ReflowPlan) input.Faults {
	faults := strangers(files.outcomes, investments)
	if files.frames != nil && len(plans) > 1 {
		faults = append(faults, files.frames.Faults(calc.FileFaults{Faults: calc.AboveFrames(plans)})...)
	}
	return faults
}

// writePlan writes a plan to a file that must not exist yet: a plan may have been
// decided.
func writePlan(path string, plan *calc.ReflowPlan) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		if errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("%s exists already; a plan is never written over", path)
		}
		return err
	}
	if _, err := file.WriteString(planText(plan)); err != nil {
		_ = file.Close()
		return err
	}
	return file.Close()
}
