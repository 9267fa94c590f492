package cmd

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"siv/calc"
	"siv/cmd/internal/output"
)

// traceScreen shows every factor of a result.
type traceScreen struct {
	resultScreen
	trace *calc.Trace
	whole bool // the whole investment, not one effect
}

func (s traceScreen) section() output.Section {
	section := output.Section{Lead: []string{s.T("explain.lead", s.result.Investment.Name, s.result.PriceYear), s.T("explain.rounding")}}
	for _, c := range s.trace.Costs {
		section.Tables = append(section.Tables, s.cost(c))
	}
	for _, r := range s.trace.RunningCosts {
		section.Tables = append(section.Tables, s.runningCost(r))
	}
	for _, e := range s.trace.EffectTraces {
		section.Tables = append(section.Tables, s.factors(e), s.months(e), s.effectYears(e))
	}
	if s.whole {
		section.Tables = append(section.Tables, s.netByYear(), s.sums(), s.tests(), s.required())
		section.Tables = append(section.Tables, s.actors())
	}
	section.NotesTitle, section.Notes = s.T("title.facts"), append(s.facts(), s.warnings()...)
	return section
}

// counted says whether something lies inside the perspective.
func (s traceScreen) counted(counted bool) string {
	if counted {
		return s.T("explain.counted")
	}
	return s.T("explain.not-counted")
}

func (s traceScreen) cost(c calc.CostTrace) output.Table {
	t := output.Table{
		Title: s.T("explain.cost", c.Cost.Item, s.name(c.Cost.Actor), s.T("funding."+string(c.Cost.Funding)),
			s.T("sector."+string(c.Payer)), s.counted(c.Counted)),
		Notes:   []string{s.conversion(c.Price)},
		Columns: s.columns("year", "as-written", "factor", "amount", "discount-factor", "present-value"),
	}
	for _, y := range c.Years {
		t.Rows = append(t.Rows, []output.Cell{output.Int(y.Year), output.Money(y.AsWritten), output.Exact(shown(c.Price.Factor)),
			output.Money(y.Amount), output.Number(y.DiscountFactor, 10), output.Money(y.PresentValue)})
	}
	t.Rows = append(t.Rows, []output.Cell{output.Text(s.T("sum")), {}, {}, output.Money(c.Total.Undiscounted), {}, output.Money(c.Total.PresentValue)})
	return t
}

func (s traceScreen) runningCost(r calc.RunningTrace) output.Table {
	t := output.Table{
		Title: s.T("explain.running", r.RunningCost.Item, s.name(r.RunningCost.Actor), s.Money(r.RunningCost.PerYear.Likely),
			s.counted(r.Counted)),
		Notes:   []string{s.conversion(r.Price)},
		Columns: s.columns("year", "months", "factor", "amount", "discount-factor", "present-value"),
	}
	for _, y := range r.Years {
		t.Rows = append(t.Rows, []output.Cell{output.Int(y.Year), output.Int(y.Months), output.Exact(shown(r.Price.Factor)),
			output.Money(y.Amount), output.Number(y.DiscountFactor, 10), output.Money(y.PresentValue)})
	}
	t.Rows = append(t.Rows, []output.Cell{output.Text(s.T("sum")), {}, {}, output.Money(r.Total.Undiscounted), {}, output.Money(r.Total.PresentValue)})
	return t
}

// conversion says how an amount came into the price year, with the index figures.
func (s traceScreen) conversion(c calc.Conversion) string {
	if c.From == c.To {
		return s.T("explain.same-prices", c.From)
	}
	steps := make([]string, len(c.Steps))
	for i, f := range c.Steps {
		steps[i] = s.T("explain.step", f.Year, s.Percent(f.Change))
		if f.Forecast {
			steps[i] += " " + s.T("index.forecast")
		}
		if origin := strings.Join(nonEmpty(f.Edition, f.Source), ", "); origin != "" {
			steps[i] += " (" + origin + ")"
		}
	}
	key := "explain.forward"
	if c.To < c.From {
		key = "explain.back"
	}
	return s.T(key, c.Index, c.From, c.To, strings.Join(steps, "; "))
}

