package policy

import (
	"slices"

	"siv/calc"
)

// Basis says how much there is behind a date or a rule.
type Basis string

// The bases: the municipality states it, it was read in another published source,
// or it is an assumption of siv's.
const (
	Stated  Basis = "stated"
	Read    Basis = "read"
	Assumed Basis = "assumed"
)

// Bases lists every basis.
func Bases() []Basis { return []Basis{Stated, Read, Assumed} }

// Mark is what a date or a rule rests on. Text renders the source, it does not
// quote it.
type Mark struct {
	Basis        Basis
	Source       string
	Text, TextEN string
}

// Marked returns the mark of what embeds it.
func (m Mark) Marked() Mark { return m }

// Day is the date that decides which version judges an investment.
type Day struct {
	Date  string // YYYY-MM-DD
	Start bool   // the date is the first day of the start, for no decision is dated
}

// DayOf returns the date of the decision, else the first day of the start.
func DayOf(inv *calc.Investment) Day {
	if d := inv.Decision; d != nil && d.Date != "" {
		return Day{Date: d.Date}
	}
	if p := inv.Process; p != nil && p.Decision != "" {
		return Day{Date: p.Decision}
	}
	return Day{Date: inv.Start.String() + "-01", Start: true}
}

// Judge is the version that an investment is judged by, and what is uncertain
// about that.
type Judge struct {
	Version Version
	Day     Day
	// Guideline is the guideline that was in force on the day and is known by date
	// only; nil when there was none.
	Guideline *Guideline
}

// JudgeOf returns the version in force at the investment's decision, else at its
// start. Its rules of reflow and of new starts are those last written: they go by
// the start, and say themselves which starts they speak of. It is false when
// there were no rules yet.
func (p *Policy) JudgeOf(inv *calc.Investment) (Judge, bool) {
	day := DayOf(inv)
	v, ok := p.InForce(day.Date)
	if !ok {
		return Judge{Day: day}, false
	}
	v.Rules = slices.Clone(v.Rules)
	for _, name := range []string{ReflowRule, ReflowTermsRule, NewStartsRule} {
		v.Rules = slices.DeleteFunc(v.Rules, func(r Rule) bool { return r.Name() == name })
		if last := p.last(name); last != nil {
			v.Rules = append(v.Rules, last)
		}
	}
	v.sort()
	return Judge{Version: v, Day: day, Guideline: p.guideline(day)}, true
}

// last returns a rule as it was last written.
func (p *Policy) last(name string) Rule {
	for _, v := range slices.Backward(p.Versions) {
		if r := v.Rule(name); r != nil {
			return r
		}
	}
	return nil
}

// Older reports whether the version was written before the guideline that was in
// force: the investment is then judged by rules that the guideline may have
// replaced.
func (j Judge) Older() bool { return j.Guideline != nil && j.Version.From < j.Guideline.Date }

// guideline finds the guideline that was in force on a day. A start is known by
// its month, so a guideline of that month may have been in force.
func (p *Policy) guideline(day Day) *Guideline {
	date := day.Date
	if day.Start {
		date = date[:len("2006-01")] + "-31"
	}
	for _, g := range slices.Backward(p.Guidelines) {
		if g.Date <= date {
			return &g
		}
	}
	return nil
}

// Case is what is judged: an investment and, when it has figures, its evaluation.
type Case struct {
	Investment *calc.Investment
	Result     *calc.Result // nil: its costs or effects are in no source
}

// Check holds the investment against every rule of the version.
func (v Version) Check(c Case) []Finding {
	var findings []Finding
	for _, r := range v.Rules {
		findings = append(findings, r.judge(c)...)
	}
	return findings
}
