package calc

import (
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/stat/distuv"
)

// sampler draws the values of the inputs of a program, from one generator.
type sampler struct {
	source  *rand.PCG
	uniform *rand.Rand
	draws   []func(values []float64)
}

// newSampler prepares the draws of inputs from a generator of its own.
func newSampler(inputs []Input, seed, stream uint64) *sampler {
	s := &sampler{source: rand.NewPCG(seed, stream)}
	s.uniform = rand.New(s.source)
	named := map[string][]int{}
	for i, in := range inputs {
		if name := in.Number.Name; name != "" {
			named[name] = append(named[name], i)
		}
	}
	for i, in := range inputs {
		group := named[in.Number.Name]
		switch {
		case len(group) < 2:
			s.alone(i, in)
		case group[0] == i:
			s.together(group, inputs)
		}
	}
	return s
}

// draw fills in one value for each input.
func (s *sampler) draw(values []float64) {
	for _, draw := range s.draws {
		draw(values)
	}
}

// alone draws an input by itself.
func (s *sampler) alone(at int, in Input) {
	d := newDistribution(in, s.source)
	s.draws = append(s.draws, func(values []float64) { values[at] = in.fit(d.Rand()) })
}

// together draws inputs that share a name: each at the same share of its own
// distribution.
func (s *sampler) together(group []int, inputs []Input) {
	members := make([]distribution, len(group))
	for k, i := range group {
		members[k] = newDistribution(inputs[i], s.source)
	}
	s.draws = append(s.draws, func(values []float64) {
		share := s.uniform.Float64()
		for k, i := range group {
			values[i] = inputs[i].fit(members[k].Quantile(share))
		}
	})
}

// fit makes a drawn value whole where the input is.
func (in Input) fit(value float64) float64 {
	if in.Whole {
		return math.Round(value)
	}
	return value
}

// distribution is what a range is drawn from.
type distribution interface {
	Rand() float64
	Quantile(p float64) float64
}

// newDistribution returns the distribution of a range low..high with its top at
// likely. PERT is a beta distribution moved to the range,
//
//	low + (high-low) × Beta(1 + 4 (likely-low)/(high-low), 1 + 4 (high-likely)/(high-low))
//
// with mean (low + 4 likely + high) / 6. Source: Malcolm et al., Application of a
// technique for research and development program evaluation, Operations Research
// 7:5, 1959.
func newDistribution(in Input, source rand.Source) distribution {
	low, likely, high := in.Number.Low.InexactFloat64(), in.Number.Likely.InexactFloat64(), in.Number.High.InexactFloat64()
	switch in.Number.Dist {
	case Uniform:
		return distuv.Uniform{Min: low, Max: high, Src: source}
	case Triangular:
		return distuv.NewTriangle(low, high, likely, source)
	default:
		return pert{low: low, width: high - low, beta: distuv.Beta{
			Alpha: 1 + 4*(likely-low)/(high-low), Beta: 1 + 4*(high-likely)/(high-low), Src: source}}
	}
}

type pert struct {
	low, width float64
	beta       distuv.Beta
}

func (p pert) Rand() float64              { return p.low + p.width*p.beta.Rand() }
func (p pert) Quantile(q float64) float64 { return p.low + p.width*p.beta.Quantile(q) }
