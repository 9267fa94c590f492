package input

import (
	"testing"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// FuzzText writes a text in braces, where YAML is least forgiving, and reads it again.
func FuzzText(f *testing.F) {
	for _, s := range []string{"", "a", "3? %", "no", "1e3", "- a", "a: b", "å\u2028b", "'", "\"\\", "\t", "~", "0012", "2016-08", "=", "<<", "a\u0085", "\ufeff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		written := "{a: " + Text(s) + "}"
		var n yaml.Node
		if err := yaml.Unmarshal([]byte(written), &n); err != nil {
			t.Fatalf("%q is written %s: %v", s, written, err)
		}
		pair := n.Content[0].Content
		if len(pair) != 2 || pair[1].Value != s || pair[1].Tag != "!!str" {
			t.Errorf("%q is written %s and read as %+v", s, written, pair)
		}
	})
}
