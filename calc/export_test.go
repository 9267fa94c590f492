package calc

import (
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/shopspring/decimal"
)

// With is the investment with one number changed, for tests.
func With(inv *Investment, path string, value decimal.Decimal) *Investment {
	return inv.with(map[string]decimal.Decimal{path: value})
}

// ChooseByTrial finds the best set without two variants of one investment by trying
// every set, for tests.
func (c *Comparison) ChooseByTrial(budget decimal.Decimal) (net decimal.Decimal) {
	for members := range uint64(1) << len(c.Alternatives) {
		fund, sum := decimal.Zero, decimal.Zero
		ids, variants := map[string]bool{}, false
		for i, a := range c.Alternatives {
			if members&(1<<i) != 0 {
				fund, sum = fund.Add(a.Fund), sum.Add(a.Net.PresentValue)
				variants = variants || ids[a.Investment.ID]
				ids[a.Investment.ID] = true
			}
		}
		if !variants && fund.LessThanOrEqual(budget) {
			net = decimal.Max(net, sum)
		}
	}
	return net
}

// ProgramAtLikely runs the simulation's program at the likely values, for tests.
func ProgramAtLikely(inv *Investment, prices Prices, opt Options) (net float64, breakEven int, tests Tests, err error) {
	m, faults := newModel(inv, prices, opt)
	if len(faults) > 0 {
		return 0, 0, Tests{}, faults
	}
	machine := compile(m, Uncertain(Inputs(inv))).machine()
	copy(machine.values, machine.likely)
	out := machine.compute()
	if out.breakEven < m.years {
		breakEven = m.first + out.breakEven
	}
	return out.net, breakEven, Tests{out.tests[0], out.tests[1], out.tests[2]}, nil
}

// DrawAlone draws the variates of a simulation as it does, and nothing else.
func DrawAlone(inv *Investment, draws int, seed uint64) {
	inputs := Uncertain(Inputs(inv))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			values := make([]float64, len(inputs))
			for block := int(next.Add(1)) - 1; block < blocks; block = int(next.Add(1)) - 1 {
				s := newSampler(inputs, seed, uint64(block))
				from, to := blockBounds(block, draws)
				for range to - from {
					s.draw(values)
				}
			}
		})
	}
	workers.Wait()
}

// Percentiles are those of a simulation's values, for tests.
func Percentiles(values []float64) [5]float64 {
	in := nowhere()
	for _, v := range values {
		in = in.with(v, v)
	}
	return newSample(values, in).percentiles()
}
