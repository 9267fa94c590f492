package cmd

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"
)

// TestCharactersThatDoNotShow: none comes into the ledger by a flag or a file, where
// two names would look the same and a terminal obey.
func TestCharactersThatDoNotShow(t *testing.T) {
	t.Chdir(t.TempDir())
	siv := func(args ...string) (int, string) {
		var out bytes.Buffer
		status := runAt(time.Date(2026, 1, 20, 9, 0, 0, 0, time.UTC), append([]string{"ledger"}, args...), &out)
		return status, out.String()
	}
	if status, said := siv("init", "--origin", "o"); status != exitDone {
		t.Fatal(said)
	}
	for text, name := range map[string]string{"a\u200bb": "U+200B", "a\u009b31m": "U+009B", "\u202eab": "U+202E", "a\x7f": "U+007F", "å\ufeff": "U+FEFF"} {
		want := "holds " + name + ", a character that does not show"
		if status, said := siv("allocate", "--amount", "10", "--ref", text); status != exitUsage || !strings.Contains(said, "--ref: "+want) {
			t.Errorf("%q: %d, %s", text, status, said)
		}
		row := "id;kind;date;amount;ref\na;allocation;2026-01-02;10;" + text + "\n"
		if err := os.WriteFile("rows.csv", []byte(row), 0o600); err != nil {
			t.Fatal(err)
		}
		if status, said := siv("import", "rows.csv"); status != exitInput || !strings.Contains(said, "rows.csv:2:28: ref: "+want) {
			t.Errorf("%q: %d, %s", text, status, said)
		}
	}
	if status, said := siv("allocate", "--amount", "10", "--ref", "KF § 8 – åäö ÉŁ 基"); status != exitDone {
		t.Error(said)
	}
}
