package calc_test

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"siv/calc"
)

// Laws that hold for every investment.

// drawDecimal draws a number from 0 to most with up to places decimals.
func drawDecimal(t *rapid.T, name string, most int64, places int32) decimal.Decimal {
	units := most * decimal.New(1, places).IntPart()
	return decimal.New(rapid.Int64Range(0, units).Draw(t, name), -places)
}

func drawNumber(t *rapid.T, name string, most int64, places int32) calc.Number {
	return calc.Exactly(drawDecimal(t, name, most, places))
}

func maybeShare(t *rapid.T, name string, below string) *calc.Number {
	if !rapid.Bool().Draw(t, name+" stated") {
		return nil
	}
	n := calc.Exactly(decimal.Min(drawDecimal(t, name, 1, 3), dec(below)))
	return &n
}

// drawInvestment draws an investment whose amounts are in prices of 2014-2017.
func drawInvestment(t *rapid.T) *calc.Investment {
	start := calc.NewMonth(rapid.IntRange(2014, 2018).Draw(t, "start year"), rapid.IntRange(1, 12).Draw(t, "start month"))
	inv := &calc.Investment{ID: "law", Name: "Law", Status: calc.Proposed, PriceYear: rapid.IntRange(2014, 2017).Draw(t, "price year"),
		Start: start, Completion: start + calc.Month(rapid.IntRange(0, 47).Draw(t, "length")),
		Actors: []calc.Actor{
			{ID: "a", Kind: calc.Namnd}, {ID: "b", Kind: calc.Namnd}, {ID: "r", Kind: calc.Public, Declared: calc.Region},
			{ID: "s", Kind: calc.Public, Declared: calc.State}, {ID: "f", Kind: calc.Civil},
		}}
	actor := func(name string) string { return inv.Actors[rapid.IntRange(0, 4).Draw(t, name)].ID }
	years := rapid.IntRange(start.Year(), inv.Completion.Year())
	for i := range rapid.IntRange(1, 3).Draw(t, "costs") {
		c := calc.Cost{Item: fmt.Sprint("cost ", i), Actor: actor("cost actor"), Funding: rapid.SampledFrom(calc.Fundings()).Draw(t, "funding"),
			PriceYear: rapid.IntRange(2014, 2017).Draw(t, "cost price year"),
			Amounts:   []calc.YearAmount{{Year: years.Draw(t, "cost year"), Amount: drawNumber(t, "amount", 2000000, 2)}}}
		if c.Funding == calc.FromExternal {
			c.Payer = rapid.SampledFrom(calc.Sectors()).Draw(t, "payer")
		}
		inv.Costs = append(inv.Costs, c)
	}
	if rapid.Bool().Draw(t, "running cost") {
		inv.RunningCosts = []calc.RunningCost{{Item: "running", Actor: actor("running actor"), PerYear: drawNumber(t, "per year", 200000, 2), PriceYear: 2016}}
	}
	for i := range rapid.IntRange(1, 3).Draw(t, "effects") {
		e := calc.Effect{ID: fmt.Sprint("e", i), Actor: actor("effect actor"),
			UnitCost: calc.UnitCostRef{Inline: &calc.UnitCost{Unit: "unit", Source: "law", Amount: drawNumber(t, "unit cost", 100000, 2),
				PriceYear: rapid.IntRange(2014, 2017).Draw(t, "unit price year"), Transfer: rapid.Bool().Draw(t, "transfer")}},
			Quantity: drawNumber(t, "quantity", 10, 2), DropOff: maybeShare(t, "drop-off", "0.999"),
			Attribution: maybeShare(t, "attribution", "1"), Displacement: maybeShare(t, "displacement", "1"),
			OptimismBias: maybeShare(t, "optimism bias", "1"), Cashable: maybeShare(t, "cashable", "1")}
		change := calc.Exactly(drawDecimal(t, "change", 1, 3))
		e.Change = &change
		if rapid.Bool().Draw(t, "yearly intakes") {
			e.Intakes = []calc.Intake{{Year: years.Draw(t, "intake year"), People: drawNumber(t, "people", 60, 1)}}
		} else {
			e.Intakes = []calc.Intake{{People: drawNumber(t, "people", 60, 0)}}
		}
		if rapid.Bool().Draw(t, "continues") {
			e.Continues = &calc.Continuation{PerYear: drawNumber(t, "continued people", 20, 0)}
		}
		if rapid.Bool().Draw(t, "lasts stated") {
			months := rapid.Int64Range(1, 150).Draw(t, "lasts")
			e.Lasts = whole(&months)
		}
		if rapid.Bool().Draw(t, "starts stated") {
			from := rapid.Int64Range(1, 12).Draw(t, "starts")
			e.Starts = whole(&from)
		}
		inv.Effects = append(inv.Effects, e)
	}
	return inv
}

