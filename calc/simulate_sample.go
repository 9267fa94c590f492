package calc

import (
	"math"
	"runtime"
	"slices"
	"sync"
)

// sample is the values of all draws, sorted roughly: counted by cells of equal
// width between the least and the greatest, so that a percentile is found by
// sorting one cell and not all of them.
type sample struct {
	values []float64
	low    float64
	width  float64 // of a cell; 0 when all values are one
	counts [cells]int
}

const (
	cells         = 4000
	histogramBins = 20 // a divisor of cells
)

func newSample(values []float64, in extent) *sample {
	s := &sample{values: values, low: in.low, width: (in.high - in.low) / cells}
	var adding sync.Mutex
	inParts(values, func(part []float64) {
		var counts [cells]int
		for _, v := range part {
			counts[s.cell(v)]++
		}
		adding.Lock()
		defer adding.Unlock()
		for i, count := range counts {
			s.counts[i] += count
		}
	})
	return s
}

// inParts hands the values out to every processor.
func inParts(values []float64, work func(part []float64)) {
	var workers sync.WaitGroup
	parts := runtime.GOMAXPROCS(0)
	for i := range parts {
		workers.Go(func() { work(values[i*len(values)/parts : (i+1)*len(values)/parts]) })
	}
	workers.Wait()
}

func (s *sample) cell(v float64) int {
	if s.width == 0 {
		return 0
	}
	return min(cells-1, int((v-s.low)/s.width))
}

// rankOf is the place, counted from 0 in rising order, of the least value that a
// share p of n values does not exceed.
func rankOf(p float64, n int) int { return max(0, int(math.Ceil(p*float64(n)))-1) }

// percentiles finds every percentile in one pass over the values.
func (s *sample) percentiles() [5]float64 {
	var out [5]float64
	var cell, rank [5]int
	members := map[int][]float64{} // by cell
	for k, p := range percentiles() {
		rank[k] = rankOf(p, len(s.values))
		for rank[k] >= s.counts[cell[k]] {
			rank[k] -= s.counts[cell[k]]
			cell[k]++
		}
		members[cell[k]] = nil
	}
	var wanted [cells]bool
	for at := range members {
		wanted[at] = true
		members[at] = make([]float64, 0, s.counts[at])
	}
	var adding sync.Mutex
	inParts(s.values, func(part []float64) {
		found := map[int][]float64{}
		for _, v := range part {
			if at := s.cell(v); wanted[at] {
				found[at] = append(found[at], v)
			}
		}
		adding.Lock()
		defer adding.Unlock()
		for at := range found {
			members[at] = append(members[at], found[at]...)
		}
	})
	for at := range members {
		slices.Sort(members[at])
	}
	for k := range out {
		out[k] = members[cell[k]][rank[k]]
	}
	return out
}

// histogram joins the cells into bins; one bin when all values are one.
func (s *sample) histogram() []Bin {
	if s.width == 0 {
		return []Bin{{From: s.low, To: s.low, Count: len(s.values)}}
	}
	const each = cells / histogramBins
	bins := make([]Bin, histogramBins)
	for i := range bins {
		bins[i] = Bin{From: s.low + float64(i*each)*s.width, To: s.low + float64((i+1)*each)*s.width}
		for _, count := range s.counts[i*each : (i+1)*each] {
			bins[i].Count += count
		}
	}
	return bins
}
