package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"time"
)

// fund is a ledger under test, and what was said about it.
type fund struct {
	*trial
	path  string
	mu    sync.Mutex
	acked map[string]string // id → h of the receipt
	tried map[string]int64  // id → öre
	next  int
}

// newFund makes an empty ledger in a new folder.
func (t *trial) newFund(folder string) *fund {
	f := &fund{trial: t, path: filepath.Join(folder, "fund.jsonl"), acked: map[string]string{}, tried: map[string]int64{}}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		panic(unable{err.Error()})
	}
	if r := f.siv(nil, "ledger", "init", "--origin", "Felköping", "--ledger", f.path); r.code != 0 {
		f.problem("init: %s", r)
	}
	return f
}

// how is how a command is run: with a program before it, in an environment, with
// an end.
type how struct {
	before []string
	uid    uint32
	kill   time.Duration // after which it is killed; 0: never
	stdout io.Writer     // in place of what is kept
}

// result is what a command came to.
type result struct {
	code        int // -1 when a signal ended it
	killed      bool
	out, err    string
	id          string
	receipt     string // h, when the output has a whole receipt of the id
	hung        bool
	interrupted bool // it was in doubt, or recorded what it could not show
}

func (r result) String() string {
	return fmt.Sprintf("exit %d, stdout %.200q, stderr %.400q", r.code, r.out, r.err)
}

var receiptOf = regexp.MustCompile(`"id":\s*"([^"]+)"(?s:.*)"h":\s*"([0-9a-f]{64})"`)

// siv runs the binary.
func (t *trial) siv(h *how, args ...string) result {
	if h == nil {
		h = &how{}
	}
	words := append(append(h.before[:len(h.before):len(h.before)], t.lab.siv), args...)
	cmd := exec.Command(words[0], words[1:]...)
	cmd.Dir = t.dir
	cmd.Env = append(os.Environ(), "LC_ALL=C", "XDG_CONFIG_HOME="+t.dir)
	if h.before != nil {
		cmd.Env = append(cmd.Env, "GOMAXPROCS=1")
	}
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if h.stdout != nil {
		cmd.Stdout = h.stdout
	}
	// A group of its own, so that what a tracer runs ends with it.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if h.uid != 0 {
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: h.uid, Gid: h.uid}
	}
	r := result{}
	if err := cmd.Start(); err != nil {
		panic(unable{err.Error()})
	}
	limit := 300 * time.Second
	if h.kill > 0 {
		limit = h.kill
	}
	timer := time.AfterFunc(limit, func() {
		r.hung = h.kill == 0
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
	})
	err := cmd.Wait()
	timer.Stop()
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		r.code = exit.ExitCode()
		if status, ok := exit.Sys().(syscall.WaitStatus); ok && status.Signaled() {
			r.killed = status.Signal() == syscall.SIGKILL
		}
		if r.code == 128+int(syscall.SIGKILL) {
			r.killed = true
		}
	case err != nil:
		r.code = -2
	}
	r.out = out.String()
	for line := range strings.Lines(errs.String()) {
		if !strings.HasPrefix(line, "strace: ") {
			r.err += line
		}
	}
	r.interrupted = strings.Contains(r.err, "recorded, but")
	if m := receiptOf.FindStringSubmatch(r.out); m != nil {
		r.id, r.receipt = m[1], m[2]
	}
	return r
}

// newID names the next entry and its amount.
func (f *fund) newID() (string, int64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.next++
	id := fmt.Sprintf("e%d", f.next)
	f.tried[id] = int64(100 + f.next%977)
	return id, f.tried[id]
}

// allocate records an entry, and notes it when that was acknowledged.
func (f *fund) allocate(h *how, id string, öre int64, more ...string) result {
	args := append([]string{"ledger", "allocate", "--ledger", f.path, "--amount", fmt.Sprintf("%d.%02d", öre/100, öre%100),
		"--date", "2014-01-01", "--ref", "KF", "--id", id, "-o", "json"}, more...)
	r := f.siv(h, args...)
	f.note(id, r)
	return r
}

// note keeps the receipts that were given.
func (f *fund) note(id string, r result) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if r.hung {
		f.problem("%s: hung", id)
	}
	if r.receipt == "" {
		if r.code == 0 {
			f.problem("%s: exit 0 without a receipt: %s", id, r)
		}
		return
	}
	if r.id != id {
		f.problem("%s: a receipt of another entry: %s", id, r)
	}
	if earlier, ok := f.acked[id]; ok && earlier != r.receipt {
		f.problem("%s: two receipts, h %s and %s", id, earlier, r.receipt)
	} else if !ok {
		f.trial.Lock()
		f.trial.acknowledged++
		f.trial.Unlock()
	}
	f.acked[id] = r.receipt
}

// afterwards checks the invariant after a command that may have met a fault: what
// stands there now, that the same command then succeeds, and what stands there then.
func (f *fund) afterwards(what, id string, öre int64, r result) {
	c := f.count(what)
	if n := c.ids[id]; r.receipt == "" && n > 0 && !r.killed && !r.interrupted {
		f.problem("%s: %s is counted, and was not acknowledged: %s", what, id, r)
	}
	if again := f.allocate(nil, id, öre); again.code != 0 || again.receipt == "" {
		f.problem("%s: the same command again: %s; at first %s", what, again, r)
	}
	f.whole(what)
}

// count counts the ledger and finds what is lost.
func (f *fund) count(what string) count {
	c, err := countLedger(f.path)
	if err != nil {
		f.problem("%s: the independent count: %v", what, err)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	for id, h := range f.acked {
		if c.ids[id] != 1 || c.hashes[id] != h {
			f.trial.Lock()
			f.lost++
			f.trial.Unlock()
			f.problem("%s: %s was acknowledged with h %s, and stands %d times, with h %s", what, id, h, c.ids[id], c.hashes[id])
			delete(f.acked, id) // it is lost once
		}
	}
	for id, n := range c.ids {
		if n != 1 || f.tried[id] == 0 && !strings.HasPrefix(id, "pair-") {
			f.problem("%s: %s stands %d times", what, id, n)
		}
	}
	return c
}

// whole checks that siv, too, finds the ledger whole and counts the same.
func (f *fund) whole(what string) {
	c := f.count(what)
	r := f.siv(nil, "ledger", "balance", "--ledger", f.path, "-o", "json")
	balance, entries := figure(r.out, "balance"), figure(r.out, "entries")
	if want := fmt.Sprintf("%d.%02d", c.balance/100, c.balance%100); r.code != 0 || balance != want || entries != fmt.Sprint(c.entries) {
		f.problem("%s: counted %s kr in %d entries; balance: %s", what, want, c.entries, r)
	}
	if r := f.siv(nil, "ledger", "verify", "--ledger", f.path); r.code != 0 {
		f.problem("%s: verify: %s", what, r)
	}
}

// figure is a value of the balance in json.
func figure(out, key string) string {
	m := regexp.MustCompile(`"` + key + `": "?([0-9.-]+)`).FindStringSubmatch(out)
	if m == nil {
		return ""
	}
	return m[1]
}
