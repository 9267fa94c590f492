package store

import (
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"siv/ledger"
)

// sealingKey makes a key in a folder of its own.
func sealingKey(t *testing.T, path string) *Key {
	t.Helper()
	file := filepath.Join(t.TempDir(), "seal.key")
	if _, err := CreateKey(path, file, "controller"); err != nil {
		t.Fatal(err)
	}
	key, err := ReadKey(path, file)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// Whatever bit of a seal is changed, it is refused, or says what it said: base64
// has bits that mean nothing.
func TestEveryBitOfASeal(t *testing.T) {
	path := newLedger(t)
	if _, err := Append(path, pair("a"), options()); err != nil {
		t.Fatal(err)
	}
	key := sealingKey(t, path)
	sealed, err := Seal(path, key, nil, options())
	if err != nil {
		t.Fatal(err)
	}
	for i := range len(sealed.Note) * 8 {
		changed := []byte(sealed.Note)
		changed[i/8] ^= 1 << (i % 8)
		seal, err := OpenSeal("x", changed, key.Verifier)
		var refused *NotSealed
		if err == nil && seal != sealed.Seal || err != nil && !errors.As(err, &refused) {
			t.Errorf("bit %d: %+v, %v", i, seal, err)
		}
	}
}

// Seals and appends at the same time: every seal is one of the ledger as it was
// after some commit, and all hold in the end.
func TestSealWhileOthersWrite(t *testing.T) {
	path := newLedger(t)
	key := sealingKey(t, path)
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() {
			for j := range 5 {
				if _, err := Append(path, pair(string(rune('a'+i))+string(rune('a'+j))), options()); err != nil {
					t.Error(err)
				}
			}
		})
		all.Go(func() {
			for range 3 {
				if s, err := Seal(path, key, nil, options()); err != nil || s.Entries%2 != 0 {
					t.Errorf("%+v, %v", s, err)
				}
			}
		})
	}
	all.Wait()
	seals, err := Seals(path)
	if err != nil || len(seals) == 0 {
		t.Fatal(len(seals), err)
	}
	if _, err := verifySeals(path, seals); err != nil {
		t.Error(err)
	}
}

// A run that was stopped before it put the seal in place leaves nothing that counts.
func TestSealGoesOn(t *testing.T) {
	path := newLedger(t)
	key := sealingKey(t, path)
	if err := os.Mkdir(SealsPath(path), 0o750); err != nil {
		t.Fatal(err)
	}
	next := filepath.Join(SealsPath(path), sealName(0, key)+".new")
	write(t, next, "siv led")
	sealed, err := Seal(path, key, nil, options())
	if err != nil || sealed.Earlier {
		t.Fatal(sealed, err)
	}
	if s, err := ReadSeal(sealed.Path, key.Verifier); err != nil || s != (ledger.Seal{Origin: "Örebro kommun", H: ledger.OriginHash("Örebro kommun")}) {
		t.Error(s, err)
	}
	if again, err := Seal(path, key, nil, options()); err != nil || !again.Earlier {
		t.Error(again, err)
	}
}

// A seal that was cut anywhere, as by a disk that was full, is not taken for one.
func TestAPartOfASeal(t *testing.T) {
	path := newLedger(t)
	sealed, err := Seal(path, sealingKey(t, path), nil, options())
	if err != nil {
		t.Fatal(err)
	}
	for n := range sealed.Note {
		write(t, sealed.Path, sealed.Note[:n])
		var refused *NotSealed
		if seals, err := Seals(path); !errors.As(err, &refused) {
			t.Errorf("%d of %d bytes: %v, %v", n, len(sealed.Note), seals, err)
		}
	}
}
