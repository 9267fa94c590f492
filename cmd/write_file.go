package cmd

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// free refuses a file that is there already, unless it may be replaced.
func free(path string, replace bool) error {
	info, err := os.Lstat(path)
	if err == nil && info.IsDir() {
		return usageError{fmt.Errorf("%s is a folder, not a file", path)}
	}
	if err == nil && !replace {
		return hintedError{usageError{fmt.Errorf("%s is there already", path)}, "--force replaces it"}
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return about(path, err)
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
		return about(path, err)
	}
	defer os.Remove(temporary.Name()) //nolint:errcheck // it is gone when all went well
	if _, err := temporary.Write(data); err != nil {
		return errors.Join(err, temporary.Close())
	}
	if err := errors.Join(temporary.Chmod(0o644), temporary.Sync(), temporary.Close()); err != nil {
		return err
	}
	err = about(path, os.Rename(temporary.Name(), path))
	if replace && runtime.GOOS == "windows" && errors.Is(err, fs.ErrPermission) {
		return hintedError{err, "it may be open elsewhere, as in Excel: close it there"}
	}
	return err
}

// about names the file that was asked for in place of the temporary one.
func about(path string, err error) error {
	var of *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &of):
		return &fs.PathError{Op: "open", Path: path, Err: of.Err}
	case errors.As(err, &link):
		return &fs.PathError{Op: "open", Path: path, Err: link.Err}
	}
	return err
}

// writeNew writes a file, which a flag names and which must not exist.
func writeNew(path string, data []byte, flag string) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return hintedError{usageError{fmt.Errorf("%s exists already and is left as it is", path)}, fmt.Sprintf("name another file by %s", flag)}
	}
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	return errors.Join(err, file.Close())
}
