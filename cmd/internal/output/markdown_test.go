package output

import (
	"strings"
	"testing"

	"siv/cmd/internal/lang"
)

// TestMarkdownText: what a file says is shown, and makes nothing of the report's own.
func TestMarkdownText(t *testing.T) {
	for text, want := range map[string]string{
		"Läsning & lek, 20 % [A]":          "Läsning & lek, 20 % [A]",
		"<script>x</script>":               `\<script>x\</script>`,
		`\<b>`:                             `\\\<b>`,
		"[länk](javascript:alert(1))":      `[länk]\(javascript:alert(1))`,
		"![bild][1]":                       `![bild]\[1]`,
		"`kod` **fet**":                    "\\`kod\\` \\*\\*fet\\*\\*",
		"rad ett\r\n\r\n# rubrik\n- punkt": "rad ett  # rubrik - punkt",
	} {
		if got := MarkdownText(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestMarkdownOfOthersWords: a text of a file stays in its place wherever it stands.
func TestMarkdownOfOthersWords(t *testing.T) {
	evil := "# rubrik\n<b>|[x](y)"
	doc := Document{Sections: []Section{{Heading: evil, Lead: []string{evil, "- punkt", "=1", "> citat", "~~~", "[1]: http://exempel.se", "[A] är"},
		Tables:     []Table{{Title: evil, Notes: []string{evil}, Columns: []Column{{Title: evil}}, Rows: [][]Cell{{Text(evil)}, {Text("-1")}}}},
		NotesTitle: evil, Notes: []string{evil}, Figures: []Figure{{Title: evil, Alt: evil}}}}}
	var out strings.Builder
	if err := Render(&out, doc, Options{Format: Markdown, Language: lang.New("sv")}); err != nil {
		t.Fatal(err)
	}
	const safe = `# rubrik \<b>|[x]\(y)`
	cell := `# rubrik \<b>\|[x]\(y)`
	want := strings.Join([]string{"## " + safe, `\` + safe, `\- punkt`, `\=1`, `\> citat`, `\~~~`, `\[1]: http://exempel.se`, "[A] är", "*" + safe + ".* " + safe,
		"### " + safe + "\n" + `\` + safe, "| " + cell + " |\n|:" + strings.Repeat("-", len(cell)+1) + "|\n| " + cell + " |\n| -1" + strings.Repeat(" ", len(cell)-2) + " |",
		"### " + safe + "\n- " + `\` + safe}, "\n\n") + "\n"
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}
