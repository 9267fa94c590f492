package calc_test

import (
	"context"
	"errors"
	"math"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"siv/calc"
)

func simulate(t testing.TB, inv *calc.Investment, opt calc.Options, draws int) *calc.Simulation {
	t.Helper()
	s, err := calc.Simulate(context.Background(), inv, flatPrices{}, opt, calc.Draws{Draws: draws, Seed: calc.DefaultSeed})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The program of the simulation, run once with nothing uncertain, is the exact
// result: every chance is 0 or 1, and the net is the same to the öre.
func TestSimulationWithoutRangesIsTheResult(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		inv, opt := drawUncertain(rt), drawChoices(rt)
		for _, in := range calc.Inputs(inv) {
			inv = calc.With(inv, in.Path, in.Number.Likely)
		}
		checkExact(t, rt, inv, opt)
	})
}

// The program of an investment with every number uncertain gives the exact result
// at the likely values.
func TestProgramAgreesWithTheExactModel(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		inv, opt := drawUncertain(rt), drawChoices(rt)
		exact, err := calc.Evaluate(inv, flatPrices{}, opt)
		if err != nil {
			rt.Fatal(err)
		}
		net, breakEven, tests, err := calc.ProgramAtLikely(inv, flatPrices{}, opt)
		if err != nil {
			rt.Fatal(err)
		}
		want, _ := exact.Net.PresentValue.Float64()
		if math.Abs(net-want) > 0.02 {
			rt.Fatalf("net %f, exactly %f", net, want)
		}
		year := 0
		if exact.BreakEven != nil {
			year = exact.BreakEven.Year
		}
		if tests != exact.Tests || breakEven != year {
			rt.Fatalf("tests %v, break-even %d; exactly %v, %d", tests, breakEven, exact.Tests, year)
		}
	})
}

func checkExact(t *testing.T, rt *rapid.T, inv *calc.Investment, opt calc.Options) {
	s := simulate(t, inv, opt, 300)
	for _, c := range calc.Criteria() {
		want := 0.0
		if s.Tests.Of(c) {
			want = 1
		}
		if got := s.Chance[c]; got.Share != want || got.StandardError != 0 {
			rt.Fatalf("%s: chance %v, the test is %v", c, got, s.Tests.Of(c))
		}
	}
	want, _ := s.Result.Net.PresentValue.Float64()
	if math.Abs(s.Net.Mean-want) > 0.02 || s.Net.Deviation > 1e-3 || s.PerfectInformation > 1e-3 {
		rt.Fatalf("net %+v, exactly %f", s.Net, want)
	}
}

// In a model that is linear in independent inputs the mean is that of the means:
// PERT (low + 4 likely + high)/6, triangular (low + likely + high)/3, uniform
// (low + high)/2.
func TestMeanOfALinearModel(t *testing.T) {
	for dist, weight := range map[calc.Distribution]int64{"": 4, calc.PERT: 4, calc.Triangular: 1, calc.Uniform: 0} {
		inv := uncertainProposal()
		mean := uncertainProposal()
		of := func(n calc.Number) (drawn, atMean calc.Number) {
			if !n.Range() {
				return n, n
			}
			n.Dist = dist
			sum := n.Low.Add(n.High).Add(n.Likely.Mul(decimal.NewFromInt(weight)))
			return n, calc.Exactly(sum.DivRound(decimal.NewFromInt(weight+2), 20))
		}
		for i := range inv.Costs[0].Amounts {
			inv.Costs[0].Amounts[i].Amount, mean.Costs[0].Amounts[i].Amount = of(inv.Costs[0].Amounts[i].Amount)
		}
		inv.RunningCosts[0].PerYear, mean.RunningCosts[0].PerYear = of(inv.RunningCosts[0].PerYear)
		for i := range inv.Effects {
			e, m := &inv.Effects[i], &mean.Effects[i]
			e.Intakes[0].People, m.Intakes[0].People = of(e.Intakes[0].People)
			e.Quantity, m.Quantity = of(e.Quantity)
			if e.Change != nil {
				*e.Change, *m.Change = of(*e.Change)
				*e.Deadweight, *m.Deadweight = of(*e.Deadweight)
			} else {
				e.Outcome.With, m.Outcome.With = of(e.Outcome.With)
			}
		}
		s := simulate(t, inv, calc.DefaultOptions(), 200_000)
		want, err := calc.Evaluate(mean, flatPrices{}, calc.DefaultOptions())
		if err != nil {
			t.Fatal(err)
		}
		closed, _ := want.Net.PresentValue.Float64()
		t.Logf("%q: mean %.0f ± %.0f, closed form %.0f", dist, s.Net.Mean, s.Net.StandardError, closed)
		if math.Abs(s.Net.Mean-closed) > 4*s.Net.StandardError {
			t.Errorf("%q: mean %f ± %f, closed form %f", dist, s.Net.Mean, s.Net.StandardError, closed)
		}
	}
}

