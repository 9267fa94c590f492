package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"siv/ledger"
)

// Reader is a ledger as its head named it when it was opened. Later commits do not show.
type Reader struct {
	Head ledger.Head
	path string
	file *os.File
}

// Open opens a ledger for reading: first the head, then the file, which then holds
// at least what the head names. It takes no lock.
func Open(path string) (*Reader, error) {
	head, err := readHead(path)
	if err != nil {
		return nil, err
	}
	f, err := openRead(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, damage("%s is missing, and its head says %d entries", path, head.Entries)
	}
	if err != nil {
		return nil, err
	}
	if err := regular(f); err != nil {
		f.Close()
		return nil, err
	}
	return &Reader{Head: head, path: path, file: f}, nil
}

// Verify checks every byte, the chain and the rules, and shows each entry to visit
// as [ledger.Verify] does. It can be called again.
func (r *Reader) Verify(visit func(ledger.Posting) error) (*ledger.Ledger, error) {
	return ledger.Verify(r.file, r.Head, visit)
}

// Trailing is how many bytes follow those that the head names now: an append that
// is under way, or one that never finished. They are not part of the ledger. The cause
// is what they may be.
func (r *Reader) Trailing() (int64, Cause, error) {
	// The size first: what a commit adds after it is then in the head already.
	info, err := r.file.Stat()
	if err != nil {
		return 0, Unknown, err
	}
	head, err := readHead(r.path)
	if err != nil || info.Size() <= head.Bytes {
		return 0, Unknown, err
	}
	return info.Size() - head.Bytes, trailingCause(r.file, head), nil
}

// Close lets go of the file.
func (r *Reader) Close() error { return r.file.Close() }

// readHead reads the commit point. Without it a ledger has no meaning: it is
// damage wherever there is a ledger, never an empty one.
func readHead(path string) (ledger.Head, error) {
	f, err := openHead(path)
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Lstat(path); err == nil {
			return ledger.Head{}, damage("its head, %s, is missing", headPath(path))
		}
		return ledger.Head{}, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
	}
	if err != nil {
		return ledger.Head{}, err
	}
	defer f.Close()
	if err := regular(f); err != nil {
		return ledger.Head{}, err
	}
	line, err := io.ReadAll(io.LimitReader(f, 4096))
	if err != nil {
		return ledger.Head{}, err
	}
	head, err := ledger.ParseHead(string(line))
	if err != nil {
		return ledger.Head{}, damage("its head, %s, is %w", headPath(path), err)
	}
	return head, nil
}

func regular(f *os.File) error {
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("%s: %w", f.Name(), ErrNotRegular)
	}
	return err
}

func extension(path string) string { return filepath.Ext(path) }
