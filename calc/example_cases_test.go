package calc_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"siv/calc"
)

// The two worked examples of the model, inputs and exact results, as published
// with it.

type exampleCase struct {
	Inputs   exampleInputs
	Expected exampleResults
}

type exampleInputs struct {
	Start, Completion, Rate, Timing, Perspective string
	PriceYear                                    int `json:"price_year"`
	Index                                        map[string]string
	Actors                                       []struct{ ID, Kind, Sector string }
	Costs                                        []struct {
		Item, Actor, Funding, Payer string
		PriceYear                   any `json:"price_year"`
		Amounts                     map[string]string
	}
	RunningCosts []struct {
		Item, Actor string
		PerYear     string `json:"per_year"`
		PriceYear   int    `json:"price_year"`
		From, To    *int64
	} `json:"running_costs"`
	UnitCosts map[string]struct {
		Amount    string
		PriceYear int `json:"price_year"`
		Transfer  bool
	} `json:"unit_costs"`
	Effects []struct {
		ID, Actor    string
		UnitCost     string `json:"unit_cost"`
		People       json.RawMessage
		Outcome      *struct{ Without, With string }
		Change       *string
		Deadweight   *string
		Quantity     string
		Starts       *int64
		Lasts        any
		DropOff      *string `json:"drop_off"`
		OptimismBias *string `json:"optimism_bias"`
		Attribution  *string
		Displacement *string
		Cashable     *string
		Continues    *struct {
			PerYear  int64 `json:"per_year"`
			From, To int64
		}
	}
}

type exampleResults struct {
	Cost          [2]string
	CostAllPayers [2]string `json:"cost_all_payers"`
	RunningCost   [2]string `json:"running_cost"`
	Savings       [2]string
	Net           [2]string
	BeforeWindow  string `json:"before_window"`
	BCR           [2]string
	Tests         struct{ Rule, Discounted, Net bool }
	BreakEven     []any                `json:"break_even"`
	Required      string               `json:"required_effect_share"`
	ByActor       map[string][2]string `json:"by_actor"`
	ByYear        map[string][3]string `json:"by_year"`
	Effects       map[string][4]*string
}

func TestWorkedExamples(t *testing.T) {
	for _, name := range []string{"worked-example.json", "second-example.json"} {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join("..", "testdata", "conformance", name))
			if err != nil {
				t.Fatal(err)
			}
			var c exampleCase
			if err := json.Unmarshal(data, &c); err != nil {
				t.Fatal(err)
			}
			inv, prices, opt := c.Inputs.build(t)
			result, err := calc.Evaluate(inv, prices, opt)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.Expected, resultsOf(result)); diff != "" {
				t.Errorf("result differs from the published one (-published +got):\n%s", diff)
			}
		})
	}
}

func (in exampleInputs) build(t *testing.T) (*calc.Investment, calc.Prices, calc.Options) {
	t.Helper()
	rate := dec(in.Rate)
	inv := &calc.Investment{ID: "example", Name: "Example", Status: calc.Proposed, PriceYear: in.PriceYear,
		Start: month(t, in.Start), Completion: month(t, in.Completion), Rate: &rate}
	for _, a := range in.Actors {
		inv.Actors = append(inv.Actors, calc.Actor{ID: a.ID, Kind: calc.Kind(a.Kind), Declared: calc.Sector(a.Sector)})
	}
	for _, c := range in.Costs {
		cost := calc.Cost{Item: c.Item, Actor: c.Actor, Funding: calc.Funding(c.Funding), Payer: calc.Sector(c.Payer)}
		if year, ok := c.PriceYear.(float64); ok {
			cost.PriceYear = int(year)
		} else {
			cost.CurrentPrices = true
		}
		for year, amount := range c.Amounts {
			y, _ := strconv.Atoi(year)
			cost.Amounts = append(cost.Amounts, calc.YearAmount{Year: y, Amount: calc.Exactly(dec(amount))})
		}
		inv.Costs = append(inv.Costs, cost)
	}
	for _, r := range in.RunningCosts {
		inv.RunningCosts = append(inv.RunningCosts, calc.RunningCost{Item: r.Item, Actor: r.Actor,
			PerYear: calc.Exactly(dec(r.PerYear)), PriceYear: r.PriceYear, From: whole(r.From), To: whole(r.To)})
	}
	for _, e := range in.Effects {
		u := in.UnitCosts[e.UnitCost]
		effect := calc.Effect{ID: e.ID, Actor: e.Actor, Quantity: calc.Exactly(dec(e.Quantity)),
			UnitCost: calc.UnitCostRef{Inline: &calc.UnitCost{ID: e.UnitCost, Unit: "unit", Source: "published example",
				Amount: calc.Exactly(dec(u.Amount)), PriceYear: u.PriceYear, Transfer: u.Transfer}},
			Intakes: intakes(t, e.People), Change: share(e.Change), Deadweight: share(e.Deadweight), Starts: whole(e.Starts),
			DropOff: share(e.DropOff), OptimismBias: share(e.OptimismBias), Attribution: share(e.Attribution),
			Displacement: share(e.Displacement), Cashable: share(e.Cashable)}
		if e.Outcome != nil {
			effect.Outcome = &calc.Outcome{Without: calc.Exactly(dec(e.Outcome.Without)), With: calc.Exactly(dec(e.Outcome.With))}
		}
		switch lasts := e.Lasts.(type) {
		case float64:
			months := int64(lasts) * 12
			effect.Lasts = whole(&months)
		case string:
			months, _ := strconv.ParseInt(strings.TrimSuffix(lasts, "m"), 10, 64)
			effect.Lasts = whole(&months)
		}
		if c := e.Continues; c != nil {
			effect.Continues = &calc.Continuation{PerYear: *whole(&c.PerYear), From: whole(&c.From), To: whole(&c.To)}
		}
		inv.Effects = append(inv.Effects, effect)
	}
	opt := calc.DefaultOptions()
	if in.Timing != "" {
		opt.Timing = calc.Timing(in.Timing)
	}
	if in.Perspective != "" {
		opt.Perspective = calc.Perspective(in.Perspective)
	}
	return inv, levels(in.Index), opt
}

