package input

import (
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"pgregory.net/rapid"

	"siv/ledger"
	"siv/ledger/reconcile"
)

func item(line int, voucher, day string, amount ledger.Amount, investment, text string) reconcile.Item {
	date, _ := ledger.ParseDate(day)
	return reconcile.Item{Voucher: voucher, Date: date, Amount: amount, Investment: investment, Text: text, Line: line}
}

func TestGeneralLedgerCSV(t *testing.T) {
	day := func(s string) ledger.Date { d, _ := ledger.ParseDate(s); return d }
	accounts, _ := ParseAccounts([]string{"5000-5999", "6420"})
	for name, c := range map[string]struct {
		text string
		g    GeneralLedger
		want []reconcile.Item
	}{
		"usual names": {"Verifikation;Datum;Belopp;Text\nV 1;2025-06-30;1 234,50;lön\nV 2;20250701;-12,00;\n", GeneralLedger{},
			[]reconcile.Item{item(2, "V 1", "2025-06-30", 123450, "", "lön"), item(3, "V 2", "2025-07-01", -1200, "", "")}},
		"debit and credit, commas, BOM, CRLF": {"\ufeffvernr,datum,debet,kredit\r\n1,2025-06-30,100.5,\r\n2,2025-06-30,,\"20,25\"\r\n\r\n", GeneralLedger{},
			[]reconcile.Item{item(2, "1", "2025-06-30", 10050, "", ""), item(3, "2", "2025-06-30", -2025, "", "")}},
		"named columns, header below": {"Huvudbok\n\nVer;Dag;Kr;Satsning\nA 1;2025-06-30;−5;sot\n", GeneralLedger{Header: 3, Columns: map[string]string{"date": "dag", "amount": "Kr"}},
			[]reconcile.Item{item(4, "A 1", "2025-06-30", -500, "sot", "")}},
		"accounts": {"Ver;Datum;Belopp;Konto\n1;2025-06-30 00:00:00;1;5010 Löner\n2;2025-06-30;1;4999\n3;2025-06-30;1;6420\n4;2025-06-30;1;50100\nsumma;;4;\n",
			GeneralLedger{Accounts: accounts}, []reconcile.Item{item(2, "1", "2025-06-30", 100, "", ""), item(4, "3", "2025-06-30", 100, "", "")}},
		"projects": {"Ver;Datum;Belopp;Projekt\n1;2025-06-30;1;4711 Läslyftet\n2;2025-06-30;1;4712\n3;2025-06-30;1;\n",
			GeneralLedger{Projects: map[string]string{"4711": "sot", "4713": ""}}, []reconcile.Item{item(2, "1", "2025-06-30", 100, "sot", "")}},
		"a year, and nothing": {"Ver;Datum;Belopp\n1;2024-12-31;1\n2;2025-01-01;1\n3;2025-12-31;0\n4;2026-01-01;1\n",
			GeneralLedger{From: day("2025-01-01"), To: day("2025-12-31")}, []reconcile.Item{item(3, "2", "2025-01-01", 100, "", "")}},
		"both amount and sides": {"Ver;Datum;Belopp;Debet;Kredit\n1;2025-06-30;-7;;7\n", GeneralLedger{}, []reconcile.Item{item(2, "1", "2025-06-30", -700, "", "")}},
	} {
		got, err := ReadGeneralLedgerCSV("h.csv", []byte(c.text), c.g)
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: %v\n%+v, not\n%+v", name, err, got, c.want)
		}
	}
}

