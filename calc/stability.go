package calc

import (
	"slices"

	"github.com/shopspring/decimal"
)

// Stability says how far an investment is from the other verdict.
type Stability struct {
	*Result
	Inputs []Distance // the nearest first; those that flip nothing last
	// Joint is the smallest share by which all the numbers must move at once, each
	// to the side that speaks against the verdict, for it to flip: to a hundredth
	// of a per cent, upwards. None when 1000 % is not enough.
	Joint decimal.NullDecimal
	// Assumed says that no number of the file is a range, so that every one of
	// them was looked at.
	Assumed bool
}

// Distance is how far one input is from its switching value.
type Distance struct {
	Input
	Switching decimal.NullDecimal // among all the values that a file may state
	Distance  decimal.NullDecimal // (switching - likely) / |likely|, 4 places
}

// DistanceToFlip measures how far each uncertain number, and all of them
// together, are from the other verdict.
func DistanceToFlip(inv *Investment, prices Prices, opt Options) (*Stability, error) {
	t, err := newTrial(inv, prices, opt)
	if err != nil {
		return nil, err
	}
	out := &Stability{Result: t.base.result()}
	inputs := Uncertain(Inputs(inv))
	if len(inputs) == 0 {
		inputs, out.Assumed = Inputs(inv), true
	}
	joint := joint{trial: t}
	for _, in := range inputs {
		if in.shape == idle {
			continue
		}
		answer, err := t.response(in)
		if err != nil {
			return nil, err
		}
		d := Distance{Input: in}
		if d.Switching, err = t.switching(in, answer, in.Least, in.furthest(t.base)); err != nil {
			return nil, err
		}
		if likely := in.Number.Likely; d.Switching.Valid && !likely.IsZero() {
			d.Distance = decimal.NewNullDecimal(d.Switching.Decimal.Sub(likely).DivRound(likely.Abs(), ratioPlaces))
		}
		out.Inputs = append(out.Inputs, d)
		if err := joint.add(in, answer); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(out.Inputs, nearer)
	out.Joint, err = joint.smallest()
	return out, err
}

// nearer orders inputs by how far they are from their switching values.
func nearer(a, b Distance) int {
	switch {
	case a.Distance.Valid && b.Distance.Valid:
		return a.Distance.Decimal.Abs().Cmp(b.Distance.Decimal.Abs())
	case a.Distance.Valid:
		return -1
	case b.Distance.Valid:
		return 1
	}
	return 0
}

// furthest is the largest value that can make a difference to an investment.
func (in Input) furthest(m *model) decimal.Decimal {
	switch {
	case in.Months:
		return decimal.Max(in.Number.Likely, decimal.NewFromInt(int64(m.years*monthsPerYear)))
	case in.Whole:
		return decimal.Max(in.Number.Likely, decimal.NewFromInt(int64(m.years)))
	default:
		return in.Most
	}
}

// joint moves numbers together, each to the side that speaks against the verdict.
type joint struct {
	trial  *trial
	inputs []Input
	sides  []decimal.Decimal // +1 or -1
}

// jointUnit is a hundredth of a per cent, and jointMost is 1000 % in it.
const (
	jointUnit = 4 // decimals
	jointMost = 10_0000
)

func (j *joint) add(in Input, answer response) error {
	low, high := in.Number.Low, in.Number.High
	if !in.Number.Range() {
		low, high = in.Least, in.furthest(j.trial.base)
	}
	a, err := answer(low)
	if err != nil {
		return err
	}
	b, err := answer(high)
	if err != nil {
		return err
	}
	c := j.trial.opt.Criterion
	side := b.margin(c).Cmp(a.margin(c))
	if side == 0 {
		return nil
	}
	if j.trial.passes(j.trial.likely) {
		side = -side
	}
	j.inputs, j.sides = append(j.inputs, in), append(j.sides, decimal.NewFromInt(int64(side)))
	return nil
}

// flips reports whether moving every number by units hundredths of a per cent of
// its likely value gives the other verdict.
func (j *joint) flips(units int64) (bool, error) {
	share := decimal.New(units, -jointUnit)
	values := make(map[string]decimal.Decimal, len(j.inputs))
	for i, in := range j.inputs {
		likely := in.Number.Likely
		way := likely.Abs().Mul(share)
		if in.Whole {
			way = way.Floor()
		}
		values[in.Path] = in.clamp(likely.Add(way.Mul(j.sides[i])))
	}
	s, err := j.trial.at(values)
	return err == nil && j.trial.passes(s) != j.trial.passes(j.trial.likely), err
}

func (j *joint) smallest() (decimal.NullDecimal, error) {
	units, found, err := firstFlip(0, jointMost, true, j.flips)
	if err != nil || !found {
		return decimal.NullDecimal{}, err
	}
	return decimal.NewNullDecimal(decimal.New(units, -jointUnit)), nil
}
