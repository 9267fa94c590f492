package policy

import (
	"strings"

	"siv/calc"
)

// Decision says who decides.
//
// Source: kommunstyrelsen decides (the municipality's pages).
type Decision struct {
	Mark
	Authority string
}

// Name is of Rule.
func (Decision) Name() string { return DecisionRule }

// Terms is of Rule.
func (d Decision) Terms() []Term { return []Term{{"authority", d.Authority}} }

func (d Decision) judge(c Case) []Finding {
	made := c.Investment.Decision
	switch {
	case made == nil && c.Investment.Status == calc.Proposed:
		return []Finding{d.find(DecisionRule, CannotTell, "decision.not-yet").at("status").lacks("decision")}
	case made == nil:
		return []Finding{d.find(DecisionRule, CannotTell, "decision.unstated").lacks("decision")}
	case made.Authority == "":
		return []Finding{d.find(DecisionRule, CannotTell, "decision.no-authority").at("decision").lacks("decision.authority")}
	case !strings.EqualFold(strings.TrimSpace(made.Authority), d.Authority):
		return []Finding{d.find(DecisionRule, NotMet, "decision.other", made.Authority, d.Authority).at("decision.authority")}
	default:
		return []Finding{d.find(DecisionRule, Met, "decision.met", d.Authority).at("decision.authority")}
	}
}

// Start says that an investment does not start before it is decided.
//
// Source: recruitment starts only after the decision; that nothing starts before
// it is our reading.
type Start struct{ Mark }

// Name is of Rule.
func (Start) Name() string { return StartRule }

// Terms is of Rule.
func (Start) Terms() []Term { return []Term{{"not_before", "decision"}} }

// judge compares months: a decision in the month of the start leaves open what
// came first, unless it was made on the first. For a vague period the month is the
// first of its season, so a start after the decision is one whatever was meant.
func (s Start) judge(c Case) []Finding {
	day := DayOf(c.Investment)
	start := c.Investment.Start.String()
	var f Finding
	switch {
	case day.Start:
		return []Finding{s.find(StartRule, CannotTell, "start.no-decision").lacks("decision.date")}
	case start+"-01" >= day.Date:
		f = s.find(StartRule, Met, "start.met", start, day.Date)
	case vague(c.Investment.PeriodAsWritten):
		f = s.find(StartRule, CannotTell, "start.vague", c.Investment.PeriodAsWritten, day.Date)
	case start == day.Date[:len("2006-01")]:
		f = s.find(StartRule, CannotTell, "start.same-month", start, day.Date)
	default:
		f = s.find(StartRule, NotMet, "start.before", start, day.Date)
	}
	return []Finding{f.at("start")}
}
