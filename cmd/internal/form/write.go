package form

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

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

func (b *writer) word(key string, args ...any) string { return b.Language.T(key, args...) }

// begin makes a sheet with columns of some widths.
func (b *writer) begin(key string, widths ...float64) {
	b.sheet, b.row = b.word(key), 0
	if key == "form.sheet.about" {
		b.keep(b.file.SetSheetName(b.file.GetSheetName(0), b.sheet))
	} else {
		_, err := b.file.NewSheet(b.sheet)
		b.keep(err)
	}
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

// top writes what stands above a table.
func (b *writer) top(t table) {
	b.line(b.word(t.name), "title")
	b.line(b.word(t.name+".help"), "note")
}

func (b *writer) help(f field) string {
	if key := f.label + ".help"; b.Language.Has(key) {
		return b.word(key)
	}
	return ""
}

// upright writes a sheet of labels and explanations with a column for each record.
func (b *writer) upright(t table) {
	records := max(t.records, b.count(t))
	widths := []float64{40, 56}
	for range records {
		width := 26.0
		if records == 1 {
			width = 48
		}
		widths = append(widths, width)
	}
	b.begin(t.name, widths...)
	b.top(t)
	for _, f := range t.fields {
		if f.title {
			b.row++
			b.line(b.word(f.label), "heading")
			continue
		}
		b.row++
		help := b.help(f)
		b.set(1, b.row, b.word(f.label), "label")
		b.set(2, b.row, help, "help")
		lines := max(len([]rune(help))/62+1, len([]rune(b.word(f.label)))/34+1)
		if lines > 1 {
			b.keep(b.file.SetRowHeight(b.sheet, b.row, float64(lines)*14+3))
		}
		for i := range records {
			b.input(t, f, i, firstRecord+1+i, b.row)
		}
		b.validate(f, help, firstRecord+1, b.row, firstRecord+records, b.row)
	}
	if t.path == "" {
		b.freeze(2, 2)
	} else {
		two := 2 // pages, with the labels on both
		b.keep(b.file.SetPageLayout(b.sheet, &excelize.PageLayoutOptions{FitToWidth: &two}))
		b.keep(b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: b.sheet, RefersTo: fmt.Sprintf("'%s'!$A:$B", b.sheet)}))
		b.freeze(2, effectRow) // the names of the effects stay in sight
	}
}

// rows writes a sheet of headers with a row for each record.
func (b *writer) rows(t table) {
	records := max(t.records, b.count(t))
	widths := make([]float64, len(t.fields))
	for i, f := range t.fields {
		widths[i] = 16
		if f.kind == words || f.kind == list || f.kind == actor || f.kind == item || f.kind == measure {
			widths[i] = 32
		}
	}
	years := b.costYears(t)
	for range years {
		widths = append(widths, 15)
	}
	b.begin(t.name, widths...)
	b.top(t)
	b.row++
	helpRow, lines := b.row, 1
	b.row++
	header := b.row
	for i, f := range t.fields {
		help := b.help(f)
		lines = max(lines, int(float64(len([]rune(help)))*0.95/widths[i])+1)
		b.set(i+1, helpRow, help, "help")
		b.set(i+1, header, b.word(f.label), "header")
		for j := range records {
			b.input(t, f, j, i+1, header+1+j)
		}
		b.validate(f, help, i+1, header+1, i+1, header+records)
	}
	for i, y := range years {
		col := len(t.fields) + 1 + i
		if i == 0 {
			b.set(col, helpRow, b.word("form.amount.help"), "help")
			lines = max(lines, len([]rune(b.word("form.amount.help")))/14+1)
		}
		b.set(col, header, y, "header")
		for j := range records {
			b.input(t, field{path: fmt.Sprintf("amounts.%d", y), kind: amount}, j, col, header+1+j)
		}
	}
	b.keep(b.file.SetRowHeight(b.sheet, helpRow, float64(lines)*12.5+3))
	b.keep(b.file.SetRowHeight(b.sheet, header, 32))
	b.freeze(1, header)
}

// freeze keeps the first columns and rows in sight.
func (b *writer) freeze(columns, rows int) {
	b.keep(b.file.SetPanes(b.sheet, &excelize.Panes{Freeze: true, XSplit: columns, YSplit: rows,
		TopLeftCell: sheet.At(columns+1, rows+1), ActivePane: "bottomRight"}))
}

