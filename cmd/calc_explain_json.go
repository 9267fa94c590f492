package cmd

import (
	"math/big"

	"github.com/shopspring/decimal"

	"siv/calc"
)

// explainJSON is the answer siv.explain/1: the result and every factor of it.
type explainJSON struct {
	Schema       string             `json:"schema"`
	Result       breakEvenJSON      `json:"result"`
	Costs        []costTraceJSON    `json:"costs"`
	RunningCosts []runningTraceJSON `json:"running_costs"`
	Effects      []effectTraceJSON  `json:"effects"`
}

type conversionJSON struct {
	Index  string      `json:"index"`
	From   int         `json:"from"`
	To     int         `json:"to"`
	Factor string      `json:"factor"`
	Steps  []indexJSON `json:"steps"`
}

type indexJSON struct {
	Year     int    `json:"year"`
	Change   string `json:"change"`
	Edition  string `json:"edition"`
	Source   string `json:"source"`
	Forecast bool   `json:"forecast"`
}

type tracedYearJSON struct {
	Year           int    `json:"year"`
	AsWritten      string `json:"as_written,omitempty"`
	Months         int    `json:"months,omitempty"`
	Amount         string `json:"amount"`
	DiscountFactor string `json:"discount_factor"`
	PresentValue   string `json:"present_value"`
}

type costTraceJSON struct {
	Item    string           `json:"item"`
	Actor   string           `json:"actor"`
	Funding string           `json:"funding"`
	Payer   string           `json:"payer"`
	Counted bool             `json:"counted"`
	Price   conversionJSON   `json:"price"`
	Years   []tracedYearJSON `json:"years"`
	Total   pairJSON         `json:"total"`
}

type runningTraceJSON struct {
	Item    string           `json:"item"`
	Actor   string           `json:"actor"`
	Counted bool             `json:"counted"`
	PerYear string           `json:"per_year"`
	Price   conversionJSON   `json:"price"`
	Years   []tracedYearJSON `json:"years"`
	Total   pairJSON         `json:"total"`
}

type unitCostJSON struct {
	ID        string `json:"id,omitempty"`
	Name      string `json:"name,omitempty"`
	Unit      string `json:"unit"`
	Amount    string `json:"amount"`
	PriceYear int    `json:"price_year"`
	Transfer  bool   `json:"transfer"`
	Region    string `json:"region,omitempty"`
	Scope     string `json:"scope,omitempty"`
	Edition   string `json:"edition"`
	Source    string `json:"source"`
	Address   string `json:"address"`
	Note      string `json:"note,omitempty"`
}

type effectTraceJSON struct {
	ID           string           `json:"id"`
	Actor        string           `json:"actor"`
	Counted      bool             `json:"counted"`
	Change       string           `json:"change"`
	Quantity     string           `json:"quantity"`
	UnitCost     unitCostJSON     `json:"unit_cost"`
	Price        conversionJSON   `json:"price"`
	Deadweight   string           `json:"deadweight"`
	Attribution  string           `json:"attribution"`
	Displacement string           `json:"displacement"`
	OptimismBias string           `json:"optimism_bias"`
	DropOff      string           `json:"drop_off"`
	Cashable     *string          `json:"cashable"`
	PerPerson    string           `json:"per_person_first_year"`
	Intakes      []intakeJSON     `json:"intakes"`
	Years        []tracedYearJSON `json:"years"`
	Total        pairJSON         `json:"total"`
	BeforeWindow string           `json:"before_window"`
}

type intakeJSON struct {
	People string    `json:"people"`
	First  string    `json:"first_month"`
	Runs   []runJSON `json:"runs"`
}

type runJSON struct {
	Year       int    `json:"year"`
	EffectYear int    `json:"effect_year"`
	Months     int    `json:"months"`
	Before     bool   `json:"before_window"`
	Retained   string `json:"retained"`
	Amount     string `json:"amount"`
}

