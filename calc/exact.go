package calc

import (
	"math/big"

	"github.com/shopspring/decimal"
)

// Exact arithmetic. All yearly amounts of one evaluation are whole numbers over
// one common denominator, and all present values whole numbers over one more, so
// that adding, discounting and comparing never divides. Division happens once, in
// rounded, when a figure leaves the package.

// round returns num/den rounded half away from zero, den > 0.
func round(num, den *big.Int, places int32) decimal.Decimal {
	return new(rounder).round(num, den, places)
}

// rounder rounds many numbers in the same memory.
type rounder struct {
	scale    *big.Int // 10^places
	places   int32
	quotient big.Int
	rest     big.Int
}

func (r *rounder) round(num, den *big.Int, places int32) decimal.Decimal {
	if num.Sign() == 0 {
		return decimal.Decimal{}
	}
	if r.scale == nil || r.places != places {
		r.scale, r.places = powerOfTen(places), places
	}
	r.rest.Mul(num, r.scale)
	r.quotient.QuoRem(&r.rest, den, &r.rest)
	sign := r.rest.Sign()
	r.rest.Abs(&r.rest).Lsh(&r.rest, 1)
	if r.rest.Cmp(den) >= 0 {
		r.quotient.Add(&r.quotient, big.NewInt(int64(sign)))
	}
	if r.quotient.IsInt64() {
		return decimal.New(r.quotient.Int64(), -places)
	}
	return decimal.NewFromBigInt(&r.quotient, -places)
}

// roundRatio returns num/den rounded, or nothing when den is 0.
func roundRatio(num, den *big.Int, places int32) decimal.NullDecimal {
	switch den.Sign() {
	case 0:
		return decimal.NullDecimal{}
	case -1:
		num, den = new(big.Int).Neg(num), new(big.Int).Neg(den)
	}
	return decimal.NullDecimal{Decimal: round(num, den, places), Valid: true}
}

// roundRat rounds a rational half away from zero.
func roundRat(r *big.Rat, places int32) decimal.Decimal {
	return round(r.Num(), r.Denom(), places)
}

// fraction returns a decimal as numerator and denominator, not reduced.
func fraction(d decimal.Decimal) (num, den *big.Int) {
	if exp := d.Exponent(); exp > 0 {
		return new(big.Int).Mul(d.Coefficient(), powerOfTen(exp)), big.NewInt(1)
	}
	return d.Coefficient(), powerOfTen(-d.Exponent())
}

// rational returns a decimal as a reduced fraction.
func rational(d decimal.Decimal) *big.Rat {
	num, den := fraction(d)
	return new(big.Rat).SetFrac(num, den)
}

func powerOfTen(n int32) *big.Int {
	small := [...]int64{1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10}
	if int(n) < len(small) {
		return big.NewInt(small[n])
	}
	return power(big.NewInt(10), int64(n))
}

func power(base *big.Int, n int64) *big.Int { return new(big.Int).Exp(base, big.NewInt(n), nil) }

// lcm returns the least common multiple of two positive numbers.
func lcm(a, b *big.Int) *big.Int {
	gcd := new(big.Int).GCD(nil, nil, a, b)
	return gcd.Mul(gcd.Quo(a, gcd), b)
}

// yearly is a row of amounts by calendar year: num[i]/den kronor in the i-th
// year of the evaluation.
type yearly struct {
	num []big.Int
	den *big.Int
}

// rescale makes den the row's denominator; den is a multiple of the row's own.
func (y *yearly) rescale(den *big.Int) {
	factor := new(big.Int).Quo(den, y.den)
	if factor.IsInt64() && factor.Int64() == 1 {
		return
	}
	for i := range y.num {
		y.num[i].Mul(&y.num[i], factor)
	}
	y.den = den
}

// row is a yearly over the evaluation's common denominator.
type row []big.Int

func (r row) add(other row) {
	for i := range other {
		if other[i].Sign() != 0 {
			r[i].Add(&r[i], &other[i])
		}
	}
}

func (r row) sub(other row) {
	for i := range other {
		if other[i].Sign() != 0 {
			r[i].Sub(&r[i], &other[i])
		}
	}
}

// empty reports whether every year is zero.
func (r row) empty() bool {
	for i := range r {
		if r[i].Sign() != 0 {
			return false
		}
	}
	return true
}

// times multiplies every year by a factor.
func (y *yearly) times(factor *big.Rat) {
	for i := range y.num {
		if y.num[i].Sign() != 0 {
			y.num[i].Mul(&y.num[i], factor.Num())
		}
	}
	y.den = new(big.Int).Mul(y.den, factor.Denom())
}

// share returns a copy of the row multiplied by a share.
func (y *yearly) share(share *big.Rat) *yearly {
	part := yearly{num: make([]big.Int, len(y.num)), den: y.den}
	for i := range y.num {
		part.num[i].Set(&y.num[i])
	}
	part.times(share)
	return &part
}

// at returns the amount of a year.
func (y *yearly) at(i int) *big.Rat { return new(big.Rat).SetFrac(&y.num[i], y.den) }

// set replaces the amount of a year.
func (y *yearly) set(i int, amount *big.Rat) {
	y.rescale(lcm(y.den, amount.Denom()))
	y.num[i].Quo(y.den, amount.Denom())
	y.num[i].Mul(&y.num[i], amount.Num())
}
