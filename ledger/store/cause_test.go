package store

import (
	"errors"
	"os"
	"strings"
	"testing"

	"siv/ledger"
)

// TestCauses: what the files of a ledger show of what happened to them.
func TestCauses(t *testing.T) {
	type files struct{ text, head, olderText, olderHead, otherText, otherHead string }
	turned := func(text string) string { return strings.ReplaceAll(text, "\n", "\r\n") }
	for name, c := range map[string]struct {
		make     func(f files) (text, head string)
		damage   Cause
		trailing Cause
	}{
		"whole":                 {func(f files) (string, string) { return f.text, f.head }, Unknown, Unknown},
		"head turned":           {func(f files) (string, string) { return f.text, turned(f.head) }, LineEnds, Unknown},
		"lines turned":          {func(f files) (string, string) { return turned(f.text), f.head }, LineEnds, Unknown},
		"a conflict":            {func(f files) (string, string) { return f.olderText + "<<<<<<< HEAD\n" + f.text, f.head }, Merged, Unknown},
		"a conflict in it":      {func(f files) (string, string) { return f.text, "<<<<<<< HEAD\n" + f.head }, Merged, Unknown},
		"both heads":            {func(f files) (string, string) { return f.text, f.head + f.otherHead }, Merged, Unknown},
		"an edit":               {func(f files) (string, string) { return strings.Replace(f.text, "1.00", "2.00", 1), f.head }, Unknown, Unknown},
		"half a line":           {func(f files) (string, string) { return f.text + "half", f.head }, Unknown, Unknown},
		"lines of both":         {func(f files) (string, string) { return f.text + f.otherText[len(f.olderText):], f.head }, Unknown, Merged},
		"the same lines twice":  {func(f files) (string, string) { return f.text + f.text[len(f.olderText):], f.head }, Unknown, Merged},
		"an older head":         {func(f files) (string, string) { return f.text, f.olderHead }, Unknown, OldHead},
		"a head of the other":   {func(f files) (string, string) { return f.text + f.otherText[len(f.olderText):], f.otherHead }, Merged, Unknown},
		"an older head, edited": {func(f files) (string, string) { return strings.Replace(f.text, "b-in", "c-in", 1), f.olderHead }, Unknown, Merged},
	} {
		path := newLedger(t)
		var f files
		record := func(id string) {
			if _, err := Append(path, pair(id), options()); err != nil {
				t.Fatal(err)
			}
		}
		record("a")
		f.olderText, f.olderHead = read(t, path), read(t, path+".head")
		record("b")
		f.text, f.head = read(t, path), read(t, path+".head")
		write(t, path, f.olderText)
		write(t, path+".head", f.olderHead)
		record("other")
		record("another")
		f.otherText, f.otherHead = read(t, path), read(t, path+".head")
		text, head := c.make(f)
		write(t, path, text)
		write(t, path+".head", head)

		r, err := Open(path)
		if err == nil {
			_, err = r.Verify(nil)
		}
		var damage *ledger.Damage
		if errors.As(err, &damage) {
			if got := CauseOf(path, damage); got != c.damage {
				t.Errorf("%s: %v: %q", name, err, got)
			}
		} else if err != nil || c.damage != Unknown {
			t.Errorf("%s: %v", name, err)
		} else if _, got, err := r.Trailing(); err != nil || got != c.trailing {
			t.Errorf("%s: after the last commit: %q, %v", name, got, err)
		}
		if r != nil {
			r.Close()
		}
	}
	path := newLedger(t)
	os.Remove(path + ".head")
	if got := CauseOf(path, &ledger.Damage{}); got != Unknown {
		t.Errorf("no head: %q", got)
	}
}
