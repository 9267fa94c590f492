package cmd

import (
	"github.com/shopspring/decimal"

	"siv/calc"
)

// breakEvenJSON is the stable answer siv.break-even/1. Money is written with two
// decimals, shares and ratios with four, years and people with two, discount
// factors with ten; what does not exist is null. Keys are never renamed.
type breakEvenJSON struct {
	Schema      string `json:"schema"`
	Investment  string `json:"investment"`
	Name        string `json:"name"`
	Perspective string `json:"perspective"`
	Criterion   string `json:"criterion"`
	Rate        string `json:"rate"`
	RateSource  string `json:"rate_source"`
	Timing      string `json:"timing"`
	BaseYear    int    `json:"base_year"`
	PriceYear   int    `json:"price_year"`
	Window      struct {
		From  string `json:"from"`
		To    string `json:"to"`
		Years int    `json:"years"`
	} `json:"window"`
	Cost                pairJSON            `json:"cost"`
	CostAllPayers       pairJSON            `json:"cost_all_payers"`
	RunningCost         pairJSON            `json:"running_cost"`
	Savings             pairJSON            `json:"savings"`
	Net                 pairJSON            `json:"net"`
	Cashable            *cashableJSON       `json:"cashable"`
	BeforeWindow        string              `json:"before_window"`
	BCR                 ratioJSON           `json:"bcr"`
	Tests               testsJSON           `json:"tests"`
	Passes              bool                `json:"passes"`
	BreakEven           *breakEvenYearJSON  `json:"break_even"`
	RequiredEffectShare *string             `json:"required_effect_share"`
	IRR                 []string            `json:"irr"`
	ByActor             []actorJSON         `json:"by_actor"`
	ByActorYear         []actorYearJSON     `json:"by_actor_year"`
	BySector            []sectorJSON        `json:"by_sector"`
	PerParticipant      *perParticipantJSON `json:"per_participant"`
	ByYear              []yearJSON          `json:"by_year"`
	Effects             []effectJSON        `json:"effects"`
	Warnings            []warningJSON       `json:"warnings"`
}

type pairJSON struct {
	Undiscounted string `json:"undiscounted"`
	PresentValue string `json:"present_value"`
}

type ratioJSON struct {
	Undiscounted *string `json:"undiscounted"`
	PresentValue *string `json:"present_value"`
}

type cashableJSON struct {
	Savings pairJSON  `json:"savings"`
	Net     pairJSON  `json:"net"`
	BCR     ratioJSON `json:"bcr"`
}

type testsJSON struct {
	Rule       bool `json:"rule"`
	Discounted bool `json:"discounted"`
	Net        bool `json:"net"`
}

type breakEvenYearJSON struct {
	Year                 int    `json:"year"`
	PaybackYears         string `json:"payback_years"`
	YearsAfterCompletion string `json:"years_after_completion"`
}

type actorJSON struct {
	Actor       string    `json:"actor"`
	Sector      string    `json:"sector"`
	OwnCost     pairJSON  `json:"own_cost"`
	FundCost    pairJSON  `json:"fund_cost"`
	RunningCost pairJSON  `json:"running_cost"`
	Savings     pairJSON  `json:"savings"`
	Cashable    *pairJSON `json:"cashable"`
	Net         pairJSON  `json:"net"`
}

type actorYearJSON struct {
	Actor       string  `json:"actor"`
	Year        int     `json:"year"`
	OwnCost     string  `json:"own_cost"`
	FundCost    string  `json:"fund_cost"`
	RunningCost string  `json:"running_cost"`
	Savings     string  `json:"savings"`
	Cashable    *string `json:"cashable"`
	Net         string  `json:"net"`
}

type sectorJSON struct {
	Sector      string   `json:"sector"`
	Cost        pairJSON `json:"cost"`
	RunningCost pairJSON `json:"running_cost"`
	Savings     pairJSON `json:"savings"`
}

type perParticipantJSON struct {
	Cost    pairJSON `json:"cost"`
	Savings pairJSON `json:"savings"`
}

type yearJSON struct {
	Year                   int    `json:"year"`
	Cost                   string `json:"cost"`
	RunningCost            string `json:"running_cost"`
	Savings                string `json:"savings"`
	Net                    string `json:"net"`
	DiscountFactor         string `json:"discount_factor"`
	NetPresentValue        string `json:"net_present_value"`
	CumulativePresentValue string `json:"cumulative_present_value"`
}

type effectJSON struct {
	ID             string   `json:"id"`
	Savings        pairJSON `json:"savings"`
	RequiredShare  *string  `json:"required_share"`
	RequiredPeople *string  `json:"required_people"`
}

