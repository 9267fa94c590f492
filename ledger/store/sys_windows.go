package store

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"
)

// noFollow has no flag here; openAppend looks before it opens.
const noFollow = 0

const lockFlags = os.O_CREATE | os.O_RDONLY

func openAppend(path string) (*os.File, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: %w", path, ErrNotRegular)
	}
	// Without O_APPEND, which on Windows forbids cutting what a failed run wrote;
	// writeOnce goes to the end, and only who holds the lock writes.
	return os.OpenFile(path, os.O_RDWR, 0)
}

func openRead(path string) (*os.File, error) { return os.Open(path) }

func writeOnce(f *os.File, b []byte) error {
	if _, err := f.Seek(0, 2); err != nil {
		return err
	}
	_, err := f.Write(b)
	return err
}

func syncFile(f *os.File) error { return f.Sync() }

// replace renames a file over another and waits until the disk has it: Windows
// offers that in place of syncing a folder. It fails while a reader has the old
// head open, which is then an append to be tried again.
func replace(from, to string) error {
	f, err := windows.UTF16PtrFromString(from)
	if err != nil {
		return err
	}
	t, err := windows.UTF16PtrFromString(to)
	if err != nil {
		return err
	}
	if err := windows.MoveFileEx(f, t, windows.MOVEFILE_REPLACE_EXISTING|windows.MOVEFILE_WRITE_THROUGH); err != nil {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: err}
	}
	return nil
}

// openFolder and syncFolder do nothing: Windows syncs no folder; see replace.
func openFolder(string) (*os.File, error) { return nil, nil }

func syncFolder(*os.File) error { return nil }

// keepAccess does nothing: a new file inherits the folder's access list.
func keepAccess(*os.File, fs.FileInfo) error { return nil }

// onNetwork tells whether a file lies on a drive that is another machine's.
func onNetwork(f *os.File) bool {
	full, err := filepath.Abs(f.Name())
	if err != nil {
		return false
	}
	root, err := windows.UTF16PtrFromString(filepath.VolumeName(full) + `\`)
	return err == nil && windows.GetDriveType(root) == windows.DRIVE_REMOTE
}
