package workbook

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"siv/cmd/internal/sheet"
)

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
