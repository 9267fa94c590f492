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
		iso.rates = append(iso.rates, iso.refine(local.signAfterZero(), new(big.Int).Set(c), k))
		return
	}
	left := local.halved()
	right := left.shifted()
	c = new(big.Int).Lsh(c, 1)
	iso.search(left, c, k+1)
	c.Add(c, big.NewInt(1))
	if right[0].Sign() == 0 { // the midpoint itself is a root
		iso.rates = append(iso.rates, iso.rounded(c, k+1))
		right = right[1:]
	}
	iso.search(right, c, k+1)
}

// at returns x = 1+r at t = c/2^k, as a fraction that need not be reduced.
func at(c *big.Int, k uint) (num, den *big.Int) {
	den = new(big.Int).Lsh(big.NewInt(1), k)
	num = new(big.Int).Mul(c, big.NewInt(rateSpan))
	num.Add(num, new(big.Int).Mul(den, big.NewInt(rateOffset)))
	return num, den.Mul(den, big.NewInt(rateUnit))
}

// rounded returns the rate at t = c/2^k.
func (iso *isolation) rounded(c *big.Int, k uint) decimal.Decimal {
	num, den := at(c, k)
	return round(num.Sub(num, den), den, iso.places)
}

// refine halves (c, c+1)/2^k, which holds one simple root of p, until the rate of
// the root is known to the asked number of places. sign is that of p to the right
// of c, left of the root.
func (iso *isolation) refine(sign int, c *big.Int, k uint) decimal.Decimal {
	// An interval of t is rateSpan/rateUnit times as long in the rate; it is short
	// enough when it holds at most one place where rounding turns.
	enough := new(big.Int).Mul(powerOfTen(iso.places), big.NewInt(2*rateSpan/rateUnit+2))
	for k < uint(enough.BitLen()) {
		c.Lsh(c, 1)
		k++
		middle := new(big.Int).Add(c, big.NewInt(1))
		switch iso.p.sign(at(middle, k)) {
		case 0:
			return iso.rounded(middle, k)
		case sign:
			c = middle
		}
	}
	below := iso.rounded(c, k)
	above := iso.rounded(c.Add(c, big.NewInt(1)), k)
	if below.Equal(above) {
		return below
	}
	// Rounding turns halfway from below to above.
	num, den := fraction(below.Add(above))
	den.Lsh(den, 1)
	switch iso.p.sign(new(big.Int).Add(num, den), den) {
	case 0:
		return round(num, den, iso.places)
	case sign:
		return above
	default:
		return below
	}
}