func newBreakEvenJSON(r *calc.Result) breakEvenJSON {
	out := breakEvenJSON{
		Schema:     "siv.break-even/1",
		Investment: r.Investment.ID, Name: r.Investment.Name,
		Perspective: string(r.Perspective), Criterion: string(r.Criterion),
		Rate: r.Rate.Value.String(), RateSource: string(r.Rate.Source), Timing: string(r.Timing),
		BaseYear: r.BaseYear, PriceYear: r.PriceYear,
		Cost: toPair(r.Cost), CostAllPayers: toPair(r.CostAllPayers), RunningCost: toPair(r.RunningCost),
		Savings: toPair(r.Savings), Net: toPair(r.Net),
		BeforeWindow: money(r.BeforeWindow), BCR: toRatio(r.BCR),
		Tests:  toTests(r.Tests),
		Passes: r.Passes, RequiredEffectShare: maybe(r.RequiredEffectShare, 4),
		// Lists without anything in them are [], never null.
		IRR: []string{}, ByActor: []actorJSON{}, ByActorYear: []actorYearJSON{}, BySector: []sectorJSON{},
		ByYear: []yearJSON{}, Effects: []effectJSON{}, Warnings: newWarningsJSON(r.Warnings),
	}
	out.Window.From, out.Window.To, out.Window.Years = r.Window.From.String(), r.Window.To.String(), r.Window.Years()
	if c := r.Cashable; c != nil {
		out.Cashable = &cashableJSON{Savings: toPair(c.Savings), Net: toPair(c.Net), BCR: toRatio(c.BCR)}
	}
	if b := r.BreakEven; b != nil {
		out.BreakEven = &breakEvenYearJSON{Year: b.Year, PaybackYears: b.PaybackYears.StringFixed(2),
			YearsAfterCompletion: b.YearsAfterCompletion.StringFixed(2)}
	}
	if p := r.PerParticipant; p != nil {
		out.PerParticipant = &perParticipantJSON{Cost: toPair(p.Cost), Savings: toPair(p.Savings)}
	}
	for _, rate := range r.IRR {
		out.IRR = append(out.IRR, rate.StringFixed(4))
	}
	for _, y := range r.ByYear {
		out.ByYear = append(out.ByYear, yearJSON{Year: y.Year, Cost: money(y.Cost), RunningCost: money(y.RunningCost),
			Savings: money(y.Savings), Net: money(y.Net), DiscountFactor: y.DiscountFactor.StringFixed(10),
			NetPresentValue: money(y.NetPresentValue), CumulativePresentValue: money(y.CumulativePresentValue)})
	}
	for _, e := range r.Effects {
		out.Effects = append(out.Effects, effectJSON{ID: e.Effect.ID, Savings: toPair(e.Savings),
			RequiredShare: maybe(e.RequiredShare, 4), RequiredPeople: maybe(e.RequiredPeople, 2)})
	}
	out.addActors(r)
	return out
}

func (out *breakEvenJSON) addActors(r *calc.Result) {
	for _, a := range r.ByActor {
		item := actorJSON{Actor: a.Actor.ID, Sector: string(a.Actor.Sector()), OwnCost: toPair(a.OwnCost),
			FundCost: toPair(a.FundCost), RunningCost: toPair(a.RunningCost), Savings: toPair(a.Savings), Net: toPair(a.Net)}
		if a.Cashable != nil {
			cashable := toPair(*a.Cashable)
			item.Cashable = &cashable
		}
		out.ByActor = append(out.ByActor, item)
	}
	for _, y := range r.ByActorYear {
		out.ByActorYear = append(out.ByActorYear, actorYearJSON{Actor: y.Actor.ID, Year: y.Year,
			OwnCost: money(y.OwnCost), FundCost: money(y.FundCost), RunningCost: money(y.RunningCost),
			Savings: money(y.Savings), Cashable: maybe(y.Cashable, 2), Net: money(y.Net)})
	}
	for _, s := range r.BySector {
		out.BySector = append(out.BySector, sectorJSON{Sector: string(s.Sector), Cost: toPair(s.Cost),
			RunningCost: toPair(s.RunningCost), Savings: toPair(s.Savings)})
	}
}

func money(d decimal.Decimal) string { return d.StringFixed(2) }

func maybe(d decimal.NullDecimal, places int32) *string {
	if !d.Valid {
		return nil
	}
	s := d.Decimal.StringFixed(places)
	return &s
}

func toPair(p calc.Pair) pairJSON {
	return pairJSON{Undiscounted: money(p.Undiscounted), PresentValue: money(p.PresentValue)}
}

func toRatio(r calc.Ratio) ratioJSON {
	return ratioJSON{Undiscounted: maybe(r.Undiscounted, 4), PresentValue: maybe(r.PresentValue, 4)}
}