func TestGeneralLedgerCSVFaults(t *testing.T) {
	accounts, _ := ParseAccounts([]string{"5000"})
	for name, c := range map[string]struct {
		text string
		g    GeneralLedger
		want string
	}{
		"nothing":          {"", GeneralLedger{}, "h.csv:1:1: there are no names of columns on this line"},
		"no columns":       {"a;b\n", GeneralLedger{}, "h.csv:1:1: no column is known to be amount\nh.csv:1:1: no column is known to be date\nh.csv:1:1: no column is known to be voucher"},
		"one side alone":   {"Ver;Datum;Debet\n", GeneralLedger{}, "h.csv:1:1: no column is known to be amount"},
		"two that can be":  {"Ver;Vernr;Datum;Belopp\n", GeneralLedger{}, "h.csv:1:1: more than one column can be voucher"},
		"a wrong name":     {"Ver;Datum;Belopp\n", GeneralLedger{Columns: map[string]string{"date": "Datm"}}, `h.csv:1:1: there is no column "Datm"`},
		"no account":       {"Ver;Datum;Belopp\n", GeneralLedger{Accounts: accounts}, "h.csv:1:1: no column is known to be account"},
		"no project":       {"Ver;Datum;Belopp\n", GeneralLedger{Projects: map[string]string{"a": ""}}, "h.csv:1:1: no column is known to be project"},
		"every cell wrong": {"Ver;Datum;Belopp\n;2025-02-30;1,234\n", GeneralLedger{}, "h.csv:2:1: voucher: the row has no voucher\nh.csv:2:2: date: not a date: YYYY-MM-DD\nh.csv:2:13: amount: \"1,234\" is not a number that can be read in one way only"},
		"no amount":        {"Ver;Datum;Debet;Kredit\n1;2025-01-01;;\n", GeneralLedger{}, "h.csv:2:14: debit: the row has no amount"},
		"three decimals":   {"Ver;Datum;Belopp\n1;2025-01-01;12345,678\n", GeneralLedger{}, "h.csv:2:14: amount: \"12345,678\" is not an amount in kronor and öre of at most 999999999999.99"},
		"too large":        {"Ver;Datum;Belopp\n1;2025-01-01;1000000000000\n", GeneralLedger{}, "h.csv:2:14: amount: \"1000000000000\" is not an amount in kronor and öre of at most 999999999999.99"},
		"not UTF-8":        {"Ver;Datum;Belopp;n\x84mnd\n", GeneralLedger{}, "h.csv:1:19: the byte 0x84 is not UTF-8"},
	} {
		_, err := ReadGeneralLedgerCSV("h.csv", []byte(c.text), c.g)
		if err == nil || err.Error() != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, text := range []string{"", "a", "5000-", "6000-5000", "50-5999", "-"} {
		if _, err := ParseAccounts([]string{text}); err == nil {
			t.Errorf("%q is a run of accounts", text)
		}
	}
}

// TestGeneralLedgerNames reads the names that accounting systems give their columns,
// and shows those of the file when one is not known.
func TestGeneralLedgerNames(t *testing.T) {
	for _, head := range []string{"Verifikationsnr;Bokf datum;Kontonr;Projektkod;Debet;Kredit", "Ver nr;Verifikationsdatum;KONTONUMMER;Proj;Debet;Kredit"} {
		g := GeneralLedger{Accounts: []AccountRange{{"5000", "5999"}}, Projects: map[string]string{"4711": "sot"}}
		items, err := ReadGeneralLedgerCSV("h.csv", []byte(head+"\nA 1;2025-01-31;5010;4711;1 200,50;\n"), g)
		if err != nil || !slices.Equal(items, []reconcile.Item{item(2, "A 1", "2025-01-31", 120050, "sot", "")}) {
			t.Errorf("%s: %v %+v", head, err, items)
		}
	}
	_, err := ReadGeneralLedgerCSV("h.csv", []byte("Nummer;Datum;Belopp\n"), GeneralLedger{})
	var faults Faults
	if want := "--gl-columns voucher=NAME says which; the file has Nummer, Datum, Belopp"; !errors.As(err, &faults) || faults[0].Hint != want {
		t.Errorf("%v", faults)
	}
}

// sieHead begins a file of type 4E.
const sieHead = "#FLAGGA 0\n#PROGRAM \"Ekonomi\" 1.0\n#FORMAT PC8\n#GEN 20260110\n#SIETYP 4\n#FNAMN \"Exempelkommun\"\n#RAR 0 20250101 20251231\n" +
	"#KONTO 5010 \"L\x94ner\"\n#IB 0 1930 100.00\n#UB 0 1930 -23.45\n#OIB 0 1930 {6 \"a\"} 1\n#RES 0 5010 12.00\n#PSALDO 0 202501 5010 {} 1 2\n#OKÄND x {}\n"

func TestSIE(t *testing.T) {
	accounts, _ := ParseAccounts([]string{"5000-5999"})
	for name, c := range map[string]struct {
		text string
		g    GeneralLedger
		want []reconcile.Item
	}{
		"a voucher": {"#VER V 1187 20250630 \"L\x94n \\\"juni\\\"\"\n{\n#TRANS 5010 {} 1200.50 \"\" \"l\x94n\"\n#TRANS 1930 {} -1200.5\n}\n", GeneralLedger{Accounts: accounts},
			[]reconcile.Item{item(17, "V 1187", "2025-06-30", 120050, "", "lön")}},
		"CR LF, tabs, quotes, empty lines": {"#VER\t\"V\"  \"1\" \"20250630\"\r\n\r\n  {  \r\n\t#TRANS \"5010\" { \"6\"   \"47 11\" } \"7\" 20250701\r\n#TRANS 1930 {}\t-7\r\n}\r\n", GeneralLedger{Accounts: accounts},
			[]reconcile.Item{item(18, "V 1", "2025-07-01", 700, "", "")}},
		"struck out and added rows": {"#VER A 2 20250630\n{\n#TRANS 1930 {} -10\n#BTRANS 5010 {} 8\n#RTRANS 5020 {} 10\n#TRANS 5020 {} 10\n}\n", GeneralLedger{Accounts: accounts},
			[]reconcile.Item{item(20, "A 2", "2025-06-30", 1000, "", "")}},
		"projects": {"#VER A 2 20250630\n{\n#TRANS 5010 {1 \"x\" 6 \"4711\"} 10\n#TRANS 5010 {1 \"4711\"} 3\n#TRANS 5010 {6 \"4712\"} 5\n#TRANS 1930 {} -18\n}\n", GeneralLedger{Projects: map[string]string{"4711": "sot", "4712": ""}},
			[]reconcile.Item{item(17, "A 2", "2025-06-30", 1000, "sot", ""), item(19, "A 2", "2025-06-30", 500, "", "")}},
		"a number without series": {"#VER \"\" 2 20250630\n{\n#TRANS 5010 {} 1\n#TRANS 1930 {} -1\n}", GeneralLedger{Accounts: accounts},
			[]reconcile.Item{item(17, "2", "2025-06-30", 100, "", "")}},
		"no vouchers": {"", GeneralLedger{}, nil},
	} {
		got, err := ReadSIE("h.se", []byte(sieHead+c.text), c.g)
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: %v\n%+v, not\n%+v", name, err, got, c.want)
		}
	}
}

