package input

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"siv/ledger"
)

func TestLedgerCSVThatIsRead(t *testing.T) {
	date, _ := ledger.ParseDate("2014-01-01")
	want := ledger.Entry{ID: "a", Kind: ledger.Allocation, Date: date, Amount: 123450, Ref: `KF "1"; 2`, Namnd: "förskola"}
	for name, text := range map[string]string{
		"semicolon, decimal comma": "id;kind;date;amount;ref;namnd\na;allocation;2014-01-01;1234,5;\"KF \"\"1\"\"; 2\";förskola\n",
		"comma, decimal point":     "id,kind,date,amount,ref,namnd\na,allocation,2014-01-01,1234.50,\"KF \"\"1\"\"; 2\",förskola\n",
		"comma, decimal comma":     "id,kind,date,amount,ref,namnd\na,allocation,2014-01-01,\"1234,5\",\"KF \"\"1\"\"; 2\",förskola\n",
		"BOM, CRLF, no last line":  "\ufeffid;kind;date;amount;ref;namnd\r\na;allocation;2014-01-01;1234,50;\"KF \"\"1\"\"; 2\";förskola",
		"any order, empty lines":   "ref;namnd;amount;date;kind;id\n\n\"KF \"\"1\"\"; 2\";förskola;1234.5;2014-01-01;allocation;a\n\n",
		"rows of separators":       "id;kind;date;amount;ref;namnd\n;;;;;\na;allocation;2014-01-01;1234,50;\"KF \"\"1\"\"; 2\";förskola\n;;;;;\r\n",
	} {
		c, err := ReadLedgerCSV("f.csv", []byte(text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if len(c.Entries) != 1 || c.Entries[0] != want {
			t.Errorf("%s: %+v", name, c.Entries)
		}
	}
}

func TestLedgerCSVFaults(t *testing.T) {
	const head = "id;kind;date;amount;ref;investment;reverses;reason;year;text\n"
	const good = "a;allocation;2014-01-01;1;KF;;;;;\n"
	for name, c := range map[string]struct{ text, want string }{
		"nothing":            {"", "f.csv: no columns are named"},
		"unknown column":     {"id;kind;date;belopp\n", `f.csv:1:14: no such column: "belopp"`},
		"column twice":       {"id;kind;date;id\n", "f.csv:1:14: the column id stands twice"},
		"no date column":     {"id;kind\n", "f.csv:1:1: there is no column date"},
		"no id":              {head + ";allocation;2014-01-01;1;KF;;;;;\n", "f.csv:2:1: id: allocation needs id"},
		"no kind":            {head + "a;;2014-01-01;1;KF;;;;;\n", "f.csv:2:3: kind: no such kind of entry"},
		"unknown kind":       {head + "a;avsättning;2014-01-01;1;KF;;;;;\n", "f.csv:2:3: kind: no such kind of entry"},
		"no date":            {head + "a;allocation;;1;KF;;;;;\n", "f.csv:2:14: date: allocation needs date"},
		"bad date":           {head + "å;allocation;2014-13-01;1;KF;;;;;\n", "f.csv:2:14: date: not a date"},
		"bad amount":         {head + good + "b;allocation;2014-01-01;1 000;KF;;;;;\n", "f.csv:3:25: amount: not an amount"},
		"negative":           {head + "a;allocation;2014-01-01;-1;KF;;;;;\n", "f.csv:2:25: amount: not an amount"},
		"no amount":          {head + "a;allocation;2014-01-01;;KF;;;;;\n", "f.csv:2:25: amount: must be more"},
		"no assertion":       {head + "a;assertion;2014-01-01;;;;;;;\n", "f.csv:2:24: amount: assertion needs amount"},
		"correction of zero": {head + "a;correction;2014-01-01;0;;;1;x;;\n", "f.csv:2:25: amount: must be more"},
		"close with zero":    {head + "a;close;2014-01-01;0,00;;;;;;\n", "f.csv:2:20: amount: close takes no amount"},
		"no ref":             {head + "a;allocation;2014-01-01;1;;;;;;\n", "f.csv:2:27: ref: allocation needs ref"},
		"column not there":   {"id;kind;date;amount\na;allocation;2014-01-01;1\n", "f.csv:2:1: ref: allocation needs ref"},
		"year":               {head + "a;allocation;2014-01-01;1;KF;;;;14.5;\n", "f.csv:2:33: year: not a whole number"},
		"reverses":           {head + "a;correction;2014-01-01;;;;0;x;;\n", "f.csv:2:28: reverses: not a whole number"},
		"stray reverses":     {head + "a;allocation;2014-01-01;1;KF;;1;;;\n", "f.csv:2:31: reverses: belongs to a correction"},
		"control character":  {head + "a;allocation;2014-01-01;1;KF;;;;;a\tb\n", "f.csv:2:34: text: is not valid UTF-8 without control"},
		"too few":            {head + "a;allocation;2014-01-01\n", "f.csv:2:1: 3 fields, where the first line has 10"},
		"too many":           {head + good + strings.Replace(good, "\n", ";\n", 1), "f.csv:3:1: 11 fields"},
		"open quote":         {head + "a;allocation;2014-01-01;1;\"KF;;;;;\nb;", "f.csv:2:27: a quoted field is not closed"},
		"after a quote":      {head + "a;allocation;2014-01-01;1;\"KF\"x;;;;;\n", "f.csv:2:27: a quoted field"},
		"quote inside":       {head + "a;allocation;2014-01-01;1;K\"F;;;;;\n", "f.csv:2:27: a quote stands"},
		"Latin 1":            {head + "a;allocation;2014-01-01;1;KF;;;;;p\xe5\n", "f.csv:2:35: not UTF-8"},
		"after a quoted one": {head + "\"å;\";allocation;2014-01-01;x;KF;;;;;\n", "f.csv:2:28: amount"},
	} {
		_, err := ReadLedgerCSV("f.csv", []byte(c.text))
		var faults Faults
		if !errors.As(err, &faults) || !strings.Contains("\n"+err.Error(), "\n"+c.want) {
			t.Errorf("%s: got %v\nwant %s", name, err, c.want)
		}
	}
}

// TestLedgerCSVHints holds the hints: the exact word where a command's name or the
// Swedish word stands in its place.
func TestLedgerCSVHints(t *testing.T) {
	for text, want := range map[string]string{
		"id;kind;date\na;draw;2014-01-01\n":         "did you mean drawdown?",
		"id;kind;date\na;Uttag;2014-01-01\n":        "did you mean drawdown?",
		"id;kind;date\na;återlämnande;2014-01-01\n": "did you mean release?",
		"id;kind;date\na;withdraw;2014-01-01\n":     "did you mean withdrawal?",
		"id;kind;date\na;grnt;2014-01-01\n":         "did you mean grant?",
		"id;kind;date;Belopp\n":                     "did you mean amount?",
		"id;kind;date;nämnd\n":                      "did you mean namnd?",
		"Id;kind;date\n":                            "did you mean id?",
		"id;kind;date;colour\n":                     "",
	} {
		_, err := ReadLedgerCSV("f.csv", []byte(text))
		var faults Faults
		if !errors.As(err, &faults) || faults[0].Hint != want {
			t.Errorf("%q: %v", text, faults)
		}
	}
	for word := range kindsInOtherWords() {
		if _, ok := ledger.ParseKind(word); ok {
			t.Errorf("%q is a ledger's own word", word)
		}
	}
}

func TestLedgerCSVTellsAllFaultsAtOnce(t *testing.T) {
	_, err := ReadLedgerCSV("f.csv", []byte("id;kind;date;amount\n;grant;x;0\nb;close;2014-01-01;\nc;reopen;2014-01-01;\n"))
	want := `f.csv:2:1: id: grant needs id
f.csv:2:1: investment: grant needs investment
f.csv:2:1: ref: grant needs ref
f.csv:2:8: date: not a date: YYYY-MM-DD
f.csv:2:10: amount: must be more than 0.00
f.csv:4:1: reason: reopen needs reason`
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}

func TestLedgerCSVPlacesARefusal(t *testing.T) {
	c, err := ReadLedgerCSV("f.csv", []byte("kind;id;amount;date;ref\n\nallocation;a;1;2014-01-01;KF\nallocation;b;2;2014-01-01;KF\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Fault(1, "amount", "free", "no").Error(); got != "f.csv:4:14: amount: no" {
		t.Error(got)
	}
}

// A file of many blocks is read as one of one block is: entries, their places and
// all faults, in the order of the lines.
func TestLedgerCSVOfManyBlocks(t *testing.T) {
	var good, bad, faults strings.Builder
	var lines []int
	for _, text := range []*strings.Builder{&good, &bad} {
		text.WriteString("\n\nid;kind;date;amount;ref\r\n")
	}
	for n := 4; good.Len() < 5*csvBlockSize; n++ {
		row := fmt.Sprintf("%d;allocation;2014-01-01;1;KF å %[1]d\n", n)
		switch {
		case n%7 == 0:
			row = "\r\n"
		default:
			lines = append(lines, n)
		}
		good.WriteString(row)
		if n%5000 == 0 {
			row = "å;allocation;1 maj;1;KF\n"
			fmt.Fprintf(&faults, "\nf.csv:%d:14: date: not a date: YYYY-MM-DD", n)
		}
		bad.WriteString(row)
	}
	c, err := ReadLedgerCSV("f.csv", []byte(strings.TrimSuffix(good.String(), "\n")))
	if err != nil || len(c.Entries) != len(lines) {
		t.Fatalf("%d entries of %d: %v", len(c.Entries), len(lines), err)
	}
	for i, line := range lines {
		if at := c.Fault(i, "id", "", "").Line; c.Entries[i].ID != strconv.Itoa(line) || at != line {
			t.Fatalf("entry %d is %s of line %d, want line %d", i, c.Entries[i].ID, at, line)
		}
	}
	if _, err := ReadLedgerCSV("f.csv", []byte(bad.String())); err == nil || "\n"+err.Error() != faults.String() {
		t.Errorf("got %v\nwant %s", err, &faults)
	}
	bad.WriteString("x;allocation;2014-01-01;1;p\xe5\n")
	want := fmt.Sprintf("f.csv:%d:28: not UTF-8", strings.Count(bad.String(), "\n"))
	if _, err := ReadLedgerCSV("f.csv", []byte(bad.String())); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func FuzzLedgerCSV(f *testing.F) {
	f.Add([]byte("id;kind;date;amount;ref\na;allocation;2014-01-01;1,5;\"K\"\"F\"\n"))
	f.Add([]byte("\ufeffid,kind,date\r\na,close,2014-01-01\r\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := ReadLedgerCSV("f.csv", data)
		var faults Faults
		if err != nil {
			if !errors.As(err, &faults) || len(faults) == 0 {
				t.Fatalf("%v is no list of faults", err)
			}
			return
		}
		for i := range c.Entries {
			if faults := c.Entries[i].Faults(); faults != nil {
				t.Errorf("entry %d was read, and is at fault: %v", i, faults)
			}
			if f := c.Fault(i, "amount", "", ""); f.Line < 2 || f.Column < 1 {
				t.Errorf("entry %d stands at %d:%d", i, f.Line, f.Column)
			}
		}
	})
}
