package calc

import "github.com/shopspring/decimal"

// Number is a figure that may be uncertain: Low <= Likely <= High. A result uses
// Likely. A figure given as one value has all three alike.
type Number struct {
	Low, Likely, High decimal.Decimal
	// Dist is how a range is drawn in a simulation; "" means PERT.
	Dist Distribution
	// Name joins ranges: those that share a name are high together and low
	// together.
	Name string
}

// Distribution is how likely the values of a range are.
type Distribution string

// The distributions: PERT and triangular have their top at the likely value.
const (
	PERT       Distribution = "pert"
	Triangular Distribution = "triangular"
	Uniform    Distribution = "uniform"
)

// Distributions lists every distribution.
func Distributions() []Distribution { return []Distribution{PERT, Triangular, Uniform} }

// Exactly returns the Number that has one value.
func Exactly(value decimal.Decimal) Number {
	return Number{Low: value, Likely: value, High: value}
}

// Range reports whether the figure was given as a range.
func (n Number) Range() bool { return !n.Low.Equal(n.High) }

// likelyOr returns the likely value, or a default when the figure is left out.
func likelyOr(n *Number, byDefault decimal.Decimal) decimal.Decimal {
	if n == nil {
		return byDefault
	}
	return n.Likely
}

// wholeOr returns the likely value of a whole number, or a default when it is
// left out. Check has refused what is not whole or does not fit.
func wholeOr(n *Number, byDefault int) int {
	if n == nil {
		return byDefault
	}
	return int(n.Likely.IntPart())
}

func one() decimal.Decimal { return decimal.NewFromInt(1) }
