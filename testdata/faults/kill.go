package main

import (
	"math/rand/v2"
	"path/filepath"
	"time"
)

// kill kills a writer at a random moment, a thousand times.
func kill(t *trial) {
	f := t.newFund(filepath.Join(t.dir, "f"))
	// How long a run takes at least, so that the moments are spread over all of it, and
	// most come before its end also when the machine was busy just now.
	fastest := time.Hour
	for range 10 {
		id, öre := f.newID()
		began := time.Now()
		f.allocate(nil, id, öre)
		fastest = min(fastest, time.Since(began))
	}
	random := rand.New(rand.NewPCG(1, 2))
	n := t.few(1000, 50)
	runs := 0
	for ; t.faults < n && runs < 10*n; runs++ {
		id, öre := f.newID()
		r := f.allocate(&how{kill: time.Duration(random.Int64N(int64(fastest))) + 200*time.Microsecond}, id, öre)
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
