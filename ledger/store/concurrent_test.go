package store

import (
	"bufio"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"siv/ledger"
)

func TestWritersAndReadersTogether(t *testing.T) {
	path := newLedger(t)
	const writers, processes, each = 8, 4, 8
	var stop atomic.Bool
	var reads atomic.Int64
	var readers, all sync.WaitGroup
	for range 2 {
		readers.Go(func() {
			for !stop.Load() {
				r, err := Open(path)
				if err != nil {
					t.Error(err)
					return
				}
				var b ledger.Balance
				if _, err := r.Verify(b.Post); err != nil {
					t.Error(err)
				}
				r.Close()
				if b.Fund.Balance() != 0 || r.Head.Entries%2 != 0 {
					t.Errorf("a reader saw half a commit: balance %s of %d entries", b.Fund.Balance(), r.Head.Entries)
				}
				reads.Add(1)
			}
		})
	}
	for w := range writers {
		all.Go(func() {
			for i := range each {
				if _, err := Append(path, pair(fmt.Sprintf("g%d-%d", w, i)), options()); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for p := range processes {
		all.Go(func() {
			if out, err := startChild(t, "append", path, fmt.Sprint("p", p), each).CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
	all.Wait()
	stop.Store(true)
	readers.Wait()
	ids, total := verified(t, path)
	if want := (writers + processes) * each * 2; len(ids) != want {
		t.Errorf("%d entries stand in the ledger, %d were acknowledged", len(ids), want)
	}
	for id, n := range ids {
		if n != 1 {
			t.Errorf("%s stands %d times", id, n)
		}
	}
	if total.Balance() != 0 || reads.Load() == 0 {
		t.Errorf("balance %s after %d reads", total.Balance(), reads.Load())
	}
}

func TestTheSameIDFromEverywhere(t *testing.T) {
	path := newLedger(t)
	var recorded, already atomic.Int64
	var all sync.WaitGroup
	hashes := make([]ledger.Hash, 64)
	for i := range 64 {
		all.Go(func() {
			r, err := Append(path, pair("x")[:1], options())
			if err != nil {
				t.Error(err)
				return
			}
			hashes[i] = r.Receipts[0].H
			if r.Receipts[0].AlreadyRecorded {
				already.Add(1)
			} else {
				recorded.Add(1)
			}
		})
	}
	all.Wait()
	if recorded.Load() != 1 || already.Load() != 63 {
		t.Errorf("%d recorded, %d already recorded", recorded.Load(), already.Load())
	}
	for _, h := range hashes {
		if h != hashes[0] {
			t.Errorf("receipts differ: %s and %s", h, hashes[0])
		}
	}
}

// Whatever moment a writer is killed at, what it acknowledged is there, once, and
// the next writer goes on. Every other one is killed after its first receipt, so that
// there are some wherever a process starts slowly.
func TestKilledWriters(t *testing.T) {
	path := newLedger(t)
	acknowledged := 0
	for round := range 25 {
		cmd := startChild(t, "append", path, fmt.Sprint("r", round), 1000)
		stdout, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		said, first := bufio.NewReader(stdout), ""
		if round%2 == 1 {
			first, _ = said.ReadString('\n')
		}
		time.Sleep(time.Duration(10+round*3) * time.Millisecond)
		cmd.Process.Kill()
		rest, _ := io.ReadAll(said)
		if err := cmd.Wait(); err == nil {
			t.Fatal("the writer was not killed")
		} else if _, ok := err.(*exec.ExitError); !ok {
			t.Fatal(err)
		}
		ids, total := verified(t, path)
		if total.Balance() != 0 {
			t.Fatalf("balance %s: half a commit is counted", total.Balance())
		}
		lines := strings.SplitAfter(first+string(rest), "\n")
		for _, id := range lines[:len(lines)-1] { // the last may be cut
			acknowledged++
			if ids[strings.TrimSpace(id)+"-in"] != 1 || ids[strings.TrimSpace(id)+"-out"] != 1 {
				t.Errorf("%q was acknowledged and is not there once", id)
			}
		}
	}
	if _, err := Append(path, pair("after"), options()); err != nil {
		t.Fatal(err)
	}
	if acknowledged < 12 {
		t.Errorf("only %d were acknowledged, so little was tested", acknowledged)
	}
}

func TestLockNamesItsHolder(t *testing.T) {
	path := newLedger(t)
	held, err := lock(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	before := read(t, path+".head")
	opt := options()
	opt.Wait = 20 * time.Millisecond
	_, err = Append(path, pair("x"), opt)
	locked, ok := err.(*Locked)
	if !ok {
		t.Fatalf("got %v", err)
	}
	if want := thisProcess(); locked.Holder != want {
		t.Errorf("held by %q, want %q", locked.Holder, want)
	}
	if read(t, path) != "" || read(t, path+".head") != before || read(t, path+".lock") != "" {
		t.Error("the state changed, or the lock file is not empty")
	}
	held.Unlock()
	if _, err := Append(path, pair("x"), opt); err != nil {
		t.Error(err)
	}
}
