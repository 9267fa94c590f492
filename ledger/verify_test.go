package ledger

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
)

// A ledger of many segments, with lines as long as they may be, is read back line by line.
func TestSegmentsMeet(t *testing.T) {
	l := empty(t, "o")
	for i := range 400 {
		e := entry(fmt.Sprintf("allocation 2014-01-01 1 ref=KF id=e%d", i))
		e.Text = strings.Repeat("x", (i*1777)%5000)
		if i%97 == 0 {
			e.Text = strings.Repeat("x", MaxLine-300)
		}
		if _, err := l.Add(e, instant(booked)); err != nil {
			t.Fatal(err)
		}
	}
	var again []byte
	v, err := Verify(bytes.NewReader(l.Pending()), l.Head(), func(p Posting) error {
		again = p.Entry.AppendLine(again)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(again, l.Pending()) {
		t.Error("the entries shown are not those of the file")
	}
	if v.Head() != l.Head() {
		t.Errorf("head %+v, want %+v", v.Head(), l.Head())
	}
	for seq := int64(1); seq <= 400; seq++ {
		for name, l := range map[string]*Ledger{"pending": l, "verified": v} {
			e, err := l.Entry(seq)
			if err != nil || e.Seq != seq {
				t.Fatalf("%s: entry %d is %d, %v", name, seq, e.Seq, err)
			}
			if found, ok, err := l.Find(e.ID); !ok || err != nil || found.Seq != seq {
				t.Fatalf("%s: id %s is entry %d, %v", name, e.ID, found.Seq, err)
			}
		}
	}
	if _, ok, err := v.Find("none"); ok || err != nil {
		t.Errorf("an id that is not there was found: %v", err)
	}
	if _, err := v.Entry(401); err == nil {
		t.Error("entry 401 is there")
	}
}

// A verified ledger goes on as if it had never been away.
func TestVerifiedLedgerIsExtended(t *testing.T) {
	head := empty(t, "o").Head()
	var file []byte
	for i := range 40 {
		l, err := Verify(bytes.NewReader(file), head, nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := l.Add(entry(fmt.Sprintf("allocation 2014-01-%02d 10 ref=KF id=e%d", i%28+1, i)), instant(booked)); err != nil {
			t.Fatal(err)
		}
		if r, err := l.Add(entry("allocation 2014-01-01 10 ref=KF id=e0"), instant(booked)); err != nil || !r.AlreadyRecorded || r.Seq != 1 {
			t.Fatalf("the first entry again: %+v, %v", r, err)
		}
		file, head = append(file, l.Pending()...), l.Head()
	}
	if head.Entries != 40 || head.Bytes != int64(len(file)) {
		t.Errorf("%+v", head)
	}
}

// Ids that share a hash are told apart by looking at the entries.
func TestIDsThatShareAHash(t *testing.T) {
	names := []string{"a", "b", "c"}
	table := newIDs(0)
	find := func(id string) int64 {
		seq, err := table.find(7, func(seq int64) (bool, error) { return names[seq-1] == id, nil })
		if err != nil {
			t.Fatal(err)
		}
		return seq
	}
	for i, id := range names {
		if seq := find(id); seq != 0 {
			t.Errorf("%s is found as %d before it is there", id, seq)
		}
		table.insert(7, int64(i+1))
	}
	for seq := int64(4); seq < 1000; seq++ { // so that the table grows
		table.insert(uint32(seq)<<22, seq)
	}
	for i, id := range names {
		if seq := find(id); seq != int64(i+1) {
			t.Errorf("%s is found as %d", id, seq)
		}
	}
}

// The source's own failure is not damage, and a visitor can stop.
func TestOtherErrorsAreNotDamage(t *testing.T) {
	file, head := fifty(t)
	broken := errors.New("disk on fire")
	for name, err := range map[string]error{
		"source": func() error { _, err := Verify(failing{broken}, head, nil); return err }(),
		"visit": func() error {
			_, err := Verify(bytes.NewReader(file), head, func(Posting) error { return broken })
			return err
		}(),
	} {
		var damage *Damage
		if !errors.Is(err, broken) || errors.As(err, &damage) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

type failing struct{ err error }

func (f failing) ReadAt([]byte, int64) (int, error) { return 0, f.err }

var _ io.ReaderAt = failing{}
