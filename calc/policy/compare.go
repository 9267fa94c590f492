package policy

import "slices"

// Difference is a value of a rule that two versions do not share. Text that only
// words a rule otherwise is no difference.
type Difference struct {
	Rule, Key string
	A, B      string // "" where the version has no such rule
}

// Diff lists what differs between two versions, in the order of the rules.
func Diff(a, b Version) []Difference {
	var out []Difference
	for _, name := range RuleNames() {
		ra, rb := a.Rule(name), b.Rule(name)
		if ra == nil && rb == nil {
			continue
		}
		ta, tb := terms(ra), terms(rb)
		var keys []string
		for _, t := range append(slices.Clone(ta), tb...) {
			if !slices.Contains(keys, t.Key) {
				keys = append(keys, t.Key)
			}
		}
		for _, key := range keys {
			if va, vb := value(ta, key), value(tb, key); va != vb {
				out = append(out, Difference{name, key, va, vb})
			}
		}
	}
	return out
}

// terms adds what a rule rests on to its values.
func terms(r Rule) []Term {
	if r == nil {
		return nil
	}
	return append([]Term{{"basis", string(r.Marked().Basis)}}, r.Terms()...)
}

func value(terms []Term, key string) string {
	for _, t := range terms {
		if t.Key == key {
			return t.Value
		}
	}
	return ""
}

// Change is a rule whose outcome for an investment differs between two versions.
type Change struct {
	Rule string
	A, B *Finding // nil where the version has no such rule
}

// Impact lists the rules whose outcome differs. A rule that only one version has
// changes something only when it is not met there.
func Impact(a, b []Finding) []Change {
	var out []Change
	for i := range a {
		other := findingOf(b, a[i].Rule)
		if other == nil && a[i].Outcome == NotMet || other != nil && other.Outcome != a[i].Outcome {
			out = append(out, Change{a[i].Rule, &a[i], other})
		}
	}
	for i := range b {
		if findingOf(a, b[i].Rule) == nil && b[i].Outcome == NotMet {
			out = append(out, Change{b[i].Rule, nil, &b[i]})
		}
	}
	return out
}

func findingOf(findings []Finding, rule string) *Finding {
	for i := range findings {
		if findings[i].Rule == rule {
			return &findings[i]
		}
	}
	return nil
}

// Verdict sums findings up: not met when one is not met, cannot be told when one
// cannot, else met.
func Verdict(findings []Finding) Outcome {
	verdict := Met
	for _, f := range findings {
		if f.Outcome == NotMet {
			return NotMet
		}
		if f.Outcome == CannotTell {
			verdict = CannotTell
		}
	}
	return verdict
}
