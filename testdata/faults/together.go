package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// heldUp records an entry with a write to the ledger that takes three seconds, and
// does the rest while it lasts: what the lock must keep apart meets every time, not
// by chance.
func (f *fund) heldUp(id string, öre int64, rest func()) result {
	log := filepath.Join(filepath.Dir(f.path), "held-up")
	ended := make(chan result, 1)
	go func() {
		ended <- f.allocate(&how{before: strace(log, "-e", "trace=write", "-P", f.path, "-e", "inject=write:delay_enter=3s")}, id, öre)
	}()
	for writing := false; !writing; time.Sleep(time.Millisecond) {
		data, _ := os.ReadFile(log)
		writing = strings.Contains(string(data), "write(")
		select {
		case r := <-ended:
			f.problem("%s ended before it was held up: %s", id, r)
			return r
		default:
		}
	}
	rest()
	return <-ended
}

// writers: 64 writers with 20 entries each, every one a process of its own; before
// them one that meets a second in the midst of its commit.
func writers(t *trial) {
	f := t.newFund(filepath.Join(t.dir, "f"))
	many, each := 64, 20
	if t.quick {
		many, each = 16, 3
	}
	first, öre := f.newID()
	if r := f.heldUp(first, öre, func() {
		id, öre := f.newID()
		if r := f.allocate(nil, id, öre, "--wait", "280s"); r.code != 0 {
			t.problem("%s", r)
		}
	}); r.code != 0 {
		t.problem("%s", r)
	}
	var all sync.WaitGroup
	for range many {
		all.Go(func() {
			for range each {
				id, öre := f.newID()
				if r := f.allocate(nil, id, öre, "--wait", "280s"); r.code != 0 {
					t.problem("%s", r)
				}
			}
		})
	}
	all.Wait()
	f.whole("in the end")
	if c := f.count("in the end"); c.entries != int64(2+many*each) {
		t.problem("%d entries of %d", c.entries, 2+many*each)
	}
}

// sameID: 64 times the same entry at once is one entry, and 64 receipts for it. In
// the first round the others come while one is in the midst of its commit.
func sameID(t *trial) {
	for round := range t.few(5, 1) {
		f := t.newFund(filepath.Join(t.dir, fmt.Sprint(round)))
		id, öre := f.newID()
		var recorded, already atomic.Int64
		tally := func(r result) {
			switch {
			case r.code != 0:
				t.problem("%s", r)
			case strings.Contains(r.out, `"already_recorded": true`):
				already.Add(1)
			default:
				recorded.Add(1)
			}
		}
		atOnce := func(n int) {
			var all sync.WaitGroup
			for range n {
				all.Go(func() { tally(f.allocate(nil, id, öre, "--wait", "280s")) })
			}
			all.Wait()
		}
		if round == 0 {
			tally(f.heldUp(id, öre, func() { atOnce(63) }))
		} else {
			atOnce(64)
		}
		if recorded.Load() != 1 || already.Load() != 63 {
			t.problem("%d recorded, %d already recorded", recorded.Load(), already.Load())
		}
		f.whole("in the end")
	}
}

// readers: while writers commit pairs that add up to nothing, no reader sees half
// of one, and none meets an error.
func readers(t *trial) {
	f := t.newFund(filepath.Join(t.dir, "f"))
	id, öre := f.newID()
	f.allocate(nil, id, öre)
	want := fmt.Sprintf("%d.%02d", öre/100, öre%100)
	var stop atomic.Bool
	var reads atomic.Int64
	var reading, writing sync.WaitGroup
	for range 2 {
		reading.Go(func() {
			for !stop.Load() {
				r := t.siv(nil, "ledger", "balance", "--ledger", f.path, "-o", "json")
				entries := figure(r.out, "entries")
				if r.code != 0 || figure(r.out, "balance") != want || entries == "" || (entries[len(entries)-1]-'0')%2 != 1 {
					t.problem("a reader saw what was never committed: %s", r)
				}
				reads.Add(1)
			}
		})
	}
	many := t.few(60, 10)
	for w := range 4 {
		writing.Go(func() {
			for i := range many {
				name := fmt.Sprintf("pair-%d-%d", w, i)
				file := filepath.Join(t.dir, name)
				rows := fmt.Sprintf("id;kind;date;amount;ref;text\n%s-a;allocation;2014-01-01;10,00;KF;in\n%s-b;withdrawal;2014-01-01;10,00;KF;ut\n", name, name)
				if err := os.WriteFile(file, []byte(rows), 0o644); err != nil {
					t.problem("%v", err)
				}
				if r := t.siv(nil, "ledger", "import", "--ledger", f.path, "--wait", "280s", file); r.code != 0 {
					t.problem("%s", r)
				}
			}
		})
	}
	writing.Wait()
	stop.Store(true)
	reading.Wait()
	f.whole("in the end")
	if c := f.count("in the end"); c.entries != int64(1+4*many*2) {
		t.problem("%d entries", c.entries)
	}
	t.note = fmt.Sprintf("%d reads", reads.Load())
}
