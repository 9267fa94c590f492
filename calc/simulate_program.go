package calc

import "math"

// program is an investment made ready for many draws, in floating point: what
// does not vary is added up once, and what does is a product of a few numbers and
// of yearly amounts that are computed beforehand.
type program struct {
	first     int // calendar year
	years     int
	inputs    []Input
	likely    []float64
	likelyNet float64
	fixed     totalled
	parts     []part
}

// totalled are the sums that the tests compare, by kind of flow, and the net
// present value of each year.
type totalled struct {
	undiscounted, present [savingFlow + 1]float64
	net                   []float64
}

// part is a flow that varies: scale × the product of the factors × its terms.
type part struct {
	kind    flowKind
	scale   float64
	factors []factor
	terms   []term
	// periods are the whole numbers that the terms hang on; when one of them
	// varies, terms is nil and lay makes them.
	periods periods
	lay     func([4]int) []term
}

// factor is plus - minus.
type factor struct{ plus, minus operand }

// term is yearly amounts, from the year first on, times a number of people and
// (1-drop_off)^power.
type term struct {
	people, dropOff       operand
	power                 int
	undiscounted, present float64 // sums of the years
	first                 int
	years                 []float64 // present values
}

// operand is one of the inputs or, when input is below 0, a number.
type operand struct {
	input int
	value float64
}

func constant(value float64) operand { return operand{input: -1, value: value} }

func (o operand) varies() bool { return o.input >= 0 }

func (o operand) of(values []float64) float64 {
	if o.varies() {
		return values[o.input]
	}
	return o.value
}

// periods are starts, lasts and the effect years from and to, as far as they go.
type periods [4]operand

func (p periods) vary() bool {
	for _, o := range p {
		if o.varies() {
			return true
		}
	}
	return false
}

func (p periods) of(values []float64) [4]int {
	var whole [4]int
	for i, o := range p {
		whole[i] = int(o.of(values))
	}
	return whole
}

// varies reports whether any number of the part does.
func (p *part) varies() bool {
	if p.terms == nil {
		return true
	}
	for _, f := range p.factors {
		if f.plus.varies() || f.minus.varies() {
			return true
		}
	}
	for i := range p.terms {
		if p.terms[i].people.varies() || p.terms[i].dropOff.varies() {
			return true
		}
	}
	return false
}

// addTo adds the part, for the values of a draw.
func (p *part) addTo(t *totalled, terms []term, values []float64) {
	scale := p.scale
	for _, f := range p.factors {
		scale *= f.plus.of(values) - f.minus.of(values)
	}
	sign := -1.0
	if p.kind == savingFlow {
		sign = 1
	}
	for i := range terms {
		one := &terms[i]
		weight := scale * one.people.of(values)
		if one.power > 0 {
			kept := 1 - one.dropOff.of(values)
			for range one.power {
				weight *= kept
			}
		}
		t.undiscounted[p.kind] += weight * one.undiscounted
		t.present[p.kind] += weight * one.present
		net := t.net[one.first : one.first+len(one.years)]
		weight *= sign
		for y, amount := range one.years {
			net[y] += weight * amount
		}
	}
}

// machine runs a program, one draw after the other.
type machine struct {
	*program
	values []float64
	now    totalled
	laid   []map[[4]int][]term // by part: the terms of the periods that came up
}

func (p *program) machine() *machine {
	m := &machine{program: p, values: make([]float64, len(p.inputs)), laid: make([]map[[4]int][]term, len(p.parts))}
	m.now.net = make([]float64, p.years)
	for i := range m.laid {
		m.laid[i] = map[[4]int][]term{}
	}
	return m
}

// outcome is one draw.
type outcome struct {
	net, gain, cost float64 // present values
	tests           [3]bool // by the order of Criteria
	breakEven       int     // year, counted from the first; the number of years: never
}

// compute evaluates the values of a draw.
func (m *machine) compute() outcome {
	t := &m.now
	t.undiscounted, t.present = m.fixed.undiscounted, m.fixed.present
	copy(t.net, m.fixed.net)
	for i := range m.parts {
		p := &m.parts[i]
		terms := p.terms
		if terms == nil {
			terms = m.termsOf(i)
		}
		p.addTo(t, terms, m.values)
	}
	cost, savings := t.present[costFlow], t.present[savingFlow]
	gain := savings - t.present[runningFlow]
	return outcome{
		net: gain - cost, gain: gain, cost: cost,
		tests: [3]bool{
			inOre(t.undiscounted[savingFlow]) >= inOre(t.undiscounted[costFlow]),
			inOre(savings) >= inOre(cost),
			inOre(gain) >= inOre(cost),
		},
		breakEven: breakEvenYear(t.net),
	}
}

func (m *machine) termsOf(part int) []term {
	p := &m.parts[part]
	whole := p.periods.of(m.values)
	terms, ok := m.laid[part][whole]
	if !ok {
		terms = p.lay(whole)
		m.laid[part][whole] = terms
	}
	return terms
}

func inOre(amount float64) float64 { return math.Round(amount * 100) }

// breakEvenYear is the first year from which the cumulative amount, rounded to
// öre, stays at or above 0.
func breakEvenYear(net []float64) int {
	sum, year := 0.0, 0
	for i, amount := range net {
		if sum += amount; sum <= -0.005 {
			year = i + 1
		}
	}
	return year
}
