package unitcosts

import (
	"strings"
	"unicode"
)

// payers finds payers whose names differ by spelling only, so that they would be
// taken for two.
func (l *linter) payers() {
	first := map[string]string{} // a payer → the id that first names it
	var names []string
	for _, u := range l.list {
		if _, ok := first[u.Payer]; ok || u.Payer == "" {
			continue
		}
		for _, other := range names {
			if sameWord(other, u.Payer) {
				l.add(PayerSpelling, u.ID, 0, "the payer %s is spelt %s in %s", u.Payer, other, first[other])
				break
			}
		}
		first[u.Payer] = u.ID
		names = append(names, u.Payer)
	}
}

// sameWord reports whether two words are the same but for case, marks, spaces,
// hyphens, or one letter in eight.
func sameWord(a, b string) bool {
	a, b = fold(a), fold(b)
	return a == b || min(len(a), len(b)) >= 8 && oneEdit(a, b)
}

// fold leaves the letters and digits of a word, in lower case and without marks.
func fold(s string) string {
	plain := map[rune]rune{'å': 'a', 'ä': 'a', 'ö': 'o', 'é': 'e', 'ü': 'u'}
	return strings.Map(func(r rune) rune {
		if p, ok := plain[r]; ok {
			return p
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, strings.ToLower(s))
}

// oneEdit reports whether one letter less, more or other makes a into b.
func oneEdit(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i < len(a) && a[i+1:] == b[i+1:]
	}
	return a[i:] == b[i+1:]
}
