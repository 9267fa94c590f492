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

// Cell is a text or a number or, in its place, a formula without its equals sign.
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

// WriteBook writes a workbook. Its formulas are computed when it is opened.
func WriteBook(w io.Writer, pages []Page) (err error) {
	book := excelize.NewFile()
	defer func() { err = errors.Join(err, book.Close()) }()
	for i, page := range pages {
		if i == 0 {
			err = book.SetSheetName(book.GetSheetName(0), page.Name)
		} else {
			_, err = book.NewSheet(page.Name)
		}
		if err == nil {
			err = page.write(book)
		}
		if err != nil {
			return err
		}
	}
	load := true
	if err := book.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &load}); err != nil {
		return err
	}
	return book.Write(w)
}

func (p Page) write(book *excelize.File) error {
	for i, width := range p.Widths {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := book.SetColWidth(p.Name, name, name, width); err != nil {
			return err
		}
	}
	styles := map[look]int{}
	for i, row := range p.Rows {
		for j, cell := range row {
			if cell == (Cell{}) {
				continue
			}
			at := At(j+1, i+1)
			_, text := cell.Value.(string)
			as := look{cell.Strong, !text, cell.Places}
			style, ok := styles[as]
			if !ok {
				var err error
				if style, err = as.style(book); err != nil {
					return err
				}
				styles[as] = style
			}
			err := book.SetCellStyle(p.Name, at, at, style)
			switch {
			case err != nil:
			case cell.Formula != "":
				err = book.SetCellFormula(p.Name, at, cell.Formula)
			default:
				err = book.SetCellValue(p.Name, at, cell.Value)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
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
