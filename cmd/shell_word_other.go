//go:build !windows

package cmd

import "strings"

// plainInWords are the signs that mean nothing to a shell.
const plainInWords = "-_./:=+,@%"

func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }
