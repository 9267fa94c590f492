package input

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/shopspring/decimal"
)

// What people type where the file wants a number, a month or a word, and what they
// mean by it. Nothing is read so: it is the hint of a fault.

// typed is a number with the words around it, as in "ca 1.980.000 kr".
type typed struct {
	value decimal.Decimal
	unit  string // the word behind it, in small letters; per cent is %
	bare  bool   // nothing stands around it
}

// readTyped finds the one number of a text.
func readTyped(s string) (typed, bool) {
	s = strings.TrimSpace(strings.ReplaceAll(s, "\u2212", "-"))
	first := strings.IndexAny(s, "0123456789")
	if first < 0 {
		return typed{}, false
	}
	end := first
	for end < len(s) && (isDigit(s[end]) || strings.ContainsRune(thousandSeparator+"_.,'", firstRune(s[end:]))) {
		end += len(string(firstRune(s[end:])))
	}
	number := strings.TrimRight(s[first:end], thousandSeparator+"_.,'")
	before, after := s[:first], strings.TrimLeft(s[first+len(number):], thousandSeparator+".,")
	value, ok := loosely(number)
	if !ok || figures(after) != "" {
		return typed{}, false
	}
	if word, negative := strings.CutSuffix(before, "-"); negative {
		before, value = word, value.Neg()
	}
	unit := strings.ToLower(after)
	if word := strings.IndexFunc(unit, func(r rune) bool { return !unicode.IsLetter(r) }); word > 0 {
		unit = unit[:word]
	}
	return typed{value: value, unit: unit, bare: after == "" && strings.TrimSpace(before) == ""}, true
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

// loosely reads a number with points, commas or spaces between thousands. Where a
// mark may as well be the decimal one, it is no number.
func loosely(s string) (decimal.Decimal, bool) {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(thousandSeparator+"_'", r) {
			return -1
		}
		return r
	}, s)
	whole, decimals := s, ""
	points, commas, last := strings.Count(s, "."), strings.Count(s, ","), strings.LastIndexAny(s, ".,")
	switch {
	case points+commas == 1 && len(s)-last == 4 && last <= 3 && s[0] != '0': // as 400.000
		return decimal.Decimal{}, false
	case points == 1 && (commas == 0 || s[last] == '.'), commas == 1 && (points == 0 || s[last] == ','):
		whole, decimals = s[:last], s[last+1:]
	}
	groups := strings.FieldsFunc(whole, func(r rune) bool { return r == '.' || r == ',' })
	if len(groups) > 1 && (len(groups[0]) > 3 || slices.ContainsFunc(groups[1:], func(g string) bool { return len(g) != 3 })) {
		return decimal.Decimal{}, false
	}
	digits := strings.Join(groups, "")
	if !allDigits(digits) || len(digits) > maxIntegerDigits || len(decimals) > maxDecimalDigits {
		return decimal.Decimal{}, false
	}
	if decimals != "" {
		digits += "." + decimals
	}
	value, err := decimal.NewFromString(digits)
	return value, err == nil
}

// fits reports whether a number is small enough for a file.
func fits(value decimal.Decimal) bool {
	return value.Abs().LessThan(decimal.New(1, maxIntegerDigits)) && value.Exponent() >= -maxDecimalDigits
}

// plainly is a number as any file takes it, also between { and }.
func plainly(value decimal.Decimal) string {
	if value.IsInteger() {
		return value.String()
	}
	return `"` + value.String() + `"`
}

func isPercent(unit string) bool {
	return strings.HasPrefix(unit, "%") || strings.HasPrefix(unit, "procent") || unit == "percent" || unit == "pct"
}

// amountHint is what to write in the place of what is not a number.
func amountHint(s string) string {
	if strings.ContainsAny(s, "eE") && strings.Trim(s, "0123456789.eE+-") == "" {
		return "write the number out, without an exponent"
	}
	if low, high, ok := rangeMeant(s); ok {
		return fmt.Sprintf("write a range as {low: %s, likely: …, high: %s}", plainly(low.value), plainly(high.value))
	}
	one, ok := readTyped(s)
	factor, isMoney := kronor(one.unit)
	switch {
	case ok && isMoney && !fits(one.value.Shift(factor)):
		return "write the amount alone, in kronor"
	case !ok && (strings.Contains(s, "kr") || strings.Contains(s, "SEK")):
		return "write the amount alone, in kronor"
	case !ok:
		return ""
	case isMoney:
		return fmt.Sprintf("write the amount alone, in kronor: %s", plainly(one.value.Shift(factor)))
	case isPercent(one.unit):
		return "write a number: per cent are for shares"
	case one.bare:
		return fmt.Sprintf("write it as %s", plainly(one.value))
	default:
		return fmt.Sprintf("write the number alone: %s", plainly(one.value))
	}
}

// kronor is the power of ten of a unit of money.
func kronor(unit string) (power int32, ok bool) {
	switch unit {
	case "kr", "kronor", "krona", "sek", ":-":
		return 0, true
	case "tkr", "ksek", "tsek", "tusen", "kkr":
		return 3, true
	case "mkr", "mnkr", "msek", "mn", "miljon", "miljoner", "milj", "mkronor":
		return 6, true
	}
	return 0, false
}

