package calc_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"siv/calc"
)

// netFlows are flows at t = 0, 1, …
func netFlows(amounts ...string) []calc.DatedFlow {
	flows := make([]calc.DatedFlow, len(amounts))
	for i, amount := range amounts {
		flows[i].T = i
		if d := dec(amount); d.IsNegative() {
			flows[i].Cost = d.Neg()
		} else {
			flows[i].Benefit = d
		}
	}
	return flows
}

func value(t interface{ Fatal(...any) }, flows []calc.DatedFlow, terms calc.FlowTerms) *calc.FlowResult {
	if terms.Timing == "" {
		terms.Timing = calc.AtStart
	}
	r, err := calc.ValueFlows(flows, terms)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Source: numpy-financial, tests of mirr (2025).
func TestModifiedRateOfReturn(t *testing.T) {
	for _, c := range []struct {
		flows             []string
		finance, reinvest string
		want              string
		places            int32
	}{
		{[]string{"-120000", "39000", "30000", "21000", "37000", "46000"}, "0.10", "0.12", "0.126094", 6},
		{[]string{"-4500", "-800", "800", "800", "600", "600", "800", "800", "700", "3000"}, "0.08", "0.055", "0.0666", 4},
		{[]string{"100", "200", "-50", "300", "-200"}, "0.05", "0.06", "0.3428", 4},
	} {
		finance, reinvest := dec(c.finance), dec(c.reinvest)
		r := value(t, netFlows(c.flows...), calc.FlowTerms{Finance: &finance, Reinvest: &reinvest})
		if got := r.MIRR.Decimal.StringFixed(c.places); !r.MIRR.Valid || got != c.want {
			t.Errorf("%v: %s, want %s", c.flows, got, c.want)
		}
	}
	if r := value(t, netFlows("39000", "30000", "21000"), calc.FlowTerms{}); r.MIRR.Valid {
		t.Errorf("without a cost the modified rate of return is %s", r.MIRR.Decimal)
	}
}

// A factor (1+r)^-(t+1/2) squared is (1+r)^-(2t+1).
func TestMidYearFactor(t *testing.T) {
	r := value(t, netFlows("0", "0", "1"), calc.FlowTerms{Rate: dec("0.21"), Timing: calc.AtMid})
	if want := "0.620921323059"; r.Times[2].Factor.String() != want { // 1.1^-5
		t.Errorf("factor %s, want %s", r.Times[2].Factor, want)
	}
}

// The order of the rows plays no part, and rows of one t add up.
func TestFlowsInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := rapid.Custom(func(t *rapid.T) calc.DatedFlow {
			return calc.DatedFlow{T: rapid.IntRange(-3, 12).Draw(t, "t"),
				Cost:    decimal.New(rapid.Int64Range(0, 1e6).Draw(t, "cost"), -2),
				Benefit: decimal.New(rapid.Int64Range(0, 1e6).Draw(t, "benefit"), -2)}
		})
		flows := rapid.SliceOfN(draw, 1, 12).Draw(t, "flows")
		terms := calc.FlowTerms{Rate: decimal.New(rapid.Int64Range(-500, 1500).Draw(t, "rate"), -4),
			Timing: rapid.SampledFrom(calc.Timings()).Draw(t, "timing")}
		a, b := value(t, flows, terms), value(t, rapid.Permutation(flows).Draw(t, "shuffled"), terms)
		if !a.NPV.Equal(b.NPV) || !a.PVCosts.Equal(b.PVCosts) || len(a.IRR) != len(b.IRR) || a.MIRR != b.MIRR && !a.MIRR.Decimal.Equal(b.MIRR.Decimal) {
			t.Fatalf("%+v and %+v", a, b)
		}
		if difference := a.PVBenefits.Sub(a.PVCosts).Sub(a.NPV).Abs(); difference.GreaterThan(dec("0.000000000001")) {
			t.Fatalf("npv differs from benefits - costs by %s", difference)
		}
		// At each rate of return the flows are worth nothing.
		for _, rate := range a.IRR {
			below, above := terms, terms
			below.Rate, above.Rate = rate.Sub(dec("0.0000001")), rate.Add(dec("0.0000001"))
			x, y := value(t, flows, below).NPV, value(t, flows, above).NPV
			if x.Sign()*y.Sign() > 0 && x.Abs().GreaterThan(dec("0.1")) && y.Abs().GreaterThan(dec("0.1")) && rate.GreaterThan(dec("-0.5")) {
				t.Fatalf("at %s the flows are worth %s and %s", rate, x, y)
			}
		}
	})
}

func TestFlowFaults(t *testing.T) {
	for name, flows := range map[string][]calc.DatedFlow{
		"none":     nil,
		"negative": {{Cost: dec("-1")}},
		"apart":    {{T: 0}, {T: calc.MaxFlowSpan + 1}},
		"far":      {{T: calc.MaxTime + 1}},
	} {
		if _, err := calc.ValueFlows(flows, calc.FlowTerms{Timing: calc.AtStart}); err == nil {
			t.Errorf("%s: no fault", name)
		}
	}
	if _, err := calc.ValueFlows(netFlows("1"), calc.FlowTerms{Rate: dec("-1"), Timing: calc.AtStart}); err == nil {
		t.Error("a rate of -100 % is no fault")
	}
}
