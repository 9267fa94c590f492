package calc

import (
	"context"
	"fmt"
	"math"
)

// The draws of a simulation when nothing else is asked for, and the most.
const (
	DefaultDraws = 10_000
	MaxDraws     = 100_000_000
	DefaultSeed  = 1
)

// Draws says how a simulation is run. The same seed and number of draws give the
// same result on any number of processors.
type Draws struct {
	Draws int
	Seed  uint64
	// Progress, when not nil, is told how many draws are done. It is called by one
	// goroutine at a time.
	Progress func(done int)
}

// Simulation is an estimate in floating point of what an investment is worth when
// its ranges are drawn at random, beside the exact Result at its likely values.
type Simulation struct {
	*Result
	Draws  int
	Seed   uint64
	Chance map[Criterion]Chance // that each test is met
	Net    Spread               // present value, kronor
	BCR    *Spread              // present value; nil when a draw has no cost
	// BreakEven is the first year from which the cumulative net present value stays
	// at or above zero, over the draws that have one.
	BreakEven YearSpread
	Inputs    []Share // in the order of the file
	// PerfectInformation is the expected value of knowing every number before the
	// decision: E[max(net, 0)] - max(E[net], 0), kronor.
	PerfectInformation float64
	Histogram          []Bin // of the net present value
}

// Chance is the share of draws that meet a test, and its standard error
// √(p (1-p) / n).
type Chance struct {
	Share, StandardError float64
}

// percentiles are the percentiles of every spread.
func percentiles() [5]float64 { return [5]float64{0.05, 0.25, 0.50, 0.75, 0.95} }

// Spread is the mean with its standard error, the standard deviation, and the
// percentiles 5, 25, 50, 75 and 95: the least value that so many per cent of the
// draws do not exceed.
type Spread struct {
	Mean, StandardError, Deviation float64
	Percentiles                    [5]float64
}

// YearSpread is the break-even year. A percentile that lies among the draws that
// never break even is 0.
type YearSpread struct {
	Within      Chance // that it breaks even within the horizon
	Mean        float64
	Percentiles [5]int
}

// Share is the part of the variance of the net present value that an input
// explains on its own: the squared correlation between the two.
type Share struct {
	Input
	OfVariance float64
}

// Bin is a step of the histogram, From <= net < To; the last holds its To as well.
type Bin struct {
	From, To float64
	Count    int
}

// Simulate draws every range of the investment at random.
func Simulate(ctx context.Context, inv *Investment, prices Prices, opt Options, draws Draws) (*Simulation, error) {
	if draws.Draws < 1 || draws.Draws > MaxDraws {
		return nil, Faults{{Path: "draws", Code: "out-of-range", Message: fmt.Sprintf("the draws are 1 to %d", MaxDraws)}}
	}
	m, faults := newModel(inv, prices, opt)
	if len(faults) > 0 {
		return nil, faults
	}
	p := compile(m, Uncertain(Inputs(inv)))
	run := newRun(p, draws)
	if err := run.all(ctx); err != nil {
		return nil, err
	}
	return run.simulation(m.result()), nil
}

// simulation sums up a run.
func (r *run) simulation(exact *Result) *Simulation {
	n := float64(r.draws.Draws)
	t := r.total
	out := &Simulation{Result: exact, Draws: r.draws.Draws, Seed: r.draws.Seed, Chance: map[Criterion]Chance{}}
	for i, c := range Criteria() {
		out.Chance[c] = chance(t.met[i], r.draws.Draws)
	}
	net := newSample(r.net, t.netIn)
	out.Net, out.Histogram = t.net.spread(n, r.program.likelyNet, net), net.histogram()
	if t.withoutCost == 0 {
		bcr := t.bcr.spread(n, 0, newSample(r.bcr, t.bcrIn))
		out.BCR = &bcr
	}
	out.BreakEven = r.years()
	out.PerfectInformation = max(0, t.gains/n-max(0, out.Net.Mean))
	for i, in := range r.program.inputs {
		out.Inputs = append(out.Inputs, Share{Input: in, OfVariance: t.inputs[i].squaredCorrelation(t.net, n)})
	}
	return out
}

func chance(met, draws int) Chance {
	p := float64(met) / float64(draws)
	return Chance{Share: p, StandardError: math.Sqrt(p * (1 - p) / float64(draws))}
}

// years sums up the break-even years, which are few and counted.
func (r *run) years() YearSpread {
	within, sum := 0, 0.0
	for i, count := range r.total.breakEven {
		within += count
		sum += float64(count) * float64(r.program.first+i)
	}
	out := YearSpread{Within: chance(within, r.draws.Draws)}
	if within > 0 {
		out.Mean = sum / float64(within)
	}
	for k, p := range percentiles() {
		rank, below := rankOf(p, r.draws.Draws), 0
		for i, count := range r.total.breakEven {
			if below += count; below > rank {
				out.Percentiles[k] = r.program.first + i
				break
			}
		}
	}
	return out
}
