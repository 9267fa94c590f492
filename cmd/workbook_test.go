package cmd

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"
)

// runSiv runs siv and returns what it wrote to standard output.
func runSiv(t *testing.T, args ...string) []byte {
	t.Helper()
	var out, err bytes.Buffer
	if status := Main(args, strings.NewReader(""), &out, &err); status != exitDone {
		t.Fatalf("siv %s: status %d\n%s", strings.Join(args, " "), status, err.String())
	}
	return out.Bytes()
}

func evaluatedJSON(t *testing.T, args ...string) breakEvenJSON {
	t.Helper()
	var answer breakEvenJSON
	if err := json.Unmarshal(runSiv(t, append([]string{"calc", "break-even", "-o", "json"}, args...)...), &answer); err != nil {
		t.Fatal(err)
	}
	return answer
}

// workbookCase is a change that is made in the cells of a workbook and, in words,
// in the file or on the command line.
type workbookCase struct {
	name   string
	base   string // of bases
	cells  map[string]any
	edits  []string // old, new, old, new …, in the file; old "" appends
	flags  []string
	before []string // flags of both the workbook and the evaluation
}

// bases are the files that workbooks are made of.
func bases(t *testing.T) map[string]string {
	t.Helper()
	files := map[string]string{"hard": hardFile, "ties": tiesFile}
	paths, err := filepath.Glob(filepath.Join("..", "examples", "*.yaml"))
	if err != nil || len(paths) == 0 {
		t.Fatal(paths, err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files[strings.TrimSuffix(filepath.Base(path), ".yaml")] = string(data)
	}
	return files
}

// shownBook is what a recalculated workbook shows.
type shownBook struct {
	results map[string][]string // by the key in json
	years   [][]string          // of the discounting
	actors  [][]string
}

// readBook reads a workbook. An error of a formula, a check that fails, a word that no
// language has, and a cell that is refused, is an error. A zero below zero is refused of
// what siv wrote; LibreOffice stores one where a factor is negative, and shows 0.
func readBook(path string, refused ...string) (shownBook, error) {
	file, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
	if err != nil {
		return shownBook{}, err
	}
	defer file.Close()
	sheets := file.GetSheetList()
	if len(sheets) != 9 {
		return shownBook{}, fmt.Errorf("sheets %v", sheets)
	}
	shown := shownBook{results: map[string][]string{}}
	for i, sheet := range sheets {
		rows, err := file.GetRows(sheet)
		if err != nil {
			return shown, err
		}
		for r, row := range rows {
			for c, cell := range row {
				bad := cell == "FEL" || cell == "WRONG" || slices.Contains(refused, cell)
				if bad || strings.HasPrefix(cell, "#") || strings.HasPrefix(cell, "Err:") || strings.HasPrefix(cell, "!") {
					return shown, fmt.Errorf("%s, row %d, column %d: %s", sheet, r+1, c+1, cell)
				}
			}
		}
		switch i {
		case 1:
			for _, row := range rows {
				if len(row) == 9 && row[8] != "" {
					shown.results[row[8]] = row
				}
			}
		case 6:
			shown.years = rows[4:]
		case 7:
			shown.actors = rows
		}
	}
	return shown, nil
}

// difference compares a workbook with the answer of siv and returns what differs.
func (shown shownBook) difference(want breakEvenJSON) []string {
	var wrong []string
	same := func(what, cell, value string, places int32) {
		number, err := decimal.NewFromString(cell)
		if value == "" {
			if err == nil {
				wrong = append(wrong, fmt.Sprintf("%s: %s in the workbook, nothing in siv", what, cell))
			}
			return
		}
		if err != nil || number.Round(places+5).Round(places).StringFixed(places) != value {
			wrong = append(wrong, fmt.Sprintf("%s: %q in the workbook, %s in siv", what, cell, value))
		}
	}
	at := func(key string, col int) string {
		row := shown.results[key]
		if col-1 >= len(row) {
			wrong = append(wrong, key+": not in the workbook")
			return ""
		}
		return row[col-1]
	}
	pair := func(key string, p pairJSON) {
		same(key, at(key, 2), p.Undiscounted, 2)
		same(key, at(key, 3), p.PresentValue, 2)
	}
	text := func(s *string) string {
		if s == nil {
			return ""
		}
		return *s
	}
	ratio := func(key string, r ratioJSON) {
		same(key, at(key, 2), text(r.Undiscounted), 4)
		same(key, at(key, 3), text(r.PresentValue), 4)
	}
	pair("cost", want.Cost)
	pair("cost_all_payers", want.CostAllPayers)
	pair("running_cost", want.RunningCost)
	pair("savings", want.Savings)
	pair("net", want.Net)
	ratio("bcr", want.BCR)
	var cashable cashableJSON
	if want.Cashable != nil {
		cashable = *want.Cashable
	}
	pair("cashable.savings", cashable.Savings)
	pair("cashable.net", cashable.Net)
	ratio("cashable.bcr", cashable.BCR)
	var head perParticipantJSON
	if want.PerParticipant != nil {
		head = *want.PerParticipant
	}
	pair("per_participant.cost", head.Cost)
	pair("per_participant.savings", head.Savings)
	same("before_window", at("before_window", 2), want.BeforeWindow, 2)
	truth := func(key, cell string, value bool, yes ...string) {
		if slices.Contains(yes, cell) != value {
			wrong = append(wrong, fmt.Sprintf("%s: %q in the workbook, %v in siv", key, cell, value))
		}
	}
	truth("tests.rule", at("tests.rule", 4), want.Tests.Rule, "uppfyllt", "met")
	truth("tests.discounted", at("tests.discounted", 4), want.Tests.Discounted, "uppfyllt", "met")
	truth("tests.net", at("tests.net", 4), want.Tests.Net, "uppfyllt", "met")
	truth("passes", at("passes", 2), want.Passes, "uppfyllt", "met")
	var breakEven, payback, after string
	if b := want.BreakEven; b != nil {
		breakEven, payback, after = strconv.Itoa(b.Year), b.PaybackYears, b.YearsAfterCompletion
	}
	same("break_even", at("break_even.year", 2), breakEven, 0)
	same("payback", at("break_even.payback_years", 2), payback, 2)
	same("after completion", at("break_even.years_after_completion", 2), after, 2)
	same("required_effect_share", at("required_effect_share", 2), text(want.RequiredEffectShare), 4)
	if irr := at("irr", 2); len(want.IRR) != 1 || numberIn(irr) != nil {
		value := ""
		if len(want.IRR) == 1 {
			value = want.IRR[0]
		}
		same("irr", irr, value, 4)
	}
	for _, e := range want.Effects {
		key := "effects." + e.ID
		pair(key, e.Savings)
		same(key+" share", at(key, 4), text(e.RequiredShare), 4)
		same(key+" people", at(key, 5), text(e.RequiredPeople), 2)
	}
	for _, a := range want.ByActor {
		key := "by_actor." + a.Actor
		cashable := ""
		if a.Cashable != nil {
			cashable = a.Cashable.Undiscounted
		}
		for i, value := range []string{a.OwnCost.Undiscounted, a.FundCost.Undiscounted, a.RunningCost.Undiscounted,
			a.Savings.Undiscounted, cashable, a.Net.Undiscounted, a.Net.PresentValue} {
			same(fmt.Sprint(key, " ", i), at(key, 2+i), value, 2)
		}
	}
	for _, s := range want.BySector {
		key := "by_sector." + s.Sector
		for i, value := range []string{s.Cost.Undiscounted, s.Cost.PresentValue, s.RunningCost.Undiscounted, s.RunningCost.PresentValue,
			s.Savings.Undiscounted, s.Savings.PresentValue} {
			same(fmt.Sprint(key, " ", i), at(key, 2+i), value, 2)
		}
	}
	for i, y := range want.ByYear {
		row := shown.years[i]
		what := fmt.Sprint("year ", y.Year, " ")
		same(what, row[0], strconv.Itoa(y.Year), 0)
		same(what+"factor", row[2], y.DiscountFactor, 10)
		for col, value := range map[int]string{3: y.Cost, 4: y.RunningCost, 5: y.Savings, 6: y.Net, 10: y.NetPresentValue, 11: y.CumulativePresentValue} {
			same(what+strconv.Itoa(col), row[col], value, 2)
		}
	}
	return append(wrong, shown.actorYears(want)...)
}

// actorYears compares who wins and who loses in which year.
func (shown shownBook) actorYears(want breakEvenJSON) []string {
	var wrong []string
	blocks := map[string]int{} // the heading of an actor → its row
	for i, row := range shown.actors {
		if len(row) > 0 && i > 2 {
			blocks[row[0]] = i
		}
	}
	headings := slices.Sorted(maps.Keys(blocks))
	for _, y := range want.ByActorYear {
		found := 0
		for _, heading := range headings {
			at := blocks[heading]
			if at+6 >= len(shown.actors) || len(shown.actors[at]) > 1 {
				continue
			}
			column := 3 + y.Year - want.ByYear[0].Year
			matches := true
			for i, value := range []string{y.OwnCost, y.FundCost, y.RunningCost, y.Savings, "", y.Net} {
				cell := numberIn(shown.actors[at+1+i][column])
				matches = matches && (value == "" || cell != nil && cell.Round(7).Round(2).StringFixed(2) == value)
			}
			if matches {
				found++
			}
		}
		if found == 0 {
			wrong = append(wrong, fmt.Sprintf("%s %d: no actor of the workbook has its figures", y.Actor, y.Year))
		}
	}
	return wrong
}

func numberIn(s string) *decimal.Decimal {
	value, err := decimal.NewFromString(s)
	if err != nil {
		return nil
	}
	return &value
}

// make writes the workbook of a case with its cells changed, and returns what siv
// says of the file changed alike.
func (c workbookCase) make(t *testing.T, dir, language, yaml string) breakEvenJSON {
	t.Helper()
	plain, book := filepath.Join(dir, c.name+".yaml"), filepath.Join(dir, c.name+".xlsx")
	if err := os.WriteFile(plain, []byte(yaml), 0o600); err != nil {
		t.Fatal(err)
	}
	runSiv(t, append([]string{"report", plain, "--to", book, "--lang", language}, c.before...)...)
	for i := 0; i < len(c.edits); i += 2 {
		if c.edits[i] == "" {
			yaml += c.edits[i+1]
			continue
		}
		if strings.Count(yaml, c.edits[i]) != 1 {
			t.Fatalf("%s: %q stands %d times in the file", c.name, c.edits[i], strings.Count(yaml, c.edits[i]))
		}
		yaml = strings.Replace(yaml, c.edits[i], c.edits[i+1], 1)
	}
	if err := os.WriteFile(plain, []byte(yaml), 0o600); err != nil {
		t.Fatal(err)
	}
	changeCells(t, book, c.cells)
	return evaluatedJSON(t, slices.Concat([]string{plain}, c.before, c.flags)...)
}

// changeCells gives input cells, named by their path, new values.
func changeCells(t *testing.T, path string, cells map[string]any) {
	t.Helper()
	if len(cells) == 0 {
		return
	}
	file, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for input, value := range cells {
		sheet, column := "", "B"
		name, isYear := strings.CutSuffix(input, "@price_year")
		if isYear {
			column = "F"
		}
		row := 0
		for _, s := range file.GetSheetList()[2:4] {
			rows, err := file.GetRows(s)
			if err != nil {
				t.Fatal(err)
			}
			for i, r := range rows {
				if slices.Contains(r, name) && slices.Index(r, name) > 5 {
					sheet, row = s, i+1
				}
			}
		}
		if row == 0 {
			t.Fatalf("%s: the workbook has no input %s", path, input)
		}
		at := column + strconv.Itoa(row)
		if formula, _ := file.GetCellFormula(sheet, at); formula != "" {
			t.Fatalf("%s!%s is no input", sheet, at)
		}
		if err := file.SetCellValue(sheet, at, value); err != nil {
			t.Fatal(err)
		}
	}
	if err := file.Save(); err != nil {
		t.Fatal(err)
	}
}

// TestWorkbook compares the figures that a workbook carries for viewers that do
// not compute with those of siv.
func TestWorkbook(t *testing.T) {
	for name, yaml := range bases(t) {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			want := workbookCase{name: name}.make(t, dir, "sv", yaml)
			shown, err := readBook(filepath.Join(dir, name+".xlsx"), "-0")
			if err != nil {
				t.Fatal(err)
			}
			for _, wrong := range shown.difference(want) {
				t.Error(wrong)
			}
			plain, again := filepath.Join(dir, name+".yaml"), filepath.Join(dir, name+".xlsx")
			first, err := os.ReadFile(again)
			if err != nil {
				t.Fatal(err)
			}
			runSiv(t, "report", plain, "--to", again, "--lang", "sv", "--force")
			if second, err := os.ReadFile(again); err != nil || !bytes.Equal(first, second) {
				t.Error("the same file gives another workbook the second time", err)
			}
		})
	}
}
