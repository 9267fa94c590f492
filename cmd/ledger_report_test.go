package cmd

import (
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"siv/ledger"
)

// prefixLedger writes the first so many entries of a ledger as a ledger of its own:
// what it was then.
func prefixLedger(t *testing.T, full, folder string, entries int) string {
	t.Helper()
	data, err := os.ReadFile(full)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(data), "\n")
	text := strings.Join(lines[:entries], "")
	line, err := os.ReadFile(full + ".head")
	if err != nil {
		t.Fatal(err)
	}
	head, err := ledger.ParseHead(string(line))
	if err != nil {
		t.Fatal(err)
	}
	head.Entries, head.Bytes, head.H = int64(entries), int64(len(text)), ledger.OriginHash(head.Origin)
	if entries > 0 {
		var last struct{ H string }
		if err := json.Unmarshal([]byte(lines[entries-1]), &last); err != nil {
			t.Fatal(err)
		}
		h, err := hex.DecodeString(last.H)
		if err != nil {
			t.Fatal(err)
		}
		copy(head.H[:], h)
	}
	path := filepath.Join(folder, "fund.jsonl")
	for file, content := range map[string]string{path: text, path + ".head": string(head.AppendLine(nil))} {
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return path
}

// TestReportOfAPrefix: a note that is made again from the first entries of a ledger,
// when more have followed, is the same to the last byte, whatever the format.
func TestReportOfAPrefix(t *testing.T) {
	for name, flags := range map[string]string{
		"annual": "--to-date 2020-08-31 --unit tkr --plan FOLDER/plan.yaml --investments FOLDER/investments",
		"demo":   "--year 2015",
	} {
		example := filepath.Join("..", "examples", name)
		full := filepath.Join(example, "fund.jsonl")
		entries := strings.Count(readText(t, full), "\n")
		report := func(ledger string, more ...string) []string {
			asked := strings.Fields(flags)
			for i := range asked {
				asked[i] = strings.ReplaceAll(asked[i], "FOLDER", filepath.ToSlash(filepath.Dir(ledger)))
			}
			return append(append([]string{"ledger", "report", "--ledger", ledger}, asked...), more...)
		}
		for n := range entries + 1 {
			if n%3 != 0 && n != entries {
				continue
			}
			folder := t.TempDir()
			if err := os.CopyFS(filepath.Join(folder, "then"), os.DirFS(example)); err != nil {
				t.Fatal(err)
			}
			then := prefixLedger(t, full, filepath.Join(folder, "then"), n)
			for _, kind := range []string{".html", ".csv", ".md", ".json", ".xlsx"} {
				if (kind == ".html" || kind == ".xlsx") && n%9 != 0 {
					continue // charts and workbooks take their time
				}
				file := filepath.Join(t.TempDir(), "note"+kind)
				said(t, report(then, "--to", file)...)
				if status, _, stderr := run(t, "", report(full, "--entries", strconv.Itoa(n), "--check", file)...); status != exitDone {
					t.Errorf("%s, %d entries, %s: %s", name, n, kind, stderr)
				}
				if status, _, stderr := run(t, "", report(full, "--entries", strconv.Itoa(n+1), "--check", file)...); status != exitNo && kind != ".csv" {
					t.Errorf("%s, %d entries, %s: one more gives status %d, %s", name, n, kind, status, stderr)
				}
			}
		}
	}
}

