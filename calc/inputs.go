package calc

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// Input is one number of an investment that may be uncertain: a cost, a running
// cost, or a number of an effect.
type Input struct {
	Path   string // place in the file, as effects[0].outcome.with
	Label  string // the same by the names in the file, as familjehem.outcome.with
	Number Number
	// Least and Most are the values that a file may state.
	Least, Most decimal.Decimal
	Whole       bool // a number of effect years or months
	Months      bool // written as 18m

	shape  shape
	oneWay bool // of a stepwise input: a larger value never turns the amounts back
	effect int  // index of the effect it belongs to, when shape is retained
}

// shape says how the amounts of an investment answer to one of its numbers when
// the others stand still.
type shape int

const (
	straight shape = iota // along a straight line
	retained              // as a polynomial in 1 - drop_off
	stepwise              // from one whole number to the next
	idle                  // not at all
)

// MaxAmount is the largest amount that a file may state.
func MaxAmount() decimal.Decimal { return decimal.New(1, 15) }

// Inputs lists every number of the costs and effects that the investment states.
func Inputs(inv *Investment) []Input {
	var list []Input
	inv.clone().eachNumber(func(in Input, _ *Number) { list = append(list, in) })
	return list
}

// Uncertain keeps the inputs that are ranges.
func Uncertain(inputs []Input) []Input {
	var list []Input
	for _, in := range inputs {
		if in.Number.Range() {
			list = append(list, in)
		}
	}
	return list
}

// FindInput returns the input of a path or a label.
func FindInput(inputs []Input, name string) (Input, bool) {
	for _, in := range inputs {
		if in.Path == name || in.Label == name {
			return in, true
		}
	}
	return Input{}, false
}

// Write returns a value as a file states it.
func (in Input) Write(value decimal.Decimal) string {
	if in.Months {
		return value.String() + "m"
	}
	return value.String()
}

// clamp returns the nearest value that a file may state.
func (in Input) clamp(value decimal.Decimal) decimal.Decimal {
	return decimal.Min(decimal.Max(value, in.Least), in.Most)
}

// Vary returns a copy of the investment in which every number that is not a range
// is one from share below its likely value to share above it, inside the values
// that a file may state. Whole numbers stay whole, and inside that range.
func Vary(inv *Investment, share decimal.Decimal) *Investment {
	varied := inv.clone()
	varied.eachNumber(func(in Input, n *Number) {
		if n.Range() || in.shape == idle {
			return
		}
		reach := n.Likely.Abs().Mul(share)
		low, high := n.Likely.Sub(reach), n.Likely.Add(reach)
		if in.Whole {
			low, high = low.Ceil(), high.Floor()
		}
		n.Low, n.High = in.clamp(low), in.clamp(high)
	})
	return varied
}

// with returns a copy of the investment in which numbers, by path, have one value.
func (inv *Investment) with(values map[string]decimal.Decimal) *Investment {
	changed := inv.clone()
	changed.eachNumber(func(in Input, n *Number) {
		if value, ok := values[in.Path]; ok {
			*n = Exactly(value)
		}
	})
	for i := range changed.RunningCosts {
		uncross(changed.RunningCosts[i].From, changed.RunningCosts[i].To)
	}
	for i := range changed.Effects {
		if c := changed.Effects[i].Continues; c != nil {
			uncross(c.From, c.To)
		}
	}
	return changed
}

// uncross shortens a period that ends before it begins to its last year.
func uncross(from, to *Number) {
	if from != nil && to != nil && from.Likely.GreaterThan(to.Likely) {
		*from = Exactly(to.Likely)
	}
}

// eachNumber visits every number of costs and effects that is stated, in the
// order of the file. The visitor may change the number.
func (inv *Investment) eachNumber(visit func(Input, *Number)) {
	w := walk{visit: visit}
	for i := range inv.Costs {
		c := &inv.Costs[i]
		w.at(fmt.Sprintf("costs[%d]", i), c.Item)
		for j := range c.Amounts {
			w.amount(fmt.Sprintf("amounts.%d", c.Amounts[j].Year), &c.Amounts[j].Amount)
		}
	}
	for i := range inv.RunningCosts {
		r := &inv.RunningCosts[i]
		w.at(fmt.Sprintf("running_costs[%d]", i), r.Item)
		w.amount("per_year", &r.PerYear)
		w.effectYear("from", r.From)
		w.effectYear("to", r.To)
	}
	for i := range inv.Effects {
		w.at(fmt.Sprintf("effects[%d]", i), inv.Effects[i].ID)
		w.effect = i
		w.effectNumbers(&inv.Effects[i])
	}
}

// walk visits the numbers of one cost or effect after the other.
type walk struct {
	visit       func(Input, *Number)
	path, label string
	effect      int
}

func (w *walk) at(path, label string) { w.path, w.label = path, label }

func (w *walk) number(in Input, key string, n *Number) {
	if n == nil {
		return
	}
	in.Path, in.Label, in.Number, in.effect = w.path+"."+key, w.label+"."+key, *n, w.effect
	w.visit(in, n)
}

func (w *walk) amount(key string, n *Number) { w.number(Input{Most: MaxAmount()}, key, n) }

func (w *walk) share(key string, n *Number) { w.number(Input{Most: one()}, key, n) }

func (w *walk) effectYear(key string, n *Number) {
	w.number(Input{Least: one(), Most: decimal.NewFromInt(MaxHorizon), Whole: true, shape: stepwise, oneWay: key != "starts"}, key, n)
}

func (w *walk) effectNumbers(e *Effect) {
	if u := e.UnitCost.Inline; u != nil {
		w.amount("unit_cost.amount", &u.Amount)
	}
	for i := range e.Intakes {
		key := "people"
		if year := e.Intakes[i].Year; year != 0 {
			key = fmt.Sprintf("people.%d", year)
		}
		w.amount(key, &e.Intakes[i].People)
	}
	if c := e.Continues; c != nil {
		w.amount("continues.per_year", &c.PerYear)
		w.effectYear("continues.from", c.From)
		w.effectYear("continues.to", c.To)
	}
	if o := e.Outcome; o != nil {
		w.share("outcome.without", &o.Without)
		w.share("outcome.with", &o.With)
	}
	w.number(Input{Least: one().Neg(), Most: one()}, "change", e.Change)
	w.share("deadweight", e.Deadweight)
	w.amount("quantity", &e.Quantity)
	w.effectYear("starts", e.Starts)
	w.number(Input{Least: one(), Most: decimal.NewFromInt(MaxHorizon * monthsPerYear),
		Whole: true, Months: true, shape: stepwise, oneWay: true}, "lasts", e.Lasts)
	w.share("attribution", e.Attribution)
	w.share("displacement", e.Displacement)
	w.number(Input{Most: one().Sub(decimal.New(1, -flowPlaces)), shape: retained}, "drop_off", e.DropOff)
	w.share("optimism_bias", e.OptimismBias)
	// What is cashable decides no test.
	w.number(Input{Most: one(), shape: idle}, "cashable", e.Cashable)
}
