package calc_test

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"siv/calc"
)

// flatPrices knows no catalogue and converts nothing: every unit cost of these
// tests is written out, in the price year of the results.
type flatPrices struct{}

func (flatPrices) UnitCost(id string, _ int, _ bool) (calc.UnitCost, error) {
	return calc.UnitCost{}, errors.New("no catalogue")
}

func (flatPrices) Convert(index string, from, to int) (calc.Conversion, error) {
	return calc.Conversion{Index: index, From: from, To: to, Factor: big.NewRat(1, 1)}, nil
}

// between is a range.
func between(low, likely, high string) calc.Number {
	return calc.Number{Low: dec(low), Likely: dec(likely), High: dec(high)}
}

func pointer[T any](value T) *T { return &value }

// uncertainProposal is a proposal with eight uncertain inputs.
func uncertainProposal() *calc.Investment {
	return &calc.Investment{
		ID: "proposal", Name: "Proposal", Status: calc.Proposed, PriceYear: 2020,
		Start: calc.NewMonth(2020, 1), Completion: calc.NewMonth(2022, 12),
		Actors: []calc.Actor{{ID: "namnd", Name: "Nämnden", Kind: calc.Namnd}},
		Costs: []calc.Cost{{Item: "Team", Actor: "namnd", Funding: calc.FromFund, Amounts: []calc.YearAmount{
			{Year: 2020, Amount: between("900000", "1000000", "1300000")},
			{Year: 2021, Amount: between("900000", "1000000", "1300000")},
			{Year: 2022, Amount: calc.Exactly(dec("1000000"))}}}},
		RunningCosts: []calc.RunningCost{{Item: "Drift", Actor: "namnd", PerYear: between("50000", "80000", "120000")}},
		Effects: []calc.Effect{
			{ID: "placeringar", Actor: "namnd", UnitCost: inline("1500"), Intakes: []calc.Intake{{People: between("20", "30", "36")}},
				Outcome:  &calc.Outcome{Without: calc.Exactly(dec("0.3")), With: between("0.15", "0.2", "0.28")},
				Quantity: between("150", "200", "230"), DropOff: pointer(calc.Exactly(dec("0.1")))},
			{ID: "skola", Actor: "namnd", UnitCost: inline("90000"), Intakes: []calc.Intake{{Year: 2020, People: calc.Exactly(dec("20"))}},
				Change: pointer(between("0.05", "0.1", "0.12")), Deadweight: pointer(between("0.1", "0.2", "0.4")),
				Quantity: calc.Exactly(dec("0.5")), Lasts: pointer(calc.Exactly(dec("60")))},
		},
	}
}

func inline(amount string) calc.UnitCostRef {
	return calc.UnitCostRef{Inline: &calc.UnitCost{Amount: calc.Exactly(dec(amount)), Unit: "unit", PriceYear: 2020, Source: "test"}}
}

// drawRange draws a range inside low..high, in steps of 1/scale.
func drawRange(t *rapid.T, label string, low, high int, scale int64) calc.Number {
	at := func(name string, from, to int) decimal.Decimal {
		n := rapid.IntRange(from, to).Draw(t, label+" "+name)
		return decimal.NewFromInt(int64(n)).DivRound(decimal.NewFromInt(scale), 6)
	}
	likely := at("likely", low, high)
	n := int(likely.Mul(decimal.NewFromInt(scale)).IntPart())
	return calc.Number{Low: at("low", low, n), Likely: likely, High: at("high", n, high)}
}

// drawUncertain draws a proposal whose every number is a range.
func drawUncertain(t *rapid.T) *calc.Investment {
	inv := uncertainProposal()
	for i := range inv.Costs[0].Amounts {
		inv.Costs[0].Amounts[i].Amount = drawRange(t, "cost", 0, 3_000_000, 1)
	}
	inv.RunningCosts[0].PerYear = drawRange(t, "running", 0, 300_000, 1)
	inv.RunningCosts[0].From = pointer(drawRange(t, "from", 1, 5, 1))
	inv.RunningCosts[0].To = pointer(drawRange(t, "to", 5, 10, 1))
	inv.Effects = nil
	for i := range rapid.IntRange(1, 3).Draw(t, "effects") {
		e := calc.Effect{ID: fmt.Sprintf("e%d", i), Actor: "namnd",
			UnitCost:   calc.UnitCostRef{Inline: &calc.UnitCost{Amount: drawRange(t, "unit cost", 0, 100_000, 1), Unit: "unit", PriceYear: 2020}},
			Intakes:    []calc.Intake{{Year: 2020, People: drawRange(t, "people", 0, 50, 1)}, {Year: 2021, People: drawRange(t, "people", 0, 50, 1)}},
			Quantity:   drawRange(t, "quantity", 0, 400, 100),
			Deadweight: pointer(drawRange(t, "deadweight", 0, 100, 100)),
			DropOff:    pointer(drawRange(t, "drop-off", 0, 90, 100)),
			Lasts:      pointer(drawRange(t, "lasts", 6, 150, 1)),
			Starts:     pointer(drawRange(t, "starts", 1, 4, 1)),
			Change:     pointer(drawRange(t, "change", -20, 100, 100))}
		if rapid.Bool().Draw(t, "continues") {
			e.Continues = &calc.Continuation{PerYear: drawRange(t, "per year", 0, 20, 1),
				From: pointer(drawRange(t, "first", 1, 5, 1)), To: pointer(drawRange(t, "last", 5, 10, 1))}
		}
		inv.Effects = append(inv.Effects, e)
	}
	return inv
}

// drawChoices draws a rate, a timing and a criterion.
func drawChoices(t *rapid.T) calc.Options {
	opt := calc.DefaultOptions()
	opt.Rate = &calc.Rate{Value: decimal.New(int64(rapid.IntRange(0, 80).Draw(t, "rate")), -3), Source: calc.RateFromFlag}
	opt.Timing = rapid.SampledFrom(calc.Timings()).Draw(t, "timing")
	opt.Criterion = rapid.SampledFrom(calc.Criteria()).Draw(t, "criterion")
	return opt
}

// at returns the investment with an input set to one value, and evaluates it.
func at(t interface{ Fatal(...any) }, inv *calc.Investment, opt calc.Options, path string, value decimal.Decimal) *calc.Result {
	result, err := calc.Evaluate(calc.With(inv, path, value), flatPrices{}, opt)
	if err != nil {
		t.Fatal(path, value, err)
	}
	return result
}

// margin is what the test of the criterion compares with 0.
func margin(r *calc.Result) decimal.Decimal {
	switch r.Criterion {
	case calc.RuleTest:
		return r.Savings.Undiscounted.Sub(r.Cost.Undiscounted)
	case calc.DiscountedTest:
		return r.Savings.PresentValue.Sub(r.Cost.PresentValue)
	default:
		return r.Net.PresentValue
	}
}
