package cmd

import (
	"regexp"
	"testing"
)

// TestLanguageOfWindows: where the environment names no language, as on Windows, it is
// that in which Windows speaks to the user.
func TestLanguageOfWindows(t *testing.T) {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		t.Setenv(name, "")
	}
	if got := locale(); !regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]+)*$`).MatchString(got) {
		t.Errorf("the language is %q, which is not like sv-SE", got)
	}
	t.Setenv("LANG", "sv_SE.UTF-8")
	if got := locale(); got != "sv_SE.UTF-8" {
		t.Errorf("the language is %q", got)
	}
}
