package calc

import "slices"

// clone returns a copy of the investment whose numbers can be changed without
// changing the original.
func (inv *Investment) clone() *Investment {
	c := *inv
	c.Costs = slices.Clone(inv.Costs)
	for i := range c.Costs {
		c.Costs[i].Amounts = slices.Clone(c.Costs[i].Amounts)
	}
	c.RunningCosts = slices.Clone(inv.RunningCosts)
	for i := range c.RunningCosts {
		r := &c.RunningCosts[i]
		r.From, r.To = copied(r.From), copied(r.To)
	}
	c.Effects = slices.Clone(inv.Effects)
	for i := range c.Effects {
		e := &c.Effects[i]
		e.Intakes = slices.Clone(e.Intakes)
		e.UnitCost.Inline = copied(e.UnitCost.Inline)
		e.Outcome = copied(e.Outcome)
		if e.Continues = copied(e.Continues); e.Continues != nil {
			e.Continues.From, e.Continues.To = copied(e.Continues.From), copied(e.Continues.To)
		}
		for _, n := range []**Number{&e.Change, &e.Deadweight, &e.Starts, &e.Lasts, &e.Attribution,
			&e.Displacement, &e.DropOff, &e.OptimismBias, &e.Cashable} {
			*n = copied(*n)
		}
	}
	return &c
}

func copied[T any](p *T) *T {
	if p == nil {
		return nil
	}
	value := *p
	return &value
}
