package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"siv/ledger"
)

// Result is what a run of Append has to tell. Warnings are there even when it fails.
type Result struct {
	Receipts []ledger.Receipt // one for each entry given, in order
	Head     ledger.Head      // what is committed now
	Warnings []string
}

// Append records entries in one commit: all of them or none. Entries whose ids are
// known with the same body are not recorded again; their receipts say so. The
// ledger completes the entries in place, as [ledger.Ledger.AddAll] says. The
// steps are those of the specification, "Appending", by their numbers. The errors
// that a caller may want to tell apart are [*ledger.Damage], [*Refused], [*Locked],
// [*NotRecorded] and [*InDoubt].
func Append(path string, entries []ledger.Entry, opt Options) (Result, error) {
	var result Result
	f, err := openWrite(path, opt) // 1
	if err != nil {
		return result, err
	}
	defer f.Close()
	l, err := lock(path, opt) // 2
	if err != nil {
		return result, err
	}
	defer l.Unlock()
	if err := stillThere(path, f); err != nil {
		return result, err
	}
	head, err := readHead(path) // 3
	if err != nil {
		return result, err
	}
	book, err := ledger.Verify(f, head, opt.Visit)
	if err != nil {
		return result, err
	}
	result.Head = head
	if warning, err := cutTrailing(f, path, head); err != nil {
		return result, &NotRecorded{err}
	} else if warning != "" {
		result.Warnings = append(result.Warnings, warning)
	}
	now, err := ledger.InstantOf(opt.Now())
	if err != nil {
		return result, &NotRecorded{err}
	}
	receipts, err := book.AddAll(entries, now) // 4
	if err != nil {
		var refusal *ledger.Refusal
		if errors.As(err, &refusal) {
			err = &Refused{len(receipts), refusal}
		}
		return result, err
	}
	if len(book.Pending()) == 0 {
		// An earlier run recorded them, but may have been stopped before it synced
		// the folder. The receipt promises that they last, so that comes first.
		err := syncFolderOf(path)
		if err == nil {
			err = stillCommitted(path, head)
		}
		if err != nil {
			return result, &InDoubt{receipts, err}
		}
	} else if err := commit(f, path, head, book); err != nil { // 5 and 6
		var doubt *InDoubt
		if errors.As(err, &doubt) {
			doubt.Receipts, result.Head = receipts, book.Head()
		}
		return result, err
	}
	result.Receipts, result.Head = receipts, book.Head()
	return result, nil
}

// openWrite opens the ledger for appending: no symbolic link, a regular file, and
// on a local disk unless the caller says otherwise.
func openWrite(path string, opt Options) (*os.File, error) {
	f, err := openAppend(path)
	if err != nil {
		if _, headErr := os.Lstat(headPath(path)); headErr == nil && errors.Is(err, os.ErrNotExist) {
			return nil, damage("%s is missing, and its head is there", path)
		}
		return nil, err
	}
	err = regular(f)
	if err == nil && !opt.AllowNetwork && onNetwork(f) {
		err = fmt.Errorf("%s: %w", path, ErrNetwork)
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

func syncFolderOf(path string) error {
	folder, err := openFolder(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer folder.Close()
	return syncFolder(folder)
}

// stillThere makes sure that the ledger was not replaced while we waited for the lock.
func stillThere(path string, f *os.File) error {
	opened, err := f.Stat()
	if err != nil {
		return &NotRecorded{err}
	}
	now, err := os.Lstat(path)
	if err == nil && !os.SameFile(opened, now) {
		err = fmt.Errorf("%s was replaced while it was opened", path)
	}
	if err != nil {
		return &NotRecorded{err}
	}
	return nil
}
