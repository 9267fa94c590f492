package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"siv/ledger"
)

// cutTrailing cuts what follows the committed bytes: lines of a run that was
// stopped before its commit point and never acknowledged. It copies them aside
// first, as someone may want to know what they were, and says so.
func cutTrailing(f *os.File, path string, head ledger.Head) (warning string, err error) {
	committed := head.Bytes
	info, err := f.Stat()
	if err != nil || info.Size() <= committed {
		return "", err
	}
	aside, err := createAside(path, committed)
	if err != nil {
		return "", err
	}
	trailing, cause := info.Size()-committed, trailingCause(f, head)
	_, err = io.Copy(aside, io.NewSectionReader(f, committed, trailing))
	if err == nil {
		err = syncFile(aside)
	}
	if closed := aside.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return "", fmt.Errorf("%d bytes after the last commit could not be put aside: %w", trailing, err)
	}
	if err := f.Truncate(committed); err != nil {
		return "", err
	}
	switch cause {
	case Merged:
		return fmt.Sprintf("%d bytes with entries of another copy stood after the last commit of %s; they were moved to %s", trailing, path, aside.Name()), nil
	case OldHead:
		return fmt.Sprintf("%d bytes with whole entries stood after the last commit of %s; they were moved to %s: "+
			"if anybody has a receipt for one of them, the head was an older one", trailing, path, aside.Name()), nil
	case Unknown, LineEnds:
	}
	return fmt.Sprintf("%d bytes that were never acknowledged stood after the last commit of %s; they were moved to %s", trailing, path, aside.Name()), nil
}

// createAside creates PATH.cut-OFFSET, or with a number after it when that is taken.
func createAside(path string, committed int64) (*os.File, error) {
	name := fmt.Sprintf("%s.cut-%d", path, committed)
	for n := 2; ; n++ {
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, newFile)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
		name = fmt.Sprintf("%s.cut-%d.%d", path, committed, n)
	}
}
