package store

import (
	"os"

	"golang.org/x/sys/unix"
)

// syncFile asks once for a file or folder to be durable. On macOS fsync(2) stops
// at the drive's cache, so F_FULLFSYNC is asked for, which some external drives
// do not honour.
func syncFile(f *os.File) error {
	_, err := unix.FcntlInt(f.Fd(), unix.F_FULLFSYNC, 0)
	return pathError("fsync", f, err)
}

// onNetwork tells whether a file lies on a volume that is not marked local.
func onNetwork(f *os.File) bool {
	var s unix.Statfs_t
	return unix.Fstatfs(int(f.Fd()), &s) == nil && s.Flags&unix.MNT_LOCAL == 0
}
