package input

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"siv/calc"
)

// InvestmentSchema is the schema key of an investment file.
const InvestmentSchema = "siv.investment/1"

// Investment is an investment file that was read: its value, as far as it could
// be made out, and where everything stands in it.
type Investment struct {
	*calc.Investment
	document *document
	faults   Faults
	foreign  bool // a file of another schema, of which the calculation has nothing to say
}

// DecodeInvestment reads an investment file. Faults are kept, not returned, so
// that those of the calculation can be told in the same run: see [Investment.Faults].
func DecodeInvestment(file string, data []byte) *Investment {
	out := &Investment{Investment: &calc.Investment{}}
	out.document, out.faults = parse(file, data)
	if out.document == nil {
		return out
	}
	d := &decoder{document: out.document}
	if o, ok := d.object(out.document.root); ok {
		d.investment(o, out.Investment)
	}
	out.faults, out.foreign = d.faults, d.foreign
	return out
}

// Faults returns everything that is wrong with the file, in the order of the
// places: what the decoder found, and what the calculation found (an error from
// package calc, or nil) where the decoder had found nothing.
func (i *Investment) Faults(calculation error) Faults {
	faults := slices.Clone(i.faults)
	var found calc.Faults
	errors.As(calculation, &found)
	if i.document == nil || i.foreign || i.document.root.Kind != yaml.MappingNode {
		return faults // there is nothing that the calculation could speak of
	}
	priceYear := i.alreadyAtFault("price_year")
	for _, f := range found {
		if i.alreadyAtFault(f.Path) || priceYear && f.Code == "price-year-missing" {
			continue
		}
		n := i.document.nodeAt(f.Path)
		faults = append(faults, Fault{File: i.document.file, Line: n.Line, Column: n.Column,
			Path: f.Path, Code: f.Code, Message: f.Message, Hint: hintOf(f, n.Value)})
	}
	return faults.sorted()
}

// alreadyAtFault reports whether the decoder's faults explain one at the path: a
// value there or around it that could not be read, or a misspelt key inside.
func (i *Investment) alreadyAtFault(path string) bool {
	return slices.ContainsFunc(i.faults, func(f Fault) bool {
		switch {
		case f.Code == "unknown-key" && f.Hint == didYouMean(path, []string{path}):
			return true
		case f.Code == "unknown-key":
			return inside(f.Path, path)
		}
		return f.Path == path || inside(path, f.Path)
	})
}

func inside(path, outer string) bool {
	rest, ok := strings.CutPrefix(path, outer)
	return ok && outer != "" && (strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, "["))
}

// Place returns where a path of the investment stands, for warnings.
func (i *Investment) Place(path string) (line, column int) {
	n := i.document.nodeAt(path)
	return n.Line, n.Column
}

// schema reads which kind of file this is, and in which version.
func (d *decoder) schema(o *object, want string) {
	n := o.field("schema")
	switch {
	case n == nil && !o.has("schema"):
		o.missing("schema").Hint = fmt.Sprintf("begin the file with schema: %s", want)
		return
	case n == nil || !d.plain(n) || n.Value == want:
		return
	}
	got := short(n.Value)
	f := d.fault(n, "schema", "this is a file of schema %q, not %s", got, want)
	switch got {
	case OutcomesSchema:
		f.Hint = "--outcomes takes it"
	case CatalogueSchema:
		f.Hint = "--catalogue takes it and, for its price indices, --index"
	case FramesSchema:
		f.Hint = "--frames takes it"
	case PolicySchema:
		f.Hint = "--policy takes it"
	case InvestmentSchema, PlanSchema, LockSchema:
	default:
		f.Hint = fmt.Sprintf("write schema: %s", want)
		if kind, _, _ := strings.Cut(want, "/"); strings.HasPrefix(got, kind+"/") {
			f.Hint = fmt.Sprintf("this siv reads %s alone; a newer one may read the file", want)
		}
		return
	}
	d.foreign = true
}

