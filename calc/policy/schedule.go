package policy

import (
	"fmt"
	"slices"

	"siv/calc"
)

// Schedule says that an evaluation schedule (utvärderingsschema) is complete: every
// goal has activities and indicators, and every expected economic effect has a
// goal.
//
// Source: goals, activities, indicators, expected economic effects (the
// municipality's pages).
type Schedule struct{ Mark }

// Name is of Rule.
func (Schedule) Name() string { return ScheduleRule }

// Terms is of Rule.
func (Schedule) Terms() []Term { return nil }

// Gap is what an evaluation schedule lacks.
type Gap struct {
	Code string // schedule.none, .no-activities, .no-indicators, .no-goal, .no-effect
	What string // the goal or the effect
	Path string
}

// Finding is the gap as a finding, for its words.
func (g Gap) Finding() Finding { return g.finding(Mark{}) }

func (g Gap) finding(m Mark) Finding {
	f := m.find(ScheduleRule, NotMet, g.Code).at(g.Path)
	if g.What != "" {
		f.Args = []any{g.What}
	}
	return f
}

// ScheduleGaps lists what the evaluation schedule of an investment lacks.
func ScheduleGaps(inv *calc.Investment) []Gap {
	if len(inv.Evaluation) == 0 {
		return []Gap{{Code: "schedule.none", Path: "evaluation.schedule"}}
	}
	var gaps []Gap
	measured := map[string]bool{}
	for i, g := range inv.Evaluation {
		path := fmt.Sprintf("evaluation.schedule[%d]", i)
		if len(g.Activities) == 0 {
			gaps = append(gaps, Gap{"schedule.no-activities", g.Goal, path + ".activities"})
		}
		if len(g.Indicators) == 0 {
			gaps = append(gaps, Gap{"schedule.no-indicators", g.Goal, path + ".indicators"})
		}
		if g.Effect != "" {
			measured[g.Effect] = true
		}
	}
	for i, e := range inv.Effects {
		if !measured[e.ID] {
			gaps = append(gaps, Gap{"schedule.no-goal", e.ID, fmt.Sprintf("effects[%d]", i)})
		}
	}
	if len(measured) == 0 && len(inv.Effects) == 0 {
		gaps = append(gaps, Gap{"schedule.no-effect", "", "evaluation.schedule"})
	}
	return gaps
}

func (s Schedule) judge(c Case) []Finding {
	gaps := ScheduleGaps(c.Investment)
	if len(gaps) == 0 {
		return []Finding{s.find(ScheduleRule, Met, "schedule.complete", len(c.Investment.Evaluation)).at("evaluation.schedule")}
	}
	f := gaps[0].finding(s.Mark)
	if c.Investment.Evaluation == nil && !undecided(c.Investment) {
		f.Outcome = CannotTell
	}
	for _, g := range gaps {
		lacking := g.Path
		if g.Code == "schedule.no-goal" { // the effect is there, its goal is not
			lacking = "evaluation.schedule"
		}
		if !slices.Contains(f.Missing, lacking) {
			f = f.lacks(lacking)
		}
	}
	return []Finding{f}
}
