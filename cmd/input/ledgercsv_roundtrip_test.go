package input

import (
	"bytes"
	"fmt"
	"testing"

	"siv/ledger"
	"siv/ledger/export"
)

// What is exported as CSV can be imported, and gives the very same ledger.
func TestExportedCSVIsImported(t *testing.T) {
	const text = "id;kind;date;amount;investment;namnd;basis;year;voucher;ref;text;by;reverses;reason\n" +
		"1;allocation;2014-01-01;1000;;;;;;KF;\"a;b \"\"c\"\" , d\";å;;\n" +
		"2;grant;2014-02-01;500,5;sot;;;;;KS; blank before;;;\n" +
		"3;drawdown;2014-03-01;100;sot;nämnd;;;v 1;;;;;\n" +
		"4;refund;2014-03-02;10;sot;nämnd;;;v 2;;;;;\n" +
		"5;correction;2014-03-02;;;;;;;;;;4;fel\n" +
		"6;release;2014-04-01;1;sot;;;;;;;;;\n" +
		"7;reflow;2016-01-01;2;sot;nämnd;forecast;2015;;KF;;;;\n" +
		"8;withdrawal;2016-01-01;3;;;;;;KF;skolan;;;\n" +
		"9;assertion;2013-12-31;0,00;;;;;;;;;;\n" +
		"10;close;2014-12-31;;;;;;;;;;;\n" +
		"11;reopen;2014-12-01;;;;;;;;;;;glömt\n"
	first := imported(t, []byte(text))
	var out bytes.Buffer
	w, err := export.New("csv", &out, first.Head())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ledger.Verify(bytes.NewReader(first.Pending()), first.Head(), w.Post); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	second := imported(t, out.Bytes())
	if !bytes.Equal(first.Pending(), second.Pending()) {
		t.Errorf("the ledger was\n%sand became\n%s", first.Pending(), second.Pending())
	}
}

func imported(t testing.TB, data []byte) *ledger.Ledger {
	t.Helper()
	c, err := ReadLedgerCSV("f.csv", data)
	if err != nil {
		t.Fatal(err)
	}
	head, _ := ledger.NewHead("o")
	l, _ := ledger.Verify(bytes.NewReader(nil), head, nil)
	now, _ := ledger.ParseInstant("2020-01-01T00:00:00Z")
	if receipts, err := l.AddAll(c.Entries, now); err != nil {
		t.Fatalf("entry %d: %v", len(receipts), err)
	}
	return l
}

func BenchmarkImport(b *testing.B) {
	var text bytes.Buffer
	text.WriteString("id;kind;date;amount;investment;namnd;basis;year;voucher;ref;text;by;reverses;reason\n0;allocation;2014-01-01;999999999;;;;;;KF;;;;\n1;grant;2014-01-01;99999999;sot;;;;;KS;;;;\n")
	const rows = 100_000
	for i := 2; i < rows; i++ {
		fmt.Fprintf(&text, "%d;drawdown;2014-%02d-%02d;12,50;sot;Socialnämnden;;;V %d;;lön och material;ekonomi;;\n", i, 1+i/9000, 1+i%28, i)
	}
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			if _, err := ReadLedgerCSV("f.csv", text.Bytes()); err != nil {
				b.Fatal(err)
			}
		}
	})
	var l *ledger.Ledger
	b.Run("read and add", func(b *testing.B) {
		for b.Loop() {
			l = imported(b, text.Bytes())
		}
	})
	b.Run("verify", func(b *testing.B) {
		for b.Loop() {
			if _, err := ledger.Verify(bytes.NewReader(l.Pending()), l.Head(), nil); err != nil {
				b.Fatal(err)
			}
		}
	})
}
