package input_test

import (
	"fmt"

	"siv/calc"
	"siv/cmd/input"
	"siv/unitcosts"
)

const proposal = `schema: siv.investment/1
id: skolstod
name: Skolstöd
status: proposal
start: 2016-08
completion: 2018-06
price_year: 2017
actors: [{id: grundskolenamnden, name: Grundskolenämnden, kind: namnd}]
costs: [{item: Team, actor: grundskolenamnden, funding: fund, amounts: {2016: 150000, 2017: 300000}}]
effects:
  - {id: stod, actor: grundskolenamnden, unit_cost: {amount: 107071, unit: elev och år, price_year: 2017, source: Regionfakta},
     people: 30, change: 20%, quantity: 0.25, lasts: 4}
`

// Another program evaluates a proposal: decode the file, evaluate it with prices,
// and ask for the faults of both at once.
func Example() {
	inv := input.DecodeInvestment("proposal.yaml", []byte(proposal))
	catalogue, err := unitcosts.New(nil, nil) // this proposal brings its own unit cost
	if err != nil {
		panic(err)
	}
	result, err := calc.Evaluate(inv.Investment, lookUp{catalogue}, calc.DefaultOptions())
	if faults := inv.Faults(err); len(faults) > 0 {
		fmt.Println(faults)
		return
	}
	fmt.Println("passes:", result.Passes)
	fmt.Println("net present value:", result.Net.PresentValue.StringFixed(2), "kr")
	for _, y := range result.ByYear[:4] {
		fmt.Println(y.Year, y.Cost.StringFixed(2), y.Savings.StringFixed(2))
	}
	// Output:
	// passes: true
	// net present value: 129899.16 kr
	// 2016 150000.00 0.00
	// 2017 300000.00 0.00
	// 2018 0.00 80303.25
	// 2019 0.00 160606.50
}

// Every fault of a file has its place and, where it is known, what was meant.
func ExampleDecodeInvestment() {
	inv := input.DecodeInvestment("proposal.yaml", []byte("schema: siv.investment/1\nid: 7\nnames: Skolstöd\n"))
	for _, fault := range inv.Faults(nil) {
		if fault.Code != "missing" {
			fmt.Println(fault)
			fmt.Println("hint:", fault.Hint)
		}
	}
	// Output:
	// proposal.yaml:2:5: id: must be a text, not "7"
	// hint: put it in quotes: "7"
	// proposal.yaml:3:1: names: unknown key "names"
	// hint: did you mean name?
}
