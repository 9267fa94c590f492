package calc_test

import (
	"slices"
	"testing"

	"siv/calc"
)

// TestWarnings changes one thing in an investment that has no warning, and asks
// for the codes that follow, and that the near miss beside it has none.
func TestWarnings(t *testing.T) {
	second := func(inv *calc.Investment) *calc.Effect {
		e := inv.Effects[0]
		e.ID = "second"
		inline := *e.UnitCost.Inline
		e.UnitCost.Inline = &inline
		inv.Effects = append(inv.Effects, e)
		return &inv.Effects[1]
	}
	begin := func(inv *calc.Investment, year int) { // in prices of 2016
		inv.Start, inv.Completion, inv.Costs[0].Amounts[0].Year = calc.NewMonth(year, 1), calc.NewMonth(year, 12), year
	}
	number := func(s string) *calc.Number { n := calc.Exactly(dec(s)); return &n }
	for _, c := range []struct {
		name   string
		change func(*calc.Investment)
		want   []string
	}{
		{"nothing", func(*calc.Investment) {}, nil},
		{"one effect carries it", func(inv *calc.Investment) { inv.Costs[0].Amounts[0].Amount = *number("1") }, []string{calc.OneEffect}},
		{"the same saving twice", func(inv *calc.Investment) { second(inv) }, []string{calc.DoubleCount}},
		{"another actor's saving", func(inv *calc.Investment) { second(inv).Actor = "b" }, nil},
		{"another unit cost", func(inv *calc.Investment) { second(inv).UnitCost.Inline.Amount = *number("13") }, nil},
		{"other people", func(inv *calc.Investment) { second(inv).Intakes = []calc.Intake{{People: *number("2")}} }, nil},
		{"the same people in another order", func(inv *calc.Investment) {
			inv.Effects[0].Intakes = []calc.Intake{{Year: 2016, People: *number("1")}, {Year: 2017, People: *number("2")}}
			second(inv).Intakes = []calc.Intake{{Year: 2017, People: *number("2")}, {Year: 2016, People: *number("1")}}
		}, []string{calc.DoubleCount}},
		{"costs rise", func(inv *calc.Investment) { inv.Effects[0].Change = number("-0.1") }, []string{calc.NegativeChange}},
		{"costs run on without an intake", func(inv *calc.Investment) {
			inv.RunningCosts = []calc.RunningCost{{Item: "r", Actor: "a", PerYear: *number("1")}}
		}, []string{calc.RunningWithoutIntake}},
		{"costs run on with one", func(inv *calc.Investment) {
			inv.RunningCosts = []calc.RunningCost{{Item: "r", Actor: "a", PerYear: *number("1")}}
			inv.Effects[0].Continues = &calc.Continuation{PerYear: *number("1")}
		}, nil},
		{"no source", func(inv *calc.Investment) { inv.Effects[0].UnitCost.Inline.Source = "" }, []string{calc.NoSource}},
		{"a definition changed", func(inv *calc.Investment) { inv.Effects[0].UnitCost.Inline.DefinitionBreak = true }, []string{calc.DefinitionBreak}},
		{"with and without premises", func(inv *calc.Investment) {
			inv.Effects[0].UnitCost.Inline.Scope.Premises = "in"
			e := second(inv)
			e.UnitCost.Inline.Scope.Premises, e.UnitCost.Inline.Amount = "out", *number("13")
		}, []string{calc.ScopeDiffers}},
		{"with and perhaps without", func(inv *calc.Investment) {
			inv.Effects[0].UnitCost.Inline.Scope.Premises = "in"
			second(inv).UnitCost.Inline.Amount = *number("13")
		}, nil},
		{"a figure of the file's own", func(inv *calc.Investment) {
			inv.Indices = []calc.IndexFigure{{Index: "PKV", Year: 2017, Change: dec("0.03"), Replaces: true}}
		}, []string{calc.IndexOverridden}},
		{"a figure that adds", func(inv *calc.Investment) {
			inv.Indices = []calc.IndexFigure{{Index: "PKV", Year: 2018, Change: dec("0.03")}}
		}, nil},
		{"neither lasts nor wears off", func(inv *calc.Investment) { inv.Effects[0].DropOff, inv.Effects[0].Lasts = nil, nil }, []string{calc.NeverWearsOff}},
		{"lasts so long", func(inv *calc.Investment) { inv.Effects[0].DropOff, inv.Effects[0].Lasts = nil, number("120") }, nil},
		{"neither, and outside the perspective", func(inv *calc.Investment) {
			inv.Effects[0].DropOff, inv.Effects[0].Lasts = nil, nil
			inv.Actors = append(inv.Actors, calc.Actor{ID: "r", Kind: calc.Public, Declared: calc.Region})
			inv.Effects[0].Actor = "r"
		}, []string{calc.NeverWearsOff}},
		{"more people than participants", func(inv *calc.Investment) {
			inv.Participants = 3
			inv.Effects[0].Intakes = []calc.Intake{{Year: 2016, People: *number("2")}, {Year: 2017, People: *number("2")}}
		}, []string{calc.MorePeople}},
		{"as many people as participants", func(inv *calc.Investment) {
			inv.Participants = 4
			inv.Effects[0].Intakes = []calc.Intake{{Year: 2016, People: *number("2")}, {Year: 2017, People: *number("2")}}
		}, nil},
		{"eleven years", func(inv *calc.Investment) { inv.Completion = inv.Start + 11*12 - 1 }, []string{calc.LongInvestment}},
		{"a month less", func(inv *calc.Investment) { inv.Completion = inv.Start + 11*12 - 2 }, nil},
		{"paid by its own sector", func(inv *calc.Investment) {
			inv.Costs[0].Funding, inv.Costs[0].Payer = calc.FromExternal, calc.Municipality
		}, []string{calc.PaidByOwnSector}},
		{"prices of long ago", func(inv *calc.Investment) { begin(inv, 2022) }, []string{calc.OldPrices}},
		{"prices of five years ago", func(inv *calc.Investment) { begin(inv, 2021) }, nil},
		{"a rate of 30 %", func(inv *calc.Investment) { rate := dec("0.3"); inv.Rate = &rate }, []string{calc.HighRate}},
		{"a rate of 10 %", func(inv *calc.Investment) { rate := dec("0.1"); inv.Rate = &rate }, nil},
		{"paid by another sector", func(inv *calc.Investment) {
			inv.Costs[0].Funding, inv.Costs[0].Payer = calc.FromExternal, calc.State
		}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			inv := tie(dec("1000000"), dec("12"))
			inv.Actors = append(inv.Actors, calc.Actor{ID: "b", Kind: calc.Namnd})
			inv.Completion = calc.NewMonth(2017, 12)
			inv.Effects[0].DropOff = number("0") // stated, so that its lasting is no surprise
			c.change(inv)
			var got []string
			for _, w := range evaluate(t, inv, calc.DefaultOptions()).Warnings {
				if w.Code != calc.TestsDisagree {
					got = append(got, w.Code)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("warnings %v, want %v", got, c.want)
			}
		})
	}
}

// Of two effects that save as much, it is the first whose absence is told of.
func TestOneEffectOfTwoAlike(t *testing.T) {
	inv := tie(dec("1000000"), dec("12"))
	inv.Actors = append(inv.Actors, calc.Actor{ID: "b", Kind: calc.Namnd})
	e := inv.Effects[0]
	e.ID, e.Actor = "second", "b"
	inv.Effects = append(inv.Effects, e)
	both := evaluate(t, inv, calc.DefaultOptions()).Savings.PresentValue
	inv.Costs[0].Amounts[0].Amount = calc.Exactly(both) // neither alone is enough
	for _, w := range evaluate(t, inv, calc.DefaultOptions()).Warnings {
		if w.Code == calc.OneEffect {
			if w.Path != "effects[0]" {
				t.Errorf("it is told of %s", w.Path)
			}
			return
		}
	}
	t.Error("there is no warning")
}
