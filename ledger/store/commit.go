package store

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"siv/ledger"
)

// commit makes what was added to the book durable. Before the rename of the head
// every failure takes the file back to what the old head names; nothing is ever
// synced again after an error, as the system may then call lost what it dropped.
func commit(f *os.File, path string, old ledger.Head, book *ledger.Ledger) error {
	// The folder is opened first: the fewer calls after the rename, the less doubt.
	folder, err := openFolder(filepath.Dir(path))
	if err != nil {
		return &NotRecorded{err}
	}
	defer folder.Close()
	err = writeLines(f, old.Bytes, book.Pending())
	if err == nil {
		err = writeNext(path, book.Head())
	}
	if err == nil {
		err = replace(nextPath(path), headPath(path))
		if err != nil && stillCommitted(path, book.Head()) == nil {
			return &InDoubt{Err: err} // a rename that failed and took place all the same
		}
	}
	if err != nil {
		_ = os.Remove(nextPath(path)) // tidy only: the next writer would remove it
		if cut := f.Truncate(old.Bytes); cut != nil {
			err = fmt.Errorf("%w; what was written could not be cut (%w): the next append will do that", err, cut)
		}
		return &NotRecorded{err}
	}
	if err := syncFolder(folder); err != nil {
		return &InDoubt{Err: err}
	}
	if err := stillCommitted(path, book.Head()); err != nil {
		return &InDoubt{Err: err}
	}
	return nil
}

// stillCommitted reads the head again after the folder was synced. A disk that
// fails may have taken its file system down in between: xfs then says that a
// folder is synced although the rename is gone, but lets nobody read any more.
func stillCommitted(path string, head ledger.Head) error {
	now, err := readHead(path)
	if err == nil && now != head {
		err = fmt.Errorf("%s is not what was put in place", headPath(path))
	}
	return err
}

// writeLines writes the lines at the end of the file, reads them back, and syncs.
func writeLines(f *os.File, at int64, lines []byte) error {
	if err := writeOnce(f, lines); err != nil {
		return err
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if info.Size() != at+int64(len(lines)) {
		return fmt.Errorf("%s: someone else wrote to it at the same time", f.Name())
	}
	back := make([]byte, min(len(lines), 1<<20))
	for done := 0; done < len(lines); done += len(back) {
		back = back[:min(len(back), len(lines)-done)]
		if _, err := f.ReadAt(back, at+int64(done)); err != nil {
			return err
		}
		if !bytes.Equal(back, lines[done:done+len(back)]) {
			return fmt.Errorf("%s: what was read back is not what was written", f.Name())
		}
	}
	return syncFile(f)
}

// writeNext writes and syncs the new head beside the old one, whose mode it keeps.
// Only who holds the lock gets here, so one that is there was left by a run that
// was stopped.
func writeNext(path string, head ledger.Head) (err error) {
	if err := os.Remove(nextPath(path)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	next, err := os.OpenFile(nextPath(path), os.O_WRONLY|os.O_CREATE|os.O_EXCL, newFile)
	if err != nil {
		return err
	}
	defer func() {
		// The head must be whole before it is put in place, and closing it is part of that.
		if closed := next.Close(); err == nil {
			err = closed
		}
	}()
	if old, err := os.Stat(headPath(path)); err == nil {
		if err := keepAccess(next, old); err != nil {
			return err
		}
	}
	if err := writeOnce(next, head.AppendLine(nil)); err != nil {
		return err
	}
	return syncFile(next)
}
