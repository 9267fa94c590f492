package policy

import (
	"cmp"
	"slices"
)

// Rule is one rule of a version.
type Rule interface {
	// Name is the rule's key in the policy file.
	Name() string
	// Marked is what the rule rests on.
	Marked() Mark
	// Terms are the rule's own values, for showing and comparing.
	Terms() []Term

	judge(Case) []Finding
}

// Term is one value of a rule, as it stands in the policy file.
type Term struct{ Key, Value string }

// The rules by their keys in the policy file.
const (
	PartnersRule      = "partners"
	ParticipantsRule  = "participants"
	LengthRule        = "length"
	CharacterRule     = "character"
	ProfitabilityRule = "profitability"
	ApplicationRule   = "application"
	ScheduleRule      = "evaluation_schedule"
	ProcessRule       = "process"
	DecisionRule      = "decision"
	StartRule         = "start"
	NewStartsRule     = "new_starts"
	ReflowRule        = "reflow"
	ReflowTermsRule   = "reflow_terms"
	FollowUpRule      = "follow_up"
)

// RuleNames lists every rule in the order in which they are shown.
func RuleNames() []string {
	return []string{PartnersRule, ParticipantsRule, LengthRule, CharacterRule, ProfitabilityRule, ApplicationRule,
		ScheduleRule, ProcessRule, DecisionRule, StartRule, NewStartsRule, ReflowRule, ReflowTermsRule, FollowUpRule}
}

// sort puts the rules in the order in which they are shown.
func (v *Version) sort() {
	slices.SortStableFunc(v.Rules, func(a, b Rule) int {
		return cmp.Compare(slices.Index(RuleNames(), a.Name()), slices.Index(RuleNames(), b.Name()))
	})
}

// Outcome is the answer of a rule.
type Outcome string

// The outcomes. What the file does not say, or says too vaguely, cannot be told:
// that is no failure.
const (
	Met        Outcome = "met"
	NotMet     Outcome = "not-met"
	CannotTell Outcome = "cannot-tell"
)

// Finding is what a rule says of an investment. Code is stable, and the key of
// the words; Args are what the words are about: texts, numbers, kronor, months
// and [Word].
type Finding struct {
	Rule    string
	Mark    Mark
	Outcome Outcome
	Code    string
	Args    []any
	Path    string   // where in the file; "" is the file as a whole
	Missing []string // paths of what the file would have to say
}

// Word is an argument that each language has its own word for.
type Word string

// Words are such arguments in a row.
type Words []Word

func (m Mark) find(rule string, outcome Outcome, code string, args ...any) Finding {
	return Finding{Rule: rule, Mark: m, Outcome: outcome, Code: code, Args: args}
}

func (f Finding) at(path string) Finding {
	f.Path = path
	return f
}

func (f Finding) lacks(paths ...string) Finding {
	f.Missing = append(f.Missing, paths...)
	return f
}
