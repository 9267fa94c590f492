package ledger

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// oneByOne is what AddAll does, without a second core.
func oneByOne(l *Ledger, entries []Entry, now Instant) ([]Receipt, error) {
	var receipts []Receipt
	for _, e := range entries {
		r, err := l.Add(e, now)
		if err != nil {
			return receipts, err
		}
		receipts = append(receipts, r)
	}
	return receipts, nil
}

// sameAsOneByOne adds a batch in both ways to ledgers that are the same.
func sameAsOneByOne(t interface{ Fatalf(string, ...any) }, batch, single *Ledger, entries []Entry) {
	now := newInstant(newDate(2050, 1, 1), 0, 0, 0)
	receipts, err := batch.AddAll(slices.Clone(entries), now)
	want, wantErr := oneByOne(single, entries, now)
	if fmt.Sprint(err) != fmt.Sprint(wantErr) || !slices.Equal(receipts, want) {
		t.Fatalf("got %+v, %v\nwant %+v, %v", receipts, err, want, wantErr)
	}
	if batch.Head() != single.Head() || !bytes.Equal(batch.Pending(), single.Pending()) {
		t.Fatalf("got\n%s%+v\nwant\n%s%+v", batch.Pending(), batch.Head(), single.Pending(), single.Head())
	}
	if _, err := Verify(bytes.NewReader(batch.Pending()), batch.Head(), nil); err != nil {
		t.Fatalf("%v", err)
	}
}

// Batches of everything that may happen in one: refusals, entries that are known
// from just before, and corrections of what is not linked yet.
func TestAddAllIsAddOneByOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		batch, single := ledgerOf(t), ledgerOf(t)
		var o oracle // of all that may be, whether accepted or not
		for range rapid.IntRange(1, 4).Draw(t, "batches") {
			var entries []Entry
			for range rapid.IntRange(0, 12).Draw(t, "entries") {
				e := drawEntry(t, &o)
				e.ID = fmt.Sprint(len(o.entries))
				switch known := len(o.entries) > 0; {
				case known && rapid.IntRange(0, 9).Draw(t, "known") == 0:
					e = rapid.SampledFrom(o.entries).Draw(t, "again")
				case known && rapid.IntRange(0, 29).Draw(t, "id") == 0:
					e.ID = rapid.SampledFrom(o.entries).Draw(t, "of").ID
				case rapid.IntRange(0, 19).Draw(t, "long") == 0:
					e.Text = strings.Repeat(`"`, rapid.SampledFrom([]int{MaxLine / 4, MaxLine/2 - 200, MaxLine / 2}).Draw(t, "length"))
				}
				entries, o.entries = append(entries, e), append(o.entries, e)
			}
			sameAsOneByOne(t, batch, single, entries)
		}
	})
}

// The room for a line is never too small, so that no line that is too long is missed.
func TestRoomOfALine(t *testing.T) {
	const text = "å"
	e := Entry{Seq: MaxEntries, ID: text, Kind: Correction, Date: date("2012-09-30"), Booked: instant("2012-10-01T08:00:00Z"), Amount: MaxAmount,
		Investment: text, Namnd: text, Basis: text, Year: 9999, Voucher: text, Ref: text, Text: text, By: text, Reverses: MaxEntries, Reason: text}
	if line, most := len(e.AppendLine(nil)), e.lineRoom(); line > most {
		t.Errorf("a line of %d bytes, at most %d expected", line, most)
	}
}

func ledgerOf(t *rapid.T) *Ledger {
	head, _ := NewHead("o")
	l, err := Verify(bytes.NewReader(nil), head, nil)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// A batch of many blocks, ended by a refusal in the middle of one.
func TestAddAllOfManyBlocks(t *testing.T) {
	lines, head := generated(t, 4*batchRun+batchRun/2)
	var entries []Entry
	if _, err := Verify(bytes.NewReader(lines), head, func(p Posting) error {
		entries = append(entries, p.Entry.Clone())
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	again := entries[len(entries)-1] // may not be linked when it is met again
	entries = append(entries, again, entries[3], Entry{ID: again.ID, Kind: Close, Date: again.Date}, again)
	sameAsOneByOne(t, empty(t, "Örebro kommun"), empty(t, "Örebro kommun"), entries)
}

// A correction finds what it takes back by its id: also in the same batch, whatever seq
// it has there, and whatever seq it was given.
func TestCorrectionByID(t *testing.T) {
	l := empty(t, "o")
	now := instant("2026-01-01T00:00:00Z")
	day := date("2025-01-01")
	add := func(entries ...Entry) ([]Receipt, error) { return l.AddAll(entries, now) }
	if _, err := add(Entry{ID: "first", Kind: Allocation, Date: day, Amount: 100, Ref: "KF"}); err != nil {
		t.Fatal(err)
	}
	batch := func() []Entry {
		return []Entry{
			{ID: "second", Kind: Allocation, Date: day, Amount: 100, Ref: "KF"},
			{ID: "back", Kind: Correction, Date: day, Reason: "fel", Reverses: 1, ReversesID: "second"},
		}
	}
	entries := batch()
	if r, err := l.AddAll(entries, now); err != nil || r[1].Seq != 3 {
		t.Fatal(r, err)
	}
	if got, err := l.Entry(3); err != nil || got.Reverses != 2 || got.ReversesID != "" || entries[1].Reverses != 2 {
		t.Errorf("%+v, %v", got, err)
	}
	if r, err := add(batch()...); err != nil || !r[1].AlreadyRecorded {
		t.Errorf("the same again: %+v, %v", r, err)
	}
	for name, c := range map[string]struct {
		e    Entry
		rule Rule
	}{
		"nobody's id":     {Entry{ID: "x", Kind: Correction, Date: day, Reason: "fel", ReversesID: "third"}, RuleReverses},
		"its own id":      {Entry{ID: "x", Kind: Correction, Date: day, Reason: "fel", ReversesID: "x"}, RuleReverses},
		"another's id":    {Entry{ID: "back", Kind: Correction, Date: day, Reason: "fel", ReversesID: "first"}, RuleID},
		"no correction":   {Entry{ID: "x", Kind: Allocation, Date: day, Amount: 1, Ref: "KF", ReversesID: "first"}, RuleField},
		"corrected by id": {Entry{ID: "x", Kind: Correction, Date: day, Reason: "fel", ReversesID: "second"}, RuleReversed},
	} {
		before := l.Head()
		var refusal *Refusal
		if _, err := add(c.e); !errors.As(err, &refusal) || refusal.Rule != c.rule || l.Head() != before {
			t.Errorf("%s: %v", name, err)
		}
	}
}
