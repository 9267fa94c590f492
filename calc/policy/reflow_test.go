package policy_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"siv/calc"
	"siv/calc/policy"
)

// TestStandingAgreesWithThePlan asks that whether reflow applies is answered alike
// here and by the plan of reflow, for every year around the gap and whatever the
// file says itself.
func TestStandingAgreesWithThePlan(t *testing.T) {
	p := builtIn(t)
	rule, _ := p.Reflow()
	rules, _ := p.ReflowRules()
	all, yes, no := calc.Exactly(decimal.NewFromInt(1)), true, false
	for year := 2017; year <= 2021; year++ {
		for _, applies := range []*bool{nil, &yes, &no} {
			for _, decision := range []string{"", "Ks 1"} {
				inv := good()
				inv.Start, inv.Completion, inv.PriceYear = calc.NewMonth(year, 1), calc.NewMonth(year+1, 12), year
				inv.Decision, inv.Process = nil, nil
				inv.Costs[0].Amounts = []calc.YearAmount{{Year: year, Amount: all}}
				inv.Effects[0] = calc.Effect{ID: "stod", Actor: "skola", Intakes: []calc.Intake{{People: all}}, Change: &all, Quantity: all, Cashable: &all,
					UnitCost: calc.UnitCostRef{Inline: &calc.UnitCost{Amount: all, Unit: "st", PriceYear: year, Source: "Exempel"}}}
				inv.Reflow = &calc.ReflowTerms{Applies: applies, Decision: decision}
				standing, finding := rule.Standing(inv)
				plan, err := calc.Reflow(calc.ReflowInput{Investment: inv, Options: calc.DefaultOptions(), Rules: rules})
				undecided := err != nil
				if undecided != (finding.Outcome != policy.Met) || !undecided && plan.Applies != (standing == policy.Applies) {
					t.Errorf("start %d, decision %q: %s (%s), but the plan says %v, %v", year, decision, standing, finding.Code, plan, err)
				}
			}
		}
	}
}
