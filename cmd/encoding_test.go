package cmd

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"
)

// TestWindows1252: a table in the encoding of an older system is read as the same
// table in UTF-8 is, and neither is taken for the other.
func TestWindows1252(t *testing.T) {
	demo := read(t, "../examples/demo/fund.jsonl")
	head := read(t, "../examples/demo/fund.jsonl.head")
	general := read(t, "../examples/demo/huvudbok-2015.csv")
	t.Chdir(t.TempDir())
	write := func(name, text string) {
		t.Helper()
		old, err := charmap.Windows1252.NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		for file, data := range map[string]string{name: text, "old-" + name: old} {
			if err := os.WriteFile(file, []byte(data), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	siv := func(status int, line string) string {
		t.Helper()
		var out bytes.Buffer
		if got := runAt(time.Date(2026, 1, 20, 9, 0, 0, 0, time.UTC), shellWords(line), &out); got != status {
			t.Fatalf("siv %s: status %d: %s", line, got, out.String())
		}
		return out.String()
	}

	write("rows.csv", "id;kind;date;amount;ref;text\na;allocation;2026-01-02;10,00;KF § 8;avsättning – 5 € till å\n")
	siv(0, "ledger init --origin Exempelkommun")
	if said := siv(3, "ledger import old-rows.csv"); !strings.Contains(said, "old-rows.csv:2:34: not UTF-8\nhint: save the file as CSV UTF-8, or say --encoding windows-1252") {
		t.Error(said)
	}
	if said := siv(3, "ledger import rows.csv --encoding windows-1252"); !strings.Contains(said, "rows.csv:2:34: the file is UTF-8, not windows-1252") {
		t.Error(said)
	}
	siv(0, "ledger import old-rows.csv --encoding windows-1252")
	if said := siv(0, "ledger import rows.csv"); !strings.HasPrefix(said, "0 entries recorded, 1 already recorded") {
		t.Error(said)
	}
	if err := os.WriteFile("undefined.csv", []byte("id;kind\nl\xf6n;\x81\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if said := siv(3, "ledger import undefined.csv --encoding windows-1252"); !strings.Contains(said, "undefined.csv:2:5: the byte 0x81 is no character of windows-1252") {
		t.Error(said)
	}

	write("fund.jsonl", string(demo)) // its head too: the demo is closed and has all kinds of entries
	write("fund.jsonl.head", string(head))
	write("book.csv", string(general))
	compared := func(line string) string {
		return strings.ReplaceAll(siv(4, "ledger reconcile --year 2015 -o json "+line), "old-book", "book")
	}
	if utf, old := compared("book.csv"), compared("old-book.csv --encoding windows-1252"); utf != old || !strings.Contains(utf, "20152291") {
		t.Errorf("UTF-8:\n%s\nWindows-1252:\n%s", utf, old)
	}
	if said := siv(3, "ledger reconcile old-book.csv"); !strings.Contains(said, "or say --encoding windows-1252") {
		t.Error(said)
	}
	write("book.se", "#FLAGGA 0\n")
	if said := siv(2, "ledger reconcile book.se --gl-accounts 5000 --encoding windows-1252"); !strings.Contains(said, "a SIE file is always in code page 437") {
		t.Error(said)
	}

	write("costs.csv", "id;name;unit;amount;year;source\nplats;Förskola;barn och år;100000;2024;Räkenskaper\n")
	siv(0, "unitcosts import costs.csv --to utf.yaml")
	siv(0, "unitcosts import old-costs.csv --to old.yaml --encoding windows-1252")
	if utf, old := string(read(t, "utf.yaml")), string(read(t, "old.yaml")); utf != strings.ReplaceAll(old, "old-costs", "costs") || !strings.Contains(utf, "Förskola") {
		t.Errorf("UTF-8:\n%s\nWindows-1252:\n%s", utf, old)
	}
}
