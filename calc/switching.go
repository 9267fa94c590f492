package calc

import (
	"math/big"

	"github.com/shopspring/decimal"
)

// switchPlaces are the most decimals of a switching value: as many as a file may
// state.
const switchPlaces = 12

// switching returns the value between low and high at which the verdict flips,
// with the other numbers at their likely values; none when it is the same all the
// way. Where amounts answer continuously it is the value at which the margin of
// the test is 0.00, with as few decimals as give that. Of a whole number it is
// the one nearest to the likely value that has the other verdict.
func (t *trial) switching(in Input, answer response, low, high decimal.Decimal) (decimal.NullDecimal, error) {
	switch in.shape {
	case idle:
		return decimal.NullDecimal{}, nil
	case stepwise:
		return t.switchingStep(in, answer, low, high)
	}
	ends := [2]*big.Rat{}
	for i, value := range []decimal.Decimal{low, high} {
		s, err := answer(value)
		if err != nil {
			return decimal.NullDecimal{}, err
		}
		ends[i] = s.margin(t.opt.Criterion)
	}
	if ends[0].Sign()*ends[1].Sign() > 0 || ends[0].Cmp(ends[1]) == 0 {
		return decimal.NullDecimal{}, nil
	}
	var root *big.Rat
	if in.shape == straight {
		// x = low + (high-low) margin(low) / (margin(low) - margin(high))
		root = new(big.Rat).Quo(ends[0], new(big.Rat).Sub(ends[0], ends[1]))
		root.Mul(root, rational(high.Sub(low)))
		root.Add(root, rational(low))
	} else {
		var err error
		if root, err = t.bisect(answer, low, high, ends[0].Sign()); err != nil {
			return decimal.NullDecimal{}, err
		}
	}
	return t.shortest(root, answer, low, high)
}

// bisect narrows a root of the margin to a millionth of the last decimal. The
// savings of an effect rise or fall throughout with its drop-off, so that there
// is one root.
func (t *trial) bisect(answer response, low, high decimal.Decimal, signAtLow int) (*big.Rat, error) {
	half := decimal.New(5, -1)
	for width := decimal.New(1, -switchPlaces-6); high.Sub(low).GreaterThan(width); {
		middle := low.Add(high).Mul(half)
		s, err := answer(middle)
		if err != nil {
			return nil, err
		}
		switch s.margin(t.opt.Criterion).Sign() {
		case 0:
			return rational(middle), nil
		case signAtLow:
			low = middle
		default:
			high = middle
		}
	}
	return rational(high), nil
}

// shortest returns the root with as few decimals as make the margin 0.00.
func (t *trial) shortest(root *big.Rat, answer response, low, high decimal.Decimal) (decimal.NullDecimal, error) {
	value := decimal.Decimal{}
	for places := int32(0); places <= switchPlaces; places++ {
		value = roundRat(root, places)
		if value.LessThan(low) || value.GreaterThan(high) {
			continue
		}
		s, err := answer(value)
		if err != nil {
			return decimal.NullDecimal{}, err
		}
		if roundRat(s.margin(t.opt.Criterion), moneyPlaces).IsZero() {
			break
		}
	}
	return decimal.NewNullDecimal(value), nil
}

// switchingStep tries the whole numbers between low and high. All but the first
// effect year move the amounts one way only, so that there bisection finds the
// one nearest to the likely value.
func (t *trial) switchingStep(in Input, answer response, low, high decimal.Decimal) (decimal.NullDecimal, error) {
	likely := in.Number.Likely.IntPart()
	verdict := t.passes(t.likely)
	flips := func(n int64) (bool, error) {
		s, err := answer(decimal.NewFromInt(n))
		return err == nil && t.passes(s) != verdict, err
	}
	nearest := decimal.NullDecimal{}
	for _, end := range []int64{high.IntPart(), low.IntPart()} {
		n, found, err := firstFlip(likely, end, in.oneWay, flips)
		if err != nil {
			return decimal.NullDecimal{}, err
		}
		if value := decimal.NewFromInt(n); found && (!nearest.Valid || value.Sub(in.Number.Likely).Abs().
			LessThan(nearest.Decimal.Sub(in.Number.Likely).Abs())) {
			nearest = decimal.NewNullDecimal(value)
		}
	}
	return nearest, nil
}

// firstFlip returns the first number on the way from, which does not flip, to
// end that does: by bisection when the way goes one way only, else one by one.
func firstFlip(from, end int64, oneWay bool, flips func(int64) (bool, error)) (int64, bool, error) {
	step := int64(1)
	if end < from {
		step = -1
	}
	if oneWay && from != end {
		if found, err := flips(end); err != nil || !found {
			return 0, false, err
		}
		for end-from != step {
			middle := from + (end-from)/2
			found, err := flips(middle)
			if err != nil {
				return 0, false, err
			}
			if found {
				end = middle
			} else {
				from = middle
			}
		}
		return end, true, nil
	}
	for n := from; n != end; {
		n += step
		if found, err := flips(n); err != nil || found {
			return n, found, err
		}
	}
	return 0, false, nil
}
