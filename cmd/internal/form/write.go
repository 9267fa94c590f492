package form

import (
	"errors"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"

	"siv/cmd/internal/lang"
	"siv/cmd/internal/sheet"
)

// Template is what an input workbook is made from.
type Template struct {
	Language  lang.Language
	UnitCosts []UnitCost
	FirstYear int               // of the columns of costs
	Values    map[string]string // of a file to fill it with, by path; none: empty
}

// UnitCost is a row of the list of unit costs that may be chosen.
type UnitCost struct {
	ID, Name, Unit string
	Year           int
	Amount         float64
	Source         string
}

// Write writes an input workbook.
func Write(w io.Writer, t Template) (err error) {
	file := excelize.NewFile()
	defer func() { err = errors.Join(err, file.Close()) }()
	b := &writer{Template: t, file: file, styles: map[string]int{}}
	b.gather()
	b.readMe()
	for _, table := range tables() {
		if table.upright {
			b.upright(table)
		} else {
			b.rows(table)
		}
	}
	b.unitCosts()
	b.lists()
	if b.err != nil {
		return b.err
	}
	if err := sheet.Describe(file, t.Language.T("form.title"), t.Language.Code()); err != nil {
		return err
	}
	return file.Write(w)
}

// writer writes the sheets and keeps the first error.
type writer struct {
	Template
	file   *excelize.File
	styles map[string]int
	err    error
	sheet  string
	row    int

	gathered map[string][]row // by the key of the sheet
}

func (b *writer) keep(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *writer) word(key string) string { return b.Language.T(key) }

// begin makes a sheet with columns of some widths.
func (b *writer) begin(key string, widths ...float64) {
	b.sheet, b.row = b.word(key), 0
	b.keep(sheet.Add(b.file, b.sheet, key == "form.sheet.about"))
	for i, width := range widths {
		name, err := excelize.ColumnNumberToName(i + 1)
		b.keep(err)
		b.keep(b.file.SetColWidth(b.sheet, name, name, width))
	}
	fit := true
	b.keep(b.file.SetSheetProps(b.sheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
	b.keep(sheet.OnPaper(b.file, b.sheet, true, 1))
}

// set writes a cell.
func (b *writer) set(col, row int, v any, style string) {
	at := sheet.At(col, row)
	if v != nil {
		b.keep(b.file.SetCellValue(b.sheet, at, v))
	}
	b.keep(b.file.SetCellStyle(b.sheet, at, at, b.style(style)))
}

// line writes a row of one text.
func (b *writer) line(text, style string) {
	b.row++
	b.set(1, b.row, text, style)
	if style == "title" {
		b.keep(b.file.SetRowHeight(b.sheet, b.row, sheet.Title.Height()))
	}
	if style == "heading" {
		b.keep(b.file.SetRowHeight(b.sheet, b.row, sheet.Heading.Height()))
	}
}

func (b *writer) readMe() {
	b.begin("form.sheet.about", 6, 110)
	b.line(b.word("form.title"), "title")
	b.line(b.word("form.about.lead"), "note")
	b.row++
	b.line(b.word("form.about.how"), "heading")
	for i := 1; i <= 9; i++ {
		b.row++
		b.set(1, b.row, i, "text")
		text := b.word("form.about." + strconv.Itoa(i))
		b.set(2, b.row, text, "text")
		b.keep(b.file.SetRowHeight(b.sheet, b.row, float64(len([]rune(text))/105+1)*16))
	}
	b.row++
	b.line(b.word("form.about.sheets"), "heading")
	for _, t := range tables() {
		b.row++
		text := b.word(t.name) + ": " + b.word(t.name+".help")
		b.set(2, b.row, text, "text")
		b.keep(b.file.SetRowHeight(b.sheet, b.row, float64(len([]rune(text))/105+1)*16))
	}
}
