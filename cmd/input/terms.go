package input

import (
	"gopkg.in/yaml.v3"

	"siv/calc"
)

// The blocks of an investment file that say how it is decided, repaid, followed
// up and documented.

func (d *decoder) terms(o *object, inv *calc.Investment) {
	d.block(o.field("decision"), func(b *object) {
		inv.Decision = &calc.Decision{
			Authority: d.text(b.field("authority")),
			Date:      d.date(b.field("date")),
			Reference: d.text(b.field("reference")),
		}
		if n := b.field("amount"); n != nil {
			if amount, ok := d.number(n, parseMoney); ok {
				inv.Decision.Amount = &amount
			}
		}
	})
	d.block(o.field("application"), func(b *object) {
		inv.Application = &calc.Application{
			ID:         d.text(b.field("id")),
			SharedWith: d.texts(b.field("shared_with")),
			Parts:      d.texts(b.field("parts")),
		}
	})
	d.block(o.field("process"), func(b *object) {
		inv.Process = &calc.Process{
			NeedsAnalysis: d.date(b.field("needs_analysis")),
			Idea:          d.date(b.field("idea")),
			Application:   d.date(b.field("application")),
			Preparation:   d.date(b.field("preparation")),
			Decision:      d.date(b.field("decision")),
		}
	})
	d.block(o.field("reflow"), func(b *object) { inv.Reflow = d.reflow(b) })
	d.block(o.field("evaluation"), func(b *object) {
		inv.Evaluation = each(d, b.need("schedule"), func(g *object) calc.EvaluationGoal {
			return calc.EvaluationGoal{
				Goal:       d.text(g.need("goal")),
				Activities: d.texts(g.field("activities")),
				Indicators: d.texts(g.field("indicators")),
				Effect:     d.text(g.field("effect")),
			}
		})
	})
	inv.Documents = each(d, o.field("documents"), func(b *object) calc.Document {
		return calc.Document{Kind: d.text(b.need("kind")), Title: d.text(b.need("title"))}
	})
}

// block decodes a mapping that may be absent.
func (d *decoder) block(n *yaml.Node, decode func(*object)) {
	if n == nil {
		return
	}
	if b, ok := d.object(n); ok {
		decode(b)
		b.done()
	}
}

func (d *decoder) reflow(b *object) *calc.ReflowTerms {
	terms := &calc.ReflowTerms{
		Decision: d.text(b.field("decision")),
		Cap:      d.text(b.field("cap")),
		Base:     d.text(b.field("base")),
		Plan:     d.text(b.field("plan")),
	}
	if n := b.field("applies"); n != nil {
		applies := d.truth(n)
		terms.Applies = &applies
	}
	if n := b.field("share"); n != nil {
		if share, ok := d.number(n, parseShare); ok {
			terms.Share = &share
		}
	}
	return terms
}