func drawOptions(t *rapid.T) calc.Options {
	opt := calc.DefaultOptions()
	rate := drawDecimal(t, "rate", 1, 3)
	opt.Rate = &calc.Rate{Value: rate, Source: calc.RateFromFlag}
	opt.Timing = rapid.SampledFrom(calc.Timings()).Draw(t, "timing")
	opt.Perspective = rapid.SampledFrom(calc.Perspectives()).Draw(t, "perspective")
	opt.Criterion = rapid.SampledFrom(calc.Criteria()).Draw(t, "criterion")
	return opt
}

// index is the price index of the laws.
func index() levels {
	return levels{"2014": "97.65625", "2015": "100", "2016": "102.7", "2017": "105.5756"}
}

func evaluate(t interface{ Fatal(...any) }, inv *calc.Investment, opt calc.Options) *calc.Result {
	r, err := calc.Evaluate(inv, index(), opt)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// figures is what must not change when the same thing is said another way.
func figures(r *calc.Result) string {
	text := fmt.Sprint(money(r.Cost), money(r.CostAllPayers), money(r.RunningCost), money(r.Savings), money(r.Net), r.Tests, r.BeforeWindow,
		r.RequiredEffectShare.Decimal, r.IRR)
	for _, y := range r.ByYear {
		text += fmt.Sprint("\n", y.Year, y.Cost, y.RunningCost, y.Savings, y.CumulativePresentValue)
	}
	return text
}

func TestSumOverActorsIsTheTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		inv, opt := drawInvestment(t), drawOptions(t)
		opt.Perspective = calc.Society
		for i := range inv.Effects {
			inv.Effects[i].UnitCost.Inline.Transfer = false
		}
		r := evaluate(t, inv, opt)
		var savings, running, sectors decimal.Decimal
		for _, a := range r.ByActor {
			savings = savings.Add(a.Savings.PresentValue)
			running = running.Add(a.RunningCost.Undiscounted)
		}
		for _, s := range r.BySector {
			sectors = sectors.Add(s.Cost.Undiscounted)
		}
		// Each part is rounded to öre on its own.
		near(t, "savings", savings, r.Savings.PresentValue, len(r.ByActor))
		near(t, "running cost", running, r.RunningCost.Undiscounted, len(r.ByActor))
		near(t, "cost by sector", sectors, r.CostAllPayers.Undiscounted, len(r.BySector))
	})
}

// near fails unless got is want to within half an öre for each part.
func near(t *rapid.T, what string, got, want decimal.Decimal, parts int) {
	if got.Sub(want).Abs().GreaterThan(decimal.New(int64(parts+1), -2)) {
		t.Fatalf("%s: the parts sum to %s, the total is %s", what, got, want)
	}
}

func TestRateZeroGivesThePlainSums(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		inv, opt := drawInvestment(t), drawOptions(t)
		opt.Rate.Value = decimal.Zero
		r := evaluate(t, inv, opt)
		for name, p := range map[string]calc.Pair{"cost": r.Cost, "running": r.RunningCost, "savings": r.Savings, "net": r.Net} {
			if !p.Undiscounted.Equal(p.PresentValue) {
				t.Fatalf("%s: %s undiscounted, %s at a rate of 0", name, p.Undiscounted, p.PresentValue)
			}
		}
	})
}

func TestSplittingInTwoChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		inv, opt := drawInvestment(t), drawOptions(t)
		want := figures(evaluate(t, inv, opt))
		part := func(n calc.Number) (calc.Number, calc.Number) {
			first := n.Likely.Mul(dec("0.3")).Round(2)
			return calc.Exactly(first), calc.Exactly(n.Likely.Sub(first))
		}
		split := *inv
		switch rapid.IntRange(0, 2).Draw(t, "what") {
		case 0: // a cost
			a, b := inv.Costs[0], inv.Costs[0]
			first, second := part(a.Amounts[0].Amount)
			a.Amounts = []calc.YearAmount{{Year: a.Amounts[0].Year, Amount: first}}
			b.Amounts = []calc.YearAmount{{Year: b.Amounts[0].Year, Amount: second}}
			split.Costs = append([]calc.Cost{a, b}, inv.Costs[1:]...)
		case 1: // an effect, by its quantity
			a, b := inv.Effects[0], inv.Effects[0]
			a.Quantity, b.Quantity = part(a.Quantity)
			b.ID = "other"
			split.Effects = append([]calc.Effect{a, b}, inv.Effects[1:]...)
		case 2: // an intake
			e := inv.Effects[0]
			first, second := part(e.Intakes[0].People)
			e.Intakes = []calc.Intake{{Year: e.Intakes[0].Year, People: first}, {Year: e.Intakes[0].Year, People: second}}
			split.Effects = append([]calc.Effect{e}, inv.Effects[1:]...)
		}
		if got := figures(evaluate(t, &split, opt)); got != want {
			t.Fatalf("whole:\n%s\nsplit:\n%s", want, got)
		}
	})
}

func TestHigherRateNeverRaisesSavings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		inv, opt := drawInvestment(t), drawOptions(t)
		low := evaluate(t, inv, opt).Savings.PresentValue
		opt.Rate = &calc.Rate{Value: opt.Rate.Value.Add(drawDecimal(t, "more", 1, 3))}
		if high := evaluate(t, inv, opt).Savings.PresentValue; high.GreaterThan(low) {
			t.Fatalf("savings rose from %s to %s with the rate", low, high)
		}
	})
}

// TestThereAndBackBetweenPriceYears converts a whole result to another price year
// and back.
func TestThereAndBackBetweenPriceYears(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.IntRange(2014, 2017).Draw(t, "from"), rapid.IntRange(2014, 2017).Draw(t, "to")
		there, err := index().Convert("PKV", a, b)
		if err != nil {
			t.Fatal(err)
		}
		back, err := index().Convert("PKV", b, a)
		if err != nil {
			t.Fatal(err)
		}
		if there.Factor.Mul(there.Factor, back.Factor).Cmp(big.NewRat(1, 1)) != 0 {
			t.Fatalf("%d to %d and back is not the identity", a, b)
		}
		inv, opt := drawInvestment(t), drawOptions(t)
		opt.PriceYear = b
		r := evaluate(t, inv, opt)
		opt.PriceYear = a
		other := evaluate(t, inv, opt)
		if !r.BCR.PresentValue.Decimal.Equal(other.BCR.PresentValue.Decimal) {
			t.Fatalf("the ratio depends on the price year: %v, %v", r.BCR, other.BCR)
		}
	})
}

