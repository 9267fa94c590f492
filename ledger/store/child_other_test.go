//go:build !linux

package store

import "errors"

func thisProcess() string { return "" }

func limitFileSize(string) error { return errors.New("only on linux") }
