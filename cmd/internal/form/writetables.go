package form

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"siv/cmd/internal/sheet"
)

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
