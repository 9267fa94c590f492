// Package workbook writes an evaluated investment as an xlsx workbook whose
// figures are live formulas: change an input cell and everything follows.
package workbook

import (
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"

	"siv/calc"
	"siv/cmd/internal/lang"
)

// Source is what a workbook is made from.
type Source struct {
	Language lang.Language
	Trace    *calc.Trace
	Horizon  int
	// Figures returns the figures in use of a price index, by year.
	Figures func(index string) []calc.IndexFigure
	// Verdict is what siv says of the investment, sentence by sentence.
	Verdict []string
	// Warnings are what a reader must know, in the language.
	Warnings []string
	// Origin says what the workbook was made of: file, version.
	Origin []string
}

// Write writes the workbook.
func Write(w io.Writer, s Source) (err error) {
	b := &book{Source: s, inv: s.Trace.Investment}
	b.lay()
	if err := b.compute(); err != nil {
		return err
	}
	return b.write(w)
}

// book is the workbook as it is laid out: pages of cells that know each other's
// places.
type book struct {
	Source
	inv   *calc.Investment
	pages []*page
	names []excelize.DefinedName
	first int // calendar year of the first column
	years int

	inputs  map[string]place // of numbers, by path
	choice  choices
	price   prices
	time    window
	rows    yearRows
	cohorts []block // the intakes of each effect
	disc    discounted
	purses  map[string]purse // by actor
}

// page is one sheet.
type page struct {
	*book
	title     string
	cells     [][]cell
	widths    []float64
	frozen    place // the cell below and right of what stands still
	landscape bool
	rules     []rule
	repeat    int // the row that is printed on every page
	open      bool
}

// cell is a value or a formula, and how it looks. A computed formula has both.
type cell struct {
	value   any
	formula string
	known   any // what a formula comes to, where the library cannot tell
	look    look
}

// rule bounds what an input cell takes.
type rule struct {
	at         place
	words      []string // one of them, or
	low, high  float64  // a number between two
	whole      bool
	unbounded  bool // upwards
	mayBeEmpty bool
}

// place is a cell's place.
type place struct {
	page     *page
	col, row int
}

// span is a run of cells in a row or a column.
type span struct{ from, to place }

func (p place) right(n int) place { return place{p.page, p.col + n, p.row} }
func (p place) down(n int) place  { return place{p.page, p.col, p.row + n} }

// name returns the address of a cell inside its own sheet.
func (p place) name() string {
	column, err := excelize.ColumnNumberToName(p.col)
	if err != nil {
		panic(err) // there are no more columns than years
	}
	return "$" + column + "$" + strconv.Itoa(p.row)
}

func (p place) seenFrom(from *page) string {
	if p.page == from {
		return p.name()
	}
	return "'" + p.page.title + "'!" + p.name()
}

func (s span) seenFrom(from *page) string {
	return s.from.seenFrom(from) + ":" + s.to.name()
}

// String returns the address with the name of its sheet.
func (p place) String() string { return p.seenFrom(nil) }

func (s span) String() string { return s.seenFrom(nil) }

// add adds a page.
func (b *book) add(title string, widths ...float64) *page {
	p := &page{book: b, title: b.Language.T(title), widths: widths}
	b.pages = append(b.pages, p)
	return p
}

// at returns the place of a column in the last row.
func (p *page) at(col int) place { return place{p, col, len(p.cells)} }

// next begins a row and returns the place of its first cell.
func (p *page) next(cells ...cell) place {
	p.cells = append(p.cells, cells)
	return p.at(1)
}

// blank leaves a row empty.
func (p *page) blank() { p.next() }

// put puts a cell in a column of the last row.
func (p *page) put(col int, c cell) place {
	p.at(col).set(c)
	return p.at(col)
}

// set puts a cell in a place that was laid out before.
func (p place) set(c cell) {
	row := &p.page.cells[p.row-1]
	for len(*row) < p.col {
		*row = append(*row, cell{})
	}
	(*row)[p.col-1] = c
}

// formula writes a formula of this page. Places and spans among the arguments
// become addresses.
func (p *page) formula(format string, args ...any) string {
	for i, a := range args {
		switch a := a.(type) {
		case place:
			args[i] = a.seenFrom(p)
		case span:
			args[i] = a.seenFrom(p)
		}
	}
	return fmt.Sprintf(format, args...)
}

// calc is a cell with a formula.
func (p *page) calc(l look, format string, args ...any) cell {
	return cell{formula: p.formula(format, args...), look: l}
}

// word is a text in the language.
func (b *book) word(key string, args ...any) string { return b.Language.T(key, args...) }

// heading begins a part of a page.
func (p *page) heading(key string, args ...any) {
	p.next(cell{value: p.word(key, args...), look: look{role: heading}})
}

// note is a remark under a heading.
func (p *page) note(key string, args ...any) {
	p.next(cell{value: p.word(key, args...), look: look{role: note}})
}

// header is the row above a table.
func (p *page) header(keys ...string) {
	cells := make([]cell, len(keys))
	for i, key := range keys {
		cells[i].look = look{role: header}
		if key != "" {
			cells[i].value = p.word(key)
		}
	}
	p.next(cells...)
}

// define gives a cell a name that formulas may use.
func (b *book) define(key string, at place) {
	b.names = append(b.names, excelize.DefinedName{Name: b.word(key), RefersTo: at.String()})
}

// errFormula says that a formula of a workbook came out as an error.
var errFormula = errors.New("a formula of the workbook is wrong")
