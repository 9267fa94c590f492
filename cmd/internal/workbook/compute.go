package workbook

import (
	"errors"
	"fmt"
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
