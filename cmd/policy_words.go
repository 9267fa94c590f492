package cmd

import (
	"strings"

	"siv/calc/policy"
	"siv/cmd/internal/lang"
)

// termName is what a value of a rule is called: some keys mean another thing in each
// rule.
func termName(l lang.Language, rule, key string) string {
	if own := "term." + rule + "." + key; l.Has(own) {
		return l.T(own)
	}
	return l.T("term." + key)
}

// termWords puts a value of a rule into words.
func termWords(l lang.Language, rule, key, value string) string {
	if value == "" {
		return ""
	}
	switch key {
	case "basis":
		return l.T("basis." + value)
	case "any_of":
		return combinationWords(l, value)
	case "kinds", "excluded":
		return eachWord(l, "kind.", value)
	case "traits":
		return eachWord(l, "trait.", value)
	case "parts":
		return eachWord(l, "part.", value)
	case "steps":
		return eachWord(l, "step.", value)
	case "criterion":
		return l.T("test." + value)
	case "cap", "base":
		return l.T("form." + key + "." + value)
	case "not_before":
		return l.T("step." + value)
	case "starts":
		return l.T("term.starts." + value)
	case "share":
		return strings.TrimSuffix(value, "%") + " %"
	case "extension":
		if value == "true" {
			return l.T("yes")
		}
		return l.T("no")
	case "from", "to":
		if months, ok := strings.CutSuffix(value, "m"); ok && rule == policy.LengthRule {
			return l.T("input.months", months)
		}
	}
	return value
}

// eachWord puts a list of codes into words.
func eachWord(l lang.Language, prefix, list string) string {
	codes := strings.Split(list, ", ")
	for i, code := range codes {
		codes[i] = l.T(prefix + code)
	}
	return joined(codes)
}

// combinationWords puts the combinations of partners into words, as "nämnder: 2,
// areas: 2; or nämnder: 1, civil actors: 1".
func combinationWords(l lang.Language, value string) string {
	combinations := strings.Split(value, " | ")
	for i, combination := range combinations {
		demands := strings.Split(combination, ", ")
		for j, demand := range demands {
			key, least, _ := strings.Cut(demand, ": ")
			if demands[j] = l.T("partners." + key); key != "own_effects" {
				demands[j] += ": " + least
			}
		}
		combinations[i] = joined(demands)
	}
	return strings.Join(combinations, "; "+l.T("term.or")+" ")
}
