package ledger

import (
	"bytes"
	"testing"
)

// A receipt tells what the entry changed, entries of later dates counted.
func TestStandingInReceipts(t *testing.T) {
	head, err := NewHead("o")
	if err != nil {
		t.Fatal(err)
	}
	l, err := Verify(bytes.NewReader(nil), head, nil)
	if err != nil {
		t.Fatal(err)
	}
	day := func(s string) Date {
		d, err := ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	now, err := ParseInstant("2015-01-01T00:00:00Z")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		entry Entry
		after Standing
	}{
		{Entry{ID: "1", Kind: Allocation, Date: day("2014-06-01"), Amount: 1000, Ref: "r"}, Standing{Balance: 1000, Free: 1000}},
		{Entry{ID: "2", Kind: Grant, Date: day("2014-07-01"), Amount: 400, Investment: "a", Ref: "r"}, Standing{Balance: 1000, Free: 600, Left: 400}},
		{Entry{ID: "3", Kind: Drawdown, Date: day("2014-08-01"), Amount: 100, Investment: "a", Namnd: "n", Voucher: "v"}, Standing{Balance: 900, Free: 600, Left: 300}},
		{Entry{ID: "4", Kind: Allocation, Date: day("2014-01-01"), Amount: 50, Ref: "r"}, Standing{Balance: 950, Free: 650}},
		{Entry{ID: "5", Kind: Close, Date: day("2014-12-31")}, Standing{Balance: 950, Free: 650, Closed: day("2014-12-31")}},
	} {
		before := l.Standing(c.entry.Investment)
		r, err := l.Add(c.entry, now)
		if err != nil {
			t.Fatal(err)
		}
		if r.Before != before || r.After != c.after {
			t.Errorf("entry %s: before %+v, after %+v; want %+v and %+v", c.entry.ID, r.Before, r.After, before, c.after)
		}
	}
	if r, err := l.Add(Entry{ID: "5", Kind: Close, Date: day("2014-12-31")}, now); err != nil || r.Before != r.After || r.After != (Standing{}) {
		t.Errorf("an entry that is known moves nothing: %+v, %v", r, err)
	}
}
