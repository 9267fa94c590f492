package calc

import (
	"math/big"

	"github.com/shopspring/decimal"
)

// ratesOfReturn returns every internal rate of return of a row of yearly net
// amounts, ascending: each r in (-99 %, 1000 %) for which
//
//	Σ net(y) (1+r)^-(y - first year) = 0
//
// A double root stands once. A row that is zero throughout has none: any rate
// would do. The roots are isolated exactly (Descartes' rule of signs on halved
// intervals) and rounded half away from zero, so that none is missed and none is
// an artefact of a starting guess.
//
// Source: Collins and Akritas, Polynomial real root isolation using Descartes'
// rule of signs, SYMSAC 1976.
func ratesOfReturn(net row, places int32) []decimal.Decimal {
	// In x = 1+r the amounts are the coefficients of a polynomial, the last year's
	// the constant term.
	p := make(polynomial, len(net))
	for i := range net {
		p[len(net)-1-i].Set(&net[i])
	}
	p = p.trimmed()
	if p.variations() == 0 {
		return nil
	}
	iso := isolation{places: places}
	iso.p = p
	unit := p.onUnitInterval()
	if unit.variationsInUnitInterval() > 1 {
		iso.p = p.squareFree() // a double root would never come apart
		unit = iso.p.onUnitInterval()
	}
	iso.search(unit, new(big.Int), 0)
	return iso.rates
}

// The interval that is searched, in x = 1+r: (1/100, 11), as (0, 1) in t with
// x = (1 + 1099 t) / 100.
const (
	rateUnit   = 100
	rateOffset = 1
	rateSpan   = 1099
)

// isolation collects the rates whose roots lie in (0, 1).
type isolation struct {
	p      polynomial // square-free, in x
	places int32
	rates  []decimal.Decimal
}

// search finds the roots of local, which is p on the interval (c, c+1)/2^k moved
// to (0, 1).
func (iso *isolation) search(local polynomial, c *big.Int, k uint) {
	switch local.variationsInUnitInterval() {
	case 0:
		return
	case 1:
		low := rateAt(c, k)
		high := rateAt(new(big.Int).Add(c, big.NewInt(1)), k)
		iso.rates = append(iso.rates, iso.refine(low, high))
		return
	}
	left := local.halved()
	right := left.shifted()
	c = new(big.Int).Lsh(c, 1)
	iso.search(left, c, k+1)
	c.Add(c, big.NewInt(1))
	if right[0].Sign() == 0 { // the midpoint itself is a root
		middle := rateAt(c, k+1)
		iso.rates = append(iso.rates, roundRat(middle.Sub(middle, big.NewRat(1, 1)), iso.places))
		right = right[1:]
	}
	iso.search(right, c, k+1)
}

// rateAt returns x = 1+r at t = c/2^k.
func rateAt(c *big.Int, k uint) *big.Rat {
	num := new(big.Int).Mul(c, big.NewInt(rateSpan))
	den := new(big.Int).Lsh(big.NewInt(1), k)
	num.Add(num, new(big.Int).Mul(den, big.NewInt(rateOffset)))
	return new(big.Rat).SetFrac(num, den.Mul(den, big.NewInt(rateUnit)))
}

// refine narrows (low, high), which holds one simple root of p, until its rate
// is known to the asked number of places.
func (iso *isolation) refine(low, high *big.Rat) decimal.Decimal {
	unity := big.NewRat(1, 1)
	derivative := iso.p.derivative()
	sign := iso.p.sign(low) // to the right of low, left of the root
	if sign == 0 {
		sign = derivative.sign(low)
	}
	step := new(big.Rat).SetFrac(big.NewInt(1), powerOfTen(iso.places))
	half := new(big.Rat).Mul(step, big.NewRat(1, 2))
	width := new(big.Rat)
	for width.Sub(high, low).Cmp(half) > 0 {
		middle := new(big.Rat).Add(low, high)
		middle.Mul(middle, big.NewRat(1, 2))
		switch iso.p.sign(middle) {
		case 0:
			return roundRat(middle.Sub(middle, unity), iso.places)
		case sign:
			low = middle
		default:
			high = middle
		}
	}
	low, high = new(big.Rat).Sub(low, unity), new(big.Rat).Sub(high, unity)
	below, above := roundRat(low, iso.places), roundRat(high, iso.places)
	if below.Equal(above) {
		return below
	}
	// The place where rounding turns lies between: halfway from below to above.
	turn := rational(below.Add(above))
	turn.Mul(turn, big.NewRat(1, 2))
	switch iso.p.sign(new(big.Rat).Add(turn, unity)) {
	case 0:
		return roundRat(turn, iso.places)
	case sign:
		return above
	default:
		return below
	}
}