func resultsOf(r *calc.Result) exampleResults {
	out := exampleResults{
		Cost: money(r.Cost), CostAllPayers: money(r.CostAllPayers), RunningCost: money(r.RunningCost),
		Savings: money(r.Savings), Net: money(r.Net), BeforeWindow: r.BeforeWindow.StringFixed(2),
		BCR:      [2]string{r.BCR.Undiscounted.Decimal.StringFixed(4), r.BCR.PresentValue.Decimal.StringFixed(4)},
		Required: r.RequiredEffectShare.Decimal.StringFixed(4),
		ByActor:  map[string][2]string{}, ByYear: map[string][3]string{}, Effects: map[string][4]*string{},
	}
	out.Tests.Rule, out.Tests.Discounted, out.Tests.Net = r.Tests.Rule, r.Tests.Discounted, r.Tests.Net
	if b := r.BreakEven; b != nil {
		out.BreakEven = []any{float64(b.Year), b.PaybackYears.StringFixed(2)}
	}
	for _, a := range r.ByActor {
		if !a.Savings.Undiscounted.IsZero() { // those that only pay are not published
			out.ByActor[a.Actor.ID] = money(a.Savings)
		}
	}
	for _, y := range r.ByYear {
		out.ByYear[fmt.Sprint(y.Year)] = [3]string{y.Cost.StringFixed(2), y.RunningCost.StringFixed(2), y.Savings.StringFixed(2)}
	}
	for _, e := range r.Effects {
		m := money(e.Savings)
		out.Effects[e.Effect.ID] = [4]*string{&m[0], &m[1], fixed(e.RequiredShare, 4), fixed(e.RequiredPeople, 2)}
	}
	return out
}

func money(p calc.Pair) [2]string {
	return [2]string{p.Undiscounted.StringFixed(2), p.PresentValue.StringFixed(2)}
}

func fixed(d decimal.NullDecimal, places int32) *string {
	if !d.Valid {
		return nil
	}
	s := d.Decimal.StringFixed(places)
	return &s
}

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func share(s *string) *calc.Number {
	if s == nil {
		return nil
	}
	n := calc.Exactly(dec(*s))
	return &n
}

func whole(n *int64) *calc.Number {
	if n == nil {
		return nil
	}
	number := calc.Exactly(decimal.NewFromInt(*n))
	return &number
}

func month(t *testing.T, s string) calc.Month {
	t.Helper()
	var y, m int
	if _, err := fmt.Sscanf(s, "%d-%d", &y, &m); err != nil {
		t.Fatal(err)
	}
	return calc.NewMonth(y, m)
}

// intakes reads a number, a range or numbers by year.
func intakes(t *testing.T, raw json.RawMessage) []calc.Intake {
	t.Helper()
	var n int64
	if json.Unmarshal(raw, &n) == nil {
		return []calc.Intake{{People: calc.Exactly(decimal.NewFromInt(n))}}
	}
	var m map[string]int64
	if err := json.Unmarshal(raw, &m); err != nil {
		t.Fatal(err)
	}
	if _, ok := m["likely"]; ok {
		return []calc.Intake{{People: calc.Number{Low: decimal.NewFromInt(m["low"]),
			Likely: decimal.NewFromInt(m["likely"]), High: decimal.NewFromInt(m["high"])}}}
	}
	var list []calc.Intake
	for year, people := range m {
		y, _ := strconv.Atoi(year)
		list = append(list, calc.Intake{Year: y, People: calc.Exactly(decimal.NewFromInt(people))})
	}
	slices.SortFunc(list, func(a, b calc.Intake) int { return a.Year - b.Year })
	return list
}

// levels is a price index given by its levels.
type levels map[string]string

func (l levels) UnitCost(id string, _ int, _ bool) (calc.UnitCost, error) {
	return calc.UnitCost{}, fmt.Errorf("no unit cost %q", id)
}

func (l levels) Convert(index string, from, to int) (calc.Conversion, error) {
	level := func(y int) (*big.Rat, error) {
		if s, ok := l[fmt.Sprint(y)]; ok {
			r, _ := new(big.Rat).SetString(s)
			return r, nil
		}
		return nil, fmt.Errorf("no %s for %d", index, y)
	}
	a, err := level(from)
	if err != nil {
		return calc.Conversion{}, err
	}
	b, err := level(to)
	if err != nil {
		return calc.Conversion{}, err
	}
	return calc.Conversion{Index: index, From: from, To: to, Factor: b.Quo(b, a)}, nil
}
