//go:build unix

package store

import (
	"fmt"
	"io/fs"
	"os"
)

// createNew creates a file that must not be there yet, and does not follow a link.
func createNew(path string, mode fs.FileMode) (*os.File, error) {
	return os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL|noFollow, mode)
}

// private refuses a file that others than its owner may read or write.
func private(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if mode := info.Mode().Perm(); mode&0o077 != 0 {
		return fmt.Errorf("%s: others may read or write it (mode %04o): chmod 600 it, and make a new key if one of them has", path, mode)
	}
	return nil
}
