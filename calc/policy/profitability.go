package policy

import (
	"fmt"

	"siv/calc"
)

// Profitability says which test an investment must pass, and in how many years.
//
// Source: "expected savings >= cost, counted at most ten years from completion"
// (web page).
type Profitability struct {
	Mark
	Criterion calc.Criterion
	Horizon   int // years after completion
}

// Name is of Rule.
func (Profitability) Name() string { return ProfitabilityRule }

// Terms is of Rule.
func (p Profitability) Terms() []Term {
	return []Term{{"criterion", string(p.Criterion)}, {"horizon", fmt.Sprint(p.Horizon)}}
}

func (p Profitability) judge(c Case) []Finding {
	r := c.Result
	if r == nil {
		f := p.find(ProfitabilityRule, CannotTell, "profitability.no-figures")
		if c.Investment.Costs == nil {
			f = f.lacks("costs")
		}
		if c.Investment.Effects == nil {
			f = f.lacks("effects")
		}
		return []Finding{f}
	}
	outcome, code := NotMet, "profitability.not-met"
	if r.Passes {
		outcome, code = Met, "profitability.met"
	}
	gain, cost := r.Savings.Undiscounted, r.Cost.Undiscounted
	switch r.Criterion {
	case calc.DiscountedTest:
		gain, cost = r.Savings.PresentValue, r.Cost.PresentValue
	case calc.NetTest:
		gain, cost = r.Gain.PresentValue, r.Cost.PresentValue
	}
	return []Finding{p.find(ProfitabilityRule, outcome, code, gain, cost, Word("test."+string(r.Criterion)), r.Window.Years()).at("effects")}
}
