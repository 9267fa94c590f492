package lang

import (
	"bytes"
	"embed"
	"encoding/csv"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/shopspring/decimal"
)

// What is written in English where it is thought of: errors, hints and warnings
// (errors.csv), those of libraries and operating systems, and words that fill formats
// (foreign.csv), and help (help.csv). The English text, or the format that makes it,
// is the key: en;sv.
//
//go:embed errors.csv foreign.csv help.csv
var translations embed.FS

// Translate returns an English error, hint, warning or help text in the language.
// A text that no catalogue knows stays as it is.
func (l Language) Translate(text string) string {
	if l.code != "sv" {
		return text
	}
	swedish, _ := l.phrases().find(text)
	return swedish
}

// Bounds of what is looked up: more than any error has.
const (
	maxText    = 64 << 10 // bytes
	maxLookups = 1000     // parts of a text
)

// phrasebook finds the Swedish of English texts.
type phrasebook struct {
	fixed   map[string]string
	formats []phrase // those with most letters first: the most exact match wins
}

// phrase is a format with arguments, in both languages.
type phrase struct {
	english, swedish format
	pattern          func() *regexp.Regexp // made when the literals are found in a text
}

func readPhrases() *phrasebook {
	book := &phrasebook{fixed: map[string]string{}}
	for _, file := range []string{"errors.csv", "foreign.csv", "help.csv"} {
		for _, row := range readCatalogue(file) {
			book.add(row[0], row[1], file != "help.csv")
		}
	}
	slices.SortStableFunc(book.formats, func(a, b phrase) int { return b.english.letters() - a.english.letters() })
	return book
}

func readCatalogue(file string) [][]string {
	data, err := translations.ReadFile(file)
	if err != nil {
		panic(err) // the catalogue is compiled in, and a test reads it
	}
	reader := csv.NewReader(bytes.NewReader(data))
	reader.Comma = ';'
	rows, err := reader.ReadAll()
	if err != nil {
		panic(err)
	}
	return rows[1:] // below the names of the columns
}

func (b *phrasebook) add(english, swedish string, isFormat bool) {
	if !isFormat {
		b.fixed[english] = swedish
		return
	}
	p := phrase{english: cut(english), swedish: cut(swedish)}
	if len(p.english.verbs) == 0 {
		b.fixed[p.english.literals[0]] = strings.Join(p.swedish.literals, "")
		return
	}
	p.pattern = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(p.english.expression()) })
	b.formats = append(b.formats, p)
}

// find returns the Swedish of a text, and whether it, or the end of it that follows
// a place or a wrapping error, is known.
func (b *phrasebook) find(text string) (string, bool) {
	left := maxLookups
	if len(text) > maxText {
		left = 0
	}
	return b.translate(text, &left)
}

func (b *phrasebook) translate(text string, left *int) (string, bool) {
	if *left--; *left < 0 || text == "" {
		return text, false
	}
	if swedish, ok := b.fixed[text]; ok {
		return swedish, true
	}
	for i := range b.formats {
		if arguments := b.formats[i].match(text); arguments != nil {
			return b.formats[i].fill(arguments, func(s string) string {
				swedish, _ := b.translate(s, left)
				return swedish
			}), true
		}
	}
	if strings.Contains(text, "\n") {
		return b.parts(text, "\n", left)
	}
	if place, fault, found := strings.Cut(text, ": "); found {
		if swedish, known := b.translate(fault, left); known {
			return place + ": " + swedish, true
		}
	}
	return b.parts(text, "; ", left)
}

// parts translates texts that were put together: errors on lines of their own,
// faults with semicolons between.
func (b *phrasebook) parts(text, mark string, left *int) (string, bool) {
	parts := strings.Split(text, mark)
	if len(parts) == 1 {
		return text, false
	}
	any := false
	for i, part := range parts {
		swedish, known := b.translate(part, left)
		parts[i], any = swedish, any || known
	}
	return strings.Join(parts, mark), any
}

// match returns the arguments that a format was filled with to give a text, or
// nothing. Regular expressions of package regexp take linear time.
func (p *phrase) match(text string) []string {
	f := p.english
	if !strings.HasPrefix(text, f.literals[0]) || !strings.HasSuffix(text, f.literals[len(f.literals)-1]) {
		return nil
	}
	rest := text
	for _, literal := range f.literals {
		_, after, found := strings.Cut(rest, literal)
		if !found {
			return nil
		}
		rest = after
	}
	found := p.pattern().FindStringSubmatch(text)
	if found == nil || f.literals[0] == "" && f.verbs[0].letter == 's' && strings.Contains(found[1], ": ") {
		return nil // a place stands before what the format says
	}
	return found[1:]
}

// fill puts the arguments of an English text into the Swedish one: errors within
// errors translated, amounts in Swedish form. A single word is an id or a file and
// left as it is, unless it stands as %+s in the Swedish.
func (p *phrase) fill(arguments []string, translate func(string) string) string {
	out := p.swedish.literals[0]
	for i, verb := range p.swedish.verbs {
		if verb.argument >= len(arguments) {
			continue // a test refuses such a row
		}
		argument, letter := arguments[verb.argument], p.english.verbs[verb.argument].letter
		switch {
		case letter == 'd', letter == 'q':
		case isAmount(argument, p.english.literals[verb.argument+1]):
			_, decimals, _ := strings.Cut(argument, ".")
			argument = New("sv").Number(decimal.RequireFromString(argument), int32(len(decimals)))
		case letter == 'w', verb.word, strings.Contains(argument, " "):
			argument = translate(argument)
		}
		out += argument + p.swedish.literals[i+1]
	}
	return out
}

// isAmount reports whether an argument is a number that each language writes its
// own way: one with decimals, or followed by kr. Years and counts are not.
func isAmount(argument, after string) bool {
	whole, decimals, marked := strings.Cut(strings.TrimPrefix(argument, "-"), ".")
	digits := whole + decimals
	if whole == "" || marked && decimals == "" || len(digits) > 40 || strings.Trim(digits, "0123456789") != "" {
		return false
	}
	return marked || strings.HasPrefix(after, " kr")
}
