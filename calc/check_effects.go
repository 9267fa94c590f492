package calc

import "fmt"

func (c *checker) effects() {
	if c.inv.Effects != nil && len(c.inv.Effects) == 0 {
		c.add("effects", "empty", "there must be at least one effect")
	}
	seen := map[string]bool{}
	for i, e := range c.inv.Effects {
		path := fmt.Sprintf("effects[%d]", i)
		c.id(path+".id", e.ID)
		if e.ID != "" && seen[e.ID] {
			c.add(path+".id", "duplicate", fmt.Sprintf("effect %q stands twice", e.ID))
		}
		seen[e.ID] = true
		c.actor(path+".actor", e.Actor)
		c.people(path, e)
		c.change(path, e)
		c.unitCost(path+".unit_cost", e.UnitCost)
		c.notNegative(path+".quantity", &e.Quantity, effectHint())
		c.effectYear(path+".starts", e.Starts)
		c.whole(path+".lasts", e.Lasts, 1)
		c.share(path+".attribution", e.Attribution)
		c.share(path+".displacement", e.Displacement)
		c.share(path+".optimism_bias", e.OptimismBias)
		c.share(path+".cashable", e.Cashable)
		c.share(path+".drop_off", e.DropOff)
		if e.DropOff != nil && e.DropOff.High.Equal(one()) {
			c.add(path+".drop_off", "drops-all", "drop_off lies below 1")
		}
	}
}

func (c *checker) people(path string, e Effect) {
	if e.Intakes != nil && len(e.Intakes) == 0 {
		c.add(path+".people", "empty", "there must be an intake of at least one year")
	}
	for _, in := range e.Intakes {
		at := path + ".people"
		if in.Year != 0 {
			at = fmt.Sprintf("%s.%d", at, in.Year)
			c.duringInvestment(at, in.Year)
		}
		c.notNegative(at, &in.People, effectHint())
	}
	if e.Continues != nil {
		c.notNegative(path+".continues.per_year", &e.Continues.PerYear, effectHint())
		c.span(path+".continues", e.Continues.From, e.Continues.To)
	}
}

func (c *checker) change(path string, e Effect) {
	if e.Outcome != nil {
		c.share(path+".outcome.without", &e.Outcome.Without)
		c.share(path+".outcome.with", &e.Outcome.With)
	}
	if e.Change != nil {
		c.between(path+".change", e.Change, one().Neg(), one())
	}
	c.share(path+".deadweight", e.Deadweight)
	if e.Outcome != nil && e.Change != nil {
		c.add(path+".change", "not-allowed", "state outcome or change, not both")
	}
	if e.Outcome != nil && e.Deadweight != nil {
		c.add(path+".deadweight", "not-allowed",
			"deadweight does not go together with outcome: the comparison alternative already holds it")
	}
}

func (c *checker) unitCost(path string, ref UnitCostRef) {
	if ref.Year != 0 {
		c.priceYear(path+".year", ref.Year)
	}
	if u := ref.Inline; u != nil {
		c.notNegative(path+".amount", &u.Amount, effectHint())
		c.priceYear(path+".price_year", u.PriceYear)
	}
}
