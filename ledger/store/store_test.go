package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"siv/ledger"
)

func TestInitAppendRead(t *testing.T) {
	path := newLedger(t)
	if ids, _ := verified(t, path); len(ids) != 0 {
		t.Errorf("a new ledger has %d entries", len(ids))
	}
	first, err := Append(path, pair("a"), options())
	if err != nil {
		t.Fatal(err)
	}
	if len(first.Receipts) != 2 || first.Receipts[1].Seq != 2 || first.Receipts[1].H != first.Head.H || first.Warnings != nil {
		t.Errorf("%+v", first)
	}
	again, err := Append(path, append(pair("b"), pair("a")...), options())
	if err != nil {
		t.Fatal(err)
	}
	if r := again.Receipts; r[0].AlreadyRecorded || r[0].Seq != 3 || !r[2].AlreadyRecorded || r[2].H != first.Receipts[0].H {
		t.Errorf("%+v", again.Receipts)
	}
	if read(t, path+".lock") != "" {
		t.Error("the lock file is not empty")
	}
	if _, err := os.Lstat(path + ".head.new"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the next head was left: %v", err)
	}
}

func TestABatchIsAllOrNone(t *testing.T) {
	path := newLedger(t)
	head := read(t, path+".head")
	batch := append(pair("a"), ledger.Entry{ID: "g", Kind: ledger.Grant, Date: pair("")[0].Date, Amount: 1, Investment: "sot", Ref: "KS"})
	_, err := Append(path, batch, options())
	var refused *Refused
	if !errors.As(err, &refused) || refused.Index != 2 || refused.Err.Rule != ledger.RuleFree {
		t.Fatalf("got %v", err)
	}
	if read(t, path) != "" || read(t, path+".head") != head {
		t.Error("a refused batch left something behind")
	}
}

func TestInitRefusesWhatIsThere(t *testing.T) {
	for name, files := range map[string][]string{
		"ledger":             {""},
		"head":               {".head"},
		"both":               {"", ".head"},
		"ledger and lock":    {"", ".lock"},
		"head and next head": {".head", ".head.new"},
	} {
		path := filepath.Join(t.TempDir(), "fund.jsonl")
		for _, f := range files {
			write(t, path+f, "")
		}
		if err := Init(path, "o", options()); !errors.Is(err, ErrExists) {
			t.Errorf("%s: got %v", name, err)
		}
		for _, f := range files {
			if read(t, path+f) != "" {
				t.Errorf("%s: %s was changed", name, f)
			}
		}
	}
	path := newLedger(t)
	if _, err := Append(path, pair("a"), options()); err != nil {
		t.Fatal(err)
	}
	before := read(t, path)
	os.Remove(path + ".head")
	write(t, path+".head.new", "")
	if err := Init(path, "o", options()); !errors.Is(err, ErrExists) || read(t, path) != before {
		t.Errorf("a ledger that lost its head: %v", err)
	}
	link := filepath.Join(t.TempDir(), "fund.jsonl")
	err := os.Symlink(filepath.Join(t.TempDir(), "elsewhere"), link)
	if _, there := os.Lstat(link); there == nil {
		if err := Init(link, "o", options()); !errors.Is(err, ErrExists) {
			t.Errorf("a link to nothing: %v", err)
		}
	} else if runtime.GOOS != "windows" { // lets few make one
		t.Error(err)
	}
	if err := Init(filepath.Join(t.TempDir(), "x"), "", options()); !errors.Is(err, ledger.ErrOrigin) {
		t.Errorf("no origin: %v", err)
	}
}

// An init killed after it made the ledger and before it put the head in place.
func TestInitGoesOn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "fund.jsonl")
	write(t, path, "")
	write(t, path+".head.new", `{"origin":"o`)
	if err := Init(path, "o", options()); err != nil {
		t.Fatal(err)
	}
	if _, err := Append(path, pair("a"), options()); err != nil {
		t.Error(err)
	}
}

func TestModesAreNeverWidened(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("windows has access lists")
	}
	path := newLedger(t)
	mode := func(p string) fs.FileMode {
		info, err := os.Stat(p)
		if err != nil {
			t.Fatal(err)
		}
		return info.Mode().Perm()
	}
	open := filepath.Join(t.TempDir(), "open") // what a person's umask leaves
	if err := os.WriteFile(open, nil, 0o777); err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{path, path + ".head", path + ".lock"} {
		if mode(p) != 0o640&mode(open) {
			t.Errorf("%s has mode %o", p, mode(p))
		}
	}
	for _, want := range []fs.FileMode{0o600, 0o660} {
		os.Chmod(path, want)
		os.Chmod(path+".head", want)
		if _, err := Append(path, pair(want.String()), options()); err != nil {
			t.Fatal(err)
		}
		if mode(path) != want || mode(path+".head") != want {
			t.Errorf("modes became %o and %o, were %o", mode(path), mode(path+".head"), want)
		}
	}
}

