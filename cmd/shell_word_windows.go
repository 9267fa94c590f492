package cmd

import (
	"regexp"
	"strings"
)

// plainInWords are the signs that mean nothing to cmd.exe and PowerShell, to which a
// comma parts words.
const plainInWords = "-_./:=+"

// quoted puts a word in double quotes, the only ones that both know. The program
// itself reads them: a backslash stands for itself but before a quote, and there
// stands twice.
func quoted(s string) string {
	s = regexp.MustCompile(`\\+("|$)`).ReplaceAllStringFunc(s, func(end string) string {
		slashes := strings.TrimSuffix(end, `"`)
		return slashes + end
	})
	return `"` + strings.ReplaceAll(s, `"`, `\"`) + `"`
}
