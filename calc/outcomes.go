package calc

import (
	"fmt"
	"math/big"

	"github.com/shopspring/decimal"
)

// Outcomes is what was observed of an investment, by calendar year: the file
// siv.outcomes/1 (model, section 9).
type Outcomes struct {
	Investment string
	// Costs is what carrying out cost in a year, all items and payers together, in
	// that year's prices.
	Costs   []YearValue
	Effects []EffectOutcome
}

// YearValue is an amount of a calendar year, kronor.
type YearValue struct {
	Year   int
	Amount decimal.Decimal
}

// EffectOutcome is what was observed of an effect in a calendar year: the share
// With in the costly state, the Change against the comparison alternative, or the
// number of Units fewer than in it. Exactly one of them is there.
type EffectOutcome struct {
	Effect              string
	Year                int
	With, Change, Units *decimal.Decimal
	Source              string
}

// known returns the outcome of an effect in a year, or nil.
func (o *Outcomes) known(effect string, year int) *EffectOutcome {
	if o == nil {
		return nil
	}
	for i := range o.Effects {
		if o.Effects[i].Effect == effect && o.Effects[i].Year == year {
			return &o.Effects[i]
		}
	}
	return nil
}

// check returns what is wrong with the outcomes of an investment. Paths are those
// of the outcomes' file.
func (o *Outcomes) check(inv *Investment, w Window) Faults {
	var f Faults
	if o.Investment != "" && o.Investment != inv.ID {
		f.add("investment", "other-investment", fmt.Sprintf("these are outcomes of %q, not of %q", o.Investment, inv.ID))
	}
	for _, c := range o.Costs {
		path := fmt.Sprintf("costs.%d", c.Year)
		if c.Year < inv.Start.Year() || c.Year > inv.Completion.Year() {
			f.add(path, "outside-investment", fmt.Sprintf("%d lies outside the investment's years %d-%d",
				c.Year, inv.Start.Year(), inv.Completion.Year()))
		}
		if c.Amount.IsNegative() {
			f.add(path, "out-of-range", fmt.Sprintf("%s is negative", c.Amount))
		}
	}
	effects, ids := map[string]*Effect{}, make([]string, len(inv.Effects))
	for i := range inv.Effects {
		ids[i] = inv.Effects[i].ID
		effects[ids[i]] = &inv.Effects[i]
	}
	for _, e := range o.Effects {
		path := "effects." + e.Effect
		effect := effects[e.Effect]
		if effect == nil {
			f = append(f, Fault{Path: path, Code: "unknown-effect", Value: e.Effect, Allowed: ids,
				Message: fmt.Sprintf("%q has no effect %q", inv.ID, e.Effect)})
			continue
		}
		e.check(&f, fmt.Sprintf("%s.%d", path, e.Year), effect, w)
	}
	return f
}

func (e *EffectOutcome) check(f *Faults, path string, effect *Effect, w Window) {
	if e.Year < w.From.Year() || e.Year > w.To.Year() {
		f.add(path, "outside-window", fmt.Sprintf("%d lies outside the window %s to %s, in which savings count", e.Year, w.From, w.To))
	}
	switch {
	case e.With != nil && effect.Outcome == nil:
		f.add(path+".with", "not-allowed", "the effect states no outcome to compare with; give change or units")
	case e.With != nil && (e.With.IsNegative() || e.With.GreaterThan(one())):
		f.add(path+".with", "out-of-range", "a share lies between 0 and 1 (0 % and 100 %)")
	case e.Change != nil && e.Change.Abs().GreaterThan(one()):
		f.add(path+".change", "out-of-range", "a change lies between -1 and 1 (-100 % and 100 %)")
	}
}

// observe puts what was observed in the place of what was forecast: the years of
// each effect that are known, and the years' costs.
func (b *builder) observe(o *Outcomes) {
	b.faults = append(b.faults, o.check(b.inv, b.window)...)
	if len(b.faults) > 0 || b.dry {
		return
	}
	for i := range b.model.effects {
		priced := b.model.effects[i]
		f := &b.flows[priced.flow]
		for k := range o.Effects {
			if seen := &o.Effects[k]; seen.Effect == b.inv.Effects[i].ID {
				amount := b.observed(i, seen)
				f.amounts.set(seen.Year-b.first, amount)
				if f.cashable != nil {
					f.cashable.set(seen.Year-b.first, amount.Mul(amount, rational(b.inv.Effects[i].Cashable.Likely)))
				}
			}
		}
	}
	for _, c := range o.Costs {
		b.observeCost(c)
	}
}

// observed returns the saving of an effect in a year from what was observed:
//
//	units × unit cost × I × attribution × (1-displacement)
//
// or, from an observed share, the forecast of that year with the observed change
// in place of the forecast one and without the deduction for optimism:
//
//	Σ people × (1-drop_off)^(a-1) × months/12 × change × quantity × unit cost × I
//	  × (1-deadweight) × attribution × (1-displacement)
//
// An observed share stands for the share of the first year: what drops off later
// still does, for only observed units replace the drop-off (model, section 9).
func (b *builder) observed(index int, seen *EffectOutcome) *big.Rat {
	e := b.inv.Effects[index]
	e.OptimismBias = nil
	priced := b.model.effects[index]
	price := b.flows[priced.flow].price.Factor
	unitCost := priced.unitCost.Amount.Likely
	if seen.Units != nil {
		worth := seen.Units.Mul(unitCost).Mul(likelyOr(e.Attribution, one())).Mul(one().Sub(likelyOr(e.Displacement, decimal.Zero)))
		amount := rational(worth)
		return amount.Mul(amount, price)
	}
	number := Exactly(e.LikelyChange())
	if seen.Change != nil {
		number = Exactly(*seen.Change)
	} else if seen.With != nil {
		number = Exactly(e.Outcome.Without.Likely.Sub(*seen.With))
	}
	e.Outcome, e.Change = nil, &number
	w := spread(priced.cohorts, likelyOr(e.DropOff, decimal.Zero), b.window, b.first, b.years)
	amount := new(big.Rat).SetFrac(&w.inside.num[seen.Year-b.first], w.inside.den)
	amount.Mul(amount, rational(e.basis(unitCost)))
	return amount.Mul(amount, price)
}

// observeCost scales every cost of a year so that together they are the observed
// one; where nothing was forecast, the first cost carries it.
func (b *builder) observeCost(c YearValue) {
	price, ok := b.convert(fmt.Sprintf("costs.%d", c.Year), DefaultIndex, c.Year)
	if !ok {
		return
	}
	actual := rational(c.Amount)
	actual.Mul(actual, price.Factor)
	at := c.Year - b.first
	total := new(big.Rat)
	first := -1
	for i := range b.flows {
		if f := &b.flows[i]; f.kind == costFlow {
			if first < 0 {
				first = i
			}
			total.Add(total, f.amounts.at(at))
		}
	}
	switch {
	case first < 0:
	case total.Sign() == 0:
		b.flows[first].amounts.set(at, actual)
	default:
		factor := actual.Quo(actual, total)
		for i := range b.flows {
			if f := &b.flows[i]; f.kind == costFlow {
				f.amounts.set(at, new(big.Rat).Mul(f.amounts.at(at), factor))
			}
		}
	}
}
