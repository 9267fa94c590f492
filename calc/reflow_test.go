package calc_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"siv/calc"
)

// rules are the programme's rules of reflow.
func rules() calc.ReflowRules {
	return calc.ReflowRules{Before: 2019, From: 2020, Share: dec("1"), Cap: "granted", Base: "net", FirstYear: 1}
}

// TestPublishedReflow is the reflow of the two worked examples; in the second the
// cap binds.
func TestPublishedReflow(t *testing.T) {
	for _, name := range []string{"worked-example.json", "second-example.json"} {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join("..", "testdata", "conformance", name))
			if err != nil {
				t.Fatal(err)
			}
			var c exampleCase
			var more struct {
				Inputs   struct{ Decision *struct{ Amount string } }
				Expected struct {
					Reflow struct {
						Granted string
						Plan    map[string]map[string]string
					}
				}
			}
			for _, into := range []any{&c, &more} {
				if err := json.Unmarshal(data, into); err != nil {
					t.Fatal(err)
				}
			}
			inv, prices, opt := c.Inputs.build(t)
			amount := dec("4550000") // the worked example's fund costs as written
			if d := more.Inputs.Decision; d != nil {
				amount = dec(d.Amount)
				inv.Decision = &calc.Decision{Amount: &amount}
			}
			plan, err := calc.Reflow(calc.ReflowInput{Investment: inv, Prices: prices, Options: opt, Rules: rules()})
			if err != nil {
				t.Fatal(err)
			}
			got := map[string]map[string]string{}
			for _, row := range plan.Rows {
				year := fmt.Sprint(row.Year)
				if got[year] == nil {
					got[year] = map[string]string{}
				}
				got[year][row.Namnd] = row.Amount.StringFixed(2)
			}
			if diff := cmp.Diff(more.Expected.Reflow.Plan, got); diff != "" {
				t.Errorf("plan differs from the published one (-published +got):\n%s", diff)
			}
			if plan.Granted.StringFixed(2) != more.Expected.Reflow.Granted {
				t.Errorf("granted %s, published %s", plan.Granted, more.Expected.Reflow.Granted)
			}
		})
	}
}

// TestWhetherReflowApplies, by start, terms and decision.
func TestWhetherReflowApplies(t *testing.T) {
	yes, no := true, false
	for _, c := range []struct {
		year  int
		terms *calc.ReflowTerms
		plan  bool
		want  string
	}{
		{2018, nil, false, "true: started before 2019"},
		{2020, nil, false, "false: started in 2020 or later"},
		{2019, nil, false, "reflow-undefined"},
		{2019, &calc.ReflowTerms{Applies: &yes, Decision: "Ks 1"}, false, "true: decision: Ks 1"},
		{2019, &calc.ReflowTerms{Applies: &no, Decision: "Ks 1"}, false, "false: decision: Ks 1"},
		{2019, &calc.ReflowTerms{Applies: &yes}, false, "reflow-undecided"},
		{2018, &calc.ReflowTerms{Applies: &yes}, false, "true: started before 2019"},
		{2018, &calc.ReflowTerms{Applies: &no}, false, "reflow-undecided"},
		{2021, &calc.ReflowTerms{Applies: &yes, Decision: "Ks 1"}, false, "true: decision: Ks 1"},
		{2021, nil, true, "true: a plan was decided"},
	} {
		inv := reflowing(c.year)
		inv.Reflow = c.terms
		in := calc.ReflowInput{Investment: inv, Prices: index(), Options: calc.DefaultOptions(), Rules: rules()}
		if c.plan {
			in.Decided = &calc.Plan{}
		}
		plan, err := calc.Reflow(in)
		var faults calc.Faults
		got := ""
		if errors.As(err, &faults) {
			got = faults[0].Code
		} else {
			got = fmt.Sprint(plan.Applies, ": ", plan.Reason)
		}
		if got != c.want {
			t.Errorf("start %d, terms %+v: %s, want %s", c.year, c.terms, got, c.want)
		}
	}
}

