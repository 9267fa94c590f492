package main

import (
	"fmt"
	"os/exec"
	"strings"
	"sync"
	"time"
)

// lab is what all tests share.
type lab struct {
	siv, work string
	quick     bool
}

// few is n, or less when time is short.
func (l *lab) few(n, quick int) int {
	if l.quick {
		return quick
	}
	return n
}

// trial is one run of one test and what came of it.
type trial struct {
	*lab
	dir  string
	note string
	took time.Duration

	sync.Mutex
	faults, acknowledged, lost int
	problems                   []string
}

func (t *trial) green() bool { return len(t.problems) == 0 && t.lost == 0 }

// problem notes what must not be. After twenty one knows.
func (t *trial) problem(format string, args ...any) {
	t.Lock()
	defer t.Unlock()
	if len(t.problems) < 20 {
		t.problems = append(t.problems, strings.ReplaceAll(fmt.Sprintf(format, args...), "\n", "\n           "))
	}
}

func (t *trial) fault(n int) {
	t.Lock()
	defer t.Unlock()
	t.faults += n
}

// unable ends a test that the machine cannot do.
type unable struct{ why string }

// must runs a program of the system, without which the test cannot be done.
func must(name string, args ...string) {
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		panic(unable{fmt.Sprintf("%s %s: %v: %s", name, strings.Join(args, " "), err, strings.TrimSpace(string(out)))})
	}
}

// side by side runs work for 0 to n-1 on some workers.
func sideBySide(workers, n int, work func(worker, i int)) {
	jobs := make(chan int)
	var all sync.WaitGroup
	for w := range workers {
		all.Go(func() {
			for i := range jobs {
				work(w, i)
			}
		})
	}
	for i := range n {
		jobs <- i
	}
	close(jobs)
	all.Wait()
}
