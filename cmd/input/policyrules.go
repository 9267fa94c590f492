package input

import (
	"strings"

	"github.com/shopspring/decimal"

	"siv/calc"
	"siv/calc/policy"
)

// rules reads the rules of a version. A rule that is not there is not stated.
func (d *decoder) rules(o *object) []policy.Rule {
	var rules []policy.Rule
	rule := func(name string, decode func(b *object, m policy.Mark) policy.Rule) {
		d.block(o.field(name), func(b *object) { rules = append(rules, decode(b, d.mark(b))) })
	}
	rule(policy.PartnersRule, d.partners)
	rule(policy.ParticipantsRule, d.participants)
	rule(policy.LengthRule, func(b *object, m policy.Mark) policy.Rule {
		r := policy.Length{Mark: m}
		r.From, r.To = d.span(b)
		r.Extension = d.truth(b.field("extension"))
		return r
	})
	rule(policy.CharacterRule, func(b *object, m policy.Mark) policy.Rule {
		return policy.Character{Mark: m, Traits: someWords(d, b.need("traits"), policy.Traits())}
	})
	rule(policy.ProfitabilityRule, d.profitability)
	rule(policy.ApplicationRule, func(b *object, m policy.Mark) policy.Rule {
		return policy.Application{Mark: m, Parts: someWords(d, b.need("parts"), policy.Parts())}
	})
	rule(policy.ScheduleRule, func(_ *object, m policy.Mark) policy.Rule { return policy.Schedule{Mark: m} })
	rule(policy.ProcessRule, func(b *object, m policy.Mark) policy.Rule {
		r := policy.Process{Mark: m, Steps: someWords(d, b.need("steps"), policy.Steps())}
		if n := b.need("steps"); n != nil && len(r.Steps) == 0 {
			d.fault(n, "empty", "there must be at least one step")
		}
		d.block(b.field("usual_months"), func(s *object) { r.From, r.To = d.span(s) })
		return r
	})
	rule(policy.DecisionRule, func(b *object, m policy.Mark) policy.Rule {
		return policy.Decision{Mark: m, Authority: d.text(b.need("authority"))}
	})
	rule(policy.StartRule, func(_ *object, m policy.Mark) policy.Rule { return policy.Start{Mark: m} })
	rule(policy.NewStartsRule, func(b *object, m policy.Mark) policy.Rule {
		return policy.NewStarts{Mark: m, Before: d.year(b.need("before"))}
	})
	rule(policy.ReflowRule, d.reflowRule)
	rule(policy.ReflowTermsRule, d.reflowTerms)
	rule(policy.FollowUpRule, func(b *object, m policy.Mark) policy.Rule {
		r := policy.FollowUp{Mark: m}
		r.From, r.To = d.span(b)
		return r
	})
	return rules
}

func (d *decoder) partners(o *object, m policy.Mark) policy.Rule {
	n := o.need("any_of")
	r := policy.Partners{Mark: m, AnyOf: each(d, n, func(b *object) policy.Combination {
		c := policy.Combination{Namnd: d.whole(b.field("namnd")), Civil: d.whole(b.field("civil")),
			Public: d.whole(b.field("public")), Areas: d.whole(b.field("areas"))}
		c.OwnEffects = d.truth(b.field("own_effects"))
		return c
	})}
	if n != nil && len(r.AnyOf) == 0 {
		d.fault(n, "empty", "there must be at least one combination of partners")
	}
	return r
}

func (d *decoder) participants(o *object, m policy.Mark) policy.Rule {
	r := policy.Participants{Mark: m, Kinds: someWords(d, o.need("kinds"), calc.Kinds())}
	if n := o.field("excluded"); n != nil {
		r.Excluded = someWords(d, n, calc.Kinds())
	}
	if n := o.field("company_words"); n != nil {
		r.CompanyWords = d.texts(n)
	}
	return r
}

func (d *decoder) profitability(o *object, m policy.Mark) policy.Rule {
	r := policy.Profitability{Mark: m, Criterion: oneWord(d, o.need("criterion"), calc.Criteria())}
	n := o.need("horizon")
	if r.Horizon = d.whole(n); r.Horizon > calc.MaxHorizon {
		d.fault(n, "out-of-range", "the horizon is 1 to %d years", calc.MaxHorizon)
	}
	return r
}

// reflowRule reads the years of the rule of reflow; without them it applies to
// every start.
func (d *decoder) reflowRule(o *object, m policy.Mark) policy.Rule {
	if !o.has("before") && !o.has("from") {
		return policy.Reflow{Mark: m, Before: policy.EveryStart, From: policy.EveryStart}
	}
	r := policy.Reflow{Mark: m, Before: d.year(o.need("before"))}
	n := o.need("from")
	if r.From = d.year(n); n != nil && r.From != 0 && r.From < r.Before {
		d.fault(n, "reversed", "%d is less than %d", r.From, r.Before)
	}
	return r
}

func (d *decoder) reflowTerms(o *object, m policy.Mark) policy.Rule {
	r := policy.ReflowTerms{Mark: m, Cap: oneWord(d, o.need("cap"), []string{"granted", "none"}),
		Base: oneWord(d, o.need("base"), []string{"net", "gross"}), FirstYear: d.whole(o.need("first_year"))}
	n := o.need("share")
	if share, ok := d.number(n, parseShare); ok {
		if r.Share = share; share.IsNegative() || share.GreaterThan(decimal.NewFromInt(1)) {
			d.fault(n, "out-of-range", "a share lies between 0 and 1 (0 %% and 100 %%)")
		}
	}
	return r
}

func joinWords(words []string) string { return strings.Join(words, ", ") }

// isID reports whether an id is made of small letters a-z, digits and single
// hyphens, as those of investments are.
func isID(id string) bool {
	for part := range strings.SplitSeq(id, "-") {
		if part == "" || strings.Trim(part, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
			return false
		}
	}
	return true
}