func TestRecovery(t *testing.T) {
	path := newLedger(t)
	if _, err := Append(path, pair("a"), options()); err != nil {
		t.Fatal(err)
	}
	// What a run leaves that is killed before it renames the head: whole lines or
	// half of one, and a next head that may be torn.
	for n, torn := range []string{"x", "half a line", read(t, path), strings.Repeat("\x00", 5000)} {
		committed := read(t, path)
		write(t, path, committed+torn)
		write(t, path+".head.new", `{"origin":"Ör`)
		r, err := Open(path)
		if err != nil {
			t.Fatal(err)
		}
		if trailing, _, err := r.Trailing(); trailing != int64(len(torn)) || err != nil {
			t.Errorf("%d trailing bytes of %d, %v", trailing, len(torn), err)
		}
		if _, err := r.Verify(nil); err != nil {
			t.Errorf("trailing bytes: %v", err)
		}
		r.Close()
		result, err := Append(path, pair("b"+string(rune('0'+n))), options())
		if err != nil {
			t.Fatal(err)
		}
		aside := fmt.Sprintf("%s.cut-%d", path, len(committed))
		if len(result.Warnings) != 1 || !strings.Contains(result.Warnings[0], aside) {
			t.Errorf("%q does not name %s", result.Warnings, aside)
		}
		if read(t, aside) != torn {
			t.Errorf("put aside %.20q, want %.20q", read(t, aside), torn)
		}
		if got := read(t, path); !strings.HasPrefix(got, committed) || int64(len(got)) != result.Head.Bytes {
			t.Error("what was committed changed")
		}
	}
	// A refused entry finds them too, and says so.
	write(t, path, read(t, path)+"y")
	result, err := Append(path, []ledger.Entry{{ID: "z"}}, options())
	if err == nil || len(result.Warnings) != 1 {
		t.Errorf("%v, %q", err, result.Warnings)
	}
	// The same place again gets another name.
	write(t, path, read(t, path)+"z")
	if result, err := Append(path, pair("c"), options()); err != nil || !strings.HasSuffix(result.Warnings[0], ".2") {
		t.Errorf("%v, %q", err, result.Warnings)
	}
}

func TestDamageIsFoundByReadersAndWriters(t *testing.T) {
	for name, harm := range map[string]func(path string){
		"head missing":           func(p string) { os.Remove(p + ".head") },
		"head empty":             func(p string) { write(t, p+".head", "") },
		"head twice":             func(p string) { write(t, p+".head", read(t, p+".head")+read(t, p+".head")) },
		"head of another ledger": func(p string) { write(t, p+".head", read(t, newLedger(t)+".head")+"x") },
		"ledger cut":             func(p string) { os.Truncate(p, 100) },
		"ledger empty":           func(p string) { os.Truncate(p, 0) },
		"ledger missing":         func(p string) { os.Remove(p) },
		"ledger edited":          func(p string) { write(t, p, strings.Replace(read(t, p), "1.00", "2.00", 1)) },
	} {
		path := newLedger(t)
		if _, err := Append(path, pair("a"), options()); err != nil {
			t.Fatal(err)
		}
		harm(path)
		before, _ := os.ReadFile(path)
		var damage *ledger.Damage
		if _, err := Append(path, pair("b"), options()); !errors.As(err, &damage) {
			t.Errorf("%s: append: %v", name, err)
		}
		r, err := Open(path)
		if err == nil {
			_, err = r.Verify(nil)
			r.Close()
		}
		if !errors.As(err, &damage) {
			t.Errorf("%s: read: %v", name, err)
		}
		if after, _ := os.ReadFile(path); string(after) != string(before) {
			t.Errorf("%s: the evidence was changed", name)
		}
	}
}

func TestNoLedgerIsNoDamage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "fund.jsonl")
	var damage *ledger.Damage
	if _, err := Open(path); !errors.Is(err, fs.ErrNotExist) || errors.As(err, &damage) {
		t.Errorf("read: %v", err)
	}
	if _, err := Append(path, pair("a"), options()); !errors.Is(err, fs.ErrNotExist) || errors.As(err, &damage) {
		t.Errorf("append: %v", err)
	}
	if files, _ := os.ReadDir(filepath.Dir(path)); len(files) != 0 {
		t.Errorf("reading made %v", files)
	}
}

func TestClockBehind(t *testing.T) {
	path := newLedger(t)
	opt := options()
	if _, err := Append(path, pair("a"), opt); err != nil {
		t.Fatal(err)
	}
	opt.Now = func() time.Time { return time.Date(1999, 1, 1, 0, 0, 0, 0, time.UTC) }
	if _, err := Append(path, pair("b"), opt); err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(read(t, path), `"booked":"2020-01-01T00:00:00Z"`); got != 4 {
		t.Errorf("%d of 4 entries are booked when the clock was last right", got)
	}
}

func TestSealsPath(t *testing.T) {
	if got := SealsPath("a/fund.jsonl"); got != "a/fund.seals" {
		t.Error(got)
	}
}

// A writer that does not take the lock is noticed before anything is acknowledged.
func TestSomeoneElseWrites(t *testing.T) {
	path := newLedger(t)
	f, err := openAppend(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	write(t, path, "bytes of someone else\n")
	if err := writeLines(f, 0, []byte("ours\n")); err == nil || !strings.Contains(err.Error(), "someone else") {
		t.Errorf("got %v", err)
	}
}
