// Package lang holds the Swedish and English words of the screen, and how each
// language writes numbers. Machine formats never go through it.
package lang

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/shopspring/decimal"
)

// messages is the one catalogue of what is said on screen: key;sv;en. Arguments
// are numbered, %[1]s, so that each language may order them its own way.
//
//go:embed messages.csv
var messages string

// Language is a language of the screen.
type Language struct {
	code  string
	words func() map[string]string

	phrases func() *phrasebook // of the texts that are written in English
}

// Codes lists the languages.
func Codes() []string { return []string{"sv", "en"} }

// New returns the language of a code, English if it is not one of Codes.
func New(code string) Language {
	column := 2
	if code == "sv" {
		column = 1
	} else {
		code = "en"
	}
	return Language{code: code, words: sync.OnceValue(func() map[string]string { return load(column) }),
		phrases: sync.OnceValue(readPhrases)}
}

func load(column int) map[string]string {
	reader := csv.NewReader(strings.NewReader(messages))
	reader.Comma = ';'
	records, err := reader.ReadAll()
	if err != nil {
		panic(err) // the catalogue is compiled in, and a test reads it
	}
	words := make(map[string]string, len(records))
	for _, record := range records {
		words[record[0]] = record[column]
	}
	return words
}

// FromLocale returns the code of the language that a POSIX locale names.
func FromLocale(locale string) string {
	if strings.HasPrefix(strings.ToLower(locale), "sv") {
		return "sv"
	}
	return "en"
}

// Code returns sv or en.
func (l Language) Code() string { return l.code }

// Count is a number of things among the arguments of T: with thousands, where a year
// or a number in a row has none.
type Count int64

// T returns the text of a key. A key that is missing shows itself.
func (l Language) T(key string, args ...any) string {
	text, ok := l.words()[key]
	if !ok {
		return "!" + key
	}
	if len(args) == 0 {
		return text
	}
	args = slices.Clone(args)
	for i, arg := range args {
		if n, ok := arg.(Count); ok {
			args[i] = l.Number(decimal.New(int64(n), 0), 0)
		}
	}
	return fmt.Sprintf(text, args...)
}

// Has reports whether a key has a text.
func (l Language) Has(key string) bool { return l.words()[key] != "" }

// Number writes a number with a fixed number of decimals: 1 234 567,50 in
// Swedish, 1,234,567.50 in English.
func (l Language) Number(d decimal.Decimal, places int32) string {
	thousands, mark := ",", "."
	if l.code == "sv" {
		thousands, mark = " ", ","
	}
	text := d.StringFixed(places)
	sign := ""
	if strings.HasPrefix(text, "-") {
		sign, text = "-", text[1:]
	}
	whole, decimals, fractional := strings.Cut(text, ".")
	var out strings.Builder
	out.WriteString(sign)
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			out.WriteString(thousands)
		}
		out.WriteRune(digit)
	}
	if fractional {
		out.WriteString(mark + decimals)
	}
	return out.String()
}

// Shortest writes a number with as many decimals as it has.
func (l Language) Shortest(d decimal.Decimal) string {
	text := d.String()
	if _, decimals, ok := strings.Cut(text, "."); ok {
		return l.Number(d, int32(len(decimals)))
	}
	return l.Number(d, 0)
}

// Percent writes a share in per cent: 0.025 as 2,5 %.
func (l Language) Percent(share decimal.Decimal) string { return l.Shortest(share.Shift(2)) + " %" }

// Money writes kronor and öre: 1 234 567,50 kr.
func (l Language) Money(d decimal.Decimal) string { return l.Number(d, 2) + " kr" }
