package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// refused checks that a command fails with exit 1, in words, and that neither the
// ledger nor its head changed.
func (f *fund) refused(what, words string, h *how, more ...string) {
	f.refusedAt(f.path, what, words, h, more...)
}

func (f *fund) refusedAt(path, what, words string, h *how, more ...string) {
	before := state(f.path)
	id, öre := f.newID()
	r := f.siv(h, append([]string{"ledger", "allocate", "--ledger", path, "--amount", fmt.Sprintf("%d.%02d", öre/100, öre%100),
		"--date", "2014-01-01", "--ref", "KF", "--id", id, "-o", "json"}, more...)...)
	f.fault(1)
	if r.code != 1 || r.receipt != "" || !strings.Contains(r.err, words) {
		f.problem("%s: want exit 1 and %q: %s", what, words, r)
	}
	if state(f.path) != before {
		f.problem("%s: the ledger changed", what)
	}
}

func state(path string) string {
	a, _ := os.ReadFile(path)
	b, _ := os.ReadFile(path + ".head")
	return string(a) + "\x00" + string(b)
}

// started is a ledger of three entries.
func (t *trial) started(folder string) *fund {
	f := t.newFund(folder)
	for range 3 {
		id, öre := f.newID()
		f.allocate(nil, id, öre)
	}
	return f
}

// goesOn checks that nothing stands in the way of the next entry.
func (f *fund) goesOn(what string) {
	id, öre := f.newID()
	f.afterwards(what, id, öre, result{})
}

// readOnly: a ledger that the user may not write, and a mount that nobody may.
func readOnly(t *trial) {
	const nobody = 65534
	f := t.started(filepath.Join(t.dir, "f"))
	must("chmod", "-R", "a+rX", t.work)
	must("chmod", "a+rX", t.lab.siv)
	f.refused("a ledger of someone else", "permission denied", &how{uid: nobody})
	must("chmod", "a+rw", f.path, f.path+".lock")
	f.refused("a folder of someone else", "permission denied", &how{uid: nobody})
	if r := t.siv(&how{uid: nobody}, "ledger", "balance", "--ledger", f.path); r.code != 0 {
		t.problem("who may read cannot: %s", r)
	}
	must("chmod", "a+rwx", filepath.Dir(f.path))
	f.refused("a head of someone else's group", "operation not permitted", &how{uid: nobody})
	f.refused("a head of someone else's group", "belong to the group of these files", &how{uid: nobody})
	must("chmod", "755", filepath.Dir(f.path))
	must("chmod", "640", f.path, f.path+".lock")
	f.goesOn("someone else")

	mnt := filepath.Join(t.dir, "m")
	t.mount(mnt, "-t", "tmpfs", "tmpfs", mnt)
	g := t.started(mnt)
	must("mount", "-o", "remount,ro", mnt)
	g.refused("a read-only mount", "read-only file system", nil)
	if r := t.siv(nil, "ledger", "balance", "--ledger", g.path); r.code != 0 {
		t.problem("a read-only mount cannot be read: %s", r)
	}
	must("mount", "-o", "remount,rw", mnt)
	g.goesOn("read-only mount")
	t.unmount(mnt)
}

// noFile: what stands where a ledger should is a link, a pipe or a device.
func noFile(t *trial) {
	f := t.started(filepath.Join(t.dir, "f"))
	head, err := os.ReadFile(f.path + ".head")
	if err != nil {
		t.problem("%v", err)
	}
	for _, kind := range []struct {
		name, words string
		make        func(path string) error
	}{
		{"symlink", "symbolic link", func(p string) error { return os.Symlink(f.path, p) }},
		{"pipe", "not a regular file", func(p string) error { return syscall.Mkfifo(p, 0o644) }},
		{"full device", "not a regular file", func(p string) error { return syscall.Mknod(p, syscall.S_IFCHR|0o666, 1<<8|7) }},
		{"folder", "is a directory", func(p string) error { return os.Mkdir(p, 0o755) }},
		{"link to /dev/full", "symbolic link", func(p string) error { return os.Symlink("/dev/full", p) }},
	} {
		folder := filepath.Join(t.dir, strings.ReplaceAll(strings.ReplaceAll(kind.name, "/", ""), " ", "-"))
		path := filepath.Join(folder, "fund.jsonl")
		if err := os.Mkdir(folder, 0o755); err != nil {
			t.problem("%v", err)
		}
		if err := kind.make(path); err != nil {
			panic(unable{err.Error()})
		}
		if err := os.WriteFile(path+".head", head, 0o644); err != nil {
			t.problem("%v", err)
		}
		f.refusedAt(path, kind.name, kind.words, nil)
	}
	f.refusedAt("/dev/full", "/dev/full itself", "", nil)
	// A lock that is not a file of its own.
	os.Remove(f.path + ".lock")
	if err := os.Symlink("/dev/null", f.path+".lock"); err != nil {
		t.problem("%v", err)
	}
	f.refused("a link for a lock", "not recorded", nil)
	os.Remove(f.path + ".lock")
	f.goesOn("no file")
}

