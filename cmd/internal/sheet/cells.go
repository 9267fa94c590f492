package sheet

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Sheet is a sheet of a workbook, cell by cell.
type Sheet struct {
	Name string
	Rows [][]Content
}

// Content is what a cell holds and how it is shown.
type Content struct {
	Text    string
	Number  bool   // stored as a number
	Percent bool   // shown in per cent
	Day     bool   // shown as a date with a day
	Problem string // why it holds no value: an error of a formula, or a formula that was never computed
}

// maxCells bounds what is read of a workbook.
const maxCells = 1 << 20

// Cells returns every sheet of a workbook. What is merged stands in each of its
// cells.
func Cells(data []byte) ([]Sheet, error) {
	var sheets []Sheet
	err := open(data, func(book *excelize.File) error {
		w := walker{book: book, shown: map[int]shown{}}
		for _, name := range book.GetSheetList() {
			s, err := w.sheet(name)
			if err != nil {
				return err
			}
			sheets = append(sheets, s)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return sheets, nil
}

type walker struct {
	book  *excelize.File
	shown map[int]shown // by style
	cells int
}

// shown is how the number of a style is shown.
type shown struct{ percent, day bool }

func (w *walker) sheet(name string) (Sheet, error) {
	s := Sheet{Name: name}
	rows, err := w.book.GetRows(name)
	if err != nil {
		return s, err
	}
	for i, row := range rows {
		cells := make([]Content, len(row))
		for j, raw := range row {
			if w.cells++; w.cells > maxCells {
				return s, fmt.Errorf("the workbook has more than %d cells", maxCells)
			}
			if cells[j], err = w.cell(name, i, j, raw); err != nil {
				return s, err
			}
		}
		s.Rows = append(s.Rows, cells)
	}
	return s, w.spread(&s)
}

func (w *walker) cell(name string, row, col int, raw string) (Content, error) {
	at, err := excelize.CoordinatesToCellName(col+1, row+1)
	if err != nil {
		return Content{}, err
	}
	if raw == "" {
		if formula, err := w.book.GetCellFormula(name, at); err == nil && formula != "" {
			return Content{Problem: "holds a formula that was never computed; open the file in a spreadsheet and save it"}, nil
		}
		return Content{}, nil
	}
	kind, err := w.book.GetCellType(name, at)
	if err != nil {
		return Content{}, err
	}
	c := Content{Text: raw}
	switch kind {
	case excelize.CellTypeError:
		c.Problem = fmt.Sprintf("holds the error %s", raw)
	case excelize.CellTypeNumber, excelize.CellTypeUnset, excelize.CellTypeFormula, excelize.CellTypeDate:
		c.Text = number(raw)
		c.Number = strings.Trim(c.Text, "0123456789.-") == ""
	}
	id, err := w.book.GetCellStyle(name, at)
	if err != nil {
		return c, nil //nolint:nilerr // a cell without a style that is known is shown plainly
	}
	how, ok := w.shown[id]
	if !ok {
		how = w.style(id)
		w.shown[id] = how
	}
	c.Percent, c.Day = how.percent, how.day
	return c, nil
}

// The built-in number formats of OOXML that are per cent, and those of dates that
// show the day (ECMA-376, part 1, 18.8.30).
func (w *walker) style(id int) shown {
	style, err := w.book.GetStyle(id)
	if err != nil {
		return shown{}
	}
	if style.CustomNumFmt != nil {
		code := strings.ToLower(*style.CustomNumFmt)
		return shown{percent: strings.Contains(code, "%"), day: strings.Contains(code, "d") && strings.Contains(code, "m")}
	}
	n := style.NumFmt
	return shown{percent: n == 9 || n == 10, day: n >= 14 && n <= 16 || n == 22}
}

// spread writes the value of merged cells into each of them.
func (w *walker) spread(s *Sheet) error {
	merged, err := w.book.GetMergeCells(s.Name)
	if err != nil {
		return err
	}
	for _, m := range merged {
		c1, r1, err1 := excelize.CellNameToCoordinates(m.GetStartAxis())
		c2, r2, err2 := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err1 != nil || err2 != nil || r1 > len(s.Rows) || c1 > len(s.Rows[r1-1]) {
			continue
		}
		from := s.Rows[r1-1][c1-1]
		for row := r1; row <= r2 && row <= r1+maxMerged; row++ {
			for len(s.Rows) < row {
				s.Rows = append(s.Rows, nil)
			}
			for col := c1; col <= c2 && col <= c1+maxMerged; col++ {
				for len(s.Rows[row-1]) < col {
					s.Rows[row-1] = append(s.Rows[row-1], Content{})
				}
				s.Rows[row-1][col-1] = from
			}
		}
	}
	return nil
}

// maxMerged bounds the cells, each way, that one value is spread to.
const maxMerged = 100
