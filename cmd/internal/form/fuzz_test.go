package form

import (
	"bytes"
	"testing"
	"unicode/utf8"

	"siv/cmd/input"
	"siv/cmd/internal/lang"
	"siv/cmd/internal/sheet"
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
		form, err := Read("a.xlsx", data)
		if err != nil {
			return
		}
		inv := input.DecodeInvestment("a.xlsx", form.YAML)
		_ = form.Faults(inv.Faults(inv.Check()))
	})
}

// TestReadNothing reads forms that have lost their labels.
func TestReadNothing(t *testing.T) {
	for _, rows := range [][][]sheet.Content{nil, {{}}, {{{Text: "x"}, {}, {Text: "y"}}}} {
		book := []sheet.Sheet{{Name: "Investment", Rows: rows}, {Name: "Effects", Rows: rows}, {Name: "Costs", Rows: rows}}
		form, err := readSheets("a.xlsx", book)
		if err != nil {
			t.Fatal(err)
		}
		if faults := form.Faults(input.DecodeInvestment("a.xlsx", form.YAML).Faults(nil)); len(faults) == 0 {
			t.Error("nothing is missing")
		}
	}
}

// FuzzCell puts any text in any cell of the form: it becomes a value, or a fault
// that names the cell, and never breaks the YAML around it.
func FuzzCell(f *testing.F) {
	var filled bytes.Buffer
	if err := Write(&filled, Template{Language: lang.New("sv"), FirstYear: 2024, Values: map[string]string{
		"id": "a", "actors[0].id": "n", "effects[0].id": "e", "effects[0].people.2024": "3", "costs[0].amounts.2024.low": "1"}}); err != nil {
		f.Fatal(err)
	}
	f.Add(uint8(1), uint8(2), uint8(7), "2016-08", false)
	f.Add(uint8(5), uint8(2), uint8(16), "30 %", true)
	f.Add(uint8(3), uint8(0), uint8(4), "a: {b]\n- #\"'", false)
	f.Add(uint8(','), uint8('>'), uint8(0x13), "3? %", true) // YAML in braces ends a plain text at the question mark
	f.Fuzz(func(t *testing.T, page, col, row uint8, text string, number bool) {
		sheets, err := sheet.Cells(filled.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		s := &sheets[int(page)%len(sheets)]
		if int(row) >= len(s.Rows) || len(text) > 32767 || !utf8.ValidString(text) {
			return // more than a cell holds
		}
		for len(s.Rows[row]) <= int(col) {
			s.Rows[row] = append(s.Rows[row], sheet.Content{})
		}
		s.Rows[row][col] = sheet.Content{Text: text, Number: number}
		form, err := readSheets("a.xlsx", sheets)
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
