// Faults does to the ledger of siv what disks, kernels and operators do, and
// checks after each fault that every acknowledged entry is there exactly once,
// that the balance is that of an independent count, that nothing which was refused
// is counted, that the exit status is the documented one, and that the same
// command then succeeds. It knows the tool only by its command line and the
// ledger only by its published format. Run it by testdata/faults/run.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// test is one way to go wrong.
type test struct {
	name string
	run  func(*trial)
}

// tests lists what is done, in order. The mutants come last: each is a ledger with
// one precaution taken out, and must turn one of the others red.
func tests() []test {
	return []test{
		{"order", order},
		{"aside", aside},
		{"nth-call", nthCall},
		{"path-call", pathCall},
		{"init", initCalls},
		{"lying-write", lyingWrite},
		{"fsync-once", fsyncOnce},
		{"kill", kill},
		{"short-write", shortWrite},
		{"full-tmpfs", fullTmpfs},
		{"fsync-fails", fsyncFails},
		{"power-ext4", func(t *trial) { powerCut(t, "ext4") }},
		{"power-xfs", func(t *trial) { powerCut(t, "xfs") }},
		{"seal-faults", sealFaults},
		{"seal-power", sealPower},
		{"writers", writers},
		{"same-id", sameID},
		{"readers", readers},
		{"read-only", readOnly},
		{"no-file", noFile},
		{"stdout", stdout},
		{"emfile", emfile},
		{"held-lock", heldLock},
		{"network", network},
		{"mutants", mutants},
	}
}

func main() {
	l := &lab{}
	flag.StringVar(&l.siv, "siv", "", "the binary")
	flag.StringVar(&l.work, "work", "", "an empty folder")
	flag.BoolVar(&l.quick, "quick", false, "a few of each")
	only := flag.String("only", "", "names of tests, with commas")
	skip := flag.String("skip", "", "names of tests, with commas")
	list := flag.Bool("list", false, "show the names")
	flag.Parse()
	if *list {
		for _, t := range tests() {
			fmt.Println(t.name)
		}
		return
	}
	if os.Geteuid() != 0 {
		fmt.Println("must run as root")
		os.Exit(1)
	}
	if !l.all(names(*only), names(*skip)) {
		os.Exit(1)
	}
}

func names(list string) []string {
	if list == "" {
		return nil
	}
	return strings.Split(list, ",")
}

// all runs the tests and sums up. It is true when nothing was lost or wrong.
func (l *lab) all(only, skip []string) bool {
	for _, name := range append(slices.Clone(only), skip...) {
		if !slices.ContainsFunc(tests(), func(t test) bool { return t.name == name }) {
			fmt.Printf("there is no test %q\n", name)
			return false
		}
	}
	began := time.Now()
	var sum trial
	var red, skipped []string
	for _, one := range tests() {
		if only != nil && !slices.Contains(only, one.name) {
			continue
		}
		if slices.Contains(skip, one.name) {
			fmt.Printf("SKIPPED  %-12s because --skip says so\n", one.name)
			skipped = append(skipped, one.name)
			continue
		}
		t := l.run(one)
		verdict := "ok"
		if !t.green() {
			verdict = "FAILED"
			red = append(red, one.name)
		}
		fmt.Printf("%-8s %-12s %6d faults %6d acknowledged %3d lost %6.1f s  %s\n", verdict, one.name,
			t.faults, t.acknowledged, t.lost, t.took.Seconds(), t.note)
		for _, p := range t.problems {
			fmt.Println("         " + p)
		}
		sum.faults += t.faults
		sum.acknowledged += t.acknowledged
		sum.lost += t.lost
	}
	fmt.Printf("\n%d faults injected, %d entries acknowledged, %d lost; %d tests failed, %d skipped; %.0f s\n",
		sum.faults, sum.acknowledged, sum.lost, len(red), len(skipped), time.Since(began).Seconds())
	if len(skipped) > 0 {
		fmt.Println("SKIPPED: " + strings.Join(skipped, ", "))
	}
	if len(red) > 0 {
		fmt.Println("FAILED: " + strings.Join(red, ", "))
	}
	return len(red) == 0 && sum.lost == 0
}

// run runs one test in a folder of its own.
func (l *lab) run(one test) *trial {
	t := &trial{lab: l, dir: filepath.Join(l.work, one.name)}
	began := time.Now()
	if err := os.Mkdir(t.dir, 0o755); err != nil {
		t.problem("%v", err)
		return t
	}
	defer os.RemoveAll(t.dir)
	func() {
		defer func() {
			if e, ok := recover().(unable); ok {
				t.problem("THIS MACHINE CANNOT DO IT: %s (--skip %s leaves it out)", e.why, one.name)
			}
		}()
		one.run(t)
	}()
	t.took = time.Since(began)
	return t
}
