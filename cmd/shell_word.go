package cmd

import (
	"path/filepath"
	"strings"
	"unicode"
)

// shellWord is a word as a shell takes it whole, for a command that is shown.
func shellWord(s string) string {
	special := func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(plainInWords, r) && r != filepath.Separator
	}
	if s != "" && !strings.ContainsFunc(s, special) {
		return s
	}
	return quoted(s)
}