func readText(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// exported is an entry as siv ledger export writes it, read by nothing of ours.
type exported struct {
	kind, date, investment string
	amount                 decimal.Decimal
}

// readExport reads the entries; a correction becomes its original with its sign turned.
func readExport(t *testing.T, path string) []exported {
	t.Helper()
	reader := csv.NewReader(strings.NewReader(said(t, "ledger", "export", "--ledger", path, "--format", "csv")))
	reader.Comma = ';'
	records, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	for i, name := range records[0] {
		at[name] = i
	}
	var list []exported
	for _, r := range records[1:] {
		amount, _ := decimal.NewFromString(strings.Replace(r[at["amount"]], ",", ".", 1))
		e := exported{r[at["kind"]], r[at["date"]], r[at["investment"]], amount}
		if e.kind == "correction" {
			seq, err := strconv.Atoi(r[at["reverses"]])
			if err != nil {
				t.Fatal(err)
			}
			original := list[seq-1]
			e = exported{original.kind, e.date, original.investment, original.amount.Neg()}
		}
		list = append(list, e)
	}
	return list
}

// TestReportByAnIndependentCount adds up the exported csv and compares every figure
// of every year's note.
func TestReportByAnIndependentCount(t *testing.T) {
	for name, years := range map[string][2]int{"annual": {2017, 2021}, "demo": {2012, 2019}, "orebro": {2012, 2020}} {
		path := filepath.Join("..", "examples", name, "fund.jsonl")
		entries := readExport(t, path)
		for year := years[0]; year <= years[1]; year++ {
			var note struct {
				Periods []struct {
					From, Through            string
					Balance, Committed, Free map[string]string
					Since                    map[string]string `json:"since_start"`
					Balanskrav               map[string]string
					Investments              []struct {
						Investment string
						Committed  map[string]string
						Reflow     string
					}
				}
			}
			answer := said(t, "ledger", "report", "--ledger", path, "--year", strconv.Itoa(year), "-o", "json")
			if err := json.Unmarshal([]byte(answer), &note); err != nil {
				t.Fatal(err)
			}
			for _, p := range note.Periods {
				sum := func(from, through, investment string, signs map[string]int64) string {
					total := decimal.Zero
					for _, e := range entries {
						if e.date >= from && e.date <= through && (investment == "" || e.investment == investment) {
							total = total.Add(e.amount.Mul(decimal.NewFromInt(signs[e.kind])))
						}
					}
					return total.StringFixed(2)
				}
				compare := func(what, got, want string) {
					if got != want {
						t.Errorf("%s %s: %s is %s, the csv says %s", name, p.Through, what, got, want)
					}
				}
				eve := strconv.Itoa(atoi(t, p.From[:4])-1) + "-12-31"
				balance := map[string]int64{"allocation": 1, "reflow": 1, "drawdown": -1, "refund": 1, "withdrawal": -1}
				left := map[string]int64{"grant": 1, "release": -1, "drawdown": -1, "refund": 1}
				compare("opening", p.Balance["opening"], sum("", eve, "", balance))
				compare("closing", p.Balance["closing"], sum("", p.Through, "", balance))
				compare("the sum for the balanskravsutredning", p.Balanskrav["sum"], decimal.RequireFromString(sum(p.From, p.Through, "", balance)).Neg().StringFixed(2))
				for kind, sign := range balance {
					compare(kind, p.Balance[kind], sum(p.From, p.Through, "", map[string]int64{kind: sign}))
					compare("balanskrav "+kind, p.Balanskrav[kind], sum(p.From, p.Through, "", map[string]int64{kind: -sign}))
				}
				compare("opening commitments", p.Committed["opening"], sum("", eve, "", left))
				compare("closing commitments", p.Committed["closing"], sum("", p.Through, "", left))
				free := map[string]int64{"allocation": 1, "reflow": 1, "withdrawal": -1, "grant": -1, "release": 1}
				compare("free", p.Free["free"], sum("", p.Through, "", free))
				compare("free since the start", p.Since["free"], sum("", p.Through, "", free))
				for _, i := range p.Investments {
					compare(i.Investment+" opening", i.Committed["opening"], sum("", eve, i.Investment, left))
					compare(i.Investment+" closing", i.Committed["closing"], sum("", p.Through, i.Investment, left))
					compare(i.Investment+" reflow", i.Reflow, sum(p.From, p.Through, i.Investment, map[string]int64{"reflow": 1}))
					for kind, sign := range left {
						compare(i.Investment+" "+kind, i.Committed[kind], sum(p.From, p.Through, i.Investment, map[string]int64{kind: sign}))
					}
				}
			}
		}
	}
}

func atoi(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestReportWorkbook computes every formula of the workbook: they give the figures
// of the same note as csv, and follow when a movement is changed.
func TestReportWorkbook(t *testing.T) {
	for _, unit := range units() {
		file := filepath.Join(t.TempDir(), "note.xlsx")
		flags := []string{"ledger", "report", "--ledger", "../examples/annual/fund.jsonl", "--to-date", "2020-08-31", "--entries", "19", "--unit", string(unit),
			"--plan", "../examples/annual/plan.yaml", "--investments", "../examples/annual/investments"}
		said(t, append(flags, "--to", file)...)
		book, err := excelize.OpenFile(file)
		if err != nil {
			t.Fatal(err)
		}
		value := func(sheet, cell string) string {
			text, err := book.CalcCellValue(sheet, cell, excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatalf("%s %s: %v", sheet, cell, err)
			}
			d, err := decimal.NewFromString(text)
			if err != nil {
				t.Fatalf("%s %s is %q", sheet, cell, text)
			}
			return unit.text(d.Round(2))
		}
		figures := map[string]string{}
		for i, line := range strings.Split(strings.TrimSpace(said(t, append(flags, "-o", "csv")...)), "\n") {
			f := strings.Split(line, ";")
			if i > 0 {
				figures[strings.Join([]string{f[0], f[1], f[4], f[5]}, " ")] = strings.Replace(f[6], ",", ".", 1)
			}
		}
		formulas := 0
		eachFormula(t, book, func(sheet, at string) {
			formulas++
			// What Excel's protected view shows, which computes nothing.
			stored, _ := book.GetCellValue(sheet, at, excelize.Options{RawCellValue: true})
			kind, _ := book.GetCellType(sheet, at)
			if d, err := decimal.NewFromString(stored); err != nil || unit.text(d.Round(2)) != value(sheet, at) || kind == excelize.CellTypeFormula {
				t.Errorf("%s %s is stored as %q, type %d, and computed as %s", sheet, at, stored, kind, value(sheet, at))
			}
		})
		if formulas < 60 {
			t.Errorf("%s: %d formulas", unit, formulas)
		}
		for cell, want := range map[string]string{
			"B12": "balance current  closing", "C12": "balance previous  closing", "D12": "balance previous_year  closing",
			"B20": "committed current  closing", "B25": "free current  free", "B23": "free current  balance", "B33": "since_start current  free",
		} {
			if got := value("Note", cell); got != figures[want] || got == "" {
				t.Errorf("%s, Note %s is %s; %s is %s", unit, cell, got, want, figures[want])
			}
		}
		if err := book.SetCellValue("Note", "B9", -1_000_000); err != nil {
			t.Fatal(err)
		}
		if got := value("Note", "B12"); got == figures["balance current  closing"] || value("Note", "B25") == figures["free current  free"] {
			t.Errorf("%s: the closing balance does not follow its movements: %s", unit, got)
		}
	}
}