// rangeMeant finds two numbers with a dash or a word between them, as in 10-15 %.
func rangeMeant(s string) (low, high typed, ok bool) {
	for _, mark := range []string{"–", "—", "..", " till ", " to ", "-"} {
		before, after, found := strings.Cut(s, mark)
		if !found || figures(before) == "" {
			continue
		}
		low, okLow := readTyped(before)
		high, okHigh := readTyped(after)
		if okLow && okHigh && low.value.LessThan(high.value) && (low.unit == "" || low.unit == high.unit) {
			if power, ok := kronor(high.unit); ok {
				low.value, high.value = low.value.Shift(power), high.value.Shift(power)
			}
			return low, high, fits(low.value) && fits(high.value)
		}
	}
	return typed{}, typed{}, false
}

// shareHint is what to write in the place of what is not a share.
func shareHint(s string) string {
	if low, high, ok := rangeMeant(s); ok && isPercent(high.unit) {
		return fmt.Sprintf("write a range as {low: %s, likely: …, high: %s}", percent(low.value), percent(high.value))
	}
	if one, ok := readTyped(s); ok && isPercent(one.unit) && one.value.Exponent() >= 2-maxDecimalDigits {
		return fmt.Sprintf("write it as %s", percent(one.value))
	}
	return "write a share as 0.12 or 12%"
}

func percent(value decimal.Decimal) string { return value.String() + "%" }

// durationHint is what to write in the place of what is not a number of years.
func durationHint(s string) string {
	one, ok := readTyped(s)
	months := one.value.Mul(decimal.NewFromInt(12))
	switch unit := one.unit; {
	case !ok || !one.value.IsPositive():
	case slices.Contains([]string{"m", "mån", "månad", "månader", "month", "months"}, unit) && one.value.IsInteger():
		return fmt.Sprintf("write it as %s", one.value.String()+"m")
	case !slices.Contains([]string{"", "år", "year", "years", "y"}, unit):
	case one.value.IsInteger():
		return fmt.Sprintf("write it as %s", one.value)
	case months.IsInteger() && fits(months):
		return fmt.Sprintf("write it as %s", months.String()+"m")
	}
	return "write whole years, 5, or months, 18m"
}

// yearHint is what to write in the place of what is not a year: 2026.0, år 2026.
func yearHint(s string) string {
	parts := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsDigit(r) })
	if len(parts) == 2 && strings.Trim(parts[1], "0") == "" {
		parts = parts[:1]
	}
	if len(parts) != 1 || len(parts[0]) != 4 || parts[0] < "1900" || parts[0] > "2200" || !allDigits(parts[0]) {
		return ""
	}
	return fmt.Sprintf("write it as %s", parts[0])
}

// dateHint is what to write in the place of what is not a month or a date. Which of
// the numbers of 3/4/2026 is the month nobody can tell.
func dateHint(s string, dayNeeded bool) string {
	named, rest := monthName(strings.ToLower(s))
	if strings.ContainsFunc(rest, unicode.IsLetter) || strings.Count(rest, "/") == 2 && !startsWithYear(rest) {
		return ""
	}
	fields := strings.FieldsFunc(rest, func(r rune) bool { return !unicode.IsDigit(r) })
	if len(fields) == 1 && named == "" && (len(fields[0]) == 6 || len(fields[0]) == 8) { // 202603, 20260301
		all := fields[0]
		fields = []string{all[:4], all[4:6]}
		if len(all) == 8 {
			fields = append(fields, all[6:])
		}
	}
	if len(fields) > 0 && len(fields[0]) != 4 { // the day or the month first
		slices.Reverse(fields)
	}
	if named != "" && len(fields) > 0 {
		fields = slices.Insert(fields, 1, named)
	}
	if len(fields) < 2 || len(fields) > 3 || dayNeeded && len(fields) < 3 {
		return ""
	}
	layout, shown := "2006 1", "2006-01"
	if len(fields) == 3 {
		layout, shown = "2006 1 2", time.DateOnly
	}
	date, err := time.Parse(layout, strings.Join(fields, " "))
	if err != nil || date.Year() < 1900 || date.Year() > 2200 {
		return ""
	}
	return fmt.Sprintf("write it as %s", date.Format(shown))
}

func startsWithYear(s string) bool {
	first, _, _ := strings.Cut(s, "/")
	return len(strings.TrimSpace(first)) == 4
}

// monthName finds a month by its name, Swedish or English, and takes it out.
func monthName(s string) (number, rest string) {
	for i, names := range [][]string{{"januari", "january", "jan"}, {"februari", "february", "feb"}, {"mars", "march", "mar"}, {"april", "apr"},
		{"maj", "may"}, {"juni", "june", "jun"}, {"juli", "july", "jul"}, {"augusti", "august", "aug"}, {"september", "sept", "sep"},
		{"oktober", "october", "okt", "oct"}, {"november", "nov"}, {"december", "dec"}} {
		for _, name := range names {
			if before, after, found := strings.Cut(s, name); found {
				return fmt.Sprint(i + 1), before + " " + after
			}
		}
	}
	return "", s
}
