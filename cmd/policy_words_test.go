package cmd

import (
	"strings"
	"testing"

	"siv/calc"
	"siv/calc/policy"
	"siv/cmd/internal/lang"
)

// TestRulesHaveWords: whatever a rule is about has a word in each language.
func TestRulesHaveWords(t *testing.T) {
	var keys []string
	add := func(prefix string, words ...string) {
		for _, w := range words {
			keys = append(keys, prefix+w)
		}
	}
	add("rule.", policy.RuleNames()...)
	for _, trait := range policy.Traits() {
		add("rule.character.", string(trait))
		add("trait.", string(trait))
	}
	for _, b := range policy.Bases() {
		add("basis.", string(b))
	}
	for _, o := range []policy.Outcome{policy.Met, policy.NotMet, policy.CannotTell} {
		add("outcome.", string(o))
		add("check.verdict.", string(o))
	}
	for _, s := range []policy.Standing{policy.Applies, policy.NoReflow, policy.Undefined} {
		add("list.reflow.", string(s))
	}
	for _, s := range calc.Statuses() {
		add("status.", string(s))
	}
	for _, k := range calc.Kinds() {
		add("kind.", string(k))
	}
	for _, c := range calc.Criteria() {
		add("test.", string(c))
	}
	add("part.", policy.Parts()...)
	add("step.", policy.Steps()...)
	add("rule.application.", "costs", "effects")
	add("standing.", "applies", "not")
	for _, code := range lang.Codes() {
		l := lang.New(code)
		for _, key := range keys {
			if !l.Has(key) {
				t.Errorf("%s: there are no words for %s", code, key)
			}
		}
		for _, rule := range everyTerm() {
			for _, term := range rule.Terms() {
				if words := termName(l, rule.Name(), term.Key) + ": " + termWords(l, rule.Name(), term.Key, term.Value); strings.Contains(words, "!") {
					t.Errorf("%s: %s: %s", code, rule.Name(), words)
				}
			}
		}
	}
}

// everyTerm is rules with every value that the files can give them.
func everyTerm() []policy.Rule {
	return []policy.Rule{
		policy.Partners{AnyOf: []policy.Combination{{Namnd: 1, Civil: 1, Public: 1, Areas: 2, OwnEffects: true}}},
		policy.Participants{Kinds: calc.Kinds(), Excluded: calc.Kinds(), CompanyWords: []string{"AB"}},
		policy.Length{From: 12, To: 36, Extension: true}, policy.Length{}, policy.Character{Traits: policy.Traits()},
		policy.Profitability{Criterion: calc.NetTest}, policy.Application{Parts: policy.Parts()}, policy.Process{Steps: policy.Steps()},
		policy.Decision{Authority: "kommunstyrelsen"}, policy.Start{}, policy.NewStarts{Before: 2023}, policy.Reflow{Before: policy.EveryStart},
		policy.Reflow{Before: 2019, From: 2020}, policy.ReflowTerms{Cap: "granted", Base: "net"}, policy.ReflowTerms{Cap: "none", Base: "gross"},
		policy.FollowUp{From: 1, To: 3},
	}
}
