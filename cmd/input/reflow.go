package input

import (
	"errors"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
	"gopkg.in/yaml.v3"

	"siv/calc"
)

// The schema keys of the files that stand beside an investment.
const (
	OutcomesSchema = "siv.outcomes/1"
	FramesSchema   = "siv.frames/1"
	PlanSchema     = "siv.plan/1"
)

// Beside is a file that stands beside an investment, its outcomes, frames or
// plan, and where everything stands in it.
type Beside[T any] struct {
	Value    T
	document *document
}

// Faults gives the faults of a calculation that speak of this file their places.
func (b *Beside[T]) Faults(calculation error) Faults {
	var found calc.FileFaults
	if !errors.As(calculation, &found) {
		return nil
	}
	var faults Faults
	for _, f := range found.Faults {
		n := b.document.nodeAt(f.Path)
		faults = append(faults, Fault{File: b.document.file, Line: n.Line, Column: n.Column,
			Path: f.Path, Code: f.Code, Message: f.Message, Hint: hintOf(f, n.Value)})
	}
	return faults.sorted()
}

// beside reads a file of one schema.
func beside[T any](file string, data []byte, schema string, read func(*decoder, *object) T) (*Beside[T], error) {
	doc, faults := parse(file, data)
	if doc == nil {
		return nil, faults
	}
	d := &decoder{document: doc}
	out := &Beside[T]{document: doc}
	if o, ok := d.object(doc.root); ok {
		d.schema(o, schema)
		out.Value = read(d, o)
		o.done()
	}
	if len(d.faults) > 0 {
		return nil, d.faults.sorted()
	}
	return out, nil
}

// DecodeOutcomes reads what was observed of an investment.
func DecodeOutcomes(file string, data []byte) (*Beside[*calc.Outcomes], error) {
	return beside(file, data, OutcomesSchema, (*decoder).outcomes)
}

func (d *decoder) outcomes(o *object) *calc.Outcomes {
	out := &calc.Outcomes{Investment: d.text(o.need("investment"))}
	for year, amount := range d.amountsByYear(o.field("costs")) {
		out.Costs = append(out.Costs, calc.YearValue{Year: year, Amount: amount})
	}
	slices.SortFunc(out.Costs, func(a, b calc.YearValue) int { return a.Year - b.Year })
	effects := o.field("effects")
	if effects == nil || !d.mapping(effects) {
		return out
	}
	for i := 0; i+1 < len(effects.Content); i += 2 {
		id, years := effects.Content[i].Value, effects.Content[i+1]
		if !d.mapping(years) {
			continue
		}
		d.years(years, func(year int, value *yaml.Node) {
			d.block(value, func(b *object) { out.Effects = append(out.Effects, d.outcome(id, year, b)) })
		})
	}
	return out
}

func (d *decoder) outcome(effect string, year int, b *object) calc.EffectOutcome {
	read := func(key string, parse func(string) (decimal.Decimal, error)) *decimal.Decimal {
		n := b.field(key)
		if n == nil {
			return nil
		}
		value, _ := d.number(n, parse)
		return &value
	}
	out := calc.EffectOutcome{Effect: effect, Year: year, With: read("with", parseShare), Change: read("change", parseShare),
		Units: read("units", parseAmount), Source: d.text(b.field("source"))}
	given := 0
	for _, key := range []string{"with", "change", "units"} {
		if b.has(key) {
			given++
		}
	}
	if given != 1 {
		d.fault(b.node, "missing", "states %d of with, change and units; exactly one is needed", given)
	}
	return out
}

// amountsByYear reads {2016: 640210.50, 2017: 1533000}.
func (d *decoder) amountsByYear(n *yaml.Node) map[int]decimal.Decimal {
	amounts := map[int]decimal.Decimal{}
	if n != nil && d.mapping(n) {
		d.years(n, func(year int, value *yaml.Node) {
			if amount, ok := d.number(value, parseAmount); ok {
				if amount.IsNegative() {
					d.fault(value, "out-of-range", "%s is negative", value.Value)
				}
				amounts[year] = amount
			}
		})
	}
	return amounts
}

// DecodeFrames reads budget frames.
func DecodeFrames(file string, data []byte) (*Beside[*calc.Frames], error) {
	return beside(file, data, FramesSchema, func(d *decoder, o *object) *calc.Frames {
		frames := calc.Frames{}
		if n := o.need("frames"); n != nil && d.mapping(n) {
			for i := 0; i+1 < len(n.Content); i += 2 {
				frames[n.Content[i].Value] = d.amountsByYear(n.Content[i+1])
			}
		}
		return &frames
	})
}

// DecodePlan reads a plan of reflow.
func DecodePlan(file string, data []byte) (*Beside[*calc.Plan], error) {
	return beside(file, data, PlanSchema, (*decoder).plan)
}

func (d *decoder) plan(o *object) *calc.Plan {
	plan := &calc.Plan{Investment: d.text(o.need("investment"))}
	d.block(o.field("decision"), func(b *object) {
		plan.Decision = &calc.Decision{
			Authority: d.text(b.need("authority")), Date: d.date(b.need("date")), Reference: d.text(b.need("reference"))}
	})
	seen := map[string]int{}
	plan.Rows = each(d, o.need("plan"), func(b *object) calc.PlanRow {
		row := calc.PlanRow{Year: d.year(b.need("year")), Namnd: d.text(b.need("namnd")), Basis: d.text(b.need("basis"))}
		if n := b.need("amount"); n != nil {
			row.Amount, _ = d.number(n, parseAmount)
			if row.Amount.IsNegative() || !row.Amount.Equal(row.Amount.Round(2)) {
				d.fault(n, "out-of-range", "%s is not an amount of kronor and öre", n.Value)
			}
		}
		if row.Basis != "" && row.Basis != "forecast" && row.Basis != "actual" {
			d.fault(b.node, "unknown-value", "the basis is forecast or actual, not %q", row.Basis).Hint = didYouMean(row.Basis, []string{"forecast", "actual"})
		}
		key := fmt.Sprint(row.Year, " ", row.Namnd)
		if line, ok := seen[key]; ok {
			d.fault(b.node, "duplicate", "%s stands twice for %d (first on line %d)", row.Namnd, row.Year, line)
		}
		seen[key] = b.node.Line
		return row
	})
	return plan
}
