package ledger

import (
	"bytes"
	"testing"
)

func date(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(s)
	}
	return d
}

func instant(s string) Instant {
	i, err := ParseInstant(s)
	if err != nil {
		panic(s)
	}
	return i
}

func kr(s string) Amount {
	a, err := ParseAmount(s)
	if err != nil {
		panic(s)
	}
	return a
}

func empty(t testing.TB, origin string) *Ledger {
	t.Helper()
	head, err := NewHead(origin)
	if err != nil {
		t.Fatal(err)
	}
	l, err := Verify(bytes.NewReader(nil), head, nil)
	if err != nil {
		t.Fatal(err)
	}
	return l
}
