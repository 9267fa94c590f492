package lang

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestEveryRowHasBothLanguages, with the same arguments, and stands once.
func TestEveryRowHasBothLanguages(t *testing.T) {
	for _, file := range []string{"errors.csv", "foreign.csv", "help.csv"} {
		seen := map[string]bool{}
		for _, row := range readCatalogue(file) {
			if row[0] == "" || row[1] == "" {
				t.Errorf("%s: %q lacks a language", file, row[0]+row[1])
			}
			if seen[row[0]] {
				t.Errorf("%s: %q stands twice", file, row[0])
			}
			seen[row[0]] = true
			if file == "help.csv" {
				continue // help is never a format
			}
			if en, sv := verbs(row[0]), verbs(row[1]); !slices.Equal(en, sv) {
				t.Errorf("%s: %q has the arguments %v in English and %v in Swedish", file, row[0], en, sv)
			}
		}
	}
}

// verbs lists the arguments of a format, in order, each with its verb.
func verbs(text string) []string {
	var list []string
	for _, v := range cut(text).verbs {
		list = append(list, fmt.Sprint(v.argument+1, strings.NewReplacer("w", "s", "v", "s").Replace(string(v.letter))))
	}
	slices.Sort(list)
	return list
}

func TestTranslate(t *testing.T) {
	for en, sv := range map[string]string{
		"is missing":               "saknas",
		`unknown key "is missing"`: `okänd nyckel "is missing"`,
		"the reflow of 1234567.50 kr is above the frame of 400000 kr":  "återföringen på 1 234 567,50 kr är större än ramen på 400 000 kr",
		"must be a list, not a mapping":                                "måste vara en lista, inte en uppställning",
		"a share lies between 0 and 1 (0 % and 100 %)":                 "en andel ligger mellan 0 och 1 (0 % och 100 %)",
		"not YAML: did not find expected key":                          "inte YAML: där väntades en nyckel",
		"fund.jsonl: the ledger does not verify: line 3: its seq is 7": "fund.jsonl: liggaren stämmer inte: rad 3: dess seq är 7",
		"--date: \"x\" is not a date: YYYY-MM-DD":                      "--date: \"x\" är inget datum: ÅÅÅÅ-MM-DD",
		"open a b: permission denied":                                  "a b kan inte öppnas: åtkomst nekas",
		"refused by the rule close: is missing":                        "nekas av regeln stängning: saknas",
		"did you mean grant?":                                          "menade du grant?",
		"grant takes no amount":                                        "beviljande tar inget belopp",
		"there is no column year":                                      "det finns ingen kolumn year",
		"cannot be read: EOF":                                          "kan inte läsas: filen tar slut",
		"is missing\nis empty":                                         "saknas\när tom",
		"drawdown of 10.00 is more than the 5.00 that is free on 2016-01-01, and the entry would count from 2015-01-01 on": "uttag på 10,00 är mer än de 5,00 som är fria den 2016-01-01, och posten skulle räknas från 2015-01-01",
		"nobody knows this":     "nobody knows this",
		"nobody: knows: this":   "nobody: knows: this",
		"":                      "",
		"100 % of what is said": "100 % of what is said",
	} {
		if got := New("sv").Translate(en); got != sv {
			t.Errorf("%q is\n  %q, want\n  %q", en, got, sv)
		}
		if got := New("en").Translate(en); got != en {
			t.Errorf("%q becomes %q in English", en, got)
		}
	}
}

// FuzzTranslate takes texts of any bytes. What is not known stays as it is.
func FuzzTranslate(f *testing.F) {
	for _, row := range readCatalogue("errors.csv")[:40] {
		f.Add(row[0])
	}
	f.Add("a: b; c\nd: \"e")
	f.Add("\xff: \x00 is negative")
	sv := New("sv")
	f.Fuzz(func(t *testing.T, text string) {
		swedish, known := sv.phrases().find(text)
		if !known && swedish != text {
			t.Errorf("%q became %q and is not known", text, swedish)
		}
		if utf8.ValidString(text) && !utf8.ValidString(swedish) {
			t.Errorf("%q became %q", text, swedish)
		}
	})
}

func BenchmarkTranslateLong(b *testing.B) {
	text := strings.Repeat("a: is missing; b of c is more than the d\n", 1000)
	l := New("sv")
	l.Translate("")
	for b.Loop() {
		l.Translate(text)
	}
}