func newExplainJSON(t *calc.Trace) explainJSON {
	out := explainJSON{Schema: "siv.explain/1", Result: newBreakEvenJSON(t.Result),
		Costs: []costTraceJSON{}, RunningCosts: []runningTraceJSON{}, Effects: []effectTraceJSON{}}
	for _, c := range t.Costs {
		out.Costs = append(out.Costs, costTraceJSON{Item: c.Cost.Item, Actor: c.Cost.Actor, Funding: string(c.Cost.Funding),
			Payer: string(c.Payer), Counted: c.Counted, Price: toConversion(c.Price), Years: toTracedYears(c.Years), Total: toPair(c.Total)})
	}
	for _, r := range t.RunningCosts {
		out.RunningCosts = append(out.RunningCosts, runningTraceJSON{Item: r.RunningCost.Item, Actor: r.RunningCost.Actor,
			Counted: r.Counted, PerYear: money(r.RunningCost.PerYear.Likely), Price: toConversion(r.Price),
			Years: toTracedYears(r.Years), Total: toPair(r.Total)})
	}
	for _, e := range t.EffectTraces {
		out.Effects = append(out.Effects, toEffectTrace(e))
	}
	return out
}

func toEffectTrace(t calc.EffectTrace) effectTraceJSON {
	e, u := t.Effect, t.UnitCost
	out := effectTraceJSON{ID: e.ID, Actor: e.Actor, Counted: t.Counted, Change: t.Change.String(), Quantity: e.Quantity.Likely.String(),
		UnitCost: unitCostJSON{ID: u.ID, Name: u.Name, Unit: u.Unit, Amount: u.Amount.Likely.String(), PriceYear: u.PriceYear,
			Transfer: u.Transfer, Region: u.Region, Scope: u.Scope.Text, Edition: u.Edition, Source: u.Source, Address: u.Address, Note: u.Note},
		Price:      toConversion(t.Price),
		Deadweight: likelyOr(e.Deadweight, "0"), Attribution: likelyOr(e.Attribution, "1"), Displacement: likelyOr(e.Displacement, "0"),
		OptimismBias: likelyOr(e.OptimismBias, "0"), DropOff: likelyOr(e.DropOff, "0"),
		PerPerson: exactly(t.FirstYear), Intakes: []intakeJSON{}, Years: toTracedYears(t.Years), Total: toPair(t.Total), BeforeWindow: money(t.Before)}
	if e.Cashable != nil {
		cashable := e.Cashable.Likely.String()
		out.Cashable = &cashable
	}
	for _, c := range t.Cohorts {
		intake := intakeJSON{People: c.People.String(), First: c.First.String(), Runs: []runJSON{}}
		for _, r := range c.Runs {
			intake.Runs = append(intake.Runs, runJSON{Year: r.Year, EffectYear: r.A, Months: r.Months, Before: r.Before,
				Retained: exactly(r.Retained), Amount: money(r.Amount)})
		}
		out.Intakes = append(out.Intakes, intake)
	}
	return out
}

func likelyOr(n *calc.Number, byDefault string) string {
	if n == nil {
		return byDefault
	}
	return n.Likely.String()
}

func toTracedYears(years []calc.TracedYear) []tracedYearJSON {
	out := make([]tracedYearJSON, len(years))
	for i, y := range years {
		out[i] = tracedYearJSON{Year: y.Year, Months: y.Months, Amount: money(y.Amount),
			DiscountFactor: y.DiscountFactor.StringFixed(10), PresentValue: money(y.PresentValue)}
		if !y.AsWritten.IsZero() {
			out[i].AsWritten = money(y.AsWritten)
		}
	}
	return out
}

func toConversion(c calc.Conversion) conversionJSON {
	out := conversionJSON{Index: c.Index, From: c.From, To: c.To, Factor: exactly(c.Factor), Steps: []indexJSON{}}
	for _, s := range c.Steps {
		out.Steps = append(out.Steps, indexJSON{Year: s.Year, Change: s.Change.String(), Edition: s.Edition, Source: s.Source, Forecast: s.Forecast})
	}
	return out
}

// roundedPlaces is how many decimals of an endless fraction are shown.
const roundedPlaces = 10

// exactly writes a fraction with all its decimals or, when they are too many to
// read, with ten.
func exactly(r *big.Rat) string { return shown(r).String() }

func shown(r *big.Rat) decimal.Decimal {
	if places, exact := r.FloatPrec(); exact && places <= 2*roundedPlaces {
		return decimal.RequireFromString(r.FloatString(places))
	}
	return decimal.RequireFromString(r.FloatString(roundedPlaces))
}
