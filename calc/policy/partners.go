package policy

import (
	"fmt"
	"strconv"
	"strings"

	"siv/calc"
)

// Partners says who must join in an investment: at least one of AnyOf.
//
// Source: "at least two förvaltningar, or one civil actor and one förvaltning"
// (press release), "at least two nämnder from different areas, or …" (web page).
type Partners struct {
	Mark
	AnyOf []Combination
}

// Combination is a least number of partners of each sort.
type Combination struct {
	Namnd, Civil, Public int
	Areas                int  // different areas among the nämnder; 0: no matter
	OwnEffects           bool // of another public actor: it joins in view of its own expected effects
}

// Name is of Rule.
func (Partners) Name() string { return PartnersRule }

// Terms is of Rule.
func (p Partners) Terms() []Term {
	words := make([]string, len(p.AnyOf))
	for i, c := range p.AnyOf {
		words[i] = c.String()
	}
	return []Term{{"any_of", strings.Join(words, " | ")}}
}

// String writes the combination as in the policy file.
func (c Combination) String() string {
	var words []string
	add := func(key string, n int) {
		if n > 0 {
			words = append(words, fmt.Sprintf("%s: %d", key, n))
		}
	}
	add("namnd", c.Namnd)
	add("civil", c.Civil)
	add("public", c.Public)
	add("areas", c.Areas)
	if c.OwnEffects {
		words = append(words, "own_effects: true")
	}
	return strings.Join(words, ", ")
}

// partnership is who joins in an investment.
type partnership struct {
	namnd, civil, public int
	areas                map[string]bool
	withoutArea          []string // paths of the nämnder that state no area
	publicEffects        bool     // some other public actor has an effect of its own
	effectsKnown         bool
}

func partnersOf(inv *calc.Investment) partnership {
	p := partnership{areas: map[string]bool{}, effectsKnown: inv.Effects != nil}
	for i, a := range inv.Actors {
		switch a.Kind {
		case calc.Namnd:
			p.namnd++
			if a.Area == "" {
				p.withoutArea = append(p.withoutArea, actorPath(i)+".area")
			} else {
				p.areas[a.Area] = true
			}
		case calc.Civil:
			p.civil++
		case calc.Public:
			p.public++
			for _, e := range inv.Effects {
				p.publicEffects = p.publicEffects || e.Actor == a.ID
			}
		}
	}
	return p
}

func actorPath(i int) string { return "actors[" + strconv.Itoa(i) + "]" }

func (p Partners) judge(c Case) []Finding {
	who := partnersOf(c.Investment)
	best := p.find(PartnersRule, NotMet, "partners.too-few", who.namnd, who.civil, who.public)
	for _, combination := range p.AnyOf {
		f := p.combination(combination, who)
		if f.Outcome == Met {
			best = f
			break
		}
		if best.Outcome == NotMet && (f.Outcome == CannotTell || f.Code != "partners.too-few") {
			best = f
		}
	}
	return []Finding{best.at("actors")}
}

func (p Partners) combination(c Combination, who partnership) Finding {
	counts := []any{who.namnd, who.civil, who.public}
	switch {
	case who.namnd < c.Namnd || who.civil < c.Civil || who.public < c.Public:
		return p.find(PartnersRule, NotMet, "partners.too-few", counts...)
	case len(who.areas) < c.Areas && len(who.areas)+len(who.withoutArea) >= c.Areas:
		return p.find(PartnersRule, CannotTell, "partners.areas-unstated", c.Areas).lacks(who.withoutArea...)
	case len(who.areas) < c.Areas:
		return p.find(PartnersRule, NotMet, "partners.same-area", c.Areas)
	case c.OwnEffects && !who.effectsKnown:
		return p.find(PartnersRule, CannotTell, "partners.effects-unknown").lacks("effects")
	case c.OwnEffects && !who.publicEffects:
		return p.find(PartnersRule, NotMet, "partners.no-own-effect")
	default:
		return p.find(PartnersRule, Met, "partners.met", counts...)
	}
}
