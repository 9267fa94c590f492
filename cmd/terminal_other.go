//go:build !windows

package cmd

import "os"

func showsColors(*os.File) bool { return true }
