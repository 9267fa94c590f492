package main

import (
	"math/rand/v2"
	"path/filepath"
	"time"
)

// kill kills a writer at a random moment, a thousand times.
func kill(t *trial) {
	f := t.newFund(filepath.Join(t.dir, "f"))
	// How long a run takes, so that the moments are spread over all of it.
	began := time.Now()
	for range 10 {
		id, öre := f.newID()
		f.allocate(nil, id, öre)
	}
	usual := time.Since(began) / 10
	random := rand.New(rand.NewPCG(1, 2))
	n := t.few(1000, 50)
	runs := 0
	for ; t.faults < n && runs < 10*n; runs++ {
		id, öre := f.newID()
		r := f.allocate(&how{kill: time.Duration(random.Int64N(int64(usual))) + 200*time.Microsecond}, id, öre)
		if r.killed {
			f.fault(1)
		} else if r.code != 0 {
			t.problem("not killed: %s", r)
		}
		f.count("killed")
		if again := f.allocate(nil, id, öre); again.code != 0 {
			t.problem("the same command after a kill: %s, at first %s", again, r)
		}
		f.tidy()
	}
	f.whole("in the end")
	if t.faults < n {
		t.problem("only %d of %d runs were killed", t.faults, runs)
	}
}
