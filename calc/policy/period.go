package policy

import (
	"slices"
	"strings"
	"unicode"
)

// vague reports whether a period as written leaves its first or its last month
// open, as "Våren 2017-våren 2020" does: it names fewer than two months, or a
// season. A period that is not written beside the months is not vague.
func vague(period string) bool {
	if period == "" {
		return false
	}
	named := 0
	words := strings.FieldsFunc(strings.ToLower(period), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	for i, word := range words {
		switch {
		case slices.ContainsFunc(seasons(), func(s string) bool { return word == s }):
			return true
		case slices.ContainsFunc(monthWords(), func(m string) bool { return word == m || len(word) == 3 && strings.HasPrefix(m, word) }):
			named++
		case len(word) == 4 && isNumber(word) && i+1 < len(words) && len(words[i+1]) == 2 && isNumber(words[i+1]):
			named++ // 2016-08
		}
	}
	return named < 2
}

func isNumber(word string) bool {
	return !strings.ContainsFunc(word, func(r rune) bool { return r < '0' || r > '9' })
}

func seasons() []string {
	return []string{"vår", "våren", "sommar", "sommaren", "höst", "hösten", "vinter", "vintern", "årsskiftet",
		"vårterminen", "höstterminen", "vt", "ht", "spring", "summer", "autumn", "fall", "winter"}
}

func monthWords() []string {
	return []string{"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober",
		"november", "december", "january", "february", "march", "may", "june", "july", "august", "october", "sept"}
}
