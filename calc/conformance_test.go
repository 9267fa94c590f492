package calc_test

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/shopspring/decimal"
	"gopkg.in/yaml.v3"

	"siv/calc"
)

// conformance returns a published case of testdata/conformance, which names its
// source.
func conformance(t *testing.T, id string, into any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "testdata", "conformance", "conformance.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var cases []yaml.Node
	if err := yaml.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	for i := range cases {
		var head struct{ ID string }
		if err := cases[i].Decode(&head); err != nil {
			t.Fatal(err)
		}
		if head.ID == id {
			if err := cases[i].Decode(into); err != nil {
				t.Fatal(err)
			}
			return
		}
	}
	t.Fatalf("there is no case %q", id)
}

// TestGreenBookFactors: HM Treasury Green Book schedule, 3.5 %, printed to 6
// places.
func TestGreenBookFactors(t *testing.T) {
	var c struct {
		Rate    string
		Factors map[int]string `yaml:"expect_factors"`
	}
	conformance(t, "green-book-factors", &c)
	opt := calc.DefaultOptions()
	opt.Rate = &calc.Rate{Value: dec(c.Rate)}
	opt.Horizon = 30
	r := evaluate(t, tie(dec("1"), dec("1")), opt)
	for n, want := range c.Factors {
		if got := r.ByYear[n].DiscountFactor.Round(6); !got.Equal(dec(want)) {
			t.Errorf("year %d: factor %s, published %s", n, got, want)
		}
	}
}

// TestSROIAdjustments: deadweight, attribution and drop-off in turn; two years,
// the first undiscounted.
func TestSROIAdjustments(t *testing.T) {
	var c struct {
		Cost, Proxy, Deadweight, Rate string
		People                        string
		Others                        string `yaml:"attribution_to_others"`
		DropOff                       string `yaml:"drop_off"`
		Expect                        map[string]string
	}
	conformance(t, "sroi-adjustments", &c)
	one, number := dec("1"), func(d decimal.Decimal) *calc.Number { n := calc.Exactly(d); return &n }
	inv := tie(dec(c.Cost), dec(c.Proxy))
	inv.Start, inv.Completion = calc.NewMonth(2015, 12), calc.NewMonth(2015, 12)
	inv.Costs[0].Amounts[0].Year = 2015
	e := &inv.Effects[0]
	e.Quantity, e.Intakes[0].People, e.Lasts = calc.Exactly(one), calc.Exactly(dec(c.People)), number(dec("24"))
	opt := calc.DefaultOptions()
	opt.Rate, opt.BaseYear = &calc.Rate{Value: dec(c.Rate)}, 2016

	check := func(what string, got decimal.Decimal, places int32) {
		if want := dec(c.Expect[what]); !got.Round(places).Equal(want) {
			t.Errorf("%s: %s, published %s", what, got, want)
		}
	}
	firstYear := func() decimal.Decimal { return evaluate(t, inv, opt).ByYear[1].Savings }
	check("gross", firstYear(), 2)
	e.Deadweight = number(dec(c.Deadweight))
	check("after_deadweight", firstYear(), 2)
	e.Attribution = number(one.Sub(dec(c.Others)))
	check("year1", firstYear(), 2)
	e.DropOff = number(dec(c.DropOff))
	r := evaluate(t, inv, opt)
	check("year2_pv", r.ByYear[2].NetPresentValue, 2)
	check("ratio", r.Savings.PresentValue.DivRound(dec(c.Cost), 10), 3)
}

// TestOptimismBiasOnCost: the Green Book raises a cost by the unmitigated part of
// its optimism bias and then by tax. In a proposal these are cost items of their
// own, so that each can be seen.
func TestOptimismBiasOnCost(t *testing.T) {
	var c struct {
		Cost, Bias, Mitigation string
		Tax                    string `yaml:"tax_uplift"`
		Expect                 struct {
			Adjusted string `yaml:"adjusted_cost"`
		}
	}
	conformance(t, "optimism-bias", &c)
	base := dec(c.Cost)
	bias := base.Mul(dec(c.Bias)).Mul(dec("1").Sub(dec(c.Mitigation)))
	tax := base.Add(bias).Mul(dec(c.Tax))
	inv := tie(base, dec("1"))
	for _, amount := range []decimal.Decimal{bias, tax} {
		item := inv.Costs[0]
		item.Amounts = []calc.YearAmount{{Year: 2016, Amount: calc.Exactly(amount)}}
		inv.Costs = append(inv.Costs, item)
	}
	if got := evaluate(t, inv, calc.DefaultOptions()).Cost.Undiscounted; !got.Equal(dec(c.Expect.Adjusted)) {
		t.Errorf("the adjusted cost is %s, published %s", got, c.Expect.Adjusted)
	}
}

// TestPKVUprating: SKL's own example of uprating an amount by PKV.
func TestPKVUprating(t *testing.T) {
	var c struct {
		Amount, Change string
		Expect         struct{ Amount string }
	}
	conformance(t, "pkv-uprating", &c)
	inv := tie(dec(c.Amount), dec("1"))
	inv.Costs[0].PriceYear = 2015
	prices := levels{"2015": "1", "2016": dec("1").Add(dec(c.Change)).String()}
	r, err := calc.Evaluate(inv, prices, calc.DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	if !r.Cost.Undiscounted.Equal(dec(c.Expect.Amount)) {
		t.Errorf("%s kr of 2015 are %s kr of 2016, published %s", c.Amount, r.Cost.Undiscounted, c.Expect.Amount)
	}
}

// TestPublishedIRR: each published flow as the yearly net of an investment.
func TestPublishedIRR(t *testing.T) {
	var c struct {
		Cases []struct {
			Flows  []string
			IRR    []string
			Places int32
		}
	}
	conformance(t, "irr", &c)
	for _, one := range c.Cases {
		inv := flows(one.Flows)
		opt := calc.DefaultOptions()
		opt.Horizon = 10
		got := evaluate(t, inv, opt).IRR
		if len(got) != len(one.IRR) {
			t.Errorf("%v: rates %v, published %v", one.Flows, got, one.IRR)
			continue
		}
		for i, want := range one.IRR {
			// Both are rounded: ours to 4 places, the published one to its own.
			if got[i].Sub(dec(want)).Abs().GreaterThan(decimal.New(5, -5).Add(decimal.New(5, -one.Places-1))) {
				t.Errorf("%v: rate %s, published %s", one.Flows, got[i], want)
			}
		}
	}
}

// flows is an investment whose net in the calendar years from 2016 is given: the
// first year's and every negative year's amounts are costs or cost increases.
func flows(nets []string) *calc.Investment {
	inv := tie(dec("0"), dec("1"))
	inv.Start, inv.Completion = calc.NewMonth(2015, 12), calc.NewMonth(2015, 12)
	inv.Costs[0].Amounts[0].Year = 2015
	inv.Effects = nil
	for i, net := range nets {
		year, months := int64(i+1), int64(12)
		amount := dec(net)
		change := calc.Exactly(decimal.NewFromInt(int64(amount.Sign())))
		inv.Effects = append(inv.Effects, calc.Effect{ID: "y" + strconv.Itoa(i), Actor: "a", Change: &change,
			Quantity: calc.Exactly(dec("1")), Starts: whole(&year), Lasts: whole(&months),
			Intakes:  []calc.Intake{{People: calc.Exactly(dec("1"))}},
			UnitCost: calc.UnitCostRef{Inline: &calc.UnitCost{Unit: "u", Source: "s", Amount: calc.Exactly(amount.Abs()), PriceYear: 2016}}})
	}
	return inv
}