// reflowing is an investment of one year whose effect saves 1000 kr a year, all
// of it cashable, from the January after it.
func reflowing(year int) *calc.Investment {
	inv := tie(dec("5000"), dec("1000"))
	inv.Start, inv.Completion = calc.NewMonth(year, 1), calc.NewMonth(year, 12)
	inv.Costs[0].Amounts[0].Year = year
	cashable := calc.Exactly(dec("1"))
	inv.Effects[0].Quantity, inv.Effects[0].Lasts, inv.Effects[0].Cashable = calc.Exactly(dec("1")), nil, &cashable
	return inv
}

func rows(plan *calc.ReflowPlan) string {
	var lines []string
	for _, r := range plan.Rows {
		lines = append(lines, fmt.Sprintf("%d %s %s %s %s", r.Year, r.Namnd, r.Amount.StringFixed(2), r.Basis, r.Carry.StringFixed(2)))
	}
	return strings.Join(lines, "\n")
}

// TestOutcomesAreCarriedOn: what was reflowed by forecast stands, and the
// difference moves to the next year that is not settled.
func TestOutcomesAreCarriedOn(t *testing.T) {
	units := func(year int, n string) calc.EffectOutcome {
		value := dec(n)
		return calc.EffectOutcome{Effect: "e", Year: year, Units: &value}
	}
	for _, c := range []struct {
		name     string
		outcomes []calc.EffectOutcome
		want     string
	}{
		{"as forecast", []calc.EffectOutcome{units(2017, "1")}, `2017 a 1000.00 actual 0.00
2018 a 1000.00 forecast 0.00
2019 a 1000.00 forecast 0.00
2020 a 1000.00 forecast 0.00
2021 a 1000.00 forecast 0.00`},
		{"less", []calc.EffectOutcome{units(2017, "0.8")}, `2017 a 1000.00 actual -200.00
2018 a 800.00 forecast 0.00
2019 a 1000.00 forecast 0.00
2020 a 1000.00 forecast 0.00
2021 a 1000.00 forecast 0.00
2022 a 200.00 forecast 0.00`},
		{"much less: the rest moves on", []calc.EffectOutcome{units(2017, "-1.5")}, `2017 a 1000.00 actual -1000.00
2019 a 1000.00 forecast 0.00
2020 a 1000.00 forecast 0.00
2021 a 1000.00 forecast 0.00
2022 a 1000.00 forecast 0.00`},
		{"two years", []calc.EffectOutcome{units(2017, "0.5"), units(2018, "0.2")}, `2017 a 1000.00 actual -500.00
2018 a 1000.00 actual -1300.00
2019 a 0.00 forecast -300.00
2020 a 700.00 forecast 0.00
2021 a 1000.00 forecast 0.00
2022 a 1000.00 forecast 0.00
2023 a 300.00 forecast 0.00`},
		{"more, to the cap", []calc.EffectOutcome{units(2017, "3")}, `2017 a 1000.00 actual 2000.00
2018 a 3000.00 forecast 0.00
2019 a 1000.00 forecast 0.00`},
	} {
		t.Run(c.name, func(t *testing.T) {
			plan, err := calc.Reflow(calc.ReflowInput{Investment: reflowing(2016), Prices: index(), Options: calc.DefaultOptions(),
				Rules: rules(), Outcomes: &calc.Outcomes{Effects: c.outcomes}})
			if err != nil {
				t.Fatal(err)
			}
			if got := rows(plan); got != c.want {
				t.Errorf("plan:\n%s\nwant:\n%s", got, c.want)
			}
		})
	}
}

