package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// injection is one fault of one system call.
type injection struct {
	call, fault string
	n           int
	path        string // only calls on this file; "": any
	torn        bool   // the ledger begins with bytes of a run that was stopped
}

func (i injection) String() string {
	s := fmt.Sprintf("%s %s at call %d", i.call, i.fault, i.n)
	if i.path != "" {
		s += " on " + i.path
	}
	if i.torn {
		s += ", torn"
	}
	return s
}

func (i injection) strace(log, folder string) []string {
	args := []string{"-e", "trace=" + i.call, "-e", fmt.Sprintf("inject=%s:%s:when=%d", i.call, i.fault, i.n)}
	if i.path != "" {
		args = append(args, "-P", filepath.Join(folder, i.path), "-P", i.path)
	}
	return strace(log, args...)
}

// faultsOf lists what may befall a call: it fails, or the process is killed there.
func faultsOf() []string {
	return []string{"error=EIO", "error=ENOSPC", "error=EDQUOT", "error=EINTR", "signal=KILL"}
}

// nthCall lets the first to the twentieth of each call fail or be the last. The
// number is that of each thread's calls, so any call of the run may be hit.
func nthCall(t *trial) {
	var list []injection
	for _, name := range strings.Split(traced, ",") {
		for n := 1; n <= t.few(20, 3); n++ {
			for _, fault := range faultsOf() {
				for _, torn := range []bool{false, true} {
					list = append(list, injection{call: name, fault: fault, n: n, torn: torn})
				}
			}
		}
	}
	t.injectAll(list)
}

// pathCall aims at each file that a commit touches.
func pathCall(t *trial) {
	var list []injection
	for _, name := range append(strings.Split(traced, ","), "pread64", "unlinkat", "fstat", "newfstatat", "fstatfs") {
		for _, path := range []string{"fund.jsonl", "fund.jsonl.head", "fund.jsonl.head.new", "fund.jsonl.lock", "."} {
			for n := 1; n <= t.few(3, 1); n++ {
				for _, fault := range faultsOf() {
					list = append(list, injection{call: name, fault: fault, n: n, path: path, torn: n%2 == 0})
				}
			}
		}
	}
	t.injectAll(list)
}

// injectAll runs injections on two ledgers side by side.
func (t *trial) injectAll(list []injection) {
	const workers = 2
	funds := make([]*fund, workers)
	for w := range funds {
		funds[w] = t.newFund(filepath.Join(t.dir, fmt.Sprint(w)))
		id, öre := funds[w].newID()
		funds[w].allocate(nil, id, öre)
	}
	sideBySide(workers, len(list), func(w, i int) { funds[w].inject(list[i]) })
}

func (f *fund) inject(one injection) {
	folder := filepath.Dir(f.path)
	log := filepath.Join(folder, "log")
	if one.torn {
		f.tear()
	}
	id, öre := f.newID()
	r := f.allocate(&how{before: one.strace(log, folder)}, id, öre)
	calls := readTrace(log)
	hit := hits(calls, one, r)
	f.fault(len(hit))
	f.documented(one, hit, r)
	f.neverSyncedAgain(one, calls, r)
	f.afterwards(one.String(), id, öre, r)
	f.tidy()
}

// tear leaves what a run leaves that was stopped before its commit point.
func (f *fund) tear() {
	file, err := os.OpenFile(f.path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		f.problem("%v", err)
		return
	}
	defer file.Close()
	if _, err := file.WriteString(`{"seq":7,"id":"torn","kind":"allocation","da`); err != nil {
		f.problem("%v", err)
	}
}

// tidy removes what was put aside, which would otherwise become a thousand files.
func (f *fund) tidy() {
	aside, _ := filepath.Glob(f.path + ".cut-*")
	for _, file := range aside {
		os.Remove(file)
	}
}

// hits is the calls that met the fault. A killed process leaves no mark in the log.
func hits(calls []call, one injection, r result) []call {
	var hit []call
	for _, c := range calls {
		if c.injected {
			hit = append(hit, c)
		}
	}
	if len(hit) == 0 && one.fault == "signal=KILL" && r.killed {
		hit = append(hit, call{name: one.call})
	}
	return hit
}

// documented checks the exit status.
func (f *fund) documented(one injection, hit []call, r result) {
	settings, runtime := false, false
	for _, c := range hit {
		settings = settings || strings.Contains(c.line, "siv.yaml")
		// The language's own wake-up pipe or eventfd: no file can fail that way.
		runtime = runtime || strings.Contains(c.line, "anon_inode") || strings.Contains(c.line, "<pipe:")
	}
	switch {
	case r.code == 0 && r.receipt != "":
	case r.code == 1 && strings.HasPrefix(r.err, "{") && strings.Contains(r.err, `"status":1`):
	case r.code == 3 && settings:
	case r.killed && one.fault == "signal=KILL":
	case runtime && r.code == 2 && strings.Contains(r.err, "runtime: netpollBreak write failed"):
	case one.call == "write" && strings.Contains(fmt.Sprint(hit), "write(2<"): // the error itself could not be told
	case r.code == 127 && r.out == "" && strings.Contains(r.err, "error while loading shared libraries"):
		// The system could not start the program.
	default:
		f.problem("%s: not a documented exit status: %s", one, r)
	}
	if len(hit) == 0 && r.code != 0 {
		f.problem("%s: nothing was injected, and it failed: %s", one, r)
	}
}

