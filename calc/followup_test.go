package calc_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"siv/calc"
)

// TestFollowUp: an effect observed by its units and by its share, a cost above the
// budget, and what is concluded.
func TestFollowUp(t *testing.T) {
	inv := reflowing(2016) // costs 5000 in 2016, saves 1000 a year in 2017-2026
	units, change := dec("0.5"), dec("0.8")
	seen := &calc.Outcomes{
		Costs: []calc.YearValue{{Year: 2016, Amount: dec("6000")}},
		Effects: []calc.EffectOutcome{
			{Effect: "e", Year: 2017, Units: &units},
			{Effect: "e", Year: 2018, Change: &change},
		},
	}
	f, err := calc.Follow(inv, index(), calc.DefaultOptions(), seen, nil)
	if err != nil {
		t.Fatal(err)
	}
	check := func(what string, got decimal.Decimal, want string) {
		t.Helper()
		if got.StringFixed(4) != want {
			t.Errorf("%s is %s, want %s", what, got.StringFixed(4), want)
		}
	}
	check("cost", f.Costs[0].Actual, "6000.0000")
	check("cost rate", f.Costs[0].Rate.Decimal, "1.2000")
	check("2017", f.Effects[0].Years[0].Actual, "500.0000")
	check("2018", f.Effects[0].Years[1].Actual, "800.0000")
	check("realisation", f.Savings.Rate.Decimal, "0.6500")
	check("updated savings", f.Updated.Savings.Undiscounted, "9300.0000")
	check("updated cost", f.Updated.Cost.Undiscounted, "6000.0000")
	if f.Conclusion != calc.MakePermanent {
		t.Errorf("the conclusion is %s: %v", f.Conclusion, f.Reasons)
	}
	if _, bias := calc.Pool([]*calc.FollowUp{f, f}); bias.Decimal.StringFixed(4) != "0.3500" {
		t.Errorf("the pooled optimism bias is %s", bias.Decimal)
	}
	for _, c := range []struct {
		alternative string
		want        calc.Conclusion
	}{{"0", calc.ScaleUp}, {"100000", calc.MakePermanent}} {
		f, err := calc.Follow(inv, index(), calc.DefaultOptions(), seen, []decimal.Decimal{dec(c.alternative)})
		if err != nil || f.Conclusion != c.want {
			t.Errorf("beside an alternative of %s kr: %s, want %s (%v)", c.alternative, f.Conclusion, c.want, err)
		}
	}
	none := dec("0")
	seen.Effects = []calc.EffectOutcome{{Effect: "e", Year: 2017, Units: &none}}
	if f, err := calc.Follow(inv, index(), calc.DefaultOptions(), seen, nil); err != nil || f.Conclusion != calc.Neither {
		t.Errorf("without an effect on the target group: %v %v", f, err)
	}
}

// TestFollowUpOfRisingCost: a cost that was to rise, and rose, is as planned.
func TestFollowUpOfRisingCost(t *testing.T) {
	inv := reflowing(2016)
	rising := inv.Effects[0]
	rise := calc.Exactly(dec("-0.1"))
	rising.ID, rising.Change = "studies", &rise
	inv.Effects = append(inv.Effects, rising)
	for change, want := range map[string]calc.Conclusion{"-0.05": calc.MakePermanent, "0": calc.Neither, "0.05": calc.Neither} {
		seen := dec(change)
		f, err := calc.Follow(inv, index(), calc.DefaultOptions(),
			&calc.Outcomes{Effects: []calc.EffectOutcome{{Effect: "studies", Year: 2017, Change: &seen}}}, nil)
		if err != nil || f.Conclusion != want {
			t.Errorf("a change of %s: %v, want %s (%v)", change, f, want, err)
		}
	}
}

// TestOutcomesAsForecast change nothing but the deduction for optimism.
func TestOutcomesAsForecast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		inv, opt := drawInvestment(t), drawOptions(t)
		seen := &calc.Outcomes{}
		for i := range inv.Effects {
			inv.Effects[i].OptimismBias = nil
			change := inv.Effects[i].LikelyChange()
			seen.Effects = append(seen.Effects, calc.EffectOutcome{Effect: inv.Effects[i].ID, Change: &change,
				Year: inv.Completion.Year() + rapid.IntRange(1, 9).Draw(t, "year")})
		}
		f, err := calc.Follow(inv, index(), opt, seen, nil)
		if err != nil {
			t.Fatal(err)
		}
		if was, is := figures(f.Forecast), figures(f.Updated); was != is {
			t.Fatalf("forecast:\n%s\nupdated:\n%s", was, is)
		}
	})
}

// TestWrongOutcomes are told with their place in the outcomes' file.
func TestWrongOutcomes(t *testing.T) {
	value, large := dec("0.5"), dec("1.5")
	for want, seen := range map[string]calc.Outcomes{
		"investment: other-investment":        {Investment: "other"},
		"costs.2018: outside-investment":      {Costs: []calc.YearValue{{Year: 2018, Amount: dec("1")}}},
		"effects.x: unknown-effect":           {Effects: []calc.EffectOutcome{{Effect: "x", Year: 2018, Units: &value}}},
		"effects.e.2016: outside-window":      {Effects: []calc.EffectOutcome{{Effect: "e", Year: 2016, Units: &value}}},
		"effects.e.2018.with: not-allowed":    {Effects: []calc.EffectOutcome{{Effect: "e", Year: 2018, With: &value}}},
		"effects.e.2018.change: out-of-range": {Effects: []calc.EffectOutcome{{Effect: "e", Year: 2018, Change: &large}}},
	} {
		_, err := calc.Follow(reflowing(2016), index(), calc.DefaultOptions(), &seen, nil)
		faults, ok := err.(calc.FileFaults)
		if !ok || faults.Of != "outcomes" || faults.Faults[0].Path+": "+faults.Faults[0].Code != want {
			t.Errorf("faults %v, want %s", err, want)
		}
	}
}
