package input

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/shopspring/decimal"

	"siv/unitcosts"
)

// The cells of a row of a table of unit costs.

func (r *tableReader) unitCost(row RawRow) unitcosts.UnitCost {
	u := unitcosts.UnitCost{
		ID: r.text(row, "id"), Name: r.text(row, "name"), NameEN: r.text(row, "name_en"), Unit: r.text(row, "unit"),
		Area: r.text(row, "area"), Payer: r.text(row, "payer"), Region: r.text(row, "region"), Kolada: r.text(row, "kolada"),
		Index: r.text(row, "index"), Transfer: r.truth(row, "transfer"),
		Rounding: r.word(row, "rounding", unitcosts.Roundings()), Basis: r.word(row, "basis", unitcosts.Bases()),
		Overlaps: strings.Fields(r.text(row, "overlaps")),
	}
	u.Scope.Overhead = r.word(row, "overhead", []string{"in", "out"})
	u.Scope.Premises = r.word(row, "premises", []string{"in", "out"})
	u.Scope.Material = r.word(row, "material", []string{"in", "out"})
	return u
}

func (r *tableReader) amount(row RawRow) unitcosts.Amount {
	a := unitcosts.Amount{
		ScopeAsWritten: r.text(row, "scope"), Edition: r.text(row, "edition"), Source: r.text(row, "source"),
		Address: r.text(row, "address"), Note: r.text(row, "note"), DefinitionBreak: r.truth(row, "definition_break"),
		Read: r.text(row, "read"),
	}
	if a.Read != "" {
		if _, err := time.Parse(time.DateOnly, a.Read); err != nil {
			r.fault(row, "read", "bad-date", fmt.Sprintf("%q is not a date: write it as 2019-06-30", a.Read), "")
		}
	}
	year, err := parseYear(r.get(row, "year"))
	if err != nil && r.get(row, "year") != "" {
		r.fault(row, "year", "bad-year", err.Error(), "")
	}
	a.Year = year
	parse := parseMoney
	if r.mapping.Thousands { // 96,304 thousands are 96 304 kr: the mark is never one between thousands
		parse = func(s string) (decimal.Decimal, error) { return parseAmount(strings.Replace(s, ",", ".", 1)) }
	}
	value, err := parse(r.get(row, "amount"))
	var hinted interface{ Hint() string }
	switch {
	case errors.As(err, &hinted):
		r.fault(row, "amount", "bad-number", err.Error(), hinted.Hint())
	case err != nil:
		r.fault(row, "amount", "bad-number", err.Error(), "")
	case value.IsNegative():
		r.fault(row, "amount", "out-of-range", fmt.Sprintf("%s is negative", value), "")
	}
	if r.mapping.Thousands {
		value = value.Mul(decimal.NewFromInt(1000))
	}
	a.Amount = ToOre(value)
	return a
}

// ToOre rounds an amount to öre, half away from zero: nobody publishes less, and
// spreadsheets hold more.
func ToOre(d decimal.Decimal) decimal.Decimal { return decimal.RequireFromString(d.Round(2).String()) }

// text reads a text. Line breaks within a cell become spaces.
func (r *tableReader) text(row RawRow, field string) string {
	return strings.Join(strings.FieldsFunc(r.get(row, field), func(c rune) bool { return unicode.IsControl(c) }), " ")
}

func (r *tableReader) truth(row RawRow, field string) bool {
	switch value := strings.ToLower(r.get(row, field)); value {
	case "", "false", "no", "nej", "0":
		return false
	case "true", "yes", "ja", "1":
		return true
	default:
		r.fault(row, field, "wrong-type", fmt.Sprintf("must be true or false, not %q", value), "")
		return false
	}
}

func (r *tableReader) word(row RawRow, field string, words []string) string {
	value := strings.ToLower(r.get(row, field))
	if value == "" || value == "unknown" {
		return ""
	}
	if !slices.Contains(words, value) {
		r.fault(row, field, "unknown-value", fmt.Sprintf("%q is not one of %s, unknown", value, strings.Join(words, ", ")), didYouMean(value, words))
	}
	return value
}
