package calc

import (
	"cmp"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"
)

// Sensitivity is a one-way analysis: each uncertain number at its low and its
// high value, the others at their likely values.
type Sensitivity struct {
	*Result          // at the likely values
	Inputs  []OneWay // by span, the widest first
	// Evaluations is how often the investment was computed.
	Evaluations int
}

// OneWay is what one input does on its own.
type OneWay struct {
	Input
	AtLow, AtHigh End
	Span          decimal.Decimal     // |net at high - net at low|
	Switching     decimal.NullDecimal // the value in the range at which the verdict flips
}

// End is the investment at one end of a range.
type End struct {
	Net    decimal.Decimal // present value
	Tests  Tests
	Passes bool
}

// OneWaySensitivity moves each uncertain input alone. It computes the investment
// once for each amount, share or number of people, and a few times for each whole
// number.
func OneWaySensitivity(inv *Investment, prices Prices, opt Options) (*Sensitivity, error) {
	t, err := newTrial(inv, prices, opt)
	if err != nil {
		return nil, err
	}
	out := &Sensitivity{Result: t.base.result()}
	for _, in := range Uncertain(Inputs(inv)) {
		row, err := t.oneWay(in)
		if err != nil {
			return nil, err
		}
		out.Inputs = append(out.Inputs, row)
	}
	slices.SortStableFunc(out.Inputs, func(a, b OneWay) int {
		return cmp.Or(b.Span.Cmp(a.Span), cmp.Compare(a.Path, b.Path))
	})
	out.Evaluations = t.evaluations
	return out, nil
}

func (t *trial) oneWay(in Input) (OneWay, error) {
	answer, err := t.response(in)
	if err != nil {
		return OneWay{}, err
	}
	low, err := answer(in.Number.Low)
	if err != nil {
		return OneWay{}, err
	}
	high, err := answer(in.Number.High)
	if err != nil {
		return OneWay{}, err
	}
	span := new(big.Rat).Sub(high.net(), low.net())
	out := OneWay{Input: in, AtLow: t.end(low), AtHigh: t.end(high), Span: roundRat(span.Abs(span), moneyPlaces)}
	out.Switching, err = t.switching(in, answer, in.Number.Low, in.Number.High)
	return out, err
}

func (t *trial) end(s sums) End {
	tests := s.tests()
	return End{Net: roundRat(s.net(), moneyPlaces), Tests: tests, Passes: tests.Of(t.opt.Criterion)}
}

// Grid is a two-way analysis: the net present value for values of two inputs, and
// the line along which the verdict flips.
type Grid struct {
	*Result
	A, B             Input
	AValues, BValues []decimal.Decimal
	Cells            [][]End               // by A, then by B
	Line             []decimal.NullDecimal // for each value of A, that of B in its range
}

// TwoWaySensitivity moves two inputs together: each over its low, its likely and
// its high value and those halfway between.
func TwoWaySensitivity(inv *Investment, prices Prices, opt Options, a, b Input) (*Grid, error) {
	t, err := newTrial(inv, prices, opt)
	if err != nil {
		return nil, err
	}
	g := &Grid{Result: t.base.result(), A: a, B: b, AValues: a.steps(), BValues: b.steps()}
	for _, value := range g.AValues {
		there, err := newTrial(inv.with(map[string]decimal.Decimal{a.Path: value}), prices, opt)
		if err != nil {
			return nil, err
		}
		answer, err := there.response(b)
		if err != nil {
			return nil, err
		}
		row := make([]End, len(g.BValues))
		for i, value := range g.BValues {
			s, err := answer(value)
			if err != nil {
				return nil, err
			}
			row[i] = there.end(s)
		}
		flip, err := there.switching(b, answer, b.Number.Low, b.Number.High)
		if err != nil {
			return nil, err
		}
		g.Cells, g.Line = append(g.Cells, row), append(g.Line, flip)
	}
	return g, nil
}

// steps are the values of an input in a grid.
func (in Input) steps() []decimal.Decimal {
	n, half := in.Number, decimal.New(5, -1)
	values := []decimal.Decimal{n.Low, n.Low.Add(n.Likely).Mul(half), n.Likely, n.Likely.Add(n.High).Mul(half), n.High}
	if in.Whole {
		for i := range values {
			values[i] = values[i].Floor()
		}
	}
	return slices.CompactFunc(values, decimal.Decimal.Equal)
}
