package policy

import (
	"slices"
	"strings"

	"siv/calc"
)

// Participants says which kinds of actor may take part, and which may not.
//
// Source: a civil actor is an "association, foundation, cooperative, charity or
// the like"; for-profit companies are excluded. The file format knows no kind for
// a company, so CompanyWords tell one by its name: whether it works for profit
// then cannot be told.
type Participants struct {
	Mark
	Kinds        []calc.Kind
	Excluded     []calc.Kind
	CompanyWords []string
}

// Name is of Rule.
func (Participants) Name() string { return ParticipantsRule }

// Terms is of Rule.
func (p Participants) Terms() []Term {
	return []Term{{"kinds", join(p.Kinds)}, {"excluded", join(p.Excluded)}, {"company_words", join(p.CompanyWords)}}
}

func join[T ~string](words []T) string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = string(w)
	}
	return strings.Join(list, ", ")
}

func (p Participants) judge(c Case) []Finding {
	unsure := Finding{}
	for i, a := range c.Investment.Actors {
		if !takesPart(c.Investment, a) {
			continue
		}
		switch {
		case slices.Contains(p.Excluded, a.Kind):
			return []Finding{p.find(ParticipantsRule, NotMet, "participants.excluded", a.Name, Word("kind."+string(a.Kind))).at(actorPath(i))}
		case a.Kind == calc.Civil && p.companyByName(a.Name):
			unsure = p.find(ParticipantsRule, CannotTell, "participants.company", a.Name).at(actorPath(i) + ".name")
		case !slices.Contains(p.Kinds, a.Kind):
			unsure = p.find(ParticipantsRule, CannotTell, "participants.unmentioned", a.Name, Word("kind."+string(a.Kind))).at(actorPath(i) + ".kind")
		}
	}
	if unsure.Code != "" {
		return []Finding{unsure}
	}
	return []Finding{p.find(ParticipantsRule, Met, "participants.met").at("actors")}
}

// companyByName reports whether a name holds a word for a company.
func (p Participants) companyByName(name string) bool {
	for word := range strings.FieldsSeq(name) {
		if slices.ContainsFunc(p.CompanyWords, func(w string) bool { return strings.EqualFold(w, strings.Trim(word, ",.()")) }) {
			return true
		}
	}
	return false
}

// takesPart reports whether an actor carries the investment out. A public body or
// an individual that books no cost is named only because its own costs change.
// When costs are in no source, everybody who is named takes part.
func takesPart(inv *calc.Investment, a calc.Actor) bool {
	if a.Kind != calc.Public && a.Kind != calc.Individual || inv.Costs == nil {
		return true
	}
	return slices.ContainsFunc(inv.Costs, func(c calc.Cost) bool { return c.Actor == a.ID })
}
