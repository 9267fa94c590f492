package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/windows"
)

// A head that is open elsewhere cannot be replaced: a writer waits for who lets go of
// it soon, and records nothing when nobody does.
func TestHeadThatIsHeld(t *testing.T) {
	path := newLedger(t)
	hold := func() *os.File {
		f, err := os.Open(path + ".head")
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	reader, free := hold(), make(chan struct{})
	time.AfterFunc(300*time.Millisecond, func() {
		close(free)
		reader.Close()
	})
	if _, err := Append(path, pair("a"), options()); err != nil {
		t.Fatal(err)
	}
	select {
	case <-free:
	default:
		t.Fatal("the head was replaced while it was held, so nothing was tested")
	}
	before, head := read(t, path), read(t, path+".head")
	reader = hold()
	_, err := Append(path, pair("b"), options())
	reader.Close()
	var not *NotRecorded
	if !errors.As(err, &not) {
		t.Errorf("a head that is never let go of: %v", err)
	}
	if read(t, path) != before || read(t, path+".head") != head {
		t.Error("the state changed")
	}
	if _, err := Append(path, pair("b"), options()); err != nil {
		t.Error(err)
	}
	if ids, _ := verified(t, path); len(ids) != 4 {
		t.Errorf("%d entries, want 4", len(ids))
	}
}

// A head that is gone for a moment, as while it is replaced, is no damage.
func TestHeadThatIsGoneForAMoment(t *testing.T) {
	path := newLedger(t)
	if err := os.Rename(path+".head", path+".away"); err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(20*time.Millisecond, func() { os.Rename(path+".away", path+".head") })
	if ids, _ := verified(t, path); len(ids) != 0 {
		t.Error(ids)
	}
}

// An init that fails late takes the ledger back, although it had it open: the next one
// must not find it.
func TestInitThatFails(t *testing.T) {
	for range 50 {
		path := filepath.Join(t.TempDir(), "fund.jsonl")
		var next *os.File
		ended, seen := make(chan struct{}), make(chan struct{})
		go func() {
			defer close(seen)
			for next == nil {
				select {
				case <-ended:
					return
				default:
					next, _ = os.Open(path + ".head.new") // which cannot be renamed then
				}
			}
		}()
		err := Init(path, "o", options())
		close(ended)
		<-seen
		if next != nil {
			next.Close()
		}
		if err == nil {
			continue // it came too late
		}
		if _, err := os.Lstat(path); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("the ledger was left: %v", err)
		}
		os.Remove(path + ".head.new") // which was held, so it was left
		if err := Init(path, "o", options()); err != nil {
			t.Error(err)
		}
		return
	}
	t.Error("no init failed, so nothing was tested")
}

// A key is its maker's alone, and one that others may read is refused.
func TestKeyIsPrivate(t *testing.T) {
	path, key := newLedger(t), filepath.Join(t.TempDir(), "seal.key")
	if _, err := CreateKey(path, key, "controller"); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadKey(path, key); err != nil {
		t.Error(err)
	}
	for _, list := range []string{"D:P(A;;FA;;;WD)", "D:P(A;;FA;;;SY)(A;;FR;;;WD)", "D:P(A;;FA;;;OW)(A;;FW;;;WD)"} {
		sd, err := windows.SecurityDescriptorFromString(list)
		if err != nil {
			t.Fatal(err)
		}
		dacl, _, err := sd.DACL()
		if err != nil {
			t.Fatal(err)
		}
		if err := windows.SetNamedSecurityInfo(key, windows.SE_FILE_OBJECT, windows.DACL_SECURITY_INFORMATION|windows.PROTECTED_DACL_SECURITY_INFORMATION, nil, nil, dacl, nil); err != nil {
			t.Fatal(err)
		}
		if _, err := ReadKey(path, key); err == nil || !strings.Contains(err.Error(), " may read or write it") {
			t.Errorf("%s: %v", list, err)
		}
	}
}

func TestWhatLiesOnANetwork(t *testing.T) {
	f, err := os.Open(newLedger(t))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if onNetwork(f) {
		t.Errorf("%s is refused as on a network", f.Name())
	}
	for path, want := range map[string]bool{
		`\\server\fund\fund.jsonl`:       true,
		`\\?\UNC\server\fund\fund.jsonl`: true,
		`\\?\` + f.Name():                false,
		`\\.\` + f.Name():                false,
		`C:\UNC\fund.jsonl`:              false,
	} {
		if remote(path) != want {
			t.Errorf("%s: got %t", path, !want)
		}
	}
}