// stdout: a receipt that cannot be shown. The entry is there, and the same command
// tells so.
func stdout(t *trial) {
	f := t.started(filepath.Join(t.dir, "f"))
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		panic(unable{err.Error()})
	}
	defer full.Close()
	for range t.few(10, 2) {
		id, öre := f.newID()
		r := f.allocate(&how{stdout: full}, id, öre)
		f.fault(1)
		if r.code != 1 || !strings.Contains(r.err, "it was recorded, but that could not be shown") {
			t.problem("full: %s", r)
		}
		f.afterwards("full stdout", id, öre, r)

		// Closed, or a pipe that nobody reads: nothing of it may reach the ledger.
		for _, end := range []string{`exec "$@" >&-`, `exec "$@" >&- 2>&-`, `exec "$@" <&- >&- 2>&-`, `"$@" | true; exit ${PIPESTATUS[0]}`} {
			id, öre := f.newID()
			r := t.siv(&how{before: []string{"bash", "-c", end, "bash"}}, "ledger", "allocate", "--ledger", f.path,
				"--amount", fmt.Sprintf("%d.%02d", öre/100, öre%100), "--date", "2014-01-01", "--ref", "KF", "--id", id, "-o", "json")
			f.fault(1)
			if r.code != 0 && r.code != 1 && r.code != 128+int(syscall.SIGPIPE) {
				t.problem("%s: %s", end, r)
			}
			r.interrupted = true
			f.afterwards(end, id, öre, r)
		}
	}
}

// emfile: no file descriptors left.
func emfile(t *trial) {
	f := t.started(filepath.Join(t.dir, "f"))
	least := 0
	for n := 3; n <= 20; n++ {
		id, öre := f.newID()
		r := f.allocate(&how{before: []string{"prlimit", fmt.Sprintf("--nofile=%d:%d", n, n)}}, id, öre)
		if r.code != 0 {
			f.fault(1)
		} else if least == 0 {
			least = n
		}
		switch {
		case r.code == 0, r.code == 1, r.code == 3 && strings.Contains(r.err, "siv.yaml"):
		case r.code == 127 || strings.Contains(r.err, "error while loading shared libraries"):
		case r.code == 2 && strings.Contains(r.err, "runtime:"): // too few for the language itself
		default:
			t.problem("%d descriptors: %s", n, r)
		}
		f.afterwards(fmt.Sprintf("%d descriptors", n), id, öre, r)
	}
	t.note = fmt.Sprintf("%d descriptors are enough", least)
}

// heldLock: someone else holds the lock, and is named.
func heldLock(t *trial) {
	f := t.started(filepath.Join(t.dir, "f"))
	file, err := os.Open(f.path + ".lock")
	if err != nil {
		t.problem("%v", err)
		return
	}
	defer file.Close()
	if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX); err != nil {
		panic(unable{err.Error()})
	}
	f.refused("a held lock", fmt.Sprintf("locked by process %d (faults)", os.Getpid()), nil, "--wait", "100ms")
	f.refused("a held lock, no waiting", "locked by", nil, "--wait", "0s")
	// A reader does not care.
	if r := t.siv(nil, "ledger", "balance", "--ledger", f.path); r.code != 0 {
		t.problem("a reader waits: %s", r)
	}
	if err := syscall.Flock(int(file.Fd()), syscall.LOCK_UN); err != nil {
		t.problem("%v", err)
	}
	f.goesOn("held lock")
}

// network: fstatfs says that the ledger lies on another machine. Its answer is
// changed on the way, as no such machine is at hand.
func network(t *trial) {
	f := t.started(filepath.Join(t.dir, "f"))
	for name, magic := range map[string]string{"NFS": "6969", "SMB2": "424d53fe", "CIFS": "424d53ff", "FUSE": "46557365", "9P": "97190201", "Ceph": "0064c300"} {
		log := filepath.Join(t.dir, "log")
		before := strace(log, "-e", "trace=fstatfs", "-e", "inject=fstatfs:poke_exit=@arg2="+magic)
		f.refused(name, "on a network file system", &how{before: before})
		id, öre := f.newID()
		r := f.allocate(&how{before: before}, id, öre, "--allow-network")
		if r.code != 0 {
			t.problem("%s: --allow-network: %s", name, r)
		}
	}
	f.goesOn("network")
}