func nonEmpty(words ...string) []string {
	var out []string
	for _, w := range words {
		if w != "" {
			out = append(out, w)
		}
	}
	return out
}

// factors lists what a person's first year of the effect is made of.
func (s traceScreen) factors(t calc.EffectTrace) output.Table {
	e := t.Effect
	out := output.Table{
		Title:   s.T("explain.effect", e.ID, strings.Join(nonEmpty(e.Description, s.name(e.Actor), s.counted(t.Counted)), "; ")),
		Notes:   []string{s.T("explain.unit-cost-is", s.unitCost(t.UnitCost)), s.conversion(t.Price)},
		Columns: s.columns("factor", "value", "from"),
	}
	if e.Evidence != "" {
		out.Notes = append(out.Notes, s.T("explain.evidence", e.Evidence))
	}
	add := func(key string, value decimal.Decimal, from string) {
		out.Rows = append(out.Rows, []output.Cell{output.Text(s.T(key)), output.Exact(value), output.Text(from)})
	}
	one := decimal.NewFromInt(1)
	less := func(key string, n *calc.Number) {
		if n != nil {
			add(key, one.Sub(n.Likely), s.T("explain.less", s.Percent(n.Likely)))
		}
	}
	change := ""
	if e.Outcome != nil {
		change = s.T("explain.outcome", s.Percent(e.Outcome.Without.Likely), s.Percent(e.Outcome.With.Likely))
	}
	add("explain.change", t.Change, change)
	add("explain.quantity", e.Quantity.Likely, t.UnitCost.Unit)
	add("explain.unit-cost", t.UnitCost.Amount.Likely, s.T("explain.prices-of", t.UnitCost.PriceYear))
	add("explain.conversion", shown(t.Price.Factor), fmt.Sprintf("%s %d → %d", t.Price.Index, t.Price.From, t.Price.To))
	less("explain.deadweight", e.Deadweight)
	if e.Attribution != nil {
		add("explain.attribution", e.Attribution.Likely, "")
	}
	less("explain.displacement", e.Displacement)
	less("explain.optimism", e.OptimismBias)
	add("explain.per-person", shown(t.FirstYear), s.T("explain.product"))
	less("explain.drop-off", e.DropOff)
	if e.Cashable != nil {
		add("explain.cashable", e.Cashable.Likely, "")
	}
	return out
}

// unitCost says where a unit cost is from.
func (s traceScreen) unitCost(u calc.UnitCost) string {
	edition := ""
	if u.Edition != "" {
		edition = s.T("unitcost.in-edition", u.Edition)
	}
	return strings.Join(nonEmpty(u.ID, u.Name, s.T("explain.prices-of", u.PriceYear), u.Region, u.Scope.Text, edition, u.Source, u.Address), "; ")
}

// months lists what each intake is worth in each calendar year.
func (s traceScreen) months(t calc.EffectTrace) output.Table {
	out := output.Table{Title: s.T("explain.months"),
		Columns: s.columns("intake", "people", "year", "effect-year", "months", "retained", "amount")}
	for _, c := range t.Cohorts {
		for _, r := range c.Runs {
			year := fmt.Sprint(r.Year)
			if r.Before {
				year += " " + s.T("explain.before")
			}
			out.Rows = append(out.Rows, []output.Cell{output.Text(c.First.String()), output.Exact(c.People), output.Text(year),
				output.Int(r.A), output.Int(r.Months), output.Exact(shown(r.Retained)), output.Money(r.Amount)})
		}
	}
	return out
}