// input writes a cell to fill in, filled if there is a value.
func (b *writer) input(t table, f field, record, col, row int) {
	b.set(col, row, b.value(t, f, record), "input "+f.kind.format())
}

// validate offers what a cell may hold, and explains it.
func (b *writer) validate(f field, help string, col1, row1, col2, row2 int) {
	v := excelize.NewDataValidation(true)
	v.Sqref = sheet.At(col1, row1) + ":" + sheet.At(col2, row2)
	if help != "" {
		title := []rune(b.word(f.label))
		if len(title) > 32 {
			title = append(title[:31], '…')
		}
		text := []rune(help)
		v.SetInput(string(title), string(text[:min(len(text), 250)]))
	}
	drop := func(words []string) {
		b.keep(v.SetDropList(words))
		v.ShowErrorMessage = true
	}
	switch f.kind {
	case choice:
		drop(choices(f, b.Language))
	case truth:
		drop([]string{b.word("yes"), b.word("no")})
	case actor:
		v.SetSqrefDropList(fmt.Sprintf("'%s'!$A$5:$A$%d", b.word("form.sheet.actors"), 4+max(actors().records, b.count(actors()))))
	case effect:
		last, err := excelize.ColumnNumberToName(firstRecord + max(effects().records, b.count(effects())))
		b.keep(err)
		v.SetSqrefDropList(fmt.Sprintf("'%s'!$C$%d:$%s$%d", b.word("form.sheet.effects"), effectRow, last, effectRow))
	case unit:
		v.SetSqrefDropList(fmt.Sprintf("'%s'!$A$5:$A$%d", b.word("form.sheet.unit-costs"), 4+max(1, len(b.UnitCosts))))
		v.SetError(excelize.DataValidationErrorStyleWarning, b.word(f.label), b.word("form.not-listed"))
	case measure:
		v.SetSqrefDropList(fmt.Sprintf("'%s'!$A$2:$A$%d", b.word("form.sheet.lists"), 1+len(b.measures())))
	default:
		if help == "" {
			return
		}
	}
	b.keep(b.file.AddDataValidation(b.sheet, v))
}

// effectRow is the row of the ids in the sheet of effects.
const effectRow = 5

// unitCosts lists the unit costs of the catalogue.
func (b *writer) unitCosts() {
	b.begin("form.sheet.unit-costs", 32, 60, 18, 10, 16, 70)
	b.line(b.word("form.sheet.unit-costs"), "title")
	b.line(b.word("form.unit-costs.lead"), "note")
	b.row += 2
	for i, key := range []string{"unitcost.id", "unitcost.name", "unitcost.unit", "unitcost.year", "unitcost.amount", "unitcost.source"} {
		b.set(i+1, b.row, b.word(key), "header")
	}
	b.freeze(1, b.row)
	for _, u := range b.UnitCosts {
		b.row++
		for i, v := range []any{u.ID, u.Name, u.Unit, u.Year, u.Amount, u.Source} {
			style := "text"
			if i == 4 {
				style = "money"
			}
			b.set(i+1, b.row, v, style)
		}
	}
}

// measures are the labels of the numbers that may be ranges.
func (b *writer) measures() []string {
	var labels []string
	for _, t := range uncertain() {
		for _, f := range t.fields {
			labels = append(labels, b.word(f.label))
		}
	}
	return labels
}

// lists holds what drop-downs refer to.
func (b *writer) lists() {
	b.begin("form.sheet.lists", 50)
	b.line(b.word("form.measure"), "header")
	for _, label := range b.measures() {
		b.line(label, "text")
	}
	b.keep(b.file.SetSheetVisible(b.sheet, false))
}

// costYears are the years of the columns of costs.
func (b *writer) costYears(t table) []int {
	if t.path != "costs" {
		return nil
	}
	first, last := b.FirstYear, b.FirstYear+4
	seen := false
	for path := range b.Values {
		_, rest, ok := strings.Cut(path, "].amounts.")
		y, err := strconv.Atoi(strings.SplitN(rest, ".", 2)[0])
		if !ok || err != nil {
			continue
		}
		if !seen {
			first, last, seen = y, y, true
		}
		first, last = min(first, y), max(last, y)
	}
	var list []int
	for y := first; y <= last; y++ {
		list = append(list, y)
	}
	return list
}
