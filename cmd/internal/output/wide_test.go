package output

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"siv/cmd/internal/lang"
)

// TestWideTables: whatever the table and the terminal, no line is wider than it
// unless one word is, no word is lost, and colours change nothing else.
func TestWideTables(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[a-zåäö]{1,12}`)
		columns := rapid.IntRange(1, 6).Draw(t, "columns")
		table := Table{Title: "T"}
		for range columns {
			table.Columns = append(table.Columns, Column{Title: strings.Join(rapid.SliceOfN(word, 1, 2).Draw(t, "title"), " ")})
		}
		var expected []string
		for range rapid.IntRange(1, 4).Draw(t, "rows") {
			var row []Cell
			for range columns {
				said := rapid.SliceOfN(word, 0, 8).Draw(t, "words")
				expected = append(expected, said...)
				row = append(row, Text(strings.Join(said, " ")).Toned(Bad))
			}
			table.Rows = append(table.Rows, row)
		}
		width := rapid.IntRange(56, 140).Draw(t, "width")
		show := func(terminal Terminal) string {
			var out bytes.Buffer
			doc := Document{Sections: []Section{{Tables: []Table{table}}}}
			if err := Render(&out, doc, Options{Format: Screen, Language: lang.New("en"), Terminal: terminal}); err != nil {
				t.Fatal(err)
			}
			return out.String()
		}
		shown := show(Terminal{Width: width})
		for line := range strings.SplitSeq(shown, "\n") {
			if n := utf8.RuneCountInString(line); n > width {
				t.Fatalf("a line of %d on %d:\n%s", n, width, shown)
			}
		}
		words := map[string]int{}
		for _, w := range strings.Fields(shown) {
			words[w]++
		}
		for _, w := range expected {
			if words[w]--; words[w] < 0 {
				t.Fatalf("%q is lost:\n%s", w, shown)
			}
		}
		colored := show(Terminal{Width: width, Color: true})
		if plain := strings.NewReplacer("\x1b[31m", "", "\x1b[0m", "").Replace(colored); plain != shown {
			t.Fatalf("colours move the columns:\n%s\n%s", shown, plain)
		}
	})
}
