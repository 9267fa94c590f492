package policy

import (
	"fmt"
	"time"

	"siv/calc"
)

// Process says which steps lead to a decision, in their order, and how many
// months that usually takes. The months are what is usual, not a rule: a way that
// was shorter or longer is told, and no failure.
//
// Source: needs analysis, test of the idea, application, preparation and
// decision; normally 7-10 months (the municipality's pages).
type Process struct {
	Mark
	Steps    []string
	From, To int // usual months, from the first step to the last
}

// Steps lists every step of the process.
func Steps() []string {
	return []string{"needs_analysis", "idea", "application", "preparation", "decision"}
}

// Name is of Rule.
func (Process) Name() string { return ProcessRule }

// Terms is of Rule.
func (p Process) Terms() []Term {
	return []Term{{"steps", join(p.Steps)}, {"usual_months", fmt.Sprintf("%d-%d", p.From, p.To)}}
}

// stepDate returns the date of a step as the file gives it. The decision has two
// places; that of the process goes first.
func stepDate(inv *calc.Investment, step string) string {
	p := inv.Process
	if p == nil {
		p = &calc.Process{}
	}
	switch step {
	case "needs_analysis":
		return p.NeedsAnalysis
	case "idea":
		return p.Idea
	case "application":
		return p.Application
	case "preparation":
		return p.Preparation
	}
	if p.Decision == "" && inv.Decision != nil {
		return inv.Decision.Date
	}
	return p.Decision
}

func (p Process) judge(c Case) []Finding {
	inv := c.Investment
	if d := inv.Decision; d != nil && inv.Process != nil && d.Date != "" && inv.Process.Decision != "" && d.Date != inv.Process.Decision {
		return []Finding{p.find(ProcessRule, NotMet, "process.two-dates", inv.Process.Decision, d.Date).at("process.decision")}
	}
	var missing []string
	var words Words
	last, lastStep := "", ""
	for _, step := range p.Steps {
		date := stepDate(inv, step)
		switch {
		case date == "":
			missing = append(missing, "process."+step)
			words = append(words, Word("step."+step))
		case date < last:
			return []Finding{p.find(ProcessRule, NotMet, "process.order", Word("step."+step), date, Word("step."+lastStep), last).at("process." + step)}
		default:
			last, lastStep = date, step
		}
	}
	if len(missing) > 0 {
		f := p.find(ProcessRule, CannotTell, "process.undated", words).lacks(missing...)
		if inv.Process != nil {
			f = f.at("process")
		}
		return []Finding{f}
	}
	return []Finding{p.usual(inv)}
}

// usual tells whether the way took the usual number of months.
func (p Process) usual(inv *calc.Investment) Finding {
	first, last := p.Steps[0], p.Steps[len(p.Steps)-1]
	from, err := time.Parse(time.DateOnly, stepDate(inv, first))
	to, err2 := time.Parse(time.DateOnly, stepDate(inv, last))
	code := "process.met"
	switch {
	case err != nil || err2 != nil:
		return p.find(ProcessRule, CannotTell, "process.undated", Words{}) // a date that is none is a fault of the file
	case p.From > 0 && to.Before(from.AddDate(0, p.From, 0)):
		code = "process.shorter"
	case p.To > 0 && to.After(from.AddDate(0, p.To, 0)):
		code = "process.longer"
	}
	months := 0
	for !from.AddDate(0, months+1, 0).After(to) {
		months++
	}
	return p.find(ProcessRule, Met, code, months, p.From, p.To).at("process")
}
