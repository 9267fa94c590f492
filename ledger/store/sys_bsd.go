//go:build unix && !linux && !darwin

package store

import (
	"os"

	"golang.org/x/sys/unix"
)

// syncFile asks once for a file or folder to be durable.
func syncFile(f *os.File) error { return pathError("fsync", f, unix.Fsync(int(f.Fd()))) }

// onNetwork is not known on these systems: keep the ledger on a local disk.
func onNetwork(*os.File) bool { return false }
