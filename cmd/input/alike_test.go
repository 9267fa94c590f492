package input_test

import (
	"strings"
	"testing"

	"siv/cmd/input"
)

func TestAlike(t *testing.T) {
	for _, c := range []struct {
		known, given string
		alike        bool
	}{
		{"skolnarvaro", "Skolnarvaro", true},
		{"skolnarvaro", "skolnärvaro", true},
		{"skolnarvaro", "skolna\u0308rvaro", true},
		{"skolnarvaro", "skol-narvaro", true},
		{"skolnarvaro", "skol narvaro", true},
		{"skolnarvaro", "skolnarvro", true},
		{"skolnarvaro", "skolnravaro", true},
		{"skolnarvaro", "skollnarvarro", true},
		{"skolnarvaro", "skolfranvaro", false},
		{"skolnarvaro-grundskolan", "skolnarvro-grundskolen", true},
		{"skolnarvaro-grundskolan", "skolnervero-grundskolen", false},
		{"socialnamnden", "socialnämden", true},
		{"socialnamnden", "skolnamnden", false},
		{"satsning-1", "satsning-2", false},
		{"satsning-1", "satsning-12", false},
		{"satsning", "satsning-2", false},
		{"satsning-2", "satsning2", true},
		{"satsning-2", "satsnign-2", true},
		{"satsning-1", "satsnign-2", false},
		{"satsning1", "satsning2", false},
		{"fas-1", "fas-2", false},
		{"2014-skola", "2015-skola", false},
		{"satsning-a", "satsning-b", false},
		{"satsning-i", "satsning-ii", false},
		{"skola-norr", "skola-nord", false},
		{"bun", "ben", false},
		{"tolk", "tork", false},
		{"---", "--", false},
	} {
		for _, pair := range [][2]string{{c.known, c.given}, {c.given, c.known}} {
			var names input.Names
			names.Add(pair[0])
			want := ""
			if c.alike {
				want = pair[0]
			}
			if got := names.Alike(pair[1]); got != want {
				t.Errorf("%q is like %q, want %q, where %q is known", pair[1], got, want, pair[0])
			}
		}
	}
}

// TestAlikeIsBounded: of very many names no more are looked at letter by letter, but
// the spelling is, however many there are.
func TestAlikeIsBounded(t *testing.T) {
	var names input.Names
	for i := range 1500 { // no two of them alike
		word := ""
		for _, letter := range []int{i % 26, i / 26 % 26, i / 676} {
			word += strings.Repeat(string(rune('a'+letter)), 5)
		}
		if got := names.Alike(word); got != "" {
			t.Fatalf("%q is like %q", word, got)
		}
		names.Add(word)
	}
	if got := names.Alike("aaaaaaaaaaaaaab"); got != "" {
		t.Errorf("like %q: there is no bound", got)
	}
	if got := names.Alike("AAAAA-aaaaa aaaaa"); got != "aaaaaaaaaaaaaaa" {
		t.Errorf("like %q: the spelling is looked through however many names there are", got)
	}
}
