// Package report writes documents as self-contained HTML pages that print well, and
// as Markdown.
package report

import (
	"bytes"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"regexp"
	"strings"

	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
)

// Page is what a report puts around a document.
type Page struct {
	Language lang.Language
	Title    string
	// Origin says what the report was made from, at its foot: files, versions, hashes.
	Origin []string
}

//go:embed page.html
var page string

// HTML writes a document as one page that needs no network and no script. Each
// section that has a heading has a link in the contents.
func HTML(w io.Writer, p Page, doc output.Document) error {
	// Browsers break a line after a hyphen, also inside a date or a flag.
	hyphened := regexp.MustCompile(`\b\d{4}-\d{2}-\d{2}\b( –)?|--[a-z][a-z-]*`)
	whole := func(text string) template.HTML {
		return template.HTML(hyphened.ReplaceAllString(template.HTMLEscapeString(text), `<span class="brief">$0</span>`)) //nolint:gosec // it was escaped
	}
	words := func(text string) template.HTML { return whole(output.Unbroken(text)) }
	t, err := template.New("page").Funcs(template.FuncMap{
		"image":  image,
		"show":   func(c output.Cell) template.HTML { return words(c.Screen(p.Language)) },
		"words":  words,
		"whole":  whole,
		"word":   func(key string) string { return p.Language.T(key) },
		"anchor": anchor,
		"class":  func(t output.Table, column int, c output.Cell) string { return class(p.Language, t, column, c) },
	}).Parse(page)
	if err != nil {
		return err
	}
	return t.Execute(w, struct {
		Page
		Contents []link
		Sections []output.Section
	}{p, contents(doc.Sections), doc.Sections})
}

// link is a line of the contents.
type link struct {
	Heading, Anchor string
	Below           []link
}

func contents(sections []output.Section) []link {
	var list []link
	for i, s := range sections {
		one := link{Heading: s.Heading, Anchor: anchor(i, s)}
		switch {
		case s.Heading == "":
		case s.Level == 0 || len(list) == 0:
			list = append(list, one)
		default:
			above := &list[len(list)-1]
			above.Below = append(above.Below, one)
		}
	}
	return list
}

// image is a drawing as the address of itself, in an img element: word processors
// show that, while they take an svg element apart into its words; and in a browser
// it can be copied and saved.
func image(svg []byte) template.URL {
	return template.URL("data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString(svg))
}

// class says how a cell is set: numbers to the right, brief words such as months and
// a place in a file on one line, and words that may be broken anywhere where one in
// their column, an address, is long.
func class(l lang.Language, t output.Table, column int, c output.Cell) string {
	if t.Right(column) {
		return "n"
	}
	longest := 0
	for _, row := range t.Rows {
		text := row[column].Screen(l)
		longest = max(longest, len(text))
		for word := range strings.FieldsSeq(text) {
			if len(word) > 50 {
				return "long"
			}
		}
	}
	if text := c.Screen(l); longest <= 12 || len(text) <= maxBrief && !strings.Contains(text, " ") {
		return "brief"
	}
	return ""
}

// maxBrief is the longest word that is kept on one line: a hyphen in it would break it.
const maxBrief = 32

// anchor is what a link to the i-th section names.
func anchor(i int, s output.Section) string {
	if s.Anchor != "" {
		return s.Anchor
	}
	return fmt.Sprintf("section-%d", i+1)
}

// Markdown writes a document as HTML does, without the drawings: what they show is
// said in words.
func Markdown(w io.Writer, p Page, doc output.Document) error {
	var body bytes.Buffer
	if err := output.Render(&body, doc, output.Options{Format: output.Markdown, Language: p.Language}); err != nil {
		return err
	}
	text := "# " + output.MarkdownText(p.Title) + "\n\n" + body.String()
	if len(p.Origin) > 0 {
		text += "\n## " + p.Language.T("report.origin") + "\n\n"
	}
	for _, line := range p.Origin {
		text += "- " + output.MarkdownText(line) + "\n"
	}
	_, err := io.WriteString(w, text)
	return err
}
