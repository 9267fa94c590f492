package policy

import "siv/calc"

// Character says what sort of work may be paid for. Some of it can be told from a
// file, and the rest is for people to judge.
//
// Source: "collaborative between actors; developing and innovative; possible to
// follow up, calculate, value and measure; not a general addition to a budget
// frame" (press release).
type Character struct {
	Mark
	Traits []Trait
}

// Trait is one part of an investment's character.
type Trait string

// The traits.
const (
	Collaborative     Trait = "collaborative"
	Innovative        Trait = "innovative"
	Measurable        Trait = "measurable"
	NotBudgetAddition Trait = "not-budget-addition"
)

// Traits lists every trait.
func Traits() []Trait { return []Trait{Collaborative, Innovative, Measurable, NotBudgetAddition} }

// Name is of Rule.
func (Character) Name() string { return CharacterRule }

// Terms is of Rule.
func (ch Character) Terms() []Term { return []Term{{"traits", join(ch.Traits)}} }

func (ch Character) judge(c Case) []Finding {
	findings := make([]Finding, len(ch.Traits))
	for i, t := range ch.Traits {
		rule := CharacterRule + "." + string(t)
		switch t {
		case Collaborative:
			findings[i] = ch.collaborative(rule, c.Investment)
		case Measurable:
			findings[i] = ch.measurable(rule, c.Investment)
		default:
			findings[i] = ch.find(rule, CannotTell, "character.for-people")
		}
	}
	return findings
}

func (ch Character) collaborative(rule string, inv *calc.Investment) Finding {
	partners := 0
	for _, a := range inv.Actors {
		if takesPart(inv, a) {
			partners++
		}
	}
	if partners < 2 {
		return ch.find(rule, NotMet, "character.alone").at("actors")
	}
	return ch.find(rule, Met, "character.collaborative", partners).at("actors")
}

// measurable asks for effects that are valued, and for an indicator of the
// schedule to measure them by.
func (ch Character) measurable(rule string, inv *calc.Investment) Finding {
	if inv.Effects == nil {
		return ch.find(rule, CannotTell, "character.no-effects").lacks("effects")
	}
	for _, goal := range inv.Evaluation {
		if len(goal.Indicators) > 0 {
			return ch.find(rule, Met, "character.measurable").at("evaluation")
		}
	}
	if inv.Evaluation == nil && !undecided(inv) {
		return ch.find(rule, CannotTell, "character.no-indicators").lacks("evaluation.schedule")
	}
	return ch.find(rule, NotMet, "character.no-indicators").at("evaluation").lacks("evaluation.schedule")
}

// undecided reports whether the file is an application still to be decided. Such a
// file must hold what an application holds: what is absent there is missing. The
// file of an investment that was decided may be silent, as the register is.
func undecided(inv *calc.Investment) bool { return inv.Status == calc.Proposed && inv.Decision == nil }
