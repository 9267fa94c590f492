package cmd

import (
	"context"
	"fmt"
	"strconv"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"siv/calc"
	"siv/calc/policy"
	"siv/cmd/input"
	"siv/cmd/internal/lang"
)

// gate is what every investment of a batch must meet. Each flag is a setting of
// the same name.
type gate struct {
	tests     []string
	bcr       numberFlag
	breakEven countFlag
	chance    shareFlag
	rules     bool
	// judged puts an investment to the programme's rules; nil when nobody asked.
	judged func(inv *input.Investment, path string) (judged, error)
}

func (g *gate) addFlags(cmd *cobra.Command) {
	g.breakEven = countFlag{least: 1, most: calc.MaxHorizon, what: "number of years"}
	flags := cmd.Flags()
	flags.StringSliceVar(&g.tests, "gate-tests", nil, "tests that must be met: rule, discounted, net")
	flags.Var(&g.bcr, "gate-bcr", "least benefit-cost ratio in present value")
	flags.Var(&g.breakEven, "gate-break-even", "most years from the start to break-even")
	flags.BoolVar(&g.rules, "gate-rules", false, "no rule of the programme may be not met (siv investment check)")
	flags.Var(&g.chance, "gate-chance", "least chance that the test of --criterion is met, as 80%, by simulation")
}

// ready reads the programme's rules, if they are a gate.
func (g *gate) ready(c *batch, cmd *cobra.Command) error {
	if !g.rules {
		return nil
	}
	rules, err := c.judging.rules(c.env)
	if err != nil {
		return err
	}
	g.judged = func(inv *input.Investment, path string) (judged, error) {
		return c.judgeFile(c.env, cmd, rules, c.prices, path, inv)
	}
	return nil
}

// judgeRules fails a gate for each rule that is not met.
func (g *gate) judgeRules(row *batchRow, inv *input.Investment, fail func(string, string, ...any)) {
	one, err := g.judged(inv, row.File)
	if err != nil {
		fail("rules", "%v", err)
		return
	}
	for _, f := range one.findings {
		if f.Outcome == policy.NotMet {
			fail("rules", "%s is not met: %s", f.Rule, findingText(lang.New("en"), f))
			sv := lang.New("sv")
			row.Gates[len(row.Gates)-1].Swedish = sv.T("batch.rule-not-met", sv.T("rule."+f.Rule), findingText(sv, f))
		}
	}
}

// judge puts a row to the gates that were asked for.
func (g *gate) judge(ctx context.Context, c *batch, row *batchRow, inv *input.Investment, result *calc.Summary) {
	fail := func(gate, format string, args ...any) {
		row.Gates = append(row.Gates, batchGate{Gate: gate, Text: fmt.Sprintf(format, args...)})
		row.Status = exitNo
	}
	for _, test := range g.tests {
		if criterion := calc.Criterion(test); !result.Tests.Of(criterion) {
			fail("tests", "the %s test is not met: %s kr are missing", test, money(missing(result, criterion)))
		}
	}
	if least := g.bcr.value; least != nil {
		switch bcr := result.BCR.PresentValue; {
		case !bcr.Valid:
			fail("bcr", "there is no benefit-cost ratio, for there is no cost")
		case bcr.Decimal.LessThan(*least):
			fail("bcr", "the benefit-cost ratio %s is %s below %s", bcr.Decimal.StringFixed(4), least.Sub(bcr.Decimal).StringFixed(4), least)
		}
	}
	if most := g.breakEven.value; most != 0 {
		switch b := result.BreakEven; {
		case b == nil:
			fail("break-even", "does not break even within the horizon of %d years", result.Window.Years())
		case b.PaybackYears.GreaterThan(decimal.NewFromInt(int64(most))):
			fail("break-even", "breaks even after %s years, %s more than %d", b.PaybackYears.StringFixed(2),
				b.PaybackYears.Sub(decimal.NewFromInt(int64(most))).StringFixed(2), most)
		}
	}
	if g.judged != nil {
		g.judgeRules(row, inv, fail)
	}
	if g.chance.value != nil {
		g.judgeChance(ctx, c, row, inv, result, fail)
	}
}

// missing is what a test that is not met falls short of, kronor.
func missing(r *calc.Summary, c calc.Criterion) decimal.Decimal {
	switch c {
	case calc.RuleTest:
		return r.Cost.Undiscounted.Sub(r.Savings.Undiscounted)
	case calc.DiscountedTest:
		return r.Cost.PresentValue.Sub(r.Savings.PresentValue)
	default:
		return r.Cost.PresentValue.Sub(r.Gain.PresentValue)
	}
}

func (g *gate) judgeChance(ctx context.Context, c *batch, row *batchRow, inv *input.Investment, result *calc.Summary, fail func(string, string, ...any)) {
	if len(calc.Uncertain(calc.Inputs(inv.Investment))) == 0 {
		fail("chance", "no number is a range, so that there is no chance to estimate")
		return
	}
	simulation, err := calc.Simulate(ctx, inv.Investment, pricesFor(inv, c.prices), c.choices,
		calc.Draws{Draws: calc.DefaultDraws, Seed: calc.DefaultSeed})
	if err != nil {
		fail("chance", "%v", err)
		return
	}
	chance := decimal.RequireFromString(strconv.FormatFloat(simulation.Chance[result.Criterion].Share, 'f', 4, 64))
	text := chance.StringFixed(4)
	row.Chance = &text
	if least := *g.chance.value; chance.LessThan(least) {
		fail("chance", "the chance of the %s test, an estimate, is %s %%, %s points below %s %%", result.Criterion,
			chance.Shift(2).StringFixed(2), least.Sub(chance).Shift(2).StringFixed(2), least.Shift(2))
	}
}

// check refuses the name of a test that does not exist.
func (g *gate) check() error {
	for _, test := range g.tests {
		c := newChoice(calc.NetTest, calc.Criteria())
		if err := c.Set(test); err != nil {
			return usageError{fmt.Errorf("--gate-tests: %w", err)}
		}
	}
	return nil
}