func (d *decoder) investment(o *object, inv *calc.Investment) {
	d.schema(o, InvestmentSchema)
	inv.ID = d.text(o.need("id"))
	inv.Name = d.line(o.need("name"))
	inv.Status = calc.Status(d.text(o.need("status")))
	inv.Start, _ = d.month(o.need("start"))
	inv.Completion = d.completion(o.need("completion"))
	inv.PeriodAsWritten = d.text(o.field("period_as_written"))
	inv.PriceYear = d.year(o.field("price_year"))
	if n := o.field("rate"); n != nil {
		if rate, ok := d.number(n, parseRate); ok {
			inv.Rate = &rate
		}
	}
	inv.Participants = d.whole(o.field("participants"))
	inv.ComparisonAlternative = d.text(o.field("comparison_alternative"))
	inv.Actors = each(d, o.need("actors"), d.actor)
	register := inv.Status == calc.Completed
	inv.Costs = each(d, o.figures("costs", register), d.cost)
	inv.RunningCosts = each(d, o.field("running_costs"), d.runningCost)
	inv.Effects = each(d, o.figures("effects", register), d.effect)
	inv.Indices = d.ownIndices(o.field("indices"))
	d.terms(o, inv)
	o.done()
}

// figures is need, or field in the register, whose figures may be unknown.
func (o *object) figures(key string, register bool) *yaml.Node {
	if register {
		return o.field(key)
	}
	return o.need(key)
}

// each decodes the items of a list. An absent list is nil, an empty one is not.
func each[T any](d *decoder, n *yaml.Node, decode func(*object) T) []T {
	items, ok := d.list(n)
	if !ok {
		return nil
	}
	values := make([]T, len(items))
	for i, item := range items {
		if o, ok := d.object(item); ok {
			values[i] = decode(o)
			o.done()
		}
	}
	return values
}

// completion reads the last month. The first day of a month means that the month
// before was the last.
func (d *decoder) completion(n *yaml.Node) calc.Month {
	month, day := d.month(n)
	if day == 1 {
		month--
	}
	return month
}

func (d *decoder) actor(o *object) calc.Actor {
	a := calc.Actor{
		ID:       d.text(o.need("id")),
		Name:     d.line(o.need("name")),
		Kind:     calc.Kind(d.text(o.need("kind"))),
		Area:     d.text(o.field("area")),
		Declared: calc.Sector(d.text(o.field("sector"))),
	}
	d.block(o.field("successor"), func(b *object) {
		a.Successor = &calc.Successor{ID: d.text(b.need("id")), From: d.year(b.need("from"))}
	})
	return a
}

func (d *decoder) cost(o *object) calc.Cost {
	c := calc.Cost{
		Item:    d.line(o.need("item")),
		Actor:   d.text(o.need("actor")),
		Funding: calc.Funding(d.text(o.need("funding"))),
		Payer:   calc.Sector(d.text(o.field("payer"))),
	}
	if n := o.field("price_year"); n != nil && n.Value == "current" {
		c.CurrentPrices = true
	} else {
		c.PriceYear = d.year(n)
	}
	if n := o.need("amounts"); n != nil && d.mapping(n) {
		c.Amounts = make([]calc.YearAmount, 0, len(n.Content)/2)
		d.years(n, func(year int, value *yaml.Node) {
			c.Amounts = append(c.Amounts, calc.YearAmount{Year: year, Amount: d.uncertain(value, parseMoney)})
		})
		if len(c.Amounts) == 0 && len(n.Content) > 0 {
			c.Amounts = nil // what is wrong with them is told already
		}
	}
	return c
}

const commaHint = "inside { } a comma ends the amount; write a decimal point, or put the amount in quotes"

// years goes through a mapping whose keys are years. The hint is for a decimal
// comma inside { }, which YAML takes for the end of the amount.
func (d *decoder) years(n *yaml.Node, found func(year int, value *yaml.Node)) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		year, err := parseYear(key.Value)
		switch {
		case err != nil && isNull(value):
			d.fault(key, "bad-year", "%v", err).Hint = commaHint
		case err != nil:
			d.hinted(d.fault(key, "bad-year", "%v", err), err)
		case isNull(value):
			d.fault(value, "null", "has no value")
		default:
			found(year, value)
		}
	}
}

func (d *decoder) runningCost(o *object) calc.RunningCost {
	return calc.RunningCost{
		Item:      d.line(o.need("item")),
		Actor:     d.text(o.need("actor")),
		PerYear:   d.uncertain(o.need("per_year"), parseMoney),
		PriceYear: d.year(o.field("price_year")),
		From:      d.maybe(o.field("from"), parseAmount),
		To:        d.maybe(o.field("to"), parseAmount),
	}
}
