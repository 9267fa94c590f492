package policy

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"siv/calc"
)

// FollowUp says when a completed investment is followed up, in years after its
// completion.
//
// Source: a follow-up 1-3 years after completion (the municipality's pages).
type FollowUp struct {
	Mark
	From, To int // years after completion
}

// FollowUpKind is the kind of the document that tells of a follow-up.
const FollowUpKind = "follow-up"

// Name is of Rule.
func (FollowUp) Name() string { return FollowUpRule }

// Terms is of Rule.
func (f FollowUp) Terms() []Term {
	return []Term{{"from", fmt.Sprint(f.From)}, {"to", fmt.Sprint(f.To)}}
}

// judge looks for the published follow-up. The register gives documents without a
// date: only a year in the title tells when one was made.
func (f FollowUp) judge(c Case) []Finding {
	inv := c.Investment
	first, last := inv.Completion+calc.Month(12*f.From), inv.Completion+calc.Month(12*f.To)
	if inv.Status != calc.Completed {
		return []Finding{f.find(FollowUpRule, CannotTell, "follow-up.not-due", first, last).at("status")}
	}
	for i, d := range inv.Documents {
		if d.Kind != FollowUpKind {
			continue
		}
		path := fmt.Sprintf("documents[%d]", i)
		year, ok := yearIn(d.Title)
		switch {
		case !ok:
			return []Finding{f.find(FollowUpRule, CannotTell, "follow-up.undated", first, last).at(path)}
		case year < first.Year() || year > last.Year():
			return []Finding{f.find(FollowUpRule, NotMet, "follow-up.outside", year, first, last).at(path)}
		default:
			return []Finding{f.find(FollowUpRule, Met, "follow-up.met", year, first, last).at(path)}
		}
	}
	finding := f.find(FollowUpRule, CannotTell, "follow-up.none", first, last).lacks("documents")
	if inv.Documents != nil {
		finding = finding.at("documents")
	}
	return []Finding{finding}
}

// yearIn returns the last year that stands in a title.
func yearIn(title string) (int, bool) {
	year := 0
	for _, word := range strings.FieldsFunc(title, func(r rune) bool { return !unicode.IsDigit(r) }) {
		if n, err := strconv.Atoi(word); err == nil && len(word) == 4 {
			year = n
		}
	}
	return year, year != 0
}
