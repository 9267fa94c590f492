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

// phrase is a format with arguments.
type phrase struct {
	literals []string // before, between and after the arguments
	verbs    []string
	swedish  string
	pattern  func() *regexp.Regexp // made when the literals are found in a text
}

// verbPattern is a verb of package fmt, or an escaped per cent sign.
var verbPattern = regexp.MustCompile(`%(?:\[(\d+)\])?[-+#0]*\d*(?:\.\d+)?([a-zA-Z])|%%`)

func readPhrases() *phrasebook {
	book := &phrasebook{fixed: map[string]string{}}
	for _, file := range []string{"errors.csv", "foreign.csv", "help.csv"} {
		for _, row := range readCatalogue(file) {
			book.add(row[0], row[1], file != "help.csv")
		}
	}
	slices.SortStableFunc(book.formats, func(a, b phrase) int { return b.letters() - a.letters() })
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

func (b *phrasebook) add(english, swedish string, format bool) {
	if !format {
		b.fixed[english] = swedish
		return
	}
	var p phrase
	literal, from := "", 0
	for _, at := range verbPattern.FindAllStringSubmatchIndex(english, -1) {
		literal += english[from:at[0]]
		from = at[1]
		if at[4] < 0 { // %%
			literal += "%"
			continue
		}
		p.literals, p.verbs = append(p.literals, literal), append(p.verbs, english[at[4]:at[5]])
		literal = ""
	}
	literal += english[from:]
	if len(p.verbs) == 0 {
		b.fixed[literal] = strings.ReplaceAll(swedish, "%%", "%")
		return
	}
	p.literals, p.swedish = append(p.literals, literal), swedish
	p.pattern = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(p.expression()) })
	b.formats = append(b.formats, p)
}

func (p phrase) letters() int { return len(strings.Join(p.literals, "")) }

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
	last := len(p.literals) - 1
	if !strings.HasPrefix(text, p.literals[0]) || !strings.HasSuffix(text, p.literals[last]) {
		return nil
	}
	rest := text
	for _, literal := range p.literals {
		_, after, found := strings.Cut(rest, literal)
		if !found {
			return nil
		}
		rest = after
	}
	found := p.pattern().FindStringSubmatch(text)
	if found == nil || p.literals[0] == "" && p.verbs[0] == "s" && strings.Contains(found[1], ": ") {
		return nil // a place stands before what the format says
	}
	return found[1:]
}

func (p *phrase) expression() string {
	expression := "^" + regexp.QuoteMeta(p.literals[0])
	for i, verb := range p.verbs {
		switch verb {
		case "d":
			expression += `(-?\d+)`
		case "q":
			expression += "(\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`|'(?:[^'\\\\]|\\\\.)+')"
		default:
			expression += `((?s:.*?))`
		}
		expression += regexp.QuoteMeta(p.literals[i+1])
	}
	return expression + "$"
}

// fill puts the arguments of an English text into the Swedish one: errors within
// errors translated, amounts in Swedish form. A single word is an id or a file and
// left as it is, unless it stands as %+s in the Swedish.
func (p *phrase) fill(arguments []string, translate func(string) string) string {
	next, from := 0, 0
	var out strings.Builder
	for _, at := range verbPattern.FindAllStringSubmatchIndex(p.swedish, -1) {
		out.WriteString(p.swedish[from:at[0]])
		from = at[1]
		if at[4] < 0 { // %%
			out.WriteByte('%')
			continue
		}
		i := next
		if at[2] >= 0 {
			i = number(p.swedish[at[2]:at[3]]) - 1
		}
		next = i + 1
		if i < 0 || i >= len(arguments) {
			continue // a test refuses such a row
		}
		switch {
		case p.verbs[i] == "d", p.verbs[i] == "q":
			out.WriteString(arguments[i])
		case isAmount(arguments[i], p.literals[i+1]):
			_, decimals, _ := strings.Cut(arguments[i], ".")
			out.WriteString(New("sv").Number(decimal.RequireFromString(arguments[i]), int32(len(decimals))))
		case p.verbs[i] == "w", strings.Contains(arguments[i], " "), strings.Contains(p.swedish[at[0]:at[1]], "+"):
			out.WriteString(translate(arguments[i]))
		default:
			out.WriteString(arguments[i])
		}
	}
	out.WriteString(p.swedish[from:])
	return out.String()
}

// number reads the number of an argument.
func number(digits string) int {
	n := 0
	for _, digit := range digits {
		n = 10*n + int(digit-'0')
	}
	return n
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
