package store

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/mod/sumdb/note"

	"siv/ledger"
)

// Sealed is a seal in its file, whoever signed it.
type Sealed struct {
	ledger.Seal
	Path    string
	Note    string // the signed text, to be registered outside
	Earlier bool   // an earlier run made it; nothing was signed now
}

// NotSealed says that a ledger does not contain what a seal says, or that a file
// is not the seal that it should be. Nothing was signed.
type NotSealed struct {
	Path string // of the seal
	Err  error
}

func (e *NotSealed) Error() string { return e.Path + ": " + e.Err.Error() }
func (e *NotSealed) Unwrap() error { return e.Err }

// Seal verifies a ledger and signs what it is, unless it does not contain what
// every earlier seal in its folder says: a chain that was rewritten is never
// signed. The latest seal must be signed with the key, or with one of the
// others that are known. The writers' lock is held, so that two who seal at
// once do so one after the other.
func Seal(path string, key *Key, others []Verifier, opt Options) (Sealed, error) {
	l, err := lock(path, opt)
	if err != nil {
		return Sealed{}, err
	}
	defer l.Unlock()
	seals, err := Seals(path)
	if err != nil {
		return Sealed{}, err
	}
	book, err := verifySeals(path, seals)
	if err != nil {
		return Sealed{}, err
	}
	if err := extends(seals, append(others, key.Verifier)); err != nil {
		return Sealed{}, err
	}
	now := book.Head().Seal()
	file := filepath.Join(SealsPath(path), sealName(now.Entries, key))
	for _, s := range seals {
		if s.Path == file {
			// Ed25519 signs the same text the same way: only a changed file differs.
			if err := s.SignedBy(key.Verifier); err != nil {
				return Sealed{}, err
			}
			return Sealed{now, file, s.Note, true}, syncFolderOf(file)
		}
	}
	signed, err := note.Sign(&note.Note{Text: now.Text()}, key.signer)
	if err != nil {
		return Sealed{}, err
	}
	return Sealed{now, file, string(signed), false}, putSeal(file, signed)
}

// sealName sorts by what was sealed, and differs between keys.
func sealName(entries int64, key *Key) string {
	return fmt.Sprintf("%010d-%08x.seal", entries, key.signer.KeyHash())
}

// verifySeals verifies the ledger, which must contain what all seals say.
func verifySeals(path string, seals []Sealed) (*ledger.Ledger, error) {
	r, err := Open(path)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	check := NewSealCheck(seals...)
	book, err := r.Verify(check.Post)
	if err != nil {
		return nil, err
	}
	return book, check.Missing(book.Head())
}

// extends refuses a latest seal that nobody known has signed.
func extends(seals []Sealed, known []Verifier) error {
	var latest *Sealed
	for i, s := range seals {
		if latest == nil || s.Entries >= latest.Entries {
			latest = &seals[i]
		}
	}
	if latest == nil {
		return nil
	}
	return latest.SignedBy(known...)
}

// putSeal writes a seal so that it is there whole or not at all.
func putSeal(path string, signed []byte) error {
	folder := filepath.Dir(path)
	switch err := os.Mkdir(folder, newFolder); {
	case err == nil:
		if err := syncFolderOf(folder); err != nil {
			return err
		}
	case !errors.Is(err, fs.ErrExist):
		return err
	}
	next := path + ".new" // left by a run that was stopped, as we hold the lock
	if err := os.Remove(next); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := writeNew(next, signed, newFile); err != nil {
		return err
	}
	if err := replace(next, path); err != nil {
		return err
	}
	if err := syncFolderOf(path); err != nil {
		return err
	}
	return stillSealed(path, signed)
}

// stillSealed reads a seal that was put in place, as the disk may have lied about its
// bytes, or have taken its file system down in between.
func stillSealed(path string, signed []byte) error {
	data, err := readSmall(path)
	if err == nil && !bytes.Equal(data, signed) {
		err = fmt.Errorf("%s is not what was put in place", path)
	}
	return err
}

// writeNew writes and syncs a file that must not be there yet.
func writeNew(path string, text []byte, mode fs.FileMode) error {
	f, err := createNew(path, mode)
	if err != nil {
		return err
	}
	err = writeOnce(f, text)
	if err == nil {
		err = syncFile(f)
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		_ = os.Remove(path) // tidy only
	}
	return err
}
