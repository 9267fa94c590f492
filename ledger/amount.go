package ledger

import (
	"errors"
	"strconv"
)

// Amount is money in öre. It is never a float: a ledger adds up to the öre.
type Amount int64

const (
	// MaxAmount is the largest amount of one entry, 999 999 999 999.99 kr.
	MaxAmount Amount = 99_999_999_999_999

	// MaxTurnover is the largest sum of all amounts of a ledger, 10^16 kr. Every
	// total and every balance is at most the turnover, and the difference of
	// two at most twice that, so no sum of öre can overflow 64 bits.
	MaxTurnover Amount = 1_000_000_000_000_000_000
)

var errAmount = errors.New("not an amount: digits, then at most one . or , with one or two digits")
var errAmountSize = errors.New("larger than 999999999999.99")

// ParseAmount reads an amount as a person writes it: digits, then at most one
// point or comma with one or two digits.
func ParseAmount(s string) (Amount, error) {
	if s == "" || s[0] < '0' || s[0] > '9' {
		return 0, errAmount
	}
	var a Amount
	i := 0
	for ; i < len(s) && '0' <= s[i] && s[i] <= '9'; i++ {
		a = a*10 + Amount(s[i]-'0')
		if a > MaxAmount/100 {
			return 0, errAmountSize
		}
	}
	a *= 100
	switch rest := s[i:]; {
	case rest == "":
		return a, nil
	case rest[0] != '.' && rest[0] != ',', len(rest) < 2, len(rest) > 3:
		return 0, errAmount
	default:
		unit := Amount(10)
		for _, c := range []byte(rest[1:]) {
			if c < '0' || c > '9' {
				return 0, errAmount
			}
			a += Amount(c-'0') * unit
			unit = 1
		}
		return a, nil
	}
}

// String writes the amount with exactly two decimals, "-" first when negative.
func (a Amount) String() string { return string(a.append(nil)) }

func (a Amount) append(b []byte) []byte {
	u := uint64(a)
	if a < 0 {
		b = append(b, '-')
		u = -u
	}
	b = strconv.AppendUint(b, u/100, 10)
	return append(b, '.', byte('0'+u/10%10), byte('0'+u%10))
}
