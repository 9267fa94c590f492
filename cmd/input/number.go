package input

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// Digits that a number may have before and after its decimal mark: more than any
// amount needs, and few enough to compute with.
const (
	maxIntegerDigits  = 15
	maxDecimalDigits  = 12
	thousandSeparator = " \u00a0\u202f"
)

// ParseAmount reads an amount: 1200000, 640210.50, 1_200_000 or "1 200 000,50".
func ParseAmount(s string) (decimal.Decimal, error) { return parseAmount(s) }

// ParseRate reads a yearly rate: 0.03 or 3%.
func ParseRate(s string) (decimal.Decimal, error) { return parseRate(s) }

// ParseShare reads a share: 0.12, 12% or "12,5 %".
func ParseShare(s string) (decimal.Decimal, error) { return parseShare(s) }

type numberError struct {
	message, hint string
}

func (e numberError) Error() string { return e.message }
func (e numberError) Hint() string  { return e.hint }

// short cuts a text that is too long to be told again.
func short(s string) string {
	if runes := []rune(s); len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return s
}

func parseAmount(s string) (decimal.Decimal, error) {
	digits := strings.TrimPrefix(s, "-")
	whole, decimals, marked := cutMark(digits)
	ungrouped, ok := ungroup(whole)
	switch {
	case ok && allDigits(ungrouped) && (!marked || allDigits(decimals)) && (len(decimals) > maxDecimalDigits || len(ungrouped) > maxIntegerDigits):
		return decimal.Decimal{}, numberError{message: fmt.Sprintf("%q is not a number that is used here: at most %d digits and %d decimals", short(s), maxIntegerDigits, maxDecimalDigits)}
	case !ok || marked && !allDigits(decimals):
		return decimal.Decimal{}, numberError{message: fmt.Sprintf("%q is not a number", short(s)), hint: amountHint(s)}
	case len(ungrouped) > 1 && ungrouped[0] == '0':
		return decimal.Decimal{}, numberError{message: fmt.Sprintf("%q is not a number: it begins with a zero", short(s))}
	case strings.Contains(s, ",") && looksGrouped(ungrouped, decimals):
		return decimal.Decimal{}, numberError{message: fmt.Sprintf(readTwoWays, short(s)), hint: fmt.Sprintf("write %s%s, or %s.%s", whole, decimals, whole, decimals)}
	}
	if marked {
		ungrouped += "." + decimals
	}
	if digits != s {
		ungrouped = "-" + ungrouped
	}
	return decimal.NewFromString(ungrouped)
}

const readTwoWays = "%q is not a number that can be read in one way only"

// looksGrouped reports whether the mark of a number may as well be one between
// thousands, as in 400,000.
func looksGrouped(whole, decimals string) bool {
	return len(decimals) == 3 && len(whole) <= 3 && whole != "0"
}

// parseMoney reads an amount of kronor. Nobody counts in tenths of an öre, so a
// point before three digits may be one between thousands.
func parseMoney(s string) (decimal.Decimal, error) {
	value, err := parseAmount(s)
	whole, decimals, _ := cutMark(strings.TrimPrefix(s, "-"))
	if err == nil && looksGrouped(whole, decimals) {
		return decimal.Decimal{}, numberError{message: fmt.Sprintf(readTwoWays, short(s)), hint: fmt.Sprintf("write %s%s, or %s.%s", whole, decimals, whole, decimals[:2])}
	}
	return value, err
}

// parseRate reads a rate of change for a year. 3 is 300 %, and nobody means it.
func parseRate(s string) (decimal.Decimal, error) {
	value, err := parseShare(s)
	if err == nil && !strings.HasSuffix(s, "%") && value.GreaterThanOrEqual(decimal.NewFromInt(1)) {
		return decimal.Decimal{}, numberError{message: fmt.Sprintf("%q is not a number that is likely as a rate, for it is 100 %% or more", short(s)),
			hint: fmt.Sprintf("write %s%% or %s", s, value.Shift(-2))}
	}
	return value, err
}

func parseShare(s string) (decimal.Decimal, error) {
	text, percent := strings.CutSuffix(s, "%")
	if percent {
		text = strings.TrimRight(text, thousandSeparator)
	}
	if strings.Count(text, ",") == 1 { // a share has no thousands to confuse
		text = strings.Replace(text, ",", ".", 1)
	}
	value, err := parseAmount(text)
	if err != nil {
		return value, numberError{message: fmt.Sprintf("%q is not a number or a share", short(s)), hint: shareHint(s)}
	}
	if percent {
		value = value.Shift(-2)
	}
	if -value.Exponent() > maxDecimalDigits {
		return decimal.Decimal{}, numberError{message: fmt.Sprintf("%q is not a share that is used here: at most %d decimals, and %d as a percentage", short(s), maxDecimalDigits, maxDecimalDigits-2)}
	}
	return value, nil
}

// parseDuration reads years, or months as 18m, into months.
func parseDuration(s string) (decimal.Decimal, error) {
	text, months := strings.CutSuffix(s, "m")
	value, err := parseAmount(text)
	if err != nil || !value.IsInteger() || !value.IsPositive() {
		return value, numberError{message: fmt.Sprintf("%q is not a number of years", short(s)), hint: durationHint(s)}
	}
	if !months {
		value = value.Mul(decimal.NewFromInt(12))
	}
	return value, nil
}

// cutMark splits a number at its decimal mark, a point or a comma.
func cutMark(s string) (whole, decimals string, marked bool) {
	if i := strings.IndexAny(s, ".,"); i >= 0 {
		return s[:i], s[i+1:], true
	}
	return s, "", false
}

// ungroup takes thousands apart by spaces or underscores out of a row of digits.
func ungroup(s string) (string, bool) {
	if strings.Contains(s, "_") {
		parts := strings.Split(s, "_")
		for _, p := range parts {
			if !allDigits(p) {
				return "", false
			}
		}
		return strings.Join(parts, ""), true
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(thousandSeparator, r) })
	for i, p := range parts {
		if !allDigits(p) || i > 0 && len(p) != 3 || i == 0 && len(parts) > 1 && len(p) > 3 {
			return "", false
		}
	}
	joined := strings.Join(parts, "")
	grouped := len(s) - len(joined)
	return joined, len(parts) > 0 && (grouped == 0) == (len(parts) == 1)
}

func allDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}
