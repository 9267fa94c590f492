package calc

import (
	"fmt"
	"slices"
)

// The years a file may speak of. Anything else is a slip of the pen.
const (
	firstYear = 1900
	lastYear  = 2200
)

// Check returns everything that is wrong with the investment in itself, before
// any price is looked up. What is absent is a fault once and otherwise skipped,
// so that a file that was only partly read still gets every fault it has.
func (inv *Investment) Check() Faults {
	c := &checker{inv: inv, actors: map[string]bool{}}
	c.head()
	c.allActors()
	c.figures()
	c.costs()
	c.runningCosts()
	c.effects()
	c.terms()
	return c.Faults
}

type checker struct {
	Faults
	inv    *Investment
	actors map[string]bool
}

func (c *checker) head() {
	inv := c.inv
	c.present("id", inv.ID != "")
	c.present("start", inv.Start != 0)
	c.present("completion", inv.Completion != 0)
	c.present("actors", inv.Actors != nil)
	c.present("costs", inv.Costs != nil || inv.Status == Completed)
	c.present("effects", inv.Effects != nil || inv.Status == Completed)
	c.id("id", inv.ID)
	oneOf(c, "status", inv.Status, Statuses())
	c.monthYear("start", inv.Start)
	c.monthYear("completion", inv.Completion)
	if inv.Start != 0 && inv.Completion != 0 && inv.Completion < inv.Start {
		c.add("completion", "months-reversed", fmt.Sprintf(
			"the investment is completed (%s) before it starts (%s)", inv.Completion, inv.Start))
	}
	if inv.Rate != nil && !inv.Rate.GreaterThan(one().Neg()) {
		c.add("rate", "out-of-range", "a rate lies above -100 %")
	}
	if inv.Participants < 0 {
		c.add("participants", "out-of-range", "the number of participants is not negative")
	}
}

// figures refuses an investment of the register whose figures are in no source.
func (c *checker) figures() {
	if c.inv.Status != Completed {
		return
	}
	switch {
	case c.inv.Costs == nil && c.inv.Effects == nil:
		c.add("", "no-figures", "its costs and effects are in no source; there is nothing to calculate")
	case c.inv.Costs == nil:
		c.add("", "no-figures", "its costs are in no source; it cannot be calculated")
	case c.inv.Effects == nil:
		c.add("", "no-figures", "its effects are in no source; it cannot be calculated")
	}
}

func (c *checker) allActors() {
	if c.inv.Actors != nil && len(c.inv.Actors) == 0 {
		c.add("actors", "empty", "there must be at least one actor")
	}
	for i, a := range c.inv.Actors {
		path := fmt.Sprintf("actors[%d]", i)
		c.id(path+".id", a.ID)
		if a.ID != "" && c.actors[a.ID] {
			c.add(path+".id", "duplicate", fmt.Sprintf("actor %q stands twice", a.ID))
		}
		c.actors[a.ID] = true
		oneOf(c, path+".kind", a.Kind, Kinds())
		if s := a.Successor; s != nil && (a.Kind != Namnd || s.ID == a.ID) {
			c.add(path+".successor", "not-allowed", "only a nämnd has a successor, and another than itself")
		}
		switch {
		case a.Kind == Public && a.Declared == "":
			c.add(path, "missing", "a public actor needs sector: region, state or other")
		case a.Kind == Public && (a.Declared == Municipality || !slices.Contains(Sectors(), a.Declared)):
			c.add(path+".sector", "unknown-value", fmt.Sprintf("%q is not one of region, state, other", a.Declared))
		case a.Kind != Public && a.Declared != "":
			c.add(path+".sector", "not-allowed", "only an actor of kind public states a sector")
		}
	}
}

func (c *checker) costs() {
	if c.inv.Costs != nil && len(c.inv.Costs) == 0 {
		c.add("costs", "empty", "there must be at least one cost")
	}
	for i, cost := range c.inv.Costs {
		path := fmt.Sprintf("costs[%d]", i)
		c.actor(path+".actor", cost.Actor)
		oneOf(c, path+".funding", cost.Funding, Fundings())
		if cost.Payer != "" {
			oneOf(c, path+".payer", cost.Payer, Sectors())
		}
		switch {
		case cost.Funding == FromExternal && cost.Payer == "":
			c.add(path, "missing", "an external cost needs payer: municipality, region, state or other")
		case cost.Funding != FromExternal && cost.Funding != "" && cost.Payer != "":
			c.add(path+".payer", "not-allowed", "only an external cost names a payer")
		}
		c.priceYear(path+".price_year", cost.PriceYear)
		if cost.Amounts != nil && len(cost.Amounts) == 0 {
			c.add(path+".amounts", "empty", "there must be an amount for at least one year")
		}
		for _, a := range cost.Amounts {
			at := fmt.Sprintf("%s.amounts.%d", path, a.Year)
			c.duringInvestment(at, a.Year)
			c.notNegative(at, &a.Amount, costHint())
		}
	}
}

func (c *checker) runningCosts() {
	for i, r := range c.inv.RunningCosts {
		path := fmt.Sprintf("running_costs[%d]", i)
		c.actor(path+".actor", r.Actor)
		c.notNegative(path+".per_year", &r.PerYear, costHint())
		c.priceYear(path+".price_year", r.PriceYear)
		c.span(path, r.From, r.To)
	}
}

func (c *checker) terms() {
	if d := c.inv.Decision; d != nil {
		c.date("decision.date", d.Date)
		if d.Amount != nil && d.Amount.IsNegative() {
			c.add("decision.amount", "out-of-range", "an amount is not negative")
		}
	}
	if p := c.inv.Process; p != nil {
		c.date("process.needs_analysis", p.NeedsAnalysis)
		c.date("process.idea", p.Idea)
		c.date("process.application", p.Application)
		c.date("process.preparation", p.Preparation)
		c.date("process.decision", p.Decision)
	}
	if r := c.inv.Reflow; r != nil {
		if r.Share != nil && (r.Share.IsNegative() || r.Share.GreaterThan(one())) {
			c.add("reflow.share", "out-of-range", "a share lies between 0 and 1 (0 % and 100 %)")
		}
		oneOf(c, "reflow.cap", r.Cap, []string{"granted", "none"})
		oneOf(c, "reflow.base", r.Base, []string{"net", "gross"})
	}
	if a := c.inv.Application; a != nil {
		for i, part := range a.Parts {
			oneOf(c, fmt.Sprintf("application.parts[%d]", i), part, ApplicationParts())
		}
	}
	for i, d := range c.inv.Documents {
		oneOf(c, fmt.Sprintf("documents[%d].kind", i), d.Kind, DocumentKinds())
	}
	effects := make([]string, len(c.inv.Effects))
	for i, e := range c.inv.Effects {
		effects[i] = e.ID
	}
	for i, goal := range c.inv.Evaluation {
		if goal.Effect != "" && !slices.Contains(effects, goal.Effect) {
			c.Faults = append(c.Faults, Fault{Path: fmt.Sprintf("evaluation.schedule[%d].effect", i), Code: "unknown-effect",
				Value: goal.Effect, Allowed: effects, Message: fmt.Sprintf("there is no effect %q", goal.Effect)})
		}
	}
}