func (s traceScreen) effectYears(t calc.EffectTrace) output.Table {
	out := output.Table{Title: s.T("explain.effect-years", t.Effect.ID),
		Columns: s.columns("year", "amount", "discount-factor", "present-value")}
	for _, y := range t.Years {
		out.Rows = append(out.Rows, []output.Cell{output.Int(y.Year), output.Money(y.Amount),
			output.Number(y.DiscountFactor, 10), output.Money(y.PresentValue)})
	}
	out.Rows = append(out.Rows, []output.Cell{output.Text(s.T("sum")), output.Money(t.Total.Undiscounted), {}, output.Money(t.Total.PresentValue)})
	return out
}

// sums says how the parts make the result.
func (s traceScreen) sums() output.Table {
	r := s.result
	t := output.Table{Title: s.T("explain.sums"), Columns: s.columns("item", "undiscounted", "present-value", "from")}
	add := func(key string, undiscounted, presentValue output.Cell) {
		t.Rows = append(t.Rows, []output.Cell{output.Text(s.T(key)), undiscounted, presentValue, output.Text(s.T(key + ".how"))})
	}
	pair := func(key string, p calc.Pair) { add(key, output.Money(p.Undiscounted), output.Money(p.PresentValue)) }
	pair("explain.sum-cost", r.Cost)
	pair("explain.sum-running", r.RunningCost)
	pair("explain.sum-savings", r.Savings)
	pair("explain.sum-net", r.Net)
	add("explain.sum-bcr", output.Maybe(r.BCR.Undiscounted, 4), output.Maybe(r.BCR.PresentValue, 4))
	add("explain.sum-required", output.Cell{}, output.Maybe(r.RequiredEffectShare, 4))
	return t
}

// netByYear leads from the yearly net to the cumulative present value, and from
// there to the year of break-even.
func (s traceScreen) netByYear() output.Table {
	t := output.Table{Title: s.T("explain.net"), Notes: []string{s.T("explain.break-even"), s.breakEvenFacts()},
		Columns: s.columns("year", "cost", "running-cost", "savings", "net", "discount-factor", "net-present-value", "cumulative-present-value")}
	for _, y := range s.result.ByYear {
		t.Rows = append(t.Rows, []output.Cell{output.Int(y.Year), output.Money(y.Cost), output.Money(y.RunningCost), output.Money(y.Savings),
			output.Money(y.Net), output.Number(y.DiscountFactor, 10), output.Money(y.NetPresentValue), output.Money(y.CumulativePresentValue)})
	}
	return t
}

// required says how much of each effect is needed, and in how many people.
func (s traceScreen) required() output.Table {
	t := output.Table{Title: s.T("explain.required"), Columns: s.columns("effect", "savings-present-value", "required-share", "people", "change", "required-people")}
	for i, e := range s.result.Effects {
		people := decimal.Zero
		for _, c := range s.trace.EffectTraces[i].Cohorts {
			people = people.Add(c.People)
		}
		t.Rows = append(t.Rows, []output.Cell{output.Text(e.Effect.ID), output.Money(e.Savings.PresentValue), output.Maybe(e.RequiredShare, 4),
			output.Exact(people), output.Exact(s.trace.EffectTraces[i].Change), output.Maybe(e.RequiredPeople, 2)})
	}
	return t
}

// name returns the name of an actor.
func (s traceScreen) name(id string) string { return s.result.Investment.ActorName(id) }

// rows is a line for each run of each intake, for csv.
func (s traceScreen) rows() output.Table {
	out := output.Table{Columns: columns("effect", "first_month", "people", "year", "effect_year", "months", "before_window",
		"per_person_first_year", "retained", "amount")}
	for _, t := range s.trace.EffectTraces {
		for _, c := range t.Cohorts {
			for _, r := range c.Runs {
				out.Rows = append(out.Rows, []output.Cell{output.Text(t.Effect.ID), output.Text(c.First.String()), output.Exact(c.People),
					output.Int(r.Year), output.Int(r.A), output.Int(r.Months), output.Bool(r.Before),
					output.Exact(shown(t.FirstYear)), output.Exact(shown(r.Retained)), output.Money(r.Amount)})
			}
		}
	}
	return out
}
