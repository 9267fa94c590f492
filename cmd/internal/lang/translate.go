package lang

import (
	"embed"
	"encoding/csv"
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// What is written in English where it is thought of: errors, hints and warnings
// (errors.csv), those of libraries and operating systems (foreign.csv) and help
// (help.csv). The English text, or the format that makes it, is the key: en;sv.
//
//go:embed errors.csv foreign.csv help.csv
var translations embed.FS

// Translate returns an English error, hint, warning or help text in the language.
// A text that no catalogue knows stays as it is.
func (l Language) Translate(text string) string {
	if l.code != "sv" {
		return text
	}
	swedish, _ := l.phrases().translate(text, maxDepth)
	return swedish
}

// maxDepth bounds how deep errors are wrapped that are still taken apart.
const maxDepth = 8

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
	pattern  *regexp.Regexp // compiled when the literals are found in a text
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
	data, err := translations.Open(file)
	if err != nil {
		panic(err) // the catalogue is compiled in, and a test reads it
	}
	defer data.Close()
	reader := csv.NewReader(data)
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
	b.formats = append(b.formats, p)
}

func (p phrase) letters() int { return len(strings.Join(p.literals, "")) }

// translate returns the Swedish of a text, and whether it, or the end of it that
// follows a place or a wrapping error, is known.
func (b *phrasebook) translate(text string, depth int) (string, bool) {
	if depth == 0 || text == "" {
		return text, false
	}
	if swedish, ok := b.fixed[text]; ok {
		return swedish, true
	}
	for i := range b.formats {
		if arguments := b.formats[i].match(text); arguments != nil {
			return b.formats[i].fill(arguments, func(s string) string {
				swedish, _ := b.translate(s, depth-1)
				return swedish
			}), true
		}
	}
	for _, mark := range []string{"\n", "; "} {
		if strings.Contains(text, mark) {
			return b.parts(text, mark, depth-1)
		}
	}
	if place, fault, found := strings.Cut(text, ": "); found {
		swedish, known := b.translate(fault, depth-1)
		return place + ": " + swedish, known
	}
	return text, false
}

// parts translates texts that were put together: errors on lines of their own,
// faults with semicolons between.
func (b *phrasebook) parts(text, mark string, depth int) (string, bool) {
	parts := strings.SplitN(text, mark, maxParts)
	any := false
	for i, part := range parts {
		swedish, known := b.translate(part, depth)
		parts[i], any = swedish, any || known
	}
	return strings.Join(parts, mark), any
}

// maxParts bounds how many parts of a text are translated one by one.
const maxParts = 256

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
	if p.pattern == nil {
		p.pattern = regexp.MustCompile(p.expression())
	}
	if found := p.pattern.FindStringSubmatch(text); found != nil {
		return found[1:]
	}
	return nil
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
// errors translated, amounts in Swedish form.
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
		case p.verbs[i] == "d" || p.verbs[i] == "q":
			out.WriteString(arguments[i])
		case isAmount(arguments[i], p.literals[i+1]):
			_, decimals, _ := strings.Cut(arguments[i], ".")
			out.WriteString(New("sv").Number(decimal.RequireFromString(arguments[i]), int32(len(decimals))))
		default:
			out.WriteString(translate(arguments[i]))
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

// isAmount reports whether an argument is an amount: it has öre, or is followed
// by kr.
func isAmount(argument, after string) bool {
	whole, decimals, _ := strings.Cut(strings.TrimPrefix(argument, "-"), ".")
	if whole == "" || len(argument) > 40 || strings.Trim(whole+decimals, "0123456789") != "" || strings.HasSuffix(argument, ".") {
		return false
	}
	return len(decimals) == 2 || strings.HasPrefix(after, " kr")
}