func TestSIEFaults(t *testing.T) {
	const ver, end = "#VER A 1 20250630\n{\n", "#TRANS 1930 {} -1\n}\n"
	for name, c := range map[string]struct{ text, want string }{
		"nothing":             {"", "h.se: is no SIE file of type 4: it has no #SIETYP"},
		"another file":        {"a;b\n", "h.se:1:1: a line begins with a label, as #TRANS, and this one with \"a;b\"\nh.se: is no SIE file of type 4: it has no #SIETYP"},
		"another type":        {"#SIETYP 1\n", "h.se:1:9: a SIE file of type 1 has no vouchers; type 4 has"},
		"other characters":    {"#FORMAT UTF-8\n#SIETYP 4\n", "h.se:1:9: the characters are said to be \"UTF-8\"; a SIE file has PC8"},
		"does not add up":     {"#SIETYP 4\n" + ver + end, "h.se:5:1: the voucher of line 2 adds up to -1.00, not to 0.00"},
		"a date":              {"#SIETYP 4\n#VER A 1 20250631\n{\n}\n", "h.se:2:10: \"20250631\" is no day of the calendar"},
		"a row's date":        {"#SIETYP 4\n" + ver + "#TRANS 5 {} 1 x\n" + end, "h.se:4:15: \"x\" is not a date, which is written 20251231"},
		"an amount":           {"#SIETYP 4\n" + ver + "#TRANS 5 {} 1,0\n}\n", "h.se:4:13: \"1,0\" is not an amount of kronor and öre with a point"},
		"no amount":           {"#SIETYP 4\n" + ver + "#TRANS 5 {}\n}\n", "h.se:4:1: \"\" is not an amount of kronor and öre with a point"},
		"no number":           {"#SIETYP 4\n#VER \"\" \"\" 20250630\n{\n#TRANS 5 {} 1\n#TRANS 6 {} -1\n}\n", "h.se:4:1: the voucher of line 2 has no number\nh.se:5:1: the voucher of line 2 has no number"},
		"a quote":             {"#SIETYP 4\n#FNAMN \"a\\\"\n", "h.se:2:8: a quote is not closed"},
		"a list":              {"#SIETYP 4\n" + ver + "#TRANS 5 {6 \"a\" 1\n}\n", "h.se:4:17: a { is not closed"},
		"a list in a list":    {"#SIETYP 4\n#OIB { {\n", "h.se:2:8: a { out of place"},
		"a row alone":         {"#SIETYP 4\n#TRANS 5 {} 1\n", "h.se:2:1: a row that is in no voucher"},
		"a brace alone":       {"#SIETYP 4\n{\n", "h.se:2:1: a { that no #VER stands before"},
		"an end alone":        {"#SIETYP 4\n}\n", "h.se:2:1: a } that ends nothing"},
		"no end":              {"#SIETYP 4\n" + ver, "h.se:3:1: the voucher of line 2 has no end"},
		"no end, and another": {"#SIETYP 4\n#VER A 1 20250630\n#VER A 2 20250630\n{\n}\n", "h.se:3:1: the voucher of line 2 has no end"},
		"cut short":           {"#FLAGGA 0\n#KSUMMA\n#SIETYP 4\n", "h.se:3:1: the file is cut short: it has no last #KSUMMA"},
		"a checksum":          {"#FLAGGA 0\n#KSUMMA\n#SIETYP 4\n#KSUMMA 1\n", fmt.Sprintf("h.se:4:9: #KSUMMA is \"1\", and the file adds up to %d: it was changed or damaged", crc32.ChecksumIEEE([]byte("#SIETYP4")))},
	} {
		_, err := ReadSIE("h.se", []byte(c.text), GeneralLedger{})
		if err == nil || err.Error() != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	// A voucher of 10^16 kr and more.
	_, err := ReadSIE("h.se", []byte("#SIETYP 4\n"+ver+strings.Repeat("#TRANS 5 {} 999999999999.99\n", 10_001)+"}\n"), GeneralLedger{})
	if err == nil || !strings.HasPrefix(err.Error(), "h.se:10004:13: the voucher of line 2 is larger than is believed") {
		t.Errorf("a voucher beyond belief: %.100v", err)
	}
	var faults Faults
	_, err = ReadSIE("h.se", bytes.Repeat([]byte("x\n"), 1000), GeneralLedger{})
	if !errors.As(err, &faults) || len(faults) != maxSIEFaults+1 {
		t.Errorf("%d faults", len(faults))
	}
}

// TestSIEChecksum: what separates and quotes fields plays no part in it.
func TestSIEChecksum(t *testing.T) {
	sum := crc32.ChecksumIEEE([]byte("#SIETYP4" + `#KONTO1915Kassa "special"` + "#VERA120250630" + "#TRANS1915145671"))
	for _, trans := range []string{"#TRANS 1915 {1 \"456\"} 71", "\t#TRANS  \"1915\" { 1 456 }   71"} {
		text := "#FLAGGA 0\n#KSUMMA\n#SIETYP 4\n#KONTO 1915 \"Kassa \\\"special\\\"\"\n#VER A 1 20250630\n{\n" + trans + "\n}\n" + fmt.Sprintf("#KSUMMA %d\n", sum)
		_, err := ReadSIE("h.se", []byte(text), GeneralLedger{})
		if err == nil || err.Error() != "h.se:8:1: the voucher of line 5 adds up to 71.00, not to 0.00" { // and no fault of the sum
			t.Errorf("%q: %v", trans, err)
		}
	}
}

// TestBothFormsSayTheSame: the same general ledger as CSV and as SIE 4E is read alike.
func TestBothFormsSayTheSame(t *testing.T) {
	texts := rapid.StringOf(rapid.SampledFrom([]rune(`aåÖé";{}# ,1`)))
	accounts, _ := ParseAccounts([]string{"5000-5999"})
	rapid.Check(t, func(t *rapid.T) {
		g := GeneralLedger{Accounts: accounts}
		if rapid.Bool().Draw(t, "by project") {
			g.Projects = map[string]string{"4711": "sot", "4712": "el"}
		}
		g.From, _ = ledger.ParseDate("2025-03-01")
		csv, sie := "Ver;Datum;Konto;Projekt;Debet;Kredit;Text\n", sieHead
		for v := range rapid.IntRange(0, 8).Draw(t, "vouchers") {
			day := fmt.Sprintf("2025-%02d-%02d", rapid.IntRange(1, 12).Draw(t, "month"), rapid.IntRange(1, 28).Draw(t, "day"))
			sie += fmt.Sprintf("#VER A %d %s\n{\n", v, strings.ReplaceAll(day, "-", ""))
			sum := ledger.Amount(0)
			row := func(account, project, text string, amount ledger.Amount) {
				csv += fmt.Sprintf("A %d;%s;%s;%s;", v, day, account, project)
				if decimal := strings.Replace(amount.String(), ".", ",", 1); amount < 0 {
					csv += ";" + decimal[1:]
				} else {
					csv += decimal + ";"
				}
				csv += `;"` + strings.ReplaceAll(text, `"`, `""`) + "\"\n"
				objects := "{}"
				if project != "" {
					objects = fmt.Sprintf(`{1 "12" 6 %q}`, project)
				}
				pc8, err := charmap.CodePage437.NewEncoder().String(strings.ReplaceAll(text, `"`, `\"`))
				if err != nil {
					t.Fatal(err)
				}
				sie += fmt.Sprintf("#TRANS %s %s %s \"\" \"%s\"\n", account, objects, amount, pc8)
				sum += amount
			}
			for range rapid.IntRange(1, 4).Draw(t, "rows") {
				row(rapid.SampledFrom([]string{"5010", "5999", "6000"}).Draw(t, "account"), rapid.SampledFrom([]string{"", "4711", "4712", "4713"}).Draw(t, "project"),
					strings.TrimSpace(texts.Draw(t, "text")), ledger.Amount(rapid.IntRange(-1_000_000, 1_000_000).Draw(t, "amount")))
			}
			row("1930", "", "", -sum)
			sie += "}\n"
		}
		a, err := ReadGeneralLedgerCSV("h.csv", []byte(csv), g)
		if err != nil {
			t.Fatal(err)
		}
		b, err := ReadSIE("h.se", []byte(sie), g)
		if err != nil {
			t.Fatal(err)
		}
		for _, items := range [][]reconcile.Item{a, b} {
			for i := range items {
				items[i].Line = 0
			}
		}
		if !slices.Equal(a, b) {
			t.Fatalf("CSV has\n%+v\nSIE has\n%+v", a, b)
		}
	})
}
