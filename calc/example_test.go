package calc_test

import (
	"fmt"

	"github.com/shopspring/decimal"

	"siv/calc"
)

// An investment may be written in Go as well as in a file. Prices are whatever
// looks unit costs and indices up; this one brings its own unit cost and is in the
// prices of one year, so nothing is looked up.
func ExampleEvaluate() {
	kr := func(amount int64) calc.Number { return calc.Exactly(decimal.NewFromInt(amount)) }
	change := calc.Exactly(decimal.RequireFromString("0.2"))
	inv := &calc.Investment{
		ID: "skolstod", Status: calc.Proposed, PriceYear: 2017,
		Start: calc.NewMonth(2016, 8), Completion: calc.NewMonth(2018, 6),
		Actors: []calc.Actor{{ID: "grundskolenamnden", Kind: calc.Namnd}},
		Costs: []calc.Cost{{Item: "Team", Actor: "grundskolenamnden", Funding: calc.FromFund,
			Amounts: []calc.YearAmount{{Year: 2016, Amount: kr(150000)}, {Year: 2017, Amount: kr(300000)}}}},
		Effects: []calc.Effect{{ID: "stod", Actor: "grundskolenamnden", Change: &change,
			UnitCost: calc.UnitCostRef{Inline: &calc.UnitCost{Amount: kr(107071), Unit: "elev och år", PriceYear: 2017, Source: "Regionfakta"}},
			Intakes:  []calc.Intake{{People: kr(30)}}, Quantity: calc.Exactly(decimal.RequireFromString("0.25"))}},
	}
	result, err := calc.Evaluate(inv, nil, calc.DefaultOptions())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(result.Tests.Rule, result.Passes, result.BreakEven.Year, result.BCR.PresentValue.Decimal.StringFixed(2))
	// Output: true true 2021 2.97
}
