package input

import (
	"slices"

	"gopkg.in/yaml.v3"

	"siv/calc"
)

func (d *decoder) effect(o *object) calc.Effect {
	e := calc.Effect{
		ID:           d.text(o.need("id")),
		Description:  d.text(o.field("description")),
		Actor:        d.text(o.need("actor")),
		UnitCost:     d.unitCostRef(o.need("unit_cost")),
		Intakes:      d.intakes(o.need("people")),
		Quantity:     d.uncertain(o.need("quantity"), parseAmount),
		Starts:       d.maybe(o.field("starts"), parseAmount),
		Lasts:        d.maybe(o.field("lasts"), parseDuration),
		Attribution:  d.maybe(o.field("attribution"), parseShare),
		Displacement: d.maybe(o.field("displacement"), parseShare),
		DropOff:      d.maybe(o.field("drop_off"), parseShare),
		OptimismBias: d.maybe(o.field("optimism_bias"), parseShare),
		Cashable:     d.maybe(o.field("cashable"), parseShare),
		Evidence:     d.text(o.field("evidence")),
		Change:       d.maybe(o.field("change"), parseShare),
		Deadweight:   d.maybe(o.field("deadweight"), parseShare),
	}
	d.block(o.field("outcome"), func(b *object) {
		e.Outcome = &calc.Outcome{
			Without: d.uncertain(b.need("without"), parseShare),
			With:    d.uncertain(b.need("with"), parseShare),
		}
	})
	if !o.has("outcome") && !o.has("change") {
		d.fault(o.node, "missing", "states neither outcome: {without, with} nor change")
	}
	d.block(o.field("continues"), func(b *object) {
		e.Continues = &calc.Continuation{
			PerYear: d.uncertain(b.need("per_year"), parseAmount),
			From:    d.maybe(b.field("from"), parseAmount),
			To:      d.maybe(b.field("to"), parseAmount),
		}
	})
	return e
}

// intakes reads people: a number, a range, or a number for each year.
func (d *decoder) intakes(n *yaml.Node) []calc.Intake {
	if n == nil {
		return nil
	}
	byYear := n.Kind == yaml.MappingNode && !slices.ContainsFunc([]string{"low", "likely", "high"},
		func(key string) bool { return child(n, key) != nil })
	if !byYear {
		return []calc.Intake{{People: d.uncertain(n, parseAmount)}}
	}
	if !d.mapping(n) {
		return nil
	}
	intakes := make([]calc.Intake, 0, len(n.Content)/2)
	d.years(n, func(year int, value *yaml.Node) {
		intakes = append(intakes, calc.Intake{Year: year, People: d.uncertain(value, parseAmount)})
	})
	if len(intakes) == 0 && len(n.Content) > 0 {
		return nil
	}
	return intakes
}

// unitCostRef reads an id, {id, year}, or a unit cost written out.
func (d *decoder) unitCostRef(n *yaml.Node) calc.UnitCostRef {
	if n == nil {
		return calc.UnitCostRef{}
	}
	if n.Kind != yaml.MappingNode {
		return calc.UnitCostRef{ID: d.text(n)}
	}
	o, ok := d.object(n)
	if !ok {
		return calc.UnitCostRef{}
	}
	defer o.done()
	if o.has("id") && o.has("amount") {
		d.fault(n, "not-allowed", "names a unit cost of the catalogue (id) and writes one out (amount); do one of them")
		o.asked = append(o.asked, "id", "year", "amount", "name", "unit", "price_year", "index", "source", "address", "edition", "transfer", "scope")
		return calc.UnitCostRef{}
	}
	if o.has("id") {
		return calc.UnitCostRef{ID: d.text(o.need("id")), Year: d.year(o.need("year"))}
	}
	u := &calc.UnitCost{
		Amount:    d.uncertain(o.need("amount"), parseMoney),
		Name:      d.line(o.field("name")),
		Unit:      d.text(o.field("unit")),
		PriceYear: d.year(o.need("price_year")),
		Index:     d.text(o.field("index")),
		Source:    d.text(o.field("source")),
		Address:   d.text(o.field("address")),
		Edition:   d.text(o.field("edition")),
	}
	u.Transfer = d.truth(o.field("transfer"))
	d.block(o.field("scope"), func(b *object) {
		u.Scope.Overhead, u.Scope.Premises, u.Scope.Material = d.inclusions(b)
	})
	return calc.UnitCostRef{Inline: u}
}

// inclusions reads what a unit cost holds: in, out, or unknown.
func (d *decoder) inclusions(o *object) (overhead, premises, material string) {
	read := func(key string) string {
		n := o.field(key)
		switch value := d.text(n); value {
		case "", "in", "out":
			return value
		case "unknown":
			return ""
		default:
			d.fault(n, "unknown-value", "%q is not one of in, out, unknown", value).Hint = didYouMean(value, []string{"in", "out", "unknown"})
			return ""
		}
	}
	return read("overhead"), read("premises"), read("material")
}
