package calc

import (
	"context"
	"math"
	"runtime"
	"sync"
	"sync/atomic"
)

// blocks is how many parts the draws of a simulation are cut into. Each has its
// own generator and its own sums, so that neither who computes a block nor when
// changes the result.
const blocks = 256

// run is one simulation on its way.
type run struct {
	program *program
	draws   Draws
	net     []float64 // of each draw
	bcr     []float64
	total   tally
}

func newRun(p *program, draws Draws) *run {
	return &run{program: p, draws: draws, net: make([]float64, draws.Draws), bcr: make([]float64, draws.Draws),
		total: newTally(p)}
}

// all computes every block on every processor and adds them up in their order.
func (r *run) all(ctx context.Context) error {
	tallies := make([]tally, blocks)
	var next atomic.Int64
	var workers sync.WaitGroup
	var progress sync.Mutex
	done := 0
	for range min(blocks, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			machine := r.program.machine()
			for ctx.Err() == nil {
				block := int(next.Add(1)) - 1
				if block >= blocks {
					return
				}
				from, to := blockBounds(block, r.draws.Draws)
				tallies[block] = r.block(ctx, machine, block, from, to)
				if r.draws.Progress != nil {
					progress.Lock()
					done += to - from
					r.draws.Progress(done)
					progress.Unlock()
				}
			}
		})
	}
	workers.Wait()
	if err := ctx.Err(); err != nil {
		return err
	}
	for _, t := range tallies {
		r.total.add(t)
	}
	return nil
}

// blockBounds returns the draws of a block, from..to.
func blockBounds(block, draws int) (from, to int) {
	return block * draws / blocks, (block + 1) * draws / blocks
}

// patience is how many draws are made before asking whether to go on.
const patience = 4096

func (r *run) block(ctx context.Context, machine *machine, block, from, to int) tally {
	t := newTally(r.program)
	s := newSampler(r.program.inputs, r.draws.Seed, uint64(block))
	for i := from; i < to; i++ {
		if i%patience == 0 && ctx.Err() != nil {
			break
		}
		s.draw(machine.values)
		out := machine.compute()
		r.net[i], r.bcr[i] = out.net, out.gain/out.cost
		t.take(r.program, machine.values, out)
	}
	return t
}

// tally is what is added up over draws. Values are counted from the likely ones,
// so that little is lost when large numbers are squared.
type tally struct {
	met          [3]int // by the order of Criteria
	net, bcr     moments
	netIn, bcrIn extent
	gains        float64 // Σ max(net, 0)
	withoutCost  int
	breakEven    []int // by year
	inputs       []joined
}

// extent is the least and the greatest of some values.
type extent struct{ low, high float64 }

func nowhere() extent { return extent{math.Inf(1), math.Inf(-1)} }

func (e extent) with(low, high float64) extent { return extent{min(e.low, low), max(e.high, high)} }

// moments are the sum and the sum of squares of a deviation.
type moments struct{ sum, squares float64 }

// joined are the moments of an input and its products with the net.
type joined struct {
	moments
	products float64
}

func newTally(p *program) tally {
	return tally{netIn: nowhere(), bcrIn: nowhere(), breakEven: make([]int, p.years), inputs: make([]joined, len(p.inputs))}
}

func (t *tally) take(p *program, values []float64, out outcome) {
	for i, met := range out.tests {
		if met {
			t.met[i]++
		}
	}
	deviation := out.net - p.likelyNet
	t.net.sum += deviation
	t.net.squares += deviation * deviation
	t.gains += max(0, out.net)
	t.netIn = t.netIn.with(out.net, out.net)
	if out.breakEven < p.years {
		t.breakEven[out.breakEven]++
	}
	if out.cost > 0 {
		ratio := out.gain / out.cost
		t.bcr.sum += ratio
		t.bcr.squares += ratio * ratio
		t.bcrIn = t.bcrIn.with(ratio, ratio)
	} else {
		t.withoutCost++
	}
	for i := range t.inputs {
		x, in := values[i]-p.likely[i], &t.inputs[i]
		in.sum += x
		in.squares += x * x
		in.products += x * deviation
	}
}

func (t *tally) add(other tally) {
	for i := range t.met {
		t.met[i] += other.met[i]
	}
	t.net.add(other.net)
	t.bcr.add(other.bcr)
	t.netIn = t.netIn.with(other.netIn.low, other.netIn.high)
	t.bcrIn = t.bcrIn.with(other.bcrIn.low, other.bcrIn.high)
	t.gains += other.gains
	t.withoutCost += other.withoutCost
	for i := range t.breakEven {
		t.breakEven[i] += other.breakEven[i]
	}
	for i := range t.inputs {
		t.inputs[i].moments.add(other.inputs[i].moments)
		t.inputs[i].products += other.inputs[i].products
	}
}

func (m *moments) add(other moments) {
	m.sum += other.sum
	m.squares += other.squares
}

// variance is that of a sample of n.
func (m moments) variance(n float64) float64 {
	if n < 2 {
		return 0
	}
	return max(0, (m.squares-m.sum*m.sum/n)/(n-1))
}

func (m moments) spread(n, from float64, s *sample) Spread {
	deviation := math.Sqrt(m.variance(n))
	return Spread{Mean: from + m.sum/n, StandardError: deviation / math.Sqrt(n), Deviation: deviation, Percentiles: s.percentiles()}
}

// squaredCorrelation is that of the input with the net; 0 when one of them does
// not vary.
func (j joined) squaredCorrelation(net moments, n float64) float64 {
	own, other := j.variance(n), net.variance(n)
	if own == 0 || other == 0 {
		return 0
	}
	covariance := (j.products - j.sum*net.sum/n) / (n - 1)
	return min(1, covariance*covariance/(own*other))
}