// With savings S known and one cost C, uniform on low..high, all at rate 0:
//
//	chance = (S - low) / (high - low)
//	E[max(S-C, 0)] = (S - low)² / (2 (high - low))
//
// and the value of perfect information is the latter less max(0, S - mean of C).
func TestClosedFormOfOneUniformCost(t *testing.T) {
	inv := uncertainProposal()
	cost := between("600000", "900000", "1400000")
	cost.Dist = calc.Uniform
	inv.Costs[0].Amounts = []calc.YearAmount{{Year: 2020, Amount: cost}}
	inv.RunningCosts, inv.Effects = nil, inv.Effects[:1]
	e := &inv.Effects[0] // 10 people × 10 % × 100 days × 950 kr for ten years: 950 000
	e.Intakes[0].People, e.DropOff = calc.Exactly(dec("10")), nil
	e.Outcome.With, e.Quantity = calc.Exactly(dec("0.2")), calc.Exactly(dec("100"))
	e.UnitCost = inline("950")
	opt := calc.DefaultOptions()
	opt.Rate = &calc.Rate{}
	s := simulate(t, inv, opt, 400_000)
	if got := s.Chance[calc.NetTest]; math.Abs(got.Share-350.0/800) > 4*got.StandardError {
		t.Errorf("chance %+v, closed form %f", got, 350.0/800)
	}
	if want := 350_000.0 * 350 / 1600; math.Abs(s.PerfectInformation-want) > 1000 {
		t.Errorf("perfect information is worth %f, closed form %f", s.PerfectInformation, want)
	}
	for i, p := range []float64{0.05, 0.25, 0.50, 0.75, 0.95} {
		if want := 950_000 - (1_400_000 - p*800_000); math.Abs(s.Net.Percentiles[i]-want) > 4000 {
			t.Errorf("percentile %v is %f, closed form %f", p, s.Net.Percentiles[i], want)
		}
	}
	if in := s.Inputs[0]; math.Abs(in.OfVariance-1) > 1e-9 {
		t.Errorf("the only input explains %f of the variance", in.OfVariance)
	}
}

// The same seed gives the same result on any number of processors.
func TestSimulationOnAnyNumberOfProcessors(t *testing.T) {
	inv := uncertainProposal()
	many := simulate(t, inv, calc.DefaultOptions(), 20_000)
	before := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(before)
	single := simulate(t, inv, calc.DefaultOptions(), 20_000)
	many.Result, single.Result = nil, nil
	if diff := cmp.Diff(many, single, cmp.AllowUnexported(calc.Input{})); diff != "" {
		t.Error(diff)
	}
}

// Inputs that share a name move together: the variance of a sum of two equal
// costs is then twice as large as when they are drawn alone.
func TestSharedNamesMoveTogether(t *testing.T) {
	inv := uncertainProposal()
	inv.RunningCosts, inv.Effects = nil, inv.Effects[:1]
	inv = calc.With(inv, "effects[0].quantity", dec("200"))
	inv = calc.With(inv, "effects[0].people", dec("30"))
	inv = calc.With(inv, "effects[0].outcome.with", dec("0.2"))
	opt := calc.DefaultOptions()
	opt.Rate = &calc.Rate{}
	alone := simulate(t, inv, opt, 50_000)
	for i := range 2 {
		inv.Costs[0].Amounts[i].Amount.Name = "wages"
	}
	together := simulate(t, inv, opt, 50_000)
	ratio := math.Pow(together.Net.Deviation/alone.Net.Deviation, 2)
	t.Logf("variance together / alone: %.3f", ratio)
	if math.Abs(ratio-2) > 0.05 {
		t.Errorf("variance is %f times as large, not 2", ratio)
	}
	if share := together.Inputs[0].OfVariance; math.Abs(share-1) > 1e-9 {
		t.Errorf("each of two equal costs explains %f of the variance, not all", share)
	}
}

// One draw has no spread.
func TestOneDraw(t *testing.T) {
	s := simulate(t, uncertainProposal(), calc.DefaultOptions(), 1)
	if s.Net.Deviation != 0 || s.Net.StandardError != 0 || s.Inputs[0].OfVariance != 0 || s.Net.Percentiles[0] != s.Net.Percentiles[4] {
		t.Errorf("net %+v, first input %+v", s.Net, s.Inputs[0])
	}
}

// A percentile is the least value that so many per cent do not exceed.
func TestPercentiles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(-1e9, 1e9), 1, 300).Draw(t, "values")
		sorted := slices.Sorted(slices.Values(values))
		for i, p := range []float64{0.05, 0.25, 0.50, 0.75, 0.95} {
			want := sorted[max(0, int(math.Ceil(p*float64(len(sorted))))-1)]
			if got := calc.Percentiles(values)[i]; got != want {
				t.Fatalf("percentile %v is %v, want %v", p, got, want)
			}
		}
	})
}

func TestSimulationCanBeInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := calc.Simulate(ctx, uncertainProposal(), flatPrices{}, calc.DefaultOptions(), calc.Draws{Draws: 1000})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// BenchmarkSimulate reports what 1 000 000 draws of a proposal with eight
// uncertain inputs cost, over what drawing their 8 000 000 variates alone costs
// with the same generators on the same processors. The two take turns.
func BenchmarkSimulate(b *testing.B) {
	const draws = 1_000_000
	inv := uncertainProposal()
	if n := len(calc.Uncertain(calc.Inputs(inv))); n != 8 {
		b.Fatalf("%d uncertain inputs", n)
	}
	var whole, alone time.Duration
	for b.Loop() {
		start := b.Elapsed()
		simulate(b, inv, calc.DefaultOptions(), draws)
		middle := b.Elapsed()
		calc.DrawAlone(inv, draws, calc.DefaultSeed)
		whole, alone = whole+middle-start, alone+b.Elapsed()-middle
	}
	b.ReportMetric(float64(whole)/float64(alone), "ratio")
	b.ReportMetric(whole.Seconds()/float64(b.N), "s/simulation")
	b.ReportMetric(alone.Seconds()/float64(b.N), "s/variates")
}
