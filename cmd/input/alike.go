package input

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Names are the names of one kind that a ledger has, to be asked which of them a
// new one may be a misspelling of.
type Names struct {
	spelled []name
	known   map[string]bool
	joined  map[string]string // the name that is the same but for spelling
	looks   int               // how many pairs of names were looked at, letter by letter
}

// maxLooks bounds the time that a file of very many names can take: beyond it only
// case, spaces, hyphens and accents are looked through.
const maxLooks = 1_000_000

// name is a name as it is compared: in small letters without accents, in parts.
type name struct {
	given string
	parts []string
}

// Has tells whether a name was added.
func (n *Names) Has(given string) bool { return n.known[given] }

// Add adds a name.
func (n *Names) Add(given string) {
	if n.known == nil {
		n.known, n.joined = map[string]bool{}, map[string]string{}
	}
	given = strings.Clone(given)
	one := spelled(given)
	n.known[given] = true
	n.spelled = append(n.spelled, one)
	if key := strings.Join(one.parts, ""); n.joined[key] == "" {
		n.joined[key] = given
	}
}

// Alike returns the name that another may be a misspelling of, or "". It differs by
// case, spaces, hyphens or accents, or in words of five letters by one letter, of
// ten by two. Names with other figures, or another short word, are a series:
// satsning-1 and satsning-2, skola-norr and skola-nord.
func (n *Names) Alike(given string) string {
	one := spelled(given)
	if same := n.joined[strings.Join(one.parts, "")]; same != "" {
		return same
	}
	for _, other := range n.spelled {
		if n.looks++; n.looks > maxLooks {
			break
		}
		if len(other.parts) == len(one.parts) && misspelled(one.parts, other.parts) {
			return other.given
		}
	}
	return ""
}

func misspelled(a, b []string) bool {
	edits := 0
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		letters, others := utf8.RuneCountInString(a[i]), utf8.RuneCountInString(b[i])
		most := min(min(letters, others)/5, 2)
		if max(letters, others)-min(letters, others) > most || most == 0 || figures(a[i]) != figures(b[i]) {
			return false
		}
		d := distance(a[i], b[i])
		if edits += d; d > most || edits > 2 {
			return false
		}
	}
	return true
}

func spelled(given string) name {
	var plain strings.Builder
	for _, r := range norm.NFD.String(given) {
		if !unicode.Is(unicode.Mn, r) {
			plain.WriteRune(unicode.ToLower(r))
		}
	}
	parts := strings.FieldsFunc(plain.String(), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(parts) == 0 {
		parts = []string{given}
	}
	return name{given, slices.Clip(parts)}
}

// figures are the digits of a word.
func figures(word string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, word)
}
