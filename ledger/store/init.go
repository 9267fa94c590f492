package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"siv/ledger"
)

// Init makes an empty ledger. It refuses when there is a ledger or a head,
// whatever they are. An Init that was stopped half way left an empty ledger
// beside the head that was about to be put in place; the next one goes on from there.
func Init(path, origin string, opt Options) error {
	head, err := ledger.NewHead(origin)
	if err != nil {
		return err
	}
	if err := vacant(path); err != nil {
		return err
	}
	l, err := lock(path, opt)
	if err != nil {
		return err
	}
	defer l.Unlock()
	if err := vacant(path); err != nil {
		return err
	}
	if err := writeNext(path, head); err != nil {
		return &NotRecorded{err}
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|noFollow, newFile)
	if err != nil {
		return &NotRecorded{err}
	}
	defer f.Close()
	if !opt.AllowNetwork && onNetwork(f) {
		err = fmt.Errorf("%s: %w", path, ErrNetwork)
	}
	if err == nil {
		err = syncFile(f)
	}
	if err == nil {
		err = replace(nextPath(path), headPath(path))
	}
	if err == nil {
		err = syncFolderOf(path)
	}
	if err != nil {
		f.Close() // Windows removes no file that is open
		return &NotRecorded{errors.Join(err, abandon(path))}
	}
	return nil
}

// vacant refuses a path where a ledger or a head is. An empty ledger beside the
// next head and no head is an Init that was stopped, and no ledger yet.
func vacant(path string) error {
	if _, err := os.Lstat(headPath(path)); !errors.Is(err, fs.ErrNotExist) {
		return taken(headPath(path), err)
	}
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil && info.Mode().IsRegular() && info.Size() == 0 {
		if _, err := os.Lstat(nextPath(path)); err == nil {
			return nil
		}
	}
	return taken(path, err)
}

func taken(path string, err error) error {
	if err != nil {
		return err
	}
	return fmt.Errorf("%s: %w", path, ErrExists)
}

// abandon takes back what a failed Init made, while nobody can have used it.
func abandon(path string) error {
	var failed error
	for _, p := range []string{headPath(path), path, nextPath(path)} {
		if err := os.Remove(p); err != nil && !errors.Is(err, fs.ErrNotExist) {
			failed = errors.Join(failed, err)
		}
	}
	return failed
}
