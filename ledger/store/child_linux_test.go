package store

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

func thisProcess() string {
	name, _ := os.ReadFile("/proc/self/comm")
	return fmt.Sprintf("process %d (%s)", os.Getpid(), strings.TrimSpace(string(name)))
}

// limitFileSize lets the ledger grow by a few bytes only, as a full disk would.
func limitFileSize(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	size := uint64(info.Size()) + 700
	return unix.Setrlimit(unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: size, Max: size})
}

func TestShortWrite(t *testing.T) {
	path := newLedger(t)
	if _, err := Append(path, pair("a"), options()); err != nil {
		t.Fatal(err)
	}
	out, err := startChild(t, "limited", path, "b", 5).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "not recorded: write") {
		t.Fatalf("%v: %s", err, out)
	}
	done := strings.Count(string(out), "\nb-") + strings.Count("\n"+string(out), "\nb-0")
	ids, _ := verified(t, path)
	if len(ids) != 2+2*done || done == 0 {
		t.Errorf("%d entries, %d commits acknowledged: %s", len(ids), done, out)
	}
	if r, _ := Open(path); r != nil {
		if n, _, err := r.Trailing(); n != 0 || err != nil {
			t.Errorf("%d trailing bytes, %v: what was written was not cut", n, err)
		}
		r.Close()
	}
	if _, err := Append(path, pair(fmt.Sprint("b-", done)), options()); err != nil {
		t.Error(err)
	}
}

func TestWhatIsNoRegularFile(t *testing.T) {
	good := newLedger(t)
	for name, make := range map[string]func(path string) error{
		"symbolic link": func(path string) error { return os.Symlink(good, path) },
		"pipe":          func(path string) error { return unix.Mkfifo(path, 0o640) },
		"folder":        func(path string) error { return os.Mkdir(path, 0o750) },
		"device":        func(path string) error { return os.Symlink("/dev/full", path) },
	} {
		path := filepath.Join(t.TempDir(), "fund.jsonl")
		if err := make(path); err != nil {
			t.Fatal(err)
		}
		write(t, path+".head", read(t, good+".head"))
		if _, err := Append(path, pair("x"), options()); err == nil {
			t.Errorf("%s: written to", name)
		}
		if name == "symbolic link" {
			continue // reading through one is fine
		}
		if r, err := Open(path); err == nil {
			r.Close()
			t.Errorf("%s: opened for reading", name)
		}
	}
	if read(t, good) != "" {
		t.Error("the ledger behind the link was written to")
	}
}

func TestLocalDiskIsNoNetwork(t *testing.T) {
	f, err := os.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var s unix.Statfs_t
	if err := unix.Fstatfs(int(f.Fd()), &s); err != nil {
		t.Fatal(err)
	}
	local := s.Type == unix.EXT4_SUPER_MAGIC || s.Type == unix.TMPFS_MAGIC || s.Type == unix.XFS_SUPER_MAGIC
	if local && onNetwork(f) {
		t.Errorf("%#x is refused as a network file system", s.Type)
	}
}
