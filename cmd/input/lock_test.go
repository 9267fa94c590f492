package input

import (
	"bytes"
	"testing"

	"github.com/shopspring/decimal"
)

// TestLockWrittenAndRead is the same, in whatever order it was made.
func TestLockWrittenAndRead(t *testing.T) {
	lock := &Lock{Investment: "familjestod", PriceYear: 2017,
		UnitCosts: []LockedAmount{{ID: "b", Year: 2017, Amount: decimal.RequireFromString("675.5")}, {ID: "a: x", Year: 2018, Amount: decimal.NewFromInt(1), Edition: "2018"},
			{ID: "a: x", Year: 2017, Edition: "SKL, 2017"}},
		Figures: []LockedFigure{{Index: "PKV", Year: 2017, Change: decimal.RequireFromString("-0.0285"), Edition: "~"}}}
	lock.Sort()
	data := lock.Encode()
	again, err := DecodeLock("a.lock", data)
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	if got := again.Encode(); !bytes.Equal(got, data) {
		t.Errorf("read again it is\n%s\nnot\n%s", got, data)
	}
}

// FuzzLock: any bytes give a lock or faults, and a lock is written as it is read.
func FuzzLock(f *testing.F) {
	f.Add([]byte("schema: siv.lock/1\ninvestment: a\nprice_year: 2017\nunit_costs:\n  - {id: a, year: 2017, amount: \"1 234,50\", edition: \"A: 1\"}\nindices:\n  - {index: PKV, year: 2017, change: 2.8%}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		lock, err := DecodeLock("a.lock", data)
		if (lock == nil) == (err == nil) {
			t.Fatalf("%v and %v", lock, err)
		}
		if err != nil {
			return
		}
		written := lock.Encode()
		if len(written) > MaxSize {
			return
		}
		again, err := DecodeLock("a.lock", written)
		if err != nil {
			t.Fatalf("%v\n%s", err, written)
		}
		if got := again.Encode(); !bytes.Equal(got, written) {
			t.Fatalf("written as\n%s\nthen as\n%s", written, got)
		}
	})
}
