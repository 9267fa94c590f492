// Package output turns a neutral document into a table on screen, csv, json or
// Markdown.
package output

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"siv/cmd/internal/lang"
)

// Document is what a command answers. Sections make the screen and Markdown, Rows
// makes csv, and Data makes json.
type Document struct {
	Sections []Section
	// Rows is the table that csv shows; nil means the first of the first section.
	Rows *Table
	// Data is what json shows, an object or a list of objects; nil means the rows
	// as {"schema": Schema, "rows": […]}.
	Data   any
	Schema string
}

// Section is a part of a document: paragraphs, tables, and notes below them.
type Section struct {
	// Heading and Figures are shown by a report; the screen has no room for them.
	Heading string
	Level   int    // 0 below the report's title, 1 below a section of level 0
	Anchor  string // what a link to the section names, the only one in its report
	Answer  bool   // the first paragraph is what the report answers
	NewPage bool   // on paper
	Figures []Figure

	Lead       []string
	Tables     []Table
	NotesTitle string
	Notes      []string
}

// Figure is a chart, drawn already. Alt tells those who cannot see it what it
// shows.
type Figure struct {
	Title string
	Alt   string
	SVG   []byte
	// Width and Height are in pixels, for those who do not scale it; 0: unknown.
	Width, Height int
}

// Table is rows under titled columns. Notes stand between its title and its rows.
type Table struct {
	Title   string
	Notes   []string
	Columns []Column
	Rows    [][]Cell
}

// Column is a column: its key in machine formats and its title on screen.
type Column struct {
	Key   string
	Title string
}

type kind int

const (
	absent kind = iota
	text
	number
	integer
	truth
)

// Cell is one value of a table. The zero value is absent: empty on screen and in
// csv, null in json.
type Cell struct {
	kind   kind
	text   string
	screen string // in place of text on screen; "" for the same
	number decimal.Decimal
	places int32
	whole  int
	truth  bool
	tone   Tone
}

// Text is a cell of words.
func Text(s string) Cell { return Cell{kind: text, text: s} }

// Word is a cell that machines know by one word and readers by another.
func Word(machine, screen string) Cell { return Cell{kind: text, text: machine, screen: screen} }

// Number is a cell of a number with a fixed number of decimals.
func Number(d decimal.Decimal, places int32) Cell {
	return Cell{kind: number, number: d, places: places}
}

// Money is a cell of kronor and öre.
func Money(d decimal.Decimal) Cell { return Number(d, 2) }

// Exact is a cell of a number with as many decimals as it has.
func Exact(d decimal.Decimal) Cell {
	_, decimals, _ := strings.Cut(d.String(), ".")
	return Number(d, int32(len(decimals)))
}

// Exactly is a cell of a number with the decimals that it is written with.
func Exactly(text string) Cell {
	d, err := decimal.NewFromString(text)
	if err != nil {
		return Text(text)
	}
	_, decimals, _ := strings.Cut(text, ".")
	return Number(d, int32(len(decimals)))
}

// Maybe is a number that may not exist.
func Maybe(d decimal.NullDecimal, places int32) Cell {
	if !d.Valid {
		return Cell{}
	}
	return Number(d.Decimal, places)
}

// Int is a cell of a whole number that is written without thousands, as a year.
func Int(n int) Cell { return Cell{kind: integer, whole: n} }

// Bool is a cell of true or false.
func Bool(b bool) Cell { return Cell{kind: truth, truth: b} }

// plain writes a cell for csv and, with a decimal point, for json.
func (c Cell) plain(mark string) string {
	switch c.kind {
	case text:
		return c.text
	case number:
		return strings.Replace(c.number.StringFixed(c.places), ".", mark, 1)
	case integer:
		return strconv.Itoa(c.whole)
	case truth:
		return strconv.FormatBool(c.truth)
	default:
		return ""
	}
}

// value is the cell in json: numbers with decimals are strings, so that no reader
// rounds them.
func (c Cell) value() any {
	switch c.kind {
	case absent:
		return nil
	case integer:
		return c.whole
	case truth:
		return c.truth
	default:
		return c.plain(".")
	}
}

// Spreadsheet is the cell for a spreadsheet, which keeps every number as a float
// anyway: numbers, truths and texts; nil when absent.
func (c Cell) Spreadsheet() any {
	switch c.kind {
	case absent:
		return nil
	case number:
		return c.number.InexactFloat64()
	case integer:
		return c.whole
	case truth:
		return c.truth
	default:
		return c.text
	}
}

// Words is the cell as a text of the screen, which stands to the left.
func (c Cell) Words(l lang.Language) Cell { return Text(c.Screen(l)) }

func (c Cell) right() bool { return c.kind == number || c.kind == integer }

// Right reports whether a column stands to the right: one of its cells is a number.
func (t Table) Right(column int) bool {
	for _, row := range t.Rows {
		if row[column].right() {
			return true
		}
	}
	return false
}