// TestReflowLaws: the parts add up to the öre, nothing passes the cap, an outcome
// equal to the forecast gives no carry, and splitting is fair to the öre.
func TestReflowLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		inv := drawInvestment(t)
		if inv.Start.Year() >= 2019 {
			return
		}
		for i := range inv.Effects {
			if inv.Effects[i].Cashable == nil {
				cashable := calc.Exactly(dec("0.5"))
				inv.Effects[i].Cashable = &cashable
			}
		}
		amount := drawDecimal(t, "granted", 2000000, 2)
		inv.Decision = &calc.Decision{Amount: &amount}
		in := calc.ReflowInput{Investment: inv, Prices: index(), Options: calc.DefaultOptions(), Rules: rules()}
		in.Rules.Share = drawDecimal(t, "share", 1, 2)
		plan, err := calc.Reflow(in)
		if err != nil {
			t.Fatal(err)
		}
		total, byYear := decimal.Zero, map[int]decimal.Decimal{}
		for _, r := range plan.Rows {
			if r.Amount.IsNegative() || !r.Amount.Equal(r.Amount.Round(2)) || !r.Carry.IsZero() {
				t.Fatalf("row %+v", r)
			}
			total = total.Add(r.Amount)
			byYear[r.Year] = byYear[r.Year].Add(r.Amount)
		}
		if total.GreaterThan(amount) {
			t.Fatalf("%s is reflowed, %s was granted", total, amount)
		}
		// Never more than the base by more than rounding: the cashable savings of
		// nämnder in that year.
		r := evaluate(t, inv, calc.DefaultOptions())
		cashable := map[int]decimal.Decimal{}
		for _, y := range r.ByActorYear {
			if y.Actor.Kind == calc.Namnd {
				cashable[y.Year] = cashable[y.Year].Add(y.Cashable.Decimal)
			}
		}
		for year, amount := range byYear {
			if amount.GreaterThan(cashable[year].Add(dec("0.02"))) {
				t.Fatalf("%d: %s is reflowed of %s", year, amount, cashable[year])
			}
		}
	})
}

// TestSuccessorTakesOver: a nämnd that was reorganised pays under its new name.
func TestSuccessorTakesOver(t *testing.T) {
	inv := reflowing(2016)
	inv.Actors[0].Successor = &calc.Successor{ID: "b", From: 2019}
	plan, err := calc.Reflow(calc.ReflowInput{Investment: inv, Prices: index(), Options: calc.DefaultOptions(), Rules: rules()})
	if err != nil {
		t.Fatal(err)
	}
	want := "2017 a 1000.00 forecast 0.00\n2018 a 1000.00 forecast 0.00\n2019 b 1000.00 forecast 0.00\n2020 b 1000.00 forecast 0.00\n2021 b 1000.00 forecast 0.00"
	if got := rows(plan); got != want {
		t.Errorf("plan:\n%s\nwant:\n%s", got, want)
	}
}

// TestFrames: before, after, what is missing, and a reflow above the frame.
func TestFrames(t *testing.T) {
	in := calc.ReflowInput{Investment: reflowing(2016), Prices: index(), Options: calc.DefaultOptions(), Rules: rules()}
	frames := calc.Frames{"a": {2017: dec("10000"), 2018: dec("10000"), 2019: dec("10000"), 2020: dec("999.99")}}
	in.Frames = &frames
	_, err := calc.Reflow(in)
	var faults calc.FileFaults
	if !errors.As(err, &faults) || faults.Of != "frames" || len(faults.Faults) != 2 ||
		faults.Faults[0].Code != "above-frame" || faults.Faults[1].Code != "frame-missing" {
		t.Fatalf("faults %+v", err)
	}
	frames["a"][2020], frames["a"][2021] = dec("1000"), dec("1500")
	plan, err := calc.Reflow(in)
	if err != nil {
		t.Fatal(err)
	}
	if last := plan.Rows[4]; !last.FrameAfter.Decimal.Equal(dec("500")) || plan.Warnings[0].Code != calc.FramesInOtherPrices {
		t.Errorf("last row %+v, warnings %v", last, plan.Warnings)
	}
}
