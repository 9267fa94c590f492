package cmd

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// free refuses a file that is there already, unless it may be replaced.
func free(path string, replace bool) error {
	if _, err := os.Lstat(path); err == nil && !replace {
		return hintedError{usageError{fmt.Errorf("%s is there already", path)}, "--force replaces it"}
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// writeFile writes a file whole or not at all. One that is there is replaced only
// when that was asked for.
func writeFile(path string, data []byte, replace bool) error {
	if err := free(path, replace); err != nil {
		return err
	}
	temporary, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		var at *fs.PathError
		if errors.As(err, &at) {
			at.Path = path // that of the temporary file is nobody's
		}
		return err
	}
	defer os.Remove(temporary.Name()) //nolint:errcheck // it is gone when all went well
	if _, err := temporary.Write(data); err != nil {
		return errors.Join(err, temporary.Close())
	}
	if err := errors.Join(temporary.Chmod(0o644), temporary.Sync(), temporary.Close()); err != nil {
		return err
	}
	return os.Rename(temporary.Name(), path)
}
