package calc

import "math/big"

// polynomial holds whole coefficients, the constant term first.
type polynomial []big.Int

func (p polynomial) clone() polynomial {
	q := make(polynomial, len(p))
	for i := range p {
		q[i].Set(&p[i])
	}
	return q
}

// trimmed drops zero coefficients at both ends: those of the highest powers, and
// the roots at 0.
func (p polynomial) trimmed() polynomial {
	for len(p) > 0 && p[0].Sign() == 0 {
		p = p[1:]
	}
	return p.cut()
}

// cut drops zero coefficients of the highest powers.
func (p polynomial) cut() polynomial {
	for len(p) > 0 && p[len(p)-1].Sign() == 0 {
		p = p[:len(p)-1]
	}
	return p
}

// variations counts the changes of sign along the coefficients: no fewer than the
// positive roots, and as many if there is one or none.
func (p polynomial) variations() int {
	count, last := 0, 0
	for i := range p {
		if s := p[i].Sign(); s != 0 {
			if last != 0 && s != last {
				count++
			}
			last = s
		}
	}
	return count
}

// variationsInUnitInterval bounds the roots in (0, 1) likewise: the variations of
// (1+t)^n p(1/(1+t)).
func (p polynomial) variationsInUnitInterval() int {
	q := make(polynomial, len(p))
	for i := range p {
		q[len(p)-1-i].Set(&p[i])
	}
	q.shift()
	return q.variations()
}

// shift replaces p(t) by p(t+1), in place.
func (p polynomial) shift() {
	for i := range p {
		for j := len(p) - 2; j >= i; j-- {
			p[j].Add(&p[j], &p[j+1])
		}
	}
}

// shifted returns p(t+1).
func (p polynomial) shifted() polynomial {
	q := p.clone()
	q.shift()
	return q
}

// halved returns 2^n p(t/2).
func (p polynomial) halved() polynomial {
	q := p.clone()
	for i := range q {
		q[i].Lsh(&q[i], uint(len(q)-1-i))
	}
	return q
}

// onUnitInterval returns 100^n p((1 + 1099 t)/100): the interval of rates that is
// searched, as (0, 1).
func (p polynomial) onUnitInterval() polynomial {
	// p(x/100) 100^n, then x = 1 + 1099 t.
	q := p.clone()
	n := len(q) - 1
	for i := range q {
		q[i].Mul(&q[i], power(big.NewInt(rateUnit), int64(n-i)))
	}
	q.shift() // rateOffset is 1
	for i := range q {
		q[i].Mul(&q[i], power(big.NewInt(rateSpan), int64(i)))
	}
	return q
}

// sign returns the sign of p(num/den), den > 0.
func (p polynomial) sign(num, den *big.Int) int {
	sum, scale, term := new(big.Int), big.NewInt(1), new(big.Int)
	for i := len(p) - 1; i >= 0; i-- {
		// sum is p's upper part at num/den, times the power of den so far.
		sum.Mul(sum, num)
		sum.Add(sum, term.Mul(&p[i], scale))
		scale.Mul(scale, den)
	}
	return sum.Sign()
}

// signAfterZero returns the sign of p just to the right of 0.
func (p polynomial) signAfterZero() int { return p.trimmed()[0].Sign() }

func (p polynomial) derivative() polynomial {
	if len(p) < 2 {
		return nil
	}
	d := make(polynomial, len(p)-1)
	for i := range d {
		d[i].Mul(&p[i+1], big.NewInt(int64(i+1)))
	}
	return d
}

// squareFree returns a polynomial with the roots of p, each once: p over the
// greatest common divisor of p and its derivative.
func (p polynomial) squareFree() polynomial {
	a, b := p.primitive(), p.derivative().primitive()
	for len(b) > 0 {
		_, rest := a.divide(b)
		a, b = b, rest.primitive()
	}
	if len(a) < 2 {
		return p
	}
	quotient, _ := p.divide(a)
	return quotient.primitive()
}

// divide returns quotient and remainder of p over d, both times a positive number
// that keeps them whole, the same for neither.
func (p polynomial) divide(d polynomial) (quotient, rest polynomial) {
	rest = p.clone()
	if len(p) < len(d) {
		return nil, rest
	}
	quotient = make(polynomial, len(p)-len(d)+1)
	lead := new(big.Int).Abs(&d[len(d)-1])
	sign := big.NewInt(int64(d[len(d)-1].Sign()))
	term := new(big.Int)
	for k := len(quotient) - 1; k >= 0; k-- {
		top := new(big.Int).Mul(&rest[k+len(d)-1], sign)
		for i := range quotient {
			quotient[i].Mul(&quotient[i], lead)
		}
		quotient[k].Set(top)
		for i := range rest {
			rest[i].Mul(&rest[i], lead)
		}
		for i := range d {
			rest[k+i].Sub(&rest[k+i], term.Mul(top, &d[i]))
		}
	}
	return quotient, rest.cut()
}

// primitive returns p over the greatest common divisor of its coefficients.
func (p polynomial) primitive() polynomial {
	content := new(big.Int)
	for i := range p {
		content.GCD(nil, nil, content, new(big.Int).Abs(&p[i]))
	}
	q := p.clone()
	if content.Sign() == 0 {
		return nil
	}
	for i := range q {
		q[i].Quo(&q[i], content)
	}
	return q
}
