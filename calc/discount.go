package calc

import (
	"math/big"

	"github.com/shopspring/decimal"
)

// Timing says where in its year a flow lies when it is discounted.
type Timing string

// The timings: at the start of the year, in the middle, at its end.
const (
	AtStart Timing = "start"
	AtMid   Timing = "mid"
	AtEnd   Timing = "end"
)

// Timings lists every timing.
func Timings() []Timing { return []Timing{AtStart, AtMid, AtEnd} }

// rootPlaces is the number of decimals of the one root in the model, that of
// mid-year discounting.
const rootPlaces = 50

// discounting holds the discount factors of a run of years as whole numbers over
// one denominator.
//
//	v(y) = (1+r)^-(y - base + τ)
//
// r is the real yearly rate (above -1), base the year discounted to, and τ 0 at
// the start of the year, 1/2 in its middle and 1 at its end. Factors are exact,
// but for τ = 1/2, where (1+r)^-1/2 is taken to 50 decimals.
// Source: model, section 5; HM Treasury, The Green Book, discount factors.
type discounting struct {
	first  int // calendar year of factor 0
	factor []big.Int
	den    *big.Int
}

// newDiscounting returns the factors of the years first..last.
func newDiscounting(rate decimal.Decimal, timing Timing, base, first, last int) discounting {
	growth := new(big.Rat).Add(big.NewRat(1, 1), rational(rate))
	p, q := growth.Num(), growth.Denom() // 1+r = p/q
	// v(y) = (q/p)^n with n = y - base (+ 1 at year's end). With m and k so large
	// that no exponent is negative, v = q^(n+m) p^(k-n) / (p^k q^m).
	shift := 0
	if timing == AtEnd {
		shift = 1
	}
	m := max(0, base-first-shift)
	k := max(0, last-base+shift)
	d := discounting{first: first, factor: make([]big.Int, last-first+1)}
	d.den = power(p, int64(k))
	d.den.Mul(d.den, power(q, int64(m)))
	for i := range d.factor {
		n := first + i - base + shift
		d.factor[i].Mul(power(q, int64(n+m)), power(p, int64(k-n)))
	}
	if timing == AtMid {
		// (p/q)^-½ = √(pq)/p, whose root is exact when it can be.
		root := scaledRoot(new(big.Int).Mul(p, q))
		for i := range d.factor {
			d.factor[i].Mul(&d.factor[i], root)
		}
		d.den.Mul(d.den, p)
		d.den.Mul(d.den, powerOfTen(rootPlaces))
	}
	return d
}

// scaledRoot returns √x in units of 10^-50, rounded to the nearest.
func scaledRoot(x *big.Int) *big.Int {
	// ⌊√(4·x)⌋ is twice the root and its half; adding one and halving rounds.
	root := new(big.Int).Mul(x, powerOfTen(2*rootPlaces))
	root.Lsh(root, 2).Sqrt(root)
	return root.Add(root, big.NewInt(1)).Rsh(root, 1)
}

// presentValue returns Σ amount(y) v(y), in units of 1/(row's denominator × d.den).
func (d discounting) presentValue(r row) *big.Int {
	sum, term := new(big.Int), new(big.Int)
	for i := range r {
		if r[i].Sign() != 0 {
			sum.Add(sum, term.Mul(&r[i], &d.factor[i]))
		}
	}
	return sum
}
