package sheet

import (
	"errors"
	"io"

	"github.com/xuri/excelize/v2"
)

// Page is a sheet of a workbook: rows of cells as they stand.
type Page struct {
	Name   string
	Widths []float64 // of the columns, in characters
	Rows   [][]Cell
}

// Cell is a text or a number. A formula, without its equals sign, has the number it
// gives as its value: that is what a mail's preview and Excel's protected view show,
// which compute nothing.
type Cell struct {
	Value   any
	Formula string
	Places  int  // decimals that a number is shown with
	Strong  bool // a title, a head or a sum
}

// At is the name of a cell, column and row from 1: At(2, 5) is B5. A cell that no
// sheet can have has none, which the library refuses.
func At(column, row int) string {
	name, _ := excelize.CoordinatesToCellName(column, row)
	return name
}

// WriteBook writes a workbook. Its formulas are computed again when it is opened.
func WriteBook(w io.Writer, pages []Page) (err error) {
	book := excelize.NewFile()
	defer func() { err = errors.Join(err, book.Close()) }()
	for i, page := range pages {
		if err := Add(book, page.Name, i == 0); err != nil {
			return err
		}
		if err := page.write(book); err != nil {
			return err
		}
	}
	return Save(w, book)
}

// Add adds a sheet. The first takes the place of the one that a new workbook has.
func Add(book *excelize.File, name string, first bool) error {
	if first {
		return book.SetSheetName(book.GetSheetName(0), name)
	}
	_, err := book.NewSheet(name)
	return err
}

func (p Page) write(book *excelize.File) error {
	out, err := book.NewStreamWriter(p.Name) // the only writer that keeps a formula and its value
	if err != nil {
		return err
	}
	for i, width := range p.Widths {
		if err := out.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	styles := map[look]int{}
	for i, row := range p.Rows {
		cells := make([]any, len(row))
		for j, cell := range row {
			if cell == (Cell{}) {
				continue
			}
			_, text := cell.Value.(string)
			as := look{cell.Strong, !text, cell.Places}
			style, ok := styles[as]
			if !ok {
				if style, err = as.style(book); err != nil {
					return err
				}
				styles[as] = style
			}
			cells[j] = excelize.Cell{StyleID: style, Formula: cell.Formula, Value: cell.Value}
		}
		if err := out.SetRow(At(1, i+1), cells); err != nil {
			return err
		}
	}
	return out.Flush()
}

// look is what a cell looks like.
type look struct {
	strong, number bool
	places         int
}

func (l look) style(book *excelize.File) (int, error) {
	style := &excelize.Style{Font: &excelize.Font{Bold: l.strong}, Alignment: &excelize.Alignment{Vertical: "top"}}
	if l.number {
		format := "#,##0"
		if l.places == 2 {
			format = "#,##0.00"
		}
		style.CustomNumFmt = &format
	}
	return book.NewStyle(style)
}
