package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sys/windows"
)

// What holds on Windows: writers lock each other out (LockFileEx), the bytes of the
// ledger and of its next head are on the disk (FlushFileBuffers) before that head takes
// the place of the old one in one step, and the receipt comes after it. What is weaker:
// that the step itself outlasts a power cut rests on a rename that Windows calls
// write-through, as there is no sync of a folder; files but keys have the access of
// their folder; and a symbolic link is looked for before the ledger is opened, not in
// the same call. None of this was tried by cutting the power of a Windows machine.

// noFollow has no flag here; openAppend looks before it opens.
const noFollow = 0

const lockFlags = os.O_CREATE | os.O_RDONLY

func openAppend(path string) (*os.File, error) {
	info, err := os.Lstat(path)
	if err != nil {
		// What was called is said as elsewhere, not by the name of a function of Windows.
		return nil, &fs.PathError{Op: "open", Path: path, Err: errors.Unwrap(err)}
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: %w", path, ErrNotRegular)
	}
	// Without O_APPEND, which on Windows forbids cutting what a failed run wrote;
	// writeOnce goes to the end, and only who holds the lock writes.
	return os.OpenFile(path, os.O_RDWR, 0)
}

// openRead opens a file for reading, and waits for one that is held: see patiently.
func openRead(path string) (f *os.File, err error) {
	err = patiently(func() error {
		f, err = os.Open(path)
		return err
	})
	return f, err
}

// openHead opens the head of a ledger for reading. In the moment in which it is
// replaced Windows may say that there is none, so beside a ledger it is looked for
// again before that is believed.
func openHead(path string) (f *os.File, err error) {
	for range 20 {
		f, err = openRead(headPath(path))
		if _, there := os.Lstat(path); there != nil || !errors.Is(err, fs.ErrNotExist) {
			return f, err
		}
		time.Sleep(pause)
	}
	return f, err
}

func writeOnce(f *os.File, b []byte) error {
	if _, err := f.Seek(0, 2); err != nil {
		return err
	}
	_, err := f.Write(b)
	return err
}

func syncFile(f *os.File) error { return f.Sync() }

// replace renames a file over another and waits until the disk has it (write-through):
// Windows offers that in place of syncing a folder. It fails while anybody has the
// old file open, and nothing has happened then: see patiently.
func replace(from, to string) error {
	f, err := windows.UTF16PtrFromString(from)
	if err != nil {
		return err
	}
	t, err := windows.UTF16PtrFromString(to)
	if err != nil {
		return err
	}
	if err := patiently(func() error {
		return windows.MoveFileEx(f, t, windows.MOVEFILE_REPLACE_EXISTING|windows.MOVEFILE_WRITE_THROUGH)
	}); err != nil {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: err}
	}
	return nil
}

// pause is how long to wait before Windows is asked again.
const pause = 5 * time.Millisecond

// patiently tries again, for two seconds at least, what Windows refuses as long as
// another process has a file open: a head while it is read, by siv or a virus scanner
// or a backup, cannot be replaced, and cannot be opened in the moment it is replaced.
// Readers of siv let go of it at once. What is refused for good, as Windows says with
// the same words, fails that much later.
func patiently(do func() error) error {
	const tries = 400
	for n := 1; ; n++ {
		err := do()
		if n == tries || !errors.Is(err, windows.ERROR_ACCESS_DENIED) && !errors.Is(err, windows.ERROR_SHARING_VIOLATION) {
			return err
		}
		time.Sleep(pause)
	}
}

// openFolder and syncFolder do nothing: Windows syncs no folder; see replace.
func openFolder(string) (*os.File, error) { return nil, nil }

func syncFolder(*os.File) error { return nil }

// keepAccess does nothing: a new file inherits the folder's access list.
func keepAccess(*os.File, fs.FileInfo) error { return nil }

// onNetwork tells whether a file lies on a disk that is another machine's: by the path
// that was given, and by the one that the file has once links and letters that stand
// for a folder are followed, which Windows then begins with \\?\UNC\.
func onNetwork(f *os.File) bool {
	given, err := filepath.Abs(f.Name())
	if err == nil && remote(given) {
		return true
	}
	name := make([]uint16, windows.MAX_LONG_PATH)
	n, err := windows.GetFinalPathNameByHandle(windows.Handle(f.Fd()), &name[0], uint32(len(name)), 0)
	return err == nil && int(n) < len(name) && remote(windows.UTF16ToString(name[:n]))
}

// remote tells it of a full path: one that names a server and a share, in either
// form, or begins with the letter of a drive that Windows says is remote.
func remote(path string) bool {
	local, long := strings.CutPrefix(path, `\\?\`)
	if long && strings.HasPrefix(local, `UNC\`) || strings.HasPrefix(local, `\\`) && !strings.HasPrefix(local, `\\.\`) {
		return true
	}
	root, err := windows.UTF16PtrFromString(filepath.VolumeName(local) + `\`)
	return err == nil && windows.GetDriveType(root) == windows.DRIVE_REMOTE
}
