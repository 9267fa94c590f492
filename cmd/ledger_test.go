package cmd

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gofrs/flock"

	"siv/ledger"
	"siv/ledger/store"
)

// TestHeldLock: a writer that waits in vain names who holds the lock, and records
// nothing; one that is interrupted while it waits stops at once.
func TestHeldLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "fund.jsonl")
	said(t, "ledger", "init", "--ledger", path, "--origin", "o")
	held := flock.New(path + ".lock")
	if err := held.Lock(); err != nil {
		t.Fatal(err)
	}
	defer held.Unlock()
	allocate := []string{"ledger", "allocate", "--ledger", path, "--amount", "1", "--ref", "KF"}
	status, stdout, stderr := run(t, "", append(allocate, "--wait", "10ms")...)
	if status != exitFailed || stdout != "" || !strings.Contains(stderr, "locked by") || !strings.Contains(stderr, "hint: nothing was recorded") {
		t.Errorf("exit status %d, stdout %q, stderr %q", status, stdout, stderr)
	}
	status, _, stderr = run(t, "", append(allocate, "--wait", "10ms", "-o", "json")...)
	if status != exitFailed || !strings.Contains(stderr, `"code":"locked"`) {
		t.Errorf("exit status %d, stderr %q", status, stderr)
	}
	// Who only reads needs no lock.
	said(t, "ledger", "balance", "--ledger", path)

	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	var out bytes.Buffer
	e := &env{in: strings.NewReader(""), out: &out, err: &out, now: time.Now}
	root := newRoot(e)
	root.SetArgs(append(allocate, "--wait", "1m"))
	began := time.Now()
	if status := e.exit(ctx, root.ExecuteContext(ctx)); status != exitInterrupted || time.Since(began) > 10*time.Second {
		t.Errorf("exit status %d after %s: %s", status, time.Since(began), out.String())
	}
}

// fullWriter is a standard output that takes nothing.
type fullWriter struct{}

func (fullWriter) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

// TestFullOutput: what was recorded is recorded, and a receipt that could not be
// shown is a failure that says so.
func TestFullOutput(t *testing.T) {
	path := filepath.Join(t.TempDir(), "fund.jsonl")
	said(t, "ledger", "init", "--ledger", path, "--origin", "o")
	allocate := []string{"ledger", "allocate", "--ledger", path, "--amount", "1", "--ref", "KF", "--id", "a", "--date", "2014-01-01"}
	for _, args := range [][]string{allocate, append(allocate, "-o", "json"), {"ledger", "balance", "--ledger", path},
		{"ledger", "export", "--ledger", path}, {"ledger", "verify", "--ledger", path}} {
		var stderr bytes.Buffer
		if status := Main(args, strings.NewReader(""), fullWriter{}, &stderr); status != exitFailed || !strings.Contains(stderr.String(), "no space left") {
			t.Errorf("%v: exit status %d: %s", args, status, stderr.String())
		}
	}
	if got := said(t, "ledger", "balance", "--ledger", path, "-o", "csv", "--fields", "allocated"); got != "allocated\n1,00\n" {
		t.Error(got)
	}
}

// TestLedgerStatuses: each error of the ledger has its exit status and machine code.
func TestLedgerStatuses(t *testing.T) {
	for _, c := range []struct {
		err    error
		status int
		code   string
	}{
		{&ledger.Damage{Err: &ledger.Refusal{Rule: ledger.RuleFree}}, exitNo, "damage"},
		{&store.Refused{Err: &ledger.Refusal{Rule: ledger.RuleFree}}, exitNo, "free"},
		{&ledger.Refusal{Rule: ledger.RuleField}, exitUsage, "field"},
		{store.ErrExists, exitNo, "exists"},
		{&store.Locked{}, exitFailed, "locked"},
		{&store.NotRecorded{Err: os.ErrPermission}, exitFailed, "not-recorded"},
		{&store.InDoubt{Err: os.ErrPermission}, exitFailed, "in-doubt"},
		{store.ErrNetwork, exitFailed, "failed"},
		{store.ErrNotRegular, exitFailed, "failed"},
		{os.ErrNotExist, exitFailed, "failed"},
	} {
		if status, code := ledgerStatus((&fundLedger{}).failed(c.err)); status != c.status || code != c.code {
			t.Errorf("%v: %d %s, not %d %s", c.err, status, code, c.status, c.code)
		}
	}
	// Whoever interrupts must still be told that something may have been recorded.
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	var stderr bytes.Buffer
	e := &env{err: &stderr}
	if status := e.exit(cancelled, &store.InDoubt{Err: os.ErrPermission}); status != exitFailed || !strings.Contains(stderr.String(), "recorded, but it is not certain") {
		t.Errorf("exit status %d: %s", status, stderr.String())
	}
}
