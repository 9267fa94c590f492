package form

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"

	"siv/cmd/input"
	"siv/cmd/internal/lang"
)

// FuzzRead reads any bytes as an input workbook. Whatever they are, there is no
// panic, and what could be read is YAML that the decoder can speak of.
func FuzzRead(f *testing.F) {
	var filled bytes.Buffer
	if err := Write(&filled, Template{Language: lang.New("sv"), FirstYear: 2024, Values: map[string]string{
		"id": "a", "actors[0].id": "n", "effects[0].id": "e", "effects[0].people.2024": "3", "costs[0].amounts.2024.low": "1"}}); err != nil {
		f.Fatal(err)
	}
	f.Add(filled.Bytes())
	f.Add([]byte("PK"))
	f.Fuzz(func(t *testing.T, data []byte) {
		form, err := Read("a.xlsx", data, lang.New("en"))
		if err != nil {
			return
		}
		inv := input.DecodeInvestment("a.xlsx", form.YAML)
		_ = form.Faults(inv.Faults(inv.Check()))
	})
}

// FuzzCell puts any text in any cell of the form: it becomes a value, or a fault
// that names the cell, and never breaks the YAML around it.
func FuzzCell(f *testing.F) {
	f.Add(uint8(1), uint8(3), uint8(7), "2016-08")
	f.Add(uint8(5), uint8(3), uint8(17), "30 %")
	f.Add(uint8(3), uint8(1), uint8(5), "a: {b]\n- #\"'")
	f.Fuzz(func(t *testing.T, sheet, col, row uint8, text string) {
		var empty bytes.Buffer
		if err := Write(&empty, Template{Language: lang.New("sv"), FirstYear: 2024}); err != nil {
			t.Fatal(err)
		}
		book, err := excelize.OpenReader(&empty)
		if err != nil {
			t.Fatal(err)
		}
		defer book.Close()
		sheets := book.GetSheetList()
		at, err := excelize.CoordinatesToCellName(int(col)%12+1, int(row)%60+1)
		if err != nil {
			t.Fatal(err)
		}
		if book.SetCellValue(sheets[int(sheet)%len(sheets)], at, text) != nil {
			return // longer than a cell
		}
		var saved bytes.Buffer
		if err := book.Write(&saved); err != nil {
			t.Fatal(err)
		}
		form, err := Read("a.xlsx", saved.Bytes(), lang.New("en"))
		if err != nil {
			return
		}
		for _, fault := range input.DecodeInvestment("a.xlsx", form.YAML).Faults(nil) {
			if fault.Code == "syntax" || fault.Code == "duplicate-key" || fault.Code == "second-document" {
				t.Fatalf("%v\n%s", fault, form.YAML)
			}
		}
	})
}
