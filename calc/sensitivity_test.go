package calc_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"siv/calc"
)

// Every end of a one-way analysis is what a full evaluation of the changed file
// finds, and its switching value put into the file gives 0 to the öre.
func TestOneWayIsTheEvaluationOfTheChangedFile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		inv, opt := drawUncertain(t), drawChoices(t)
		s, err := calc.OneWaySensitivity(inv, flatPrices{}, opt)
		if err != nil {
			t.Fatal(err)
		}
		for _, in := range s.Inputs {
			low, high := at(t, inv, opt, in.Path, in.Number.Low), at(t, inv, opt, in.Path, in.Number.High)
			if !low.Net.PresentValue.Equal(in.AtLow.Net) || low.Tests != in.AtLow.Tests || low.Passes != in.AtLow.Passes {
				t.Fatalf("%s low: %v %v, the file gives %v %v", in.Path, in.AtLow.Net, in.AtLow.Tests, low.Net.PresentValue, low.Tests)
			}
			if !high.Net.PresentValue.Equal(in.AtHigh.Net) || high.Tests != in.AtHigh.Tests {
				t.Fatalf("%s high: %v, the file gives %v", in.Path, in.AtHigh, high.Net)
			}
			checkSwitching(t, inv, opt, in.Input, in.Switching, low.Passes != high.Passes)
		}
	})
}

// checkSwitching puts a switching value into the file.
func checkSwitching(t *rapid.T, inv *calc.Investment, opt calc.Options, in calc.Input, switching decimal.NullDecimal, mustExist bool) {
	if !switching.Valid {
		if mustExist {
			t.Fatalf("%s: the verdict differs at the ends, and no switching value was found", in.Path)
		}
		return
	}
	there := at(t, inv, opt, in.Path, switching.Decimal)
	if !in.Whole {
		if m := margin(there); m.Abs().GreaterThan(dec("0.01")) {
			t.Fatalf("%s = %s gives a margin of %s", in.Path, switching.Decimal, m)
		}
		if opt.Criterion == calc.NetTest && !there.Net.PresentValue.IsZero() {
			t.Fatalf("%s = %s gives a net of %s", in.Path, switching.Decimal, there.Net.PresentValue)
		}
		return
	}
	likely := at(t, inv, opt, in.Path, in.Number.Likely)
	if there.Passes == likely.Passes {
		t.Fatalf("%s = %s does not change the verdict", in.Path, switching.Decimal)
	}
	before := switching.Decimal.Sub(decimal.NewFromInt(int64(switching.Decimal.Cmp(in.Number.Likely))))
	if at(t, inv, opt, in.Path, before).Passes != likely.Passes {
		t.Fatalf("%s = %s changes the verdict already", in.Path, before)
	}
}

func TestDistanceToFlip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		inv, opt := drawUncertain(t), drawChoices(t)
		s, err := calc.DistanceToFlip(inv, flatPrices{}, opt)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range s.Inputs {
			checkSwitching(t, inv, opt, d.Input, d.Switching, false)
		}
	})
}

// Every point of a grid is the evaluation of the file with both numbers changed,
// and on the line the net is 0.
func TestGridIsTheEvaluationOfTheChangedFile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		inv, opt := drawUncertain(t), drawChoices(t)
		opt.Criterion = calc.NetTest
		inputs := calc.Uncertain(calc.Inputs(inv))
		if len(inputs) < 2 {
			t.Skip()
		}
		a := rapid.SampledFrom(inputs).Draw(t, "a")
		b := rapid.SampledFrom(inputs).Draw(t, "b")
		if a.Path == b.Path {
			t.Skip()
		}
		g, err := calc.TwoWaySensitivity(inv, flatPrices{}, opt, a, b)
		if err != nil {
			t.Fatal(err)
		}
		for i, x := range g.AValues {
			there := calc.With(inv, a.Path, x)
			for j, y := range g.BValues {
				if r := at(t, there, opt, b.Path, y); !r.Net.PresentValue.Equal(g.Cells[i][j].Net) || r.Passes != g.Cells[i][j].Passes {
					t.Fatalf("%s %s, %s %s: %v, the file gives %s", a.Path, x, b.Path, y, g.Cells[i][j], r.Net.PresentValue)
				}
			}
			if y := g.Line[i]; y.Valid && !b.Whole {
				if r := at(t, there, opt, b.Path, y.Decimal); !r.Net.PresentValue.IsZero() {
					t.Fatalf("on the line, %s %s, %s %s, the net is %s", a.Path, x, b.Path, y.Decimal, r.Net.PresentValue)
				}
			}
		}
	})
}

// What is stated exactly has no span and no switching value.
func TestExactNumbersHaveNoSpan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		inv, opt := drawUncertain(t), drawChoices(t)
		exact := calc.Vary(inv, decimal.Zero)
		for _, in := range calc.Inputs(inv) {
			exact = calc.With(exact, in.Path, in.Number.Likely)
		}
		s, err := calc.OneWaySensitivity(exact, flatPrices{}, opt)
		if err != nil {
			t.Fatal(err)
		}
		if len(s.Inputs) != 0 || s.Evaluations != 1 {
			t.Fatalf("%d inputs, %d evaluations", len(s.Inputs), s.Evaluations)
		}
	})
}

// A one-way analysis of 50 inputs costs at most 120 evaluations.
func TestOneWayEvaluations(t *testing.T) {
	inv := uncertainProposal()
	inv.Effects = nil
	for i := range 5 {
		_ = i
		e := uncertainProposal().Effects[1]
		e.ID = "e" + string(rune('a'+i))
		e.Lasts, e.Starts = pointer(calc.Exactly(dec("60"))), pointer(calc.Exactly(dec("5")))
		e.DropOff, e.OptimismBias = pointer(calc.Exactly(dec("0.1"))), pointer(calc.Exactly(dec("0.1")))
		e.Attribution, e.Displacement = pointer(calc.Exactly(dec("0.9"))), pointer(calc.Exactly(dec("0.1")))
		inv.Effects = append(inv.Effects, e)
	}
	inv = calc.Vary(inv, dec("0.5"))
	inputs := calc.Uncertain(calc.Inputs(inv))
	s, err := calc.OneWaySensitivity(inv, flatPrices{}, calc.DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d inputs, %d evaluations", len(inputs), s.Evaluations)
	if len(inputs) < 50 || s.Evaluations > 120*len(inputs)/50 {
		t.Errorf("%d evaluations for %d inputs", s.Evaluations, len(inputs))
	}
}
