package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/mod/sumdb/note"

	"siv/ledger"
)

// Sealed is a seal that stands in the folder of seals.
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
	seals, err := readSeals(path)
	if err != nil {
		return Sealed{}, err
	}
	book, check, err := verifySeals(path, seals)
	if err != nil {
		return Sealed{}, err
	}
	if err := extends(seals, check, book.Head(), append(others, key.Verifier)); err != nil {
		return Sealed{}, err
	}
	now := book.Head().Seal()
	file := filepath.Join(SealsPath(path), sealName(now.Entries, key))
	for _, s := range seals {
		if s.path == file {
			// Ed25519 signs the same text the same way: only a changed file differs.
			if _, err := OpenSeal(file, s.note, key.Verifier); err != nil {
				return Sealed{}, err
			}
			return Sealed{now, file, string(s.note), true}, syncFolderOf(file)
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

// verifySeals verifies the ledger with an eye on where seals end.
func verifySeals(path string, seals []sealFile) (*ledger.Ledger, *ledger.SealCheck, error) {
	r, err := Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer r.Close()
	texts := make([]ledger.Seal, len(seals))
	for i, s := range seals {
		texts[i] = s.Seal
	}
	check := ledger.NewSealCheck(texts...)
	book, err := r.Verify(check.Post)
	return book, check, err
}

// extends refuses a ledger that does not contain what all seals say, and a latest
// seal that nobody known has signed.
func extends(seals []sealFile, check *ledger.SealCheck, head ledger.Head, known []Verifier) error {
	var latest *sealFile
	for i, s := range seals {
		if err := check.Missing(s.Seal, head); err != nil {
			return &NotSealed{s.path, err}
		}
		if latest == nil || s.Entries >= latest.Entries {
			latest = &seals[i]
		}
	}
	if latest == nil {
		return nil
	}
	_, err := OpenSeal(latest.path, latest.note, known...)
	return err
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
	return syncFolderOf(path)
}

// writeNew writes and syncs a file that must not be there yet.
func writeNew(path string, text []byte, mode fs.FileMode) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL|noFollow, mode)
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
