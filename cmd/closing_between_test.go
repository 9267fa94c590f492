package cmd

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"
)

// answers says yes to one question after the other, and lets another writer in before
// the answer to one of them.
type answers struct {
	left int // questions before the other writer comes
	came func()
}

// Read is of io.Reader.
func (a *answers) Read(p []byte) (int, error) {
	if a.left--; a.left == 0 {
		a.came()
	}
	return copy(p, "yes\n"), nil
}

// TestAnotherWriterWhileAYearIsClosed: what comes after the assertion is not closed
// unseen, and what comes at the last moment is told of.
func TestAnotherWriterWhileAYearIsClosed(t *testing.T) {
	now := time.Date(2025, 1, 20, 9, 0, 0, 0, time.UTC)
	grant := "grant --amount 10 --id late --date 2024-12-30 --investment sot --ref KS" // it leaves the balance as it is
	draw := "draw --amount 10 --id late --date 2024-12-30 --investment sot --namnd n --voucher V2"
	for _, c := range []struct {
		name     string
		question int
		late     string
		says     string // nothing when all went well
		closed   bool
	}{
		{"at the assertion", 1, grant, "", true},
		{"at the report", 2, draw, "entry 5, dated in 2024 or before, was recorded after the assertion", false},
		{"at the close", 3, draw, "entry 5, dated in 2024 or before, was recorded between the assertion and the close", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			t.Chdir(dir)
			runList(t, `# `+now.Format(time.RFC3339)+`
siv ledger init --origin Exempelkommun
siv ledger allocate --amount 1000 --ref KF --id a --date 2024-01-01
siv ledger grant --amount 500 --ref KS --id g --date 2024-02-01 --investment sot
siv ledger draw --amount 100 --id d1 --date 2024-12-31 --investment sot --namnd n --voucher V1`)
			come := func() {
				var out bytes.Buffer
				if status := runAt(now, shellWords("ledger "+c.late), &out); status != exitDone {
					t.Errorf("the other writer: status %d: %s", status, out.String())
				}
			}
			var said bytes.Buffer
			e := &env{in: &answers{c.question, come}, out: &said, err: &said, now: func() time.Time { return now }}
			root := newRoot(e)
			root.SetArgs(shellWords("ledger close-year --year 2024 --balance 900 --report note.html --without-seal"))
			status := e.exit(context.Background(), root.ExecuteContext(context.Background()))
			if (status == exitDone) != (c.says == "") || !strings.Contains(said.String(), c.says) {
				t.Errorf("status %d: %s", status, said.String())
			}
			if strings.Contains(string(read(t, "fund.jsonl")), `"kind":"close"`) != c.closed {
				t.Errorf("closed is not %t", c.closed)
			}
		})
	}
}
