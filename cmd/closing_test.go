package cmd

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestClosing runs three years of a fund from nothing, each held against the general
// ledger, closed and sealed. Then each seal holds, the reports are made again to the
// byte, the closings given again do nothing, and nothing in a closed year changes.
func TestClosing(t *testing.T) {
	commands := runExample(t, "closing")
	closed := read(t, "ekonomi/fund.jsonl")

	seals, _ := filepath.Glob(filepath.Join("ekonomi", "fund.seals", "*.seal"))
	if len(seals) != 3 {
		t.Fatalf("the seals are %v", seals)
	}
	for _, seal := range seals {
		said(t, "ledger", "verify", "--seal", seal, "--verifier", "seal.key.pub")
	}
	again := time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC)
	for line := range strings.Lines(commands) {
		arguments, ok := strings.CutPrefix(strings.TrimSpace(line), "siv ledger close-year ")
		if !ok {
			continue
		}
		var out bytes.Buffer
		if status := runAt(again, shellWords("ledger close-year "+arguments), &out); status != exitDone || strings.Count(out.String(), "done already") != 4 {
			t.Errorf("status %d: %s", status, out.String())
		}
	}
	balances := map[int]string{}
	for year := 2023; year <= 2025; year++ {
		balances[year] = standing(t, year)
	}
	for _, attempt := range attempts(t) {
		status, stdout, stderr := run(t, "", attempt...)
		if status != exitNo || stdout != "" || !strings.Contains(stderr, "refused by the rule close") {
			t.Errorf("%v: status %d, %s%s", attempt, status, stdout, stderr)
		}
	}
	if !bytes.Equal(closed, read(t, "ekonomi/fund.jsonl")) {
		t.Fatal("the ledger is not what it was")
	}

	// What may be recorded, in the open year, changes no closed one, nor what was sealed.
	said(t, "ledger", "correct", "13", "--id", "senare", "--date", "2026-01-20", "--reason", "fel konterad")
	said(t, "ledger", "draw", "--id", "ny", "--date", "2026-01-20", "--investment", "familjecentral", "--namnd", "n", "--amount", "1", "--voucher", "A 261")
	for year, before := range balances {
		if after := standing(t, year); after != before {
			t.Errorf("%d was\n%s\nand is\n%s", year, before, after)
		}
	}
	for _, seal := range seals {
		said(t, "ledger", "verify", "--seal", seal, "--verifier", "seal.key.pub")
	}
}

// attempts are commands that would change a closed year.
func attempts(t *testing.T) [][]string {
	t.Helper()
	if err := os.WriteFile("late.csv", []byte("id;kind;date;amount;investment;namnd;voucher\nlate;drawdown;2023-12-31;1;familjecentral;n;A 1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	list := [][]string{{"ledger", "import", "late.csv"}}
	for _, date := range []string{"2023-01-01", "2024-12-31", "2025-12-31"} {
		at := func(args ...string) {
			list = append(list, append(append([]string{"ledger"}, args...), "--date", date, "--id", "late"))
		}
		at("allocate", "--amount", "1", "--ref", "KF")
		at("withdraw", "--amount", "1", "--ref", "KF", "--text", "x")
		at("grant", "--amount", "1", "--ref", "KS", "--investment", "familjecentral")
		at("draw", "--amount", "1", "--investment", "familjecentral", "--namnd", "n", "--voucher", "A 1")
		at("refund", "--amount", "1", "--investment", "familjecentral", "--namnd", "n", "--voucher", "A 1")
		at("release", "--amount", "1", "--investment", "familjecentral")
		at("reflow", "--amount", "1", "--investment", "familjecentral", "--namnd", "n", "--basis", "actual", "--year", date[:4], "--ref", "KF")
		at("move", "--amount", "1", "--from", "familjecentral", "--to", "skolnarvaro", "--ref", "KS")
		at("assert", "--balance", "1")
		at("close")
		at("correct", "3", "--reason", "fel")
	}
	return list
}

// standing is what the fund held at the end of a year, and the vouchers of the year.
func standing(t *testing.T, year int) string {
	sie := said(t, "ledger", "export", "--format", "sie", "--year", fmt.Sprint(year))
	return said(t, "ledger", "balance", "--as-of", fmt.Sprintf("%d-12-31", year), "-o", "csv") + sie[strings.Index(sie, "#VER"):]
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
