package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"

	"siv/cmd/internal/sheet"
)

// compute lets the spreadsheet library compute every formula once, so that a
// viewer that does not compute shows figures too.
func (b *book) compute() (err error) {
	file := excelize.NewFile()
	defer func() { err = errors.Join(err, file.Close()) }()
	if err := b.sheets(file); err != nil {
		return err
	}
	for _, p := range b.pages {
		for i, row := range p.cells {
			for j, c := range row {
				var err error
				at := sheet.At(j+1, i+1)
				if c.formula != "" {
					err = file.SetCellFormula(p.title, at, c.formula)
				} else if c.value != nil {
					err = file.SetCellValue(p.title, at, c.value)
				}
				if err != nil {
					return err
				}
			}
		}
	}
	for _, p := range b.pages {
		for i, row := range p.cells {
			for j := range row {
				c := &row[j]
				if c.formula == "" {
					continue
				}
				at := sheet.At(j+1, i+1)
				value, err := file.CalcCellValue(p.title, at, excelize.Options{RawCellValue: true})
				if err != nil {
					return fmt.Errorf("%w: %s!%s: %w (%s)", errFormula, p.title, at, err, c.formula)
				}
				c.value = computed(value, c.look)
				if c.known != nil {
					c.value = c.known
				}
			}
		}
	}
	return nil
}

// computed returns the number that a formula came to, or its text.
func computed(value string, l look) any {
	if l.format != general || l.role == result || l.role == sum {
		if number, err := strconv.ParseFloat(value, 64); err == nil {
			return number + 0 // a rounded difference may be -0
		}
	}
	switch value {
	case "TRUE":
		return true
	case "FALSE":
		return false
	}
	return value
}

// sheets makes the empty sheets and the names.
func (b *book) sheets(file *excelize.File) error {
	for i, p := range b.pages {
		var err error
		if i == 0 {
			err = file.SetSheetName(file.GetSheetName(0), p.title)
		} else {
			_, err = file.NewSheet(p.title)
		}
		if err != nil {
			return err
		}
	}
	for _, n := range b.names {
		if err := file.SetDefinedName(&n); err != nil {
			return err
		}
	}
	return nil
}

// write writes the workbook with formulas and computed values.
func (b *book) write(w io.Writer) (err error) {
	file := excelize.NewFile()
	defer func() { err = errors.Join(err, file.Close()) }()
	if err := b.sheets(file); err != nil {
		return err
	}
	styles := styles{file: file, ids: map[look]int{}}
	for _, p := range b.pages {
		if err := p.write(file, styles); err != nil {
			return err
		}
	}
	always := true
	if err := file.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &always}); err != nil {
		return err
	}
	if err := sheet.Describe(file, b.inv.Name, b.Language.Code()); err != nil {
		return err
	}
	var written bytes.Buffer
	if err := file.Write(&written); err != nil {
		return err
	}
	return sheet.InOrder(w, written.Bytes())
}

// styles holds the styles that are in use.
type styles struct {
	file *excelize.File
	ids  map[look]int
}

func (s styles) id(l look) (int, error) {
	if id, ok := s.ids[l]; ok {
		return id, nil
	}
	id, err := s.file.NewStyle(l.style())
	s.ids[l] = id
	return id, err
}

