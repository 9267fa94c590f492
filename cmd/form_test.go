package cmd

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// formFiles are the files that input workbooks are filled with.
func formFiles(t *testing.T) map[string]string {
	t.Helper()
	files := bases(t)
	files["template"] = string(runSiv(t, "investment", "new", "--lang", "sv"))
	files["everything"] = everything
	for _, name := range []string{"proposal", "approved", "completed"} {
		data, err := os.ReadFile(filepath.Join("..", "examples", "life", name+".yaml"))
		if err != nil {
			t.Fatal(err)
		}
		files["life-"+name] = string(data)
	}
	return files
}

// everything uses the parts of a file that move no figure of break-even.
const everything = `schema: siv.investment/1
id: helhet
name: "Allt: från ansökan till rapport"
status: completed
start: 2014-04
completion: 2017-04-01
period_as_written: 1 april 2014-1 april 2017
price_year: 2016
rate: 1,5 %
participants: 12
actors:
  - {id: a, name: Nämnden, kind: namnd, area: skola, successor: {id: b, from: 2019}}
  - {id: b, name: Nämnden, kind: namnd}
  - {id: c, name: "012", kind: public, sector: other}
comparison_alternative: |-
  Första raden.
  Andra raden.
application: {id: "ks-1", shared_with: [annan, en-till], parts: [situation, effects]}
process: {needs_analysis: 2013-09-01, idea: 2013-11-10, application: 2014-01-01, preparation: 2014-02-12, decision: 2014-03-14}
decision: {authority: kommunstyrelsen, date: 2014-03-14, reference: "Ks 1/2014 § 1", amount: 98912.10}
reflow: {applies: true, decision: "Ks 1/2014 § 2", share: 75%, cap: none, base: gross}
costs:
  - {item: Team, actor: b, funding: fund, amounts: {2014: {low: 90000, likely: 98912.1, high: 110000, dist: triangular, name: lön}, 2016: 1}}
running_costs:
  - {item: Team, actor: a, per_year: {low: 1, likely: 2, high: 3}}
effects:
  - id: e
    actor: a
    unit_cost: {amount: {low: 100, likely: 120, high: 150}, name: "Dygn: ett", unit: "Dygn, helt", price_year: 2016, source: "egen; uppgift", address: "https://example.org/?a=b", edition: "3", index: PKV, transfer: false, scope: {overhead: in, premises: out, material: unknown}}
    people: {low: 5, likely: 6, high: 8}
    outcome: {without: {low: 0.3, likely: 0.333333333333, high: 40%, dist: uniform}, with: 1%}
    quantity: {low: 300, likely: 365, high: 366}
    starts: {low: 1, likely: 2, high: 3}
    lasts: {low: 12m, likely: 18m, high: 3}
    cashable: 0
evaluation:
  schedule:
    - {goal: Målet, activities: [En, "Två: till"], indicators: [Antal], effect: e}
    - {goal: Ett till}
documents: [{kind: final-report, title: Slutrapport}]
indices: {PKV: {edition: "E 1", 2016: {change: 2.71%, source: "s"}, 2018: {change: 0.029, forecast: true}}}
`

// TestFormRoundTrip fills an input workbook with a file, reads it again, and
// holds every answer that rests on the file against that of the first.
func TestFormRoundTrip(t *testing.T) {
	for name, yaml := range formFiles(t) {
		for _, language := range []string{"sv", "en"} {
			t.Run(name+"-"+language, func(t *testing.T) {
				dir := t.TempDir()
				first, book, second := filepath.Join(dir, "a.yaml"), filepath.Join(dir, "a.xlsx"), filepath.Join(dir, "b.yaml")
				if err := os.WriteFile(first, []byte(yaml), 0o600); err != nil {
					t.Fatal(err)
				}
				runSiv(t, "investment", "new", "--xlsx", book, "--from", first, "--lang", language)
				runSiv(t, "investment", "from-xlsx", book, "--to", second)
				sameAnswers(t, first, second)
			})
		}
	}
}