func TestTiePasses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		opt := drawOptions(t)
		opt.Perspective = calc.MunicipalityOnly
		opt.Timing = calc.AtStart
		// One cost and one saving of the same amount in the same calendar year. A
		// flow later in time is brought to the base year by its own factor, so the
		// cost and the saving of a year tie at any rate.
		amount := drawDecimal(t, "amount", 1000000, 2)
		inv := tie(amount, amount)
		if r := evaluate(t, inv, opt); !r.Tests.Rule || !r.Tests.Discounted || !r.Tests.Net {
			t.Fatalf("a tie at %s does not pass: %+v", amount, r.Tests)
		}
		if r := evaluate(t, tie(amount.Add(dec("0.01")), amount), opt); r.Tests.Rule || r.Tests.Discounted || r.Tests.Net {
			t.Fatalf("an öre short at %s passes: %+v", amount, r.Tests)
		}
	})
}

// tie is an investment of January whose effect is worth saving in the eleven
// months that follow in the same year.
func tie(cost, saving decimal.Decimal) *calc.Investment {
	change, months := calc.Exactly(dec("1")), int64(6)
	return &calc.Investment{ID: "tie", Status: calc.Proposed, Start: calc.NewMonth(2016, 1), Completion: calc.NewMonth(2016, 1), PriceYear: 2016,
		Actors: []calc.Actor{{ID: "a", Kind: calc.Namnd}},
		Costs: []calc.Cost{{Item: "c", Actor: "a", Funding: calc.FromFund,
			Amounts: []calc.YearAmount{{Year: 2016, Amount: calc.Exactly(cost)}}}},
		Effects: []calc.Effect{{ID: "e", Actor: "a", Change: &change, Quantity: calc.Exactly(dec("2")), Lasts: whole(&months),
			Intakes:  []calc.Intake{{People: calc.Exactly(dec("1"))}},
			UnitCost: calc.UnitCostRef{Inline: &calc.UnitCost{Unit: "u", Source: "s", Amount: calc.Exactly(saving), PriceYear: 2016}}}}}
}

func TestWindowHolds120Months(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		inv := tie(dec("1"), dec("12"))
		inv.Completion = inv.Start + calc.Month(rapid.IntRange(0, 60).Draw(t, "length"))
		// An effect of one krona a month that lasts to the end of the window.
		inv.Effects[0].Lasts, inv.Effects[0].Quantity = nil, calc.Exactly(dec("1"))
		r := evaluate(t, inv, calc.DefaultOptions())
		if got := r.Window.To - r.Window.From + 1; got != 120 {
			t.Fatalf("the window has %d months", got)
		}
		if !r.Savings.Undiscounted.Equal(dec("120")) {
			t.Fatalf("a krona a month is %s kronor", r.Savings.Undiscounted)
		}
	})
}

// TestByYearSumsToTheTotal holds for both kinds of amount.
func TestByYearSumsToTheTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		inv, opt := drawInvestment(t), drawOptions(t)
		r := evaluate(t, inv, opt)
		var savings, present decimal.Decimal
		for _, y := range r.ByYear {
			savings = savings.Add(y.Savings)
			present = present.Add(y.NetPresentValue)
		}
		near(t, "savings", savings, r.Savings.Undiscounted, len(r.ByYear))
		near(t, "net present value", present, r.Net.PresentValue, len(r.ByYear))
		if last := r.ByYear[len(r.ByYear)-1].CumulativePresentValue; !last.Equal(r.Net.PresentValue) {
			t.Fatalf("the last cumulative value is %s, the net %s", last, r.Net.PresentValue)
		}
	})
}

// TestExplainRetellsTheResult: the runs of every effect sum to its years.
func TestExplainRetellsTheResult(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		inv, opt := drawInvestment(t), drawOptions(t)
		trace, err := calc.Explain(inv, index(), opt)
		if err != nil {
			t.Fatal(err)
		}
		for i, e := range trace.EffectTraces {
			var sum decimal.Decimal
			runs := 0
			for _, c := range e.Cohorts {
				for _, r := range c.Runs {
					if !r.Before {
						sum = sum.Add(r.Amount)
						runs++
					}
				}
			}
			near(t, "runs", sum, trace.Effects[i].Savings.Undiscounted, runs)
		}
	})
}
