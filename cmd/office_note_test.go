package cmd

import (
	"path/filepath"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"
)

// TestOfficeNote lets LibreOffice recalculate the workbook of the fund's note, as it
// was made and with a movement changed: every formula gives what it gives in
// TestReportWorkbook, where it is held against the note as csv.
func TestOfficeNote(t *testing.T) {
	needOffice(t)
	dir := t.TempDir()
	want := map[string]map[[2]string]string{} // by file, sheet and cell
	var paths []string
	for _, unit := range units() {
		made := filepath.Join(dir, string(unit)+".xlsx")
		said(t, "ledger", "report", "--ledger", "../examples/annual/fund.jsonl", "--to-date", "2020-08-31", "--entries", "19", "--unit", string(unit),
			"--plan", "../examples/annual/plan.yaml", "--investments", "../examples/annual/investments", "--to", made)
		book, err := excelize.OpenFile(made)
		if err != nil {
			t.Fatal(err)
		}
		want[made] = formulas(t, book)
		if err := book.SetCellValue("Note", "B9", -1_000_000); err != nil {
			t.Fatal(err)
		}
		changed := filepath.Join(dir, string(unit)+"-changed.xlsx")
		if err := book.SaveAs(changed); err != nil {
			t.Fatal(err)
		}
		want[changed] = formulas(t, book)
		if at := [2]string{"Note", "B12"}; want[made][at] == want[changed][at] {
			t.Fatalf("%s: the change changes nothing", unit)
		}
		paths = append(paths, made, changed)
	}
	recalculated := openInOffice(t, "xlsx", paths...)
	for path, cells := range want {
		book, err := excelize.OpenFile(filepath.Join(recalculated, filepath.Base(path)))
		if err != nil {
			t.Fatal(err)
		}
		for at, value := range cells {
			text, err := book.GetCellValue(at[0], at[1], excelize.Options{RawCellValue: true})
			if got, wrong := decimal.NewFromString(text); err != nil || wrong != nil || got.StringFixed(2) != value {
				t.Errorf("%s %s %s: LibreOffice has %q, want %s", filepath.Base(path), at[0], at[1], text, value)
			}
		}
		if len(cells) < 60 {
			t.Errorf("%s: %d formulas", path, len(cells))
		}
	}
}

// formulas computes every formula of a workbook, by sheet and cell.
func formulas(t *testing.T, book *excelize.File) map[[2]string]string {
	t.Helper()
	values := map[[2]string]string{}
	eachFormula(t, book, func(sheet, at string) {
		text, err := book.CalcCellValue(sheet, at, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatalf("%s %s: %v", sheet, at, err)
		}
		value, err := decimal.NewFromString(text)
		if err != nil {
			t.Fatalf("%s %s is %q", sheet, at, text)
		}
		values[[2]string{sheet, at}] = value.StringFixed(2)
	})
	return values
}

// eachFormula visits the cells of a note's workbook that hold a formula.
func eachFormula(t *testing.T, book *excelize.File, visit func(sheet, at string)) {
	t.Helper()
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i := range rows {
			for j := range 9 {
				at, _ := excelize.CoordinatesToCellName(j+1, i+1)
				if formula, _ := book.GetCellFormula(sheet, at); formula != "" {
					visit(sheet, at)
				}
			}
		}
	}
}
