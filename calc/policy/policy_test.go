package policy_test

import (
	"testing"

	"siv/calc"
	"siv/calc/policy"
)

// TestBuiltInRules holds the rules to what is stated of them: dates, lengths, the
// years of reflow, and that every date and rule says what it rests on.
func TestBuiltInRules(t *testing.T) {
	p := builtIn(t)
	for _, c := range []struct {
		id, from string
		basis    policy.Basis
		length   [2]int
	}{
		{"pressmeddelande-2013", "2013-06-10", policy.Stated, [2]int{12, 36}},
		{"webbsida", "2020-01-21", policy.Assumed, [2]int{24, 48}},
		{"stangning-2023", "2023-01-01", policy.Assumed, [2]int{24, 48}},
	} {
		v, ok := p.Version(c.id)
		if !ok || v.From != c.from || v.Dated.Basis != c.basis {
			t.Errorf("%s applies from %s (%s), want %s (%s)", c.id, v.From, v.Dated.Basis, c.from, c.basis)
		}
		if l := v.Rule(policy.LengthRule).(policy.Length); l.From != c.length[0] || l.To != c.length[1] {
			t.Errorf("%s: %d-%d months, want %v", c.id, l.From, l.To, c.length)
		}
		for _, r := range v.Rules {
			if m := r.Marked(); m.Basis == "" || m.Source == "" || m.Text == "" || m.TextEN == "" {
				t.Errorf("%s: the rule %s does not say what it rests on", c.id, r.Name())
			}
		}
		if pr := v.Profitability(); pr == nil || pr.Criterion != calc.RuleTest || pr.Horizon != 10 {
			t.Errorf("%s: profitability is %+v", c.id, pr)
		}
	}
	rules, ok := p.ReflowRules()
	if !ok || rules.Before != 2019 || rules.From != 2020 || rules.Share.String() != "1" || rules.Cap != "granted" || rules.Base != "net" || rules.FirstYear != 1 {
		t.Errorf("reflow is %+v", rules)
	}
}

// TestJudge asks which version judges an investment: that of its decision, else
// of its start, and what is known of the guidelines then.
func TestJudge(t *testing.T) {
	p := builtIn(t)
	for _, c := range []struct {
		name, decision string
		start          calc.Month
		version        string
		guideline      string
		older          bool
	}{
		{"the first day", "2013-06-10", calc.NewMonth(2014, 1), "pressmeddelande-2013", "", false},
		{"before any rules", "2013-06-09", calc.NewMonth(2014, 1), "", "", false},
		{"before the guidelines", "2016-09-19", calc.NewMonth(2016, 10), "pressmeddelande-2013", "", false},
		{"the day of the guidelines", "2016-09-20", calc.NewMonth(2016, 10), "pressmeddelande-2013", "2016-09-20", true},
		{"a start in their month", "", calc.NewMonth(2016, 9), "pressmeddelande-2013", "2016-09-20", true},
		{"a start the month before", "", calc.NewMonth(2016, 8), "pressmeddelande-2013", "", false},
		{"the day before the web page", "2020-01-20", calc.NewMonth(2020, 2), "pressmeddelande-2013", "2016-09-20", true},
		{"the web page", "2020-01-21", calc.NewMonth(2020, 2), "webbsida", "2020-01-21", false},
		{"by the decision, not by the start", "2019-12-01", calc.NewMonth(2020, 9), "pressmeddelande-2013", "2016-09-20", true},
		{"closed", "2023-01-01", calc.NewMonth(2023, 2), "stangning-2023", "2020-01-21", false},
	} {
		inv := &calc.Investment{Start: c.start, Completion: c.start + 35}
		if c.decision != "" {
			inv.Decision = &calc.Decision{Date: c.decision}
		}
		j, ok := p.JudgeOf(inv)
		guideline := ""
		if j.Guideline != nil {
			guideline = j.Guideline.Date
		}
		if ok != (c.version != "") || j.Version.ID != c.version || guideline != c.guideline || j.Older() != c.older {
			t.Errorf("%s: %q, guideline %q, older %v", c.name, j.Version.ID, guideline, j.Older())
		}
	}
}

// TestRulesByTheStart asks that a decision made under the press release does not
// bring its rule of reflow to a start that later rules speak of, nor a start after
// the closing.
func TestRulesByTheStart(t *testing.T) {
	p := builtIn(t)
	inv := &calc.Investment{Start: calc.NewMonth(2023, 2), Completion: calc.NewMonth(2025, 1), Decision: &calc.Decision{Date: "2019-12-01"}}
	j, _ := p.JudgeOf(inv)
	if j.Version.ID != "pressmeddelande-2013" {
		t.Fatal(j.Version.ID)
	}
	want := map[string]string{policy.ReflowRule: "reflow.later", policy.NewStartsRule: "new-starts.closed"}
	for _, f := range j.Version.Check(policy.Case{Investment: inv}) {
		if code, ok := want[f.Rule]; ok && f.Code != code {
			t.Errorf("%s: %s, want %s", f.Rule, f.Code, code)
		}
		delete(want, f.Rule)
	}
	if len(want) > 0 {
		t.Errorf("not judged: %v", want)
	}
}

// TestImpact asks that a rule of one version alone counts only when it is not met.
func TestImpact(t *testing.T) {
	find := func(rule string, o policy.Outcome) policy.Finding { return policy.Finding{Rule: rule, Outcome: o} }
	a := []policy.Finding{find("same", policy.Met), find("other", policy.Met), find("only-a", policy.CannotTell)}
	b := []policy.Finding{find("same", policy.Met), find("other", policy.CannotTell), find("only-b", policy.NotMet), find("met-b", policy.Met)}
	got := policy.Impact(a, b)
	if len(got) != 2 || got[0].Rule != "other" || got[1].Rule != "only-b" || got[1].A != nil {
		t.Errorf("%+v", got)
	}
}
