//go:build unix

package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// noFollow makes opening a symbolic link fail.
const noFollow = unix.O_NOFOLLOW

// lockFlags open the lock file: not through a symbolic link, and without waiting
// should it be a pipe.
const lockFlags = os.O_CREATE | os.O_RDONLY | unix.O_NOFOLLOW | unix.O_NONBLOCK

// openAppend opens an existing file for appending. A pipe does not make it wait.
func openAppend(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_APPEND|noFollow|unix.O_NONBLOCK, 0)
	if errors.Is(err, syscall.ELOOP) {
		return nil, fmt.Errorf("%s: a symbolic link, %w", path, ErrNotRegular)
	}
	return f, err
}

// openRead opens a file for reading. A pipe does not make it wait.
func openRead(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_RDONLY|unix.O_NONBLOCK, 0)
}

// openHead opens the head of a ledger for reading.
func openHead(path string) (*os.File, error) { return openRead(headPath(path)) }

// writeOnce writes with one call. The standard library would go on after a short
// write and after an interruption; here both are an error, and what was written
// is cut.
func writeOnce(f *os.File, b []byte) error {
	n, err := unix.Write(int(f.Fd()), b)
	if err == nil && n < len(b) {
		err = fmt.Errorf("%d of %d bytes: %w", n, len(b), io.ErrShortWrite)
	}
	return pathError("write", f, err)
}

// replace renames a file over another.
func replace(from, to string) error { return os.Rename(from, to) }

// openFolder opens a folder to be synced.
func openFolder(path string) (*os.File, error) { return os.Open(path) }

// syncFolder makes the names in a folder durable.
func syncFolder(d *os.File) error { return syncFile(d) }

// keepAccess gives a new file the mode and group of the one it is to replace, and
// its owner where we may: a writer must not take the head from its readers, nor
// show it to more.
func keepAccess(f *os.File, old fs.FileInfo) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	had, ok := old.Sys().(*syscall.Stat_t)
	has, ok2 := info.Sys().(*syscall.Stat_t)
	if ok && ok2 && (had.Gid != has.Gid || had.Uid != has.Uid && os.Geteuid() == 0) {
		owner := -1
		if os.Geteuid() == 0 {
			owner = int(had.Uid)
		}
		if err := f.Chown(owner, int(had.Gid)); err != nil {
			return err
		}
	}
	if old.Mode().Perm() != info.Mode().Perm() {
		return f.Chmod(old.Mode().Perm())
	}
	return nil
}

func pathError(op string, f *os.File, err error) error {
	if err == nil {
		return nil
	}
	return &fs.PathError{Op: op, Path: f.Name(), Err: err}
}
