package calc

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"
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
			c.notNegative(at, &a.Amount)
		}
	}
}

func (c *checker) runningCosts() {
	for i, r := range c.inv.RunningCosts {
		path := fmt.Sprintf("running_costs[%d]", i)
		c.actor(path+".actor", r.Actor)
		c.notNegative(path+".per_year", &r.PerYear)
		c.priceYear(path+".price_year", r.PriceYear)
		c.span(path, r.From, r.To)
	}
}

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
		c.notNegative(path+".quantity", &e.Quantity)
		c.effectYear(path+".starts", e.Starts)
		c.whole(path+".lasts", e.Lasts, 1)
		c.share(path+".attribution", e.Attribution)
		c.share(path+".displacement", e.Displacement)
		c.share(path+".optimism_bias", e.OptimismBias)
		c.share(path+".cashable", e.Cashable)
		c.share(path+".drop_off", e.DropOff)
		if e.DropOff != nil && e.DropOff.High.Equal(one()) {
			c.add(path+".drop_off", "out-of-range", "drop_off lies below 1")
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
		c.notNegative(at, &in.People)
	}
	if e.Continues != nil {
		c.notNegative(path+".continues.per_year", &e.Continues.PerYear)
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
		c.notNegative(path+".amount", &u.Amount)
		c.priceYear(path+".price_year", u.PriceYear)
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
	effects := map[string]bool{}
	for _, e := range c.inv.Effects {
		effects[e.ID] = true
	}
	for i, goal := range c.inv.Evaluation {
		if goal.Effect != "" && !effects[goal.Effect] {
			c.add(fmt.Sprintf("evaluation.schedule[%d].effect", i), "unknown-effect",
				fmt.Sprintf("there is no effect %q", goal.Effect))
		}
	}
}

// The checks of single values. A path's value that is absent passes.

func (c *checker) present(path string, there bool) {
	if !there {
		c.add(path, "missing", "is missing")
	}
}

func (c *checker) id(path, id string) {
	if id != "" && !isID(id) {
		c.add(path, "bad-id", fmt.Sprintf("%q is not an id: small letters a-z, digits and hyphens", id))
	}
}

func oneOf[T ~string](c *checker, path string, value T, allowed []T) {
	if value == "" || slices.Contains(allowed, value) {
		return
	}
	names := make([]string, len(allowed))
	for i, a := range allowed {
		names[i] = string(a)
	}
	c.Faults = append(c.Faults, Fault{Path: path, Code: "unknown-value", Value: string(value), Allowed: names,
		Message: fmt.Sprintf("%q is not one of %s", string(value), strings.Join(names, ", "))})
}

func (c *checker) actor(path, id string) {
	if id == "" || c.actors[id] {
		return
	}
	known := make([]string, 0, len(c.inv.Actors))
	for _, a := range c.inv.Actors {
		known = append(known, a.ID)
	}
	fault := Fault{Path: path, Code: "unknown-actor", Message: fmt.Sprintf("there is no actor %q", id)}
	if len(known) > 0 {
		fault.Hint = fmt.Sprintf("the actors are %s", strings.Join(slices.Compact(known), ", "))
	}
	c.Faults = append(c.Faults, fault)
}

func (c *checker) duringInvestment(path string, year int) {
	if c.inv.Start == 0 || c.inv.Completion < c.inv.Start {
		return
	}
	first, last := c.inv.Start.Year(), c.inv.Completion.Year()
	if year < first || year > last {
		c.add(path, "outside-investment", fmt.Sprintf(
			"%d lies outside the investment's years %d-%d", year, first, last))
	}
}

func (c *checker) priceYear(path string, year int) {
	if year != 0 && (year < firstYear || year > lastYear) {
		c.add(path, "out-of-range", fmt.Sprintf("a year lies between %d and %d", firstYear, lastYear))
	}
}

func (c *checker) monthYear(path string, m Month) {
	if m != 0 {
		c.priceYear(path, m.Year())
	}
}

func (c *checker) date(path, date string) {
	if date != "" && !isDate(date) {
		c.add(path, "bad-date", fmt.Sprintf("%q is not a date YYYY-MM-DD", date))
	}
}

func (c *checker) notNegative(path string, n *Number) {
	if !c.ordered(path, n) {
		return
	}
	if n.Low.IsNegative() {
		c.add(path, "out-of-range", fmt.Sprintf("%s is negative", n.Low))
	}
}

func (c *checker) share(path string, n *Number) { c.between(path, n, decimal.Zero, one()) }

func (c *checker) between(path string, n *Number, low, high decimal.Decimal) {
	if n == nil || !c.ordered(path, n) {
		return
	}
	if n.Low.LessThan(low) || n.High.GreaterThan(high) {
		outside := n.High
		if n.Low.LessThan(low) {
			outside = n.Low
		}
		fault := Fault{Path: path, Code: "out-of-range", Message: fmt.Sprintf("%s does not lie between %s and %s (%s %% and %s %%)",
			outside, low, high, low.Shift(2), high.Shift(2))}
		if outside.GreaterThanOrEqual(decimal.NewFromInt(2)) && outside.LessThanOrEqual(decimal.NewFromInt(100)) {
			fault.Hint = fmt.Sprintf("write per cent with the sign: %s%%", outside)
		}
		c.Faults = append(c.Faults, fault)
	}
}

// whole checks a whole number of at least least, such as an effect year.
func (c *checker) whole(path string, n *Number, least int64) {
	if n == nil || !c.ordered(path, n) {
		return
	}
	for _, v := range []decimal.Decimal{n.Low, n.Likely, n.High} {
		if !v.IsInteger() || v.LessThan(decimal.NewFromInt(least)) || v.GreaterThan(decimal.NewFromInt(lastYear)) {
			c.add(path, "out-of-range", fmt.Sprintf("%s is not a whole number of at least %d", v, least))
			return
		}
	}
}

// effectYear checks a year counted from completion. A calendar year in its place
// would lie outside every window and count for nothing.
func (c *checker) effectYear(path string, n *Number) {
	if n != nil && n.High.GreaterThan(decimal.NewFromInt(MaxHorizon)) {
		c.add(path, "out-of-range", fmt.Sprintf("%s is not an effect year: they count from 1, the first year after completion", n.High))
		return
	}
	c.whole(path, n, 1)
}

// span checks effect years from..to.
func (c *checker) span(path string, from, to *Number) {
	c.effectYear(path+".from", from)
	c.effectYear(path+".to", to)
	if from != nil && to != nil && to.Likely.LessThan(from.Likely) {
		c.add(path+".to", "years-reversed", fmt.Sprintf("effect year %s comes before %s", to.Likely, from.Likely))
	}
}

func (c *checker) ordered(path string, n *Number) bool {
	oneOf(c, path+".dist", n.Dist, Distributions())
	if n.Low.GreaterThan(n.Likely) || n.Likely.GreaterThan(n.High) {
		c.add(path, "range-unordered", fmt.Sprintf(
			"a range goes low <= likely <= high, not %s, %s, %s", n.Low, n.Likely, n.High))
		return false
	}
	return true
}

// isID reports whether id is made of small letters a-z, digits and hyphens.
func isID(id string) bool {
	return strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

func isDate(date string) bool {
	_, err := time.Parse(time.DateOnly, date)
	return err == nil
}
