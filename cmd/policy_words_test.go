package cmd

import (
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
	}
}
