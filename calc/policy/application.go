package policy

import (
	"slices"

	"siv/calc"
)

// Application says which parts a complete application holds.
//
// Source: survey of the present situation and the comparison alternative; method;
// cost calculations with what is charged to the fund; expected effects per nämnd;
// implementation plan; evaluation schedule (the municipality's pages).
type Application struct {
	Mark
	Parts []string
}

// Parts lists the parts that an application may be said to hold.
func Parts() []string {
	return []string{"situation", "comparison_alternative", "method", "costs", "effects", "implementation", "evaluation_schedule"}
}

// Name is of Rule.
func (Application) Name() string { return ApplicationRule }

// Terms is of Rule.
func (a Application) Terms() []Term { return []Term{{"parts", join(a.Parts)}} }

func (a Application) judge(c Case) []Finding {
	findings := []Finding{a.complete(c.Investment)}
	if slices.Contains(a.Parts, "costs") {
		findings = append(findings, a.chargedToFund(c.Investment))
	}
	if slices.Contains(a.Parts, "effects") {
		findings = append(findings, a.effectsPerNamnd(c.Investment))
	}
	return findings
}

func (a Application) complete(inv *calc.Investment) Finding {
	held := inv.Application
	if held == nil || len(held.Parts) == 0 {
		f := a.find(ApplicationRule, CannotTell, "application.unstated")
		if undecided(inv) {
			f.Outcome = NotMet
		}
		if held != nil {
			f = f.at("application")
		}
		return f.lacks("application.parts")
	}
	var missing Words
	for _, part := range a.Parts {
		if !slices.Contains(held.Parts, part) {
			missing = append(missing, Word("part."+part))
		}
	}
	if len(missing) > 0 {
		return a.find(ApplicationRule, NotMet, "application.incomplete", missing).at("application.parts").lacks("application.parts")
	}
	return a.find(ApplicationRule, Met, "application.complete", len(a.Parts)).at("application.parts")
}

// chargedToFund asks whether the cost calculation says what the fund pays.
func (a Application) chargedToFund(inv *calc.Investment) Finding {
	const rule = ApplicationRule + ".costs"
	if inv.Costs == nil {
		return a.find(rule, CannotTell, "application.no-costs").lacks("costs")
	}
	for _, c := range inv.Costs {
		if c.Funding == calc.FromFund {
			return a.find(rule, Met, "application.charged").at("costs")
		}
	}
	return a.find(rule, NotMet, "application.not-charged").at("costs")
}

// effectsPerNamnd asks whether the costs of some nämnd are expected to fall.
func (a Application) effectsPerNamnd(inv *calc.Investment) Finding {
	const rule = ApplicationRule + ".effects"
	if inv.Effects == nil {
		return a.find(rule, CannotTell, "application.no-effects").lacks("effects")
	}
	gaining := map[string]bool{}
	for _, e := range inv.Effects {
		for _, actor := range inv.Actors {
			if actor.ID == e.Actor && actor.Kind == calc.Namnd && !e.LikelyChange().IsNegative() {
				gaining[actor.ID] = true
			}
		}
	}
	if len(gaining) == 0 {
		return a.find(rule, NotMet, "application.no-namnd").at("effects")
	}
	return a.find(rule, Met, "application.per-namnd", len(gaining)).at("effects")
}
