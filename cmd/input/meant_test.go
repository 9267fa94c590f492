package input_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"siv/cmd/input"
)

// hint is what a parser says to write instead.
func hint[T any](_ T, err error) string {
	var h interface{ Hint() string }
	if errors.As(err, &h) {
		return h.Hint()
	}
	return ""
}

func TestWhatIsMeantByNumbers(t *testing.T) {
	for typed, want := range map[string]string{
		"1.980.000": "write it as 1980000", "1,980,000": "write it as 1980000", "1.980.000,50": `write it as "1980000.5"`, "1,980,000.50": `write it as "1980000.5"`,
		"1 980 000 kr": "write the amount alone, in kronor: 1980000", "1.980.000 kr": "write the amount alone, in kronor: 1980000",
		"1 980 000:-": "write the amount alone, in kronor: 1980000", "SEK 1980": "write the number alone: 1980",
		"0,5 tkr": "write the amount alone, in kronor: 500", "1,98 mnkr": "write the amount alone, in kronor: 1980000", "150tkr/år": "write the amount alone, in kronor: 150000",
		"-20 000 kr": "write the amount alone, in kronor: -20000", "−20 000 kr": "write the amount alone, in kronor: -20000",
		"365 dagar": "write the number alone: 365", "ca 25": "write the number alone: 25", "2,5 timmar": `write the number alone: "2.5"`, "år 2": "write the number alone: 2",
		"200%": "write a number: per cent are for shares", "200 procent": "write a number: per cent are for shares",
		"10-15": "write a range as {low: 10, likely: …, high: 15}", "10–15 personer": "write a range as {low: 10, likely: …, high: 15}",
		"100 till 150 tkr": "write a range as {low: 100000, likely: …, high: 150000}", "1e6": "write the number out, without an exponent",
		// Nobody can tell.
		"65O000": "", "many": "", "1.98.000": "", "400.000 kr": "write the amount alone, in kronor", "3 av 4": "", "15-10": "", "1/3": "", "1-9999999999 mkr": "write the amount alone, in kronor", "": "", "٣": "",
	} {
		if got := hint(input.ParseAmount(typed)); got != want {
			t.Errorf("the amount %q: %q, want %q", typed, got, want)
		}
	}
	for typed, want := range map[string]string{
		"10 procent": "write it as 10%", "12,5 %-enheter": "write it as 12.5%", "ca 5%": "write it as 5%", "5–10 %": "write a range as {low: 5%, likely: …, high: 10%}",
		"ja": "write a share as 0.12 or 12%", "1/3": "write a share as 0.12 or 12%",
	} {
		if got := hint(input.ParseShare(typed)); got != want {
			t.Errorf("the share %q: %q, want %q", typed, got, want)
		}
	}
}

// What an investment is told about the words of its file.
func TestWhatIsMeantByWords(t *testing.T) {
	for line, want := range map[string]string{
		"start: 2026-3-1":             "write it as 2026-03-01",
		"start: 2026-3":               "write it as 2026-03",
		"start: 1/3 2026":             "write it as 2026-03-01",
		"start: 1.3.2026":             "write it as 2026-03-01",
		"start: 2026/03/01":           "write it as 2026-03-01",
		"start: 3/2026":               "write it as 2026-03",
		"start: 202603":               "write it as 2026-03",
		"start: 20260301":             "write it as 2026-03-01",
		"start: 1 mars 2026":          "write it as 2026-03-01",
		"start: March 2026":           "write it as 2026-03",
		"start: March 1, 2026":        "write it as 2026-03-01",
		"start: 3/4/2026":             "",
		"start: 2026-13":              "",
		"start: våren 2026":           "",
		"price_year: 2026.0":          "write it as 2026",
		"price_year: år 2026":         "write it as 2026",
		"price_year: 2025/2026":       "",
		"price_year: 26":              "",
		"id: På väg":                  "write it as pa-vag",
		"status: Ansökan":             "did you mean proposal?",
		"status: aproved":             "did you mean approved?",
		"status: någonting":           "",
		"schema: siv.investment/2":    "this siv reads siv.investment/1 alone; a newer one may read the file",
		"schema: 1":                   "write schema: siv.investment/1",
		"kostnader: [a]":              "did you mean costs?",
		"Löpande kostnader: [a]":      "did you mean running_costs?",
		"källa: x":                    "", // no key of this place
		"participants: 40 st":         "write the number alone: 40",
		"participants: [1, 2, 3]":     "write a range as {low: …, likely: …, high: …}",
		"decision: {date: 14/6 2016}": "write it as 2016-06-14",
		"decision: {date: juni 2016}": "",
	} {
		key, _, _ := strings.Cut(line, ":")
		inv := input.DecodeInvestment("a.yaml", []byte(line+"\n"))
		found := false
		for _, f := range inv.Faults(inv.Check()) {
			if f.Path == key || strings.HasPrefix(f.Path, key+".") {
				if found = true; f.Hint != want {
					t.Errorf("%s: the hint is %q, want %q", line, f.Hint, want)
				}
			}
		}
		if !found {
			t.Errorf("%s: no fault", line)
		}
	}
	if faults := input.DecodeInvestment("a.yaml", []byte("id: a\n")).Faults(nil); faults[0].Path != "schema" || faults[0].Hint != "begin the file with schema: siv.investment/1" {
		t.Errorf("without schema: %+v", faults[0])
	}
}

// What is told to be written in the place of a number is one.
func FuzzMeant(f *testing.F) {
	for _, s := range []string{"1.980.000 kr", "365 dagar", "10–15 %", "12 mån", "1,98 mnkr", "-0,5", "1.000.000.000.000.000.000", "333333333333 mkr", "1,23456789012 procent"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, parse := range []func(string) (decimal.Decimal, error){input.ParseAmount, input.ParseShare} {
			for _, mark := range []string{"write it as ", "write the number alone: ", "write the amount alone, in kronor: "} {
				text, told := strings.CutPrefix(hint(parse(s)), mark)
				text = strings.Trim(text, `"`)
				if _, err := parse(text); told && err != nil {
					t.Errorf("%q: the hint says %q: %v", s, text, err)
				}
			}
		}
	})
}
