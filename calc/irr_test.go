package calc

import (
	"math/big"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// TestRatesOfReturn has polynomials with known roots: net(y) are the coefficients
// of Π (1 + r_i - (1+r)) up to a sign.
func TestRatesOfReturn(t *testing.T) {
	for _, c := range []struct {
		name string
		net  []int64
		want []string
	}{
		{"nothing", []int64{0, 0, 0}, nil},
		{"only gains", []int64{1, 2, 3}, nil},
		{"doubled in a year", []int64{-1, 2}, []string{"1.0000"}},
		{"0 % exactly", []int64{-5, 5}, []string{"0.0000"}},
		{"0 % after leading and trailing zeros", []int64{0, -5, 5, 0, 0}, []string{"0.0000"}},
		{"two rates", []int64{-1, 3, -2}, []string{"0.0000", "1.0000"}},
		{"a double root once", []int64{-1, 2, -1}, []string{"0.0000"}},
		{"a double root at 50 %", []int64{-4, 12, -9}, []string{"0.5000"}},
		{"a double root beside a simple one", []int64{-4, 20, -33, 18}, []string{"0.5000", "1.0000"}},
		{"a tie rounds away from zero", []int64{-20000, 20001}, []string{"0.0001"}},
		{"a negative tie rounds away from zero", []int64{-20000, 19999}, []string{"-0.0001"}},
		{"a loss of 99 % is outside", []int64{-100, 1}, nil},
		{"a gain of 1000 % is outside", []int64{-1, 11}, nil},
		// -(x-1/100)² (x-11/10): a double root at the end, which is outside.
		{"a double loss of 99 % beside a rate", []int64{-100000, 112000, -2210, 11}, []string{"0.1000"}},
		{"just inside", []int64{-1000, 10999}, []string{"9.9990"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			net := make(row, len(c.net))
			for i, n := range c.net {
				net[i].SetInt64(n)
			}
			var got []string
			for _, r := range ratesOfReturn(net, ratioPlaces) {
				got = append(got, r.StringFixed(ratioPlaces))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("rates %v, want %v", got, c.want)
			}
		})
	}
}

// TestEveryRootIsFound builds a polynomial from its roots and asks for them back.
func TestEveryRootIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// Rates of whole thousandths, so that rounding to four places keeps them.
		rates := rapid.SliceOfN(rapid.Int64Range(-989, 9999), 1, 6).Draw(t, "rates")
		net := polynomial{*big.NewInt(1)}
		for _, rate := range rates {
			net = net.timesLinear(1000, 1000+rate)
		}
		slices.Sort(rates)
		var want []decimal.Decimal
		for _, rate := range slices.Compact(rates) {
			want = append(want, decimal.New(rate, -3))
		}
		r := make(row, len(net))
		for i := range net { // the first year holds the highest power
			r[len(net)-1-i].Set(&net[i])
		}
		got := ratesOfReturn(r, ratioPlaces)
		if !slices.EqualFunc(got, want, decimal.Decimal.Equal) {
			t.Fatalf("rates %v, want %v", got, want)
		}
	})
}

// timesLinear returns p times (a x - b).
func (p polynomial) timesLinear(a, b int64) polynomial {
	q := make(polynomial, len(p)+1)
	term := new(big.Int)
	for i := range p {
		q[i+1].Add(&q[i+1], term.Mul(&p[i], big.NewInt(a)))
		q[i].Sub(&q[i], term.Mul(&p[i], big.NewInt(b)))
	}
	return q
}

// TestRoundHalfAwayFromZero is the one rounding of the package.
func TestRoundHalfAwayFromZero(t *testing.T) {
	for _, c := range []struct {
		num, den int64
		want     string
	}{
		{1, 200, "0.01"}, {-1, 200, "-0.01"}, {1, 201, "0.00"}, {-1, 201, "0.00"}, {5, 1000, "0.01"},
		{4999, 1000000, "0.00"}, {2, 3, "0.67"}, {-2, 3, "-0.67"}, {12345, 100, "123.45"}, {0, 7, "0.00"},
	} {
		if got := round(big.NewInt(c.num), big.NewInt(c.den), 2).StringFixed(2); got != c.want {
			t.Errorf("%d/%d rounds to %s, want %s", c.num, c.den, got, c.want)
		}
	}
}

// TestScaledRoot: squared it is the number, and exact for a square.
func TestScaledRoot(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(1, 1<<31).Draw(t, "n")
		if got, want := scaledRoot(big.NewInt(n*n)), new(big.Int).Mul(big.NewInt(n), powerOfTen(rootPlaces)); got.Cmp(want) != 0 {
			t.Fatalf("the root of %d² is %s", n, got)
		}
		root := new(big.Rat).SetFrac(scaledRoot(big.NewInt(n)), powerOfTen(rootPlaces))
		off := root.Sub(root.Mul(root, root), new(big.Rat).SetInt64(n))
		if off.Abs(off).Cmp(new(big.Rat).SetFrac(big.NewInt(1), powerOfTen(rootPlaces-6))) > 0 {
			t.Fatalf("the root of %d is off", n)
		}
	})
}