func (p *page) write(file *excelize.File, s styles) error {
	if err := p.dress(file); err != nil {
		return err
	}
	stream, err := file.NewStreamWriter(p.title)
	if err != nil {
		return err
	}
	for i, width := range p.widths {
		if err := stream.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if p.frozen.row > 0 {
		pane := "bottomRight"
		if p.frozen.col == 1 {
			pane = "bottomLeft"
		}
		if err := stream.SetPanes(&excelize.Panes{Freeze: true, XSplit: p.frozen.col - 1, YSplit: p.frozen.row - 1,
			TopLeftCell: sheet.At(p.frozen.col, p.frozen.row), ActivePane: pane}); err != nil {
			return err
		}
	}
	p.alignHeaders()
	for i, row := range p.cells {
		values := make([]any, len(row))
		for j, c := range row {
			if c == (cell{}) {
				continue
			}
			id, err := s.id(c.look)
			if err != nil {
				return err
			}
			values[j] = excelize.Cell{StyleID: id, Formula: c.formula, Value: c.value}
		}
		if err := stream.SetRow(sheet.At(1, i+1), values, p.height(row)); err != nil {
			return err
		}
	}
	return stream.Flush()
}

// alignHeaders puts the headers of numbers to the right, as the numbers.
func (p *page) alignHeaders() {
	for i, row := range p.cells {
		for j, c := range row {
			if c.look.role != header || j == 0 {
				continue
			}
			p.cells[i][j].look.inner = true
			for _, under := range p.cells[i+1 : min(i+6, len(p.cells))] {
				if j < len(under) && (under[j].look.format != general || under[j].look.role == outcome) {
					p.cells[i][j].look.format = year // a text has no other use for its format
				}
			}
		}
	}
}

// height makes room for texts that are broken into lines: nothing else does
// before the file is opened.
func (p *page) height(row []cell) excelize.RowOpts {
	lines := 1
	if len(row) > 0 {
		if height := row[0].look.role.part().Height(); height > 0 {
			return excelize.RowOpts{Height: height}
		}
	}
	for j, c := range row {
		if words, ok := c.value.(string); ok && j < len(p.widths) && (c.look.role == text || c.look.role == header) {
			lines = max(lines, wrapped(words, p.widths[j]))
		}
	}
	if lines == 1 {
		return excelize.RowOpts{}
	}
	return excelize.RowOpts{Height: float64(lines) * 15.5}
}

// wrapped returns the lines that a text takes in a column.
func wrapped(words string, width float64) int {
	return int(float64(len([]rune(words)))/width) + 1
}

// dress sets how the sheet is protected, printed and filled in.
func (p *page) dress(file *excelize.File) error {
	if !p.open {
		// No password: who wants to change a formula may.
		if err := file.ProtectSheet(p.title, &excelize.SheetProtectionOptions{SelectLockedCells: true, SelectUnlockedCells: true,
			FormatColumns: true, FormatRows: true, FormatCells: true}); err != nil {
			return err
		}
	}
	columns, wide := "", 1
	if len(p.widths) > 2*firstYear { // years on two pages can still be read
		columns, wide = fmt.Sprintf("'%s'!$A:$A,", p.title), 2
	}
	fit, height := true, 15.5
	if err := file.SetSheetProps(p.title, &excelize.SheetPropsOptions{FitToPage: &fit, CustomHeight: &fit, DefaultRowHeight: &height}); err != nil {
		return err
	}
	if err := sheet.OnPaper(file, p.title, p.landscape, wide); err != nil {
		return err
	}
	if err := file.SetHeaderFooter(p.title, &excelize.HeaderFooterOptions{OddFooter: "&L" + "&A" + "&R" + "&P (&N)"}); err != nil {
		return err
	}
	if p.repeat > 0 {
		if err := file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: p.title,
			RefersTo: columns + fmt.Sprintf("'%s'!$%d:$%d", p.title, p.repeat, p.repeat)}); err != nil {
			return err
		}
	}
	for _, r := range p.rules {
		if err := r.write(file); err != nil {
			return err
		}
	}
	return nil
}

func (r rule) write(file *excelize.File) error {
	v := excelize.NewDataValidation(r.mayBeEmpty)
	v.Sqref, v.ShowErrorMessage = sheet.At(r.at.col, r.at.row), true
	if len(r.words) > 0 {
		if err := v.SetDropList(r.words); err != nil {
			return err
		}
		return file.AddDataValidation(r.at.page.title, v)
	}
	kind, operator := excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorBetween
	if r.whole {
		kind = excelize.DataValidationTypeWhole
	}
	var err error
	if r.unbounded {
		err = v.SetRange(r.low, "", kind, excelize.DataValidationOperatorGreaterThanOrEqual)
	} else {
		err = v.SetRange(r.low, r.high, kind, operator)
	}
	if err != nil {
		return err
	}
	return file.AddDataValidation(r.at.page.title, v)
}