// TestFormWords looks for words that a language lacks.
func TestFormWords(t *testing.T) {
	for _, language := range []string{"sv", "en"} {
		path := filepath.Join(t.TempDir(), "a.xlsx")
		runSiv(t, "investment", "new", "--xlsx", path, "--lang", language)
		file, err := excelize.OpenFile(path)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		for _, sheet := range file.GetSheetList() {
			rows, err := file.GetRows(sheet)
			if err != nil || len(rows) == 0 {
				t.Fatal(sheet, rows, err)
			}
			validations, err := file.GetDataValidations(sheet)
			if err != nil {
				t.Fatal(err)
			}
			text := sheet
			for _, row := range rows {
				text += "\n" + strings.Join(row, "\n")
			}
			for _, v := range validations {
				text += "\n" + v.Formula1
			}
			if strings.Contains(text, "\n!") || strings.Contains(text, "\n\"!") || strings.Contains(text, ",!") || strings.HasPrefix(text, "!") {
				t.Errorf("%s: a word is missing in %s", language, text)
			}
		}
	}
}

// sameAnswers evaluates two files in every way that reads all of them.
func sameAnswers(t *testing.T, first, second string) {
	t.Helper()
	for _, command := range [][]string{
		{"calc", "break-even"}, {"calc", "explain"}, {"calc", "sensitivity"}, {"calc", "simulate", "--draws", "50"},
		{"investment", "check"}, {"investment", "list"}, {"investment", "schedule"},
	} {
		answer := func(path string) string {
			var out, err bytes.Buffer
			Main(append(slices.Clone(command), "-o", "json", path), strings.NewReader(""), &out, &err)
			text := strings.ReplaceAll(out.String()+err.String(), strings.ReplaceAll(path, `\`, `\\`), "FILE") // as JSON has it
			return text
		}
		if diff := cmp.Diff(withoutPlaces(answer(first)), withoutPlaces(answer(second))); diff != "" {
			t.Errorf("siv %s: %s", strings.Join(command, " "), diff)
		}
	}
}

// withoutPlaces drops the lines and columns of values, which differ between files.
func withoutPlaces(answer string) string {
	var kept []string
	for line := range strings.Lines(answer) {
		if !strings.Contains(line, `"line":`) && !strings.Contains(line, `"column":`) && !strings.Contains(line, `"sha256"`) {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "")
}

// TestFormFaults fills workbooks in as people do, and as they should not.
func TestFormFaults(t *testing.T) {
	type cells map[string]any // Sheet!B5 → value
	for _, c := range []struct {
		name  string
		cells cells
		edit  func(*excelize.File)
		want  []string // lines of the error; none: it is read
		holds []string // in the YAML
	}{
		{name: "as people write", cells: cells{
			"Satsning!C13": " 12 ", "Kostnader!F5": "650 000,50", "Kostnader!E5": "  Löpande ", "Kostnader!H5": nil, "Kostnader!I5": nil, "Effekter!C17": "30 %", "Effekter!C18": "0,22",
			"Effekter!C6": " Färre   placeringar ", "Kostnader!B6": "GRUNDSKOLENÄMNDEN ", "Kostnader!C5": "Fund", "Effekter!C41": "18 mån", "Effekter!D41": 5},
			holds: []string{"participants: 12\n", "price_year: current", "2016: 650000.5", "outcome: {without: 30%, with: 22%}", "lasts: 18m", "lasts: 5\n", "description: Färre   placeringar"}},
		{name: "dates", cells: cells{"Satsning!C8": 42583, "Satsning!C9": "2019-07-01"}, holds: []string{"start: 2016-08\n", "completion: 2019-07-01\n"}},
		{name: "a value that is none", cells: cells{"Effekter!C17": "abc", "Kostnader!B5": "Kulturnämnden", "Satsning!C7": "kanske", "Kostnader!F5": "12,5,0"},
			want: []string{
				`a.xlsx: Satsning!C7: "kanske" is not one of ansökan, beviljad, pågår, avslutad`,
				`a.xlsx: Kostnader!B5: there is no actor "Kulturnämnden" in the sheet of actors`,
				`a.xlsx: Kostnader!F5: "12,5,0" is not a number`,
				`a.xlsx: Effekter!C17: "abc" is not a number or a share`,
				`hint: write a share as 0.12 or 12%`}},
		{name: "what people type beside a number", cells: cells{"Satsning!C8": "1/8 2016", "Satsning!C12": "3", "Kostnader!F4": "2016.0", "Kostnader!F5": "1.980.000 kr", "Kostnader!B5": "Socialnämden",
			"Aktörer!C5": "Bolag", "Löpande kostnader!D5": "löpande", "Effekter!C11": "200%", "Effekter!C17": 80, "Effekter!C21": "365 dagar"},
			want: []string{
				`a.xlsx: Satsning!C8: "1/8 2016" is not a month: write it as 2019-06`,
				`hint: write it as 2016-08-01`,
				`a.xlsx: Satsning!C12: "3" is not a number that is likely as a rate, for it is 100 % or more`,
				`hint: write 3% or 0.03`,
				`a.xlsx: Aktörer!C5: "Bolag" is not one of nämnd, kommunalt bolag, annan offentlig aktör, civil aktör, enskild person`,
				`hint: did you mean kommunalt bolag?`,
				`a.xlsx: Kostnader!B5: there is no actor "Socialnämden" in the sheet of actors`,
				`hint: did you mean Socialnämnden?`,
				`a.xlsx: Kostnader!F5: "1.980.000 kr" is not a number`,
				`hint: write the amount alone, in kronor: 1980000`,
				`a.xlsx: Löpande kostnader!D5: "löpande" is not a year`,
				`a.xlsx: Effekter!C11: "200%" is not a number`,
				`hint: write a number: per cent are for shares`,
				`a.xlsx: Effekter!C17: 80 does not lie between 0 and 1 (0 % and 100 %)`,
				`hint: write per cent with the sign: 80%`,
				`a.xlsx: Effekter!C21: "365 dagar" is not a number`,
				`hint: write the number alone: 365`}},
		{name: "what is missing", cells: cells{"Satsning!C8": nil, "Effekter!C21": nil, "Effekter!D21": nil, "Effekter!E21": nil, "Aktörer!C6": nil},
			want: []string{
				`a.xlsx: Satsning!C8: Första månad: is missing`,
				`a.xlsx: Aktörer!C6: Slag: is missing`,
				`a.xlsx: Effekter!C21: Mängd per person och år: is missing`,
				`a.xlsx: Effekter!D21: Mängd per person och år: is missing`,
				`a.xlsx: Effekter!E21: Mängd per person och år: is missing`}},
		{name: "what the calculation finds", cells: cells{"Effekter!C24": "familjehem-eget", "Effekter!C18": 1.2, "Kostnader!F6": -5},
			want: []string{
				`a.xlsx: Kostnader!F6: -5 is negative`,
				`hint: write a cost without a minus sign; what lowers costs is an effect`,
				`a.xlsx: Effekter!C18: 1.2 does not lie between 0 and 1 (0 % and 100 %)`,
				`a.xlsx: Effekter!C24: there is no unit cost "familjehem-eget"`,
				`hint: the nearest are familjehem-egen, familjehem-kopt`}},
		{name: "a range", cells: cells{"Intervall!A5": "familjehem", "Intervall!B5": "Personer", "Intervall!D5": 30, "Intervall!E5": 45,
			"Intervall!A8": "Team", "Intervall!B8": "Belopp", "Intervall!C8": 2017, "Intervall!D8": 1000000, "Intervall!E8": 2000000},
			holds: []string{"people: {low: 30, likely: 40, high: 45}", "2017: {low: 1000000, likely: 1560000, high: 2000000}"}},
		{name: "a range of nothing", cells: cells{"Intervall!A5": "familjehem", "Intervall!B5": "Förändring", "Intervall!D5": 1, "Intervall!E5": 2,
			"Intervall!A6": "finns inte", "Intervall!B6": "Personer", "Intervall!A7": "resurs", "Intervall!B7": "Personer", "Intervall!D7": 50, "Intervall!E7": 60},
			want: []string{
				`a.xlsx: Effekter!D11: a range goes low <= likely <= high, not 50, 40, 60`,
				`hint: low is the smallest number and high the largest, whichever is the better outcome`,
				`a.xlsx: Intervall!A5: Förändring of "familjehem" has no value in its own sheet, or a range already`,
				`a.xlsx: Intervall!A6: there is no "finns inte" with a number "Personer"`}},
		{name: "people twice", cells: cells{"Intag!A5": "familjehem", "Intag!B5": 2017, "Intag!C5": 4, "Intag!A7": "familjehemmet", "Intag!B7": 2017, "Intag!C7": 4},
			want: []string{
				`a.xlsx: Intag!C5: people of "familjehem" are stated here and in Effekter!C11; state them in one place`,
				`a.xlsx: Intag!A7: there is no effect "familjehemmet" in the sheet of effects`}},
		{name: "beside the form", cells: cells{"Kostnader!L5": 7, "Satsning!C60": "här", "Satsning!A60": "Ny rad"},
			want: []string{`a.xlsx: Satsning!C60: the row "Ny rad" is none of the form`, `a.xlsx: Kostnader!L5: the column "" is none of the form`}},
		{name: "an error of a formula", edit: func(f *excelize.File) {
			_ = f.SetCellValue("Effekter", "C21", nil)
			_ = f.SetCellFormula("Effekter", "C21", "1/0")
		}, want: []string{`a.xlsx: Effekter!C21: holds a formula that was never computed; open the file in a spreadsheet and save it`}},
		{name: "amounts in two ways", cells: cells{"Kostnader!F5": 650000.125, "Kostnader!G5": "400.000"},
			want: []string{`a.xlsx: Kostnader!G5: "400.000" is not a number that can be read in one way only`, "hint: write 400000, or 400.00"}},
		{name: "decimals of a spreadsheet", cells: cells{"Kostnader!F5": 650000.125, "Kostnader!G5": 98912.1 + 1e-11},
			holds: []string{"{2016: 650000.1250, 2017: 98912.1, "}},
		{name: "twice", cells: cells{"Kostnader!G4": 2016, "Satsning!A60": "Namn", "Satsning!C60": "B"}, edit: func(f *excelize.File) {
			i, _ := f.NewSheet("Effects")
			_ = f.CopySheet(5, i)
		}, want: []string{`a.xlsx: Satsning!A60: the row "Namn" stands twice`, `a.xlsx: Kostnader!G4: the column "2016" stands twice`,
			`a.xlsx: Effects: the form has this sheet twice`}},
		{name: "merged", edit: func(f *excelize.File) {
			_ = f.SetCellValue("Kostnader", "B5", "Socialnämnden")
			_ = f.MergeCell("Kostnader", "B5", "B6")
		}, holds: []string{"- item: Lokal\n    actor: socialnamnden"}},
		{name: "empty rows", edit: func(f *excelize.File) {
			_ = f.InsertRows("Kostnader", 6, 3)
			_ = f.InsertRows("Aktörer", 5, 2)
		}, holds: []string{"- item: Lokal\n    actor: grundskolenamnden"}},
		{name: "no form", edit: func(f *excelize.File) { _ = f.DeleteSheet("Effekter") },
			want: []string{`a.xlsx: is not an input workbook: it needs the sheets "Satsning" and "Effekter", in English "Investment" and "Effects", and has Läs mig, Satsning, Aktörer, Kostnader, Löpande kostnader, Intag, Intervall, Utvärdering, Dokument, Prisindex, Enhetskostnader, Listor`,
				`hint: siv investment new --xlsx FILE writes one`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			book := filepath.Join(dir, "a.xlsx")
			runSiv(t, "investment", "new", "--xlsx", book, "--from", filepath.Join("..", "examples", "familjestod.yaml"), "--lang", "sv")
			file, err := excelize.OpenFile(book)
			if err != nil {
				t.Fatal(err)
			}
			for at, value := range c.cells {
				sheet, cell, _ := strings.Cut(at, "!")
				if err := file.SetCellValue(sheet, cell, value); err != nil {
					t.Fatal(err)
				}
			}
			if c.edit != nil {
				c.edit(file)
			}
			if err := file.Save(); err != nil {
				t.Fatal(err)
			}
			var out, told bytes.Buffer
			status := Main([]string{"investment", "from-xlsx", book, "--lang", "en"}, strings.NewReader(""), &out, &told)
			got := strings.TrimSpace(strings.ReplaceAll(told.String(), dir+string(filepath.Separator), ""))
			if diff := cmp.Diff(strings.Join(c.want, "\n"), got); diff != "" {
				t.Errorf("faults: %s", diff)
			}
			if want := map[bool]int{true: exitDone, false: exitInput}[len(c.want) == 0]; status != want {
				t.Errorf("status %d, want %d", status, want)
			}
			for _, text := range c.holds {
				if !strings.Contains(out.String(), text) {
					t.Errorf("no %q in\n%s", text, out.String())
				}
			}
		})
	}
}