// neverSyncedAgain: after a sync that failed nobody knows what the system dropped,
// so asking again proves nothing, and there is no receipt.
func (f *fund) neverSyncedAgain(one injection, calls []call, r result) {
	failed := ""
	for _, c := range calls {
		if c.name != "fsync" {
			continue
		}
		file := c.line[strings.Index(c.line, "("):]
		file = file[:strings.IndexAny(file, ">")+1]
		if failed != "" && file == failed {
			f.problem("%s: %s was synced again after it failed", one, file)
		}
		if c.injected {
			failed = file
		}
	}
	if failed != "" && r.receipt != "" && one.fault != "signal=KILL" {
		f.problem("%s: acknowledged, and the sync of %s failed: %s", one, failed, r)
	}
}

// fsyncOnce lets the very first sync of each file fail, and only that one: who
// tries again succeeds, and must not.
func fsyncOnce(t *trial) {
	var list []injection
	for range t.few(5, 1) {
		for _, path := range []string{"fund.jsonl", "fund.jsonl.head.new", "."} {
			for _, fault := range []string{"error=EIO", "error=ENOSPC", "error=EDQUOT", "error=EINTR"} {
				list = append(list, injection{call: "fsync", fault: fault, n: 1, path: path})
			}
		}
	}
	t.injectAll(list)
	if t.faults != len(list) {
		t.problem("%d of %d syncs were made to fail", t.faults, len(list))
	}
}

// lyingWrite: a write that says it wrote and did not, and one that wrote other
// bytes. Only reading back finds either.
func lyingWrite(t *trial) {
	f := t.newFund(filepath.Join(t.dir, "f"))
	folder := filepath.Dir(f.path)
	for i := range t.few(20, 2) {
		for _, lie := range []string{"retval=%d", "poke_enter=@arg2=5b:poke_exit=@arg2=7b"} {
			id, öre := f.newID()
			log := filepath.Join(folder, "log")
			if strings.Contains(lie, "%d") {
				// The line that is to come is as long as the same line elsewhere.
				lie = fmt.Sprintf(lie, f.lengthOf(id, öre))
			}
			r := f.allocate(&how{before: strace(log, "-e", "trace=write", "-e", "inject=write:"+lie+":when=1", "-P", f.path)}, id, öre)
			n := len(hits(readTrace(log), injection{}, r))
			f.fault(n)
			if n == 0 {
				t.problem("%d: %s was not injected: %s", i, lie, r)
			}
			if r.code != 1 || r.receipt != "" {
				t.problem("%s: %s", lie, r)
			}
			f.afterwards(lie, id, öre, r)
			f.tidy()
		}
	}
}

// lengthOf is how long the line of the next entry will be.
func (f *fund) lengthOf(id string, öre int64) int {
	data, err := os.ReadFile(f.path)
	if err != nil {
		f.problem("%v", err)
	}
	seq := strings.Count(string(data), "\n") + 1
	return len(fmt.Sprintf(`{"seq":%d,"id":"%s","kind":"allocation","date":"2014-01-01","booked":"2026-01-01T00:00:00Z","amount":"%d.%02d","ref":"KF","h":"%064d"}`+"\n",
		seq, id, öre/100, öre%100, 0))
}

// initCalls: init that fails or is killed anywhere can be given again, or was done.
func initCalls(t *trial) {
	var list []injection
	for _, name := range append(strings.Split(traced, ","), "unlinkat") {
		for n := 1; n <= t.few(20, 2); n++ {
			for _, fault := range faultsOf() {
				list = append(list, injection{call: name, fault: fault, n: n})
			}
		}
	}
	sideBySide(2, len(list), func(w, i int) {
		one := list[i]
		folder := filepath.Join(t.dir, fmt.Sprint("i", i))
		f := &fund{trial: t, path: filepath.Join(folder, "fund.jsonl"), acked: map[string]string{}, tried: map[string]int64{}}
		if err := os.MkdirAll(folder, 0o755); err != nil {
			panic(unable{err.Error()})
		}
		log := filepath.Join(folder, "log")
		r := t.siv(&how{before: one.strace(log, folder)}, "ledger", "init", "--origin", "Felköping", "--ledger", f.path, "-o", "json")
		hit := hits(readTrace(log), one, r)
		t.fault(len(hit))
		if r.code == 0 {
			r.receipt = "done"
		}
		f.documented(one, hit, r)
		again := t.siv(nil, "ledger", "init", "--origin", "Felköping", "--ledger", f.path)
		if again.code != 0 && !(again.code == 4 && strings.Contains(again.err, "a ledger is there already")) {
			t.problem("%s: init again: %s", one, again)
		}
		if r.code == 1 && !r.interrupted && again.code != 0 {
			t.problem("%s: init said that it failed, and left a ledger: %s, %s", one, r, again)
		}
		id, öre := f.newID()
		if r := f.allocate(nil, id, öre); r.code != 0 {
			t.problem("%s: after it: %s", one, r)
		}
		f.whole(one.String())
		os.RemoveAll(folder)
	})
}
