// Package report writes documents as self-contained HTML pages that print well.
package report

import (
	_ "embed"
	"html/template"
	"io"

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

// HTML writes a document as one page that needs no network and no script.
func HTML(w io.Writer, p Page, doc output.Document) error {
	t, err := template.New("page").Funcs(template.FuncMap{
		"svg":  func(b []byte) template.HTML { return template.HTML(b) }, // drawn by package chart, which escapes its words
		"show": func(c output.Cell) string { return c.Screen(p.Language) },
	}).Parse(page)
	if err != nil {
		return err
	}
	return t.Execute(w, struct {
		Page
		Sections []output.Section
	}{p, doc.Sections})
}
