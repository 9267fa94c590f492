package policy

import (
	"fmt"

	"github.com/shopspring/decimal"

	"siv/calc"
)

// EveryStart is Before and From of a rule of reflow that makes no difference
// between years: it applies to every start.
const EveryStart = 9999

// Reflow says which investments pay back to the fund, by the year of the start:
// before Before they do, from From they do not. Between is undefined, and the
// file must name a decision.
//
// Source: started before 2019, yes; started from 2020, no (web page). The press
// release makes no difference between years.
type Reflow struct {
	Mark
	Before, From int
}

// Name is of Rule.
func (Reflow) Name() string { return ReflowRule }

// Terms is of Rule.
func (r Reflow) Terms() []Term {
	if r.Before == EveryStart {
		return []Term{{"starts", "all"}}
	}
	return []Term{{"before", fmt.Sprint(r.Before)}, {"from", fmt.Sprint(r.From)}}
}

// Standing is whether an investment pays back to the fund.
type Standing string

// The standings.
const (
	Applies   Standing = "applies"
	NoReflow  Standing = "not"
	Undefined Standing = "undefined"
)

// Standing tells whether the investment pays back, and the finding why. What the
// file itself says goes before the rule only where it names a decision.
func (r Reflow) Standing(inv *calc.Investment) (Standing, Finding) {
	start := inv.Start.Year()
	byRule := NoReflow
	f := r.find(ReflowRule, Met, "reflow.later", start, r.From)
	switch {
	case r.Before == EveryStart:
		byRule, f = Applies, r.find(ReflowRule, Met, "reflow.every")
	case start < r.Before:
		byRule, f = Applies, r.find(ReflowRule, Met, "reflow.before", start, r.Before)
	case start < r.From:
		byRule = Undefined
		f = r.find(ReflowRule, CannotTell, "reflow.undefined", start, r.Before, r.From).lacks("reflow.applies", "reflow.decision")
	}
	f = f.at("start")
	own := inv.Reflow
	if own == nil || own.Applies == nil {
		return byRule, f
	}
	said := NoReflow
	if *own.Applies {
		said = Applies
	}
	switch {
	case said == byRule:
		return byRule, f
	case own.Decision != "":
		return said, r.find(ReflowRule, Met, "reflow.decided", own.Decision).at("reflow.decision")
	case byRule == Undefined:
		return Undefined, f.at("reflow").only("reflow.decision")
	default:
		return byRule, r.find(ReflowRule, NotMet, "reflow.contradicts", Word("standing."+string(byRule)), start).at("reflow.applies").lacks("reflow.decision")
	}
}

func (f Finding) only(missing string) Finding {
	f.Missing = []string{missing}
	return f
}

func (r Reflow) judge(c Case) []Finding {
	_, f := r.Standing(c.Investment)
	return []Finding{f}
}

// ReflowTerms says how much is paid back, and when. It judges nothing: the plan
// of reflow is computed by it.
//
// Source: none states share, first year or cap; see the mark of each version.
type ReflowTerms struct {
	Mark
	Share     decimal.Decimal
	Cap       string // granted | none
	Base      string // net | gross
	FirstYear int    // calendar years after completion
}

// Name is of Rule.
func (ReflowTerms) Name() string { return ReflowTermsRule }

// Terms is of Rule.
func (t ReflowTerms) Terms() []Term {
	return []Term{{"share", t.Share.Shift(2).String() + "%"}, {"cap", t.Cap}, {"base", t.Base}, {"first_year", fmt.Sprint(t.FirstYear)}}
}

func (ReflowTerms) judge(Case) []Finding { return nil }
