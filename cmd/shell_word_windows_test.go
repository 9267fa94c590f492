package cmd

import (
	"slices"
	"testing"

	"golang.org/x/sys/windows"
)

// TestShellWord: a word that is shown comes to a program as it was.
func TestShellWord(t *testing.T) {
	for word, want := range map[string]string{
		`C:\kommun\a.yaml`:   `C:\kommun\a.yaml`,
		`sub dir\a.yaml`:     `"sub dir\a.yaml"`,
		`sub dir\`:           `"sub dir\\"`,
		`rule,net`:           `"rule,net"`,
		`a & b`:              `"a & b"`,
		`Å "ett" \"två\" \\`: `"Å \"ett\" \\\"två\\\" \\\\"`,
		``:                   `""`,
	} {
		got := shellWord(word)
		if got != want {
			t.Errorf("%s is shown as %s, want %s", word, got, want)
		}
		if words, err := windows.DecomposeCommandLine("siv " + got); err != nil || !slices.Equal(words, []string{"siv", word}) {
			t.Errorf("%s comes as %q, %v", got, words, err)
		}
	}
}
