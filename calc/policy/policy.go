// Package policy holds the rules of the programme of social investments as dated
// data, and judges an investment by the version in force at its decision.
//
// It is pure. The built-in rules are embedded as YAML, see [Files]; reading them
// is the business of package input.
package policy

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"slices"

	"siv/calc"
)

//go:embed rules/*.yaml
var rules embed.FS

// Files returns the built-in rules, a folder of YAML files.
func Files() fs.FS {
	files, err := fs.Sub(rules, "rules")
	if err != nil {
		panic(err) // the folder is compiled in
	}
	return files
}

// Policy is every version of the rules.
type Policy struct {
	Versions   []Version   // by the date they apply from, ascending
	Guidelines []Guideline // known by date only, ascending
}

// Version is the rules as they were written at one time.
type Version struct {
	ID           string
	Name, NameEN string
	From         string // YYYY-MM-DD, the day the version applies from
	Dated        Mark   // whether that day is stated or assumed, and by whom
	// Amends is the id of the version whose rules hold where this one has none; ""
	// when it stands alone.
	Amends string
	Rules  []Rule
}

// Guideline is a text of rules (riktlinje) whose date is known and whose content
// is in no source.
type Guideline struct {
	Date         string // YYYY-MM-DD
	Name, NameEN string
	Source       string
}

// New sorts the versions and gives those that amend another the rules that they
// do not state themselves. A version that amends one that is not there, or that
// is not earlier, is an error.
func New(versions []Version, guidelines []Guideline) (*Policy, error) {
	p := &Policy{Versions: slices.Clone(versions), Guidelines: slices.Clone(guidelines)}
	slices.SortStableFunc(p.Versions, func(a, b Version) int { return cmp.Compare(a.From, b.From) })
	slices.SortStableFunc(p.Guidelines, func(a, b Guideline) int { return cmp.Compare(a.Date, b.Date) })
	for i := range p.Versions {
		v := &p.Versions[i]
		if v.Amends == "" {
			continue
		}
		at := slices.IndexFunc(p.Versions[:i], func(other Version) bool { return other.ID == v.Amends })
		if at < 0 {
			return nil, fmt.Errorf("version %q amends %q, which is no earlier version", v.ID, v.Amends)
		}
		v.Rules = inherit(v.Rules, p.Versions[at].Rules)
	}
	for i := range p.Versions {
		p.Versions[i].sort()
	}
	return p, nil
}

// inherit adds the rules of an earlier version that own does not replace.
func inherit(own, earlier []Rule) []Rule {
	all := slices.Clone(own)
	for _, r := range earlier {
		if find(own, r.Name()) == nil {
			all = append(all, r)
		}
	}
	return all
}

func find(rules []Rule, name string) Rule {
	for _, r := range rules {
		if r.Name() == name {
			return r
		}
	}
	return nil
}

// Rule returns the rule of a name, or nil when the version states none.
func (v Version) Rule(name string) Rule { return find(v.Rules, name) }

// Profitability returns the rule of profitability, or nil.
func (v Version) Profitability() *Profitability {
	if p, ok := v.Rule(ProfitabilityRule).(Profitability); ok {
		return &p
	}
	return nil
}

// ReflowRules returns the rules of reflow; false when the version has none.
func (v Version) ReflowRules() (calc.ReflowRules, bool) {
	r, ok := v.Rule(ReflowRule).(Reflow)
	if !ok {
		return calc.ReflowRules{}, false
	}
	out := calc.ReflowRules{Before: r.Before, From: r.From}
	if t, ok := v.Rule(ReflowTermsRule).(ReflowTerms); ok {
		out.Share, out.Cap, out.Base, out.FirstYear = t.Share, t.Cap, t.Base, t.FirstYear
	}
	return out, true
}

// Reflow returns the rule of reflow as it was last written. It goes by the start of
// an investment, whenever that was decided: see [Policy.JudgeOf].
func (p *Policy) Reflow() (Reflow, bool) {
	r, ok := p.last(ReflowRule).(Reflow)
	return r, ok
}

// ReflowRules returns the rules that a plan of reflow is computed by, those last
// written; false when no version has any.
func (p *Policy) ReflowRules() (calc.ReflowRules, bool) {
	return Version{Rules: nonNil(p.last(ReflowRule), p.last(ReflowTermsRule))}.ReflowRules()
}

func nonNil(rules ...Rule) []Rule {
	return slices.DeleteFunc(rules, func(r Rule) bool { return r == nil })
}

// Version returns the version of an id.
func (p *Policy) Version(id string) (Version, bool) {
	i := slices.IndexFunc(p.Versions, func(v Version) bool { return v.ID == id })
	if i < 0 {
		return Version{}, false
	}
	return p.Versions[i], true
}

// IDs lists the versions.
func (p *Policy) IDs() []string {
	ids := make([]string, len(p.Versions))
	for i, v := range p.Versions {
		ids[i] = v.ID
	}
	return ids
}

// InForce returns the version in force on a day; false before the first.
func (p *Policy) InForce(date string) (Version, bool) {
	for _, v := range slices.Backward(p.Versions) {
		if v.From <= date {
			return v, true
		}
	}
	return Version{}, false
}
