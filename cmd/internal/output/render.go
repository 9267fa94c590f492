package output

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"

	"siv/cmd/input"
	"siv/cmd/internal/lang"
)

// Format is how a document is written.
type Format string

// The formats. Only Table and Markdown depend on the language.
const (
	Screen   Format = "table"
	JSON     Format = "json"
	CSV      Format = "csv"
	Markdown Format = "md"
)

// Formats lists every format.
func Formats() []Format { return []Format{Screen, JSON, CSV, Markdown} }

// UnknownFieldError says that --fields names a field that the answer has not.
type UnknownFieldError struct {
	Field string
	Known []string
}

func (e UnknownFieldError) Error() string {
	return fmt.Sprintf("there is no field %q; the fields are %s", e.Field, strings.Join(e.Known, ", "))
}

// Options say how to render.
type Options struct {
	Format   Format
	Language lang.Language
	Fields   []string // columns, or keys in json, to keep; none: all
	BOM      bool     // CSV is for Excel: it begins with a byte order mark, and no text is a formula
	Terminal Terminal // that Screen is shown on
}

// Render writes a document. Nothing is written unless all of it could be made.
func Render(w io.Writer, doc Document, o Options) error {
	var buffer bytes.Buffer
	var err error
	switch o.Format {
	case JSON:
		err = doc.json(&buffer, o.Fields)
	case CSV:
		if o.BOM {
			buffer.WriteString("\uFEFF")
		}
		err = doc.csv(&buffer, o)
	case Markdown:
		err = doc.prose(&buffer, o, markdownStyle())
	default:
		err = doc.prose(&buffer, o, screenStyle(o.Terminal))
	}
	if err != nil {
		return err
	}
	_, err = buffer.WriteTo(w)
	return err
}

// rows is the table that machine formats show.
func (doc Document) rows() Table {
	switch {
	case doc.Rows != nil:
		return *doc.Rows
	case len(doc.Sections) > 0 && len(doc.Sections[0].Tables) > 0:
		return doc.Sections[0].Tables[0]
	default:
		return Table{}
	}
}

// pick keeps the named columns, in the order they are named; none: all.
func (t Table) pick(fields []string) (Table, error) {
	if len(fields) == 0 {
		return t, nil
	}
	known := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		known[i] = c.Key
	}
	at := make([]int, len(fields))
	for i, field := range fields {
		if at[i] = slices.Index(known, field); at[i] < 0 {
			return Table{}, UnknownFieldError{Field: field, Known: known}
		}
	}
	return t.Pick(at...), nil
}

// Pick returns the table with the columns at the given places, in that order.
func (t Table) Pick(at ...int) Table {
	picked := Table{Title: t.Title, Notes: t.Notes, Rows: make([][]Cell, len(t.Rows))}
	for _, column := range at {
		picked.Columns = append(picked.Columns, t.Columns[column])
		for i, row := range t.Rows {
			picked.Rows[i] = append(picked.Rows[i], row[column])
		}
	}
	return picked
}

// csv writes semicolons and decimal commas, as spreadsheets in Sweden read them,
// whatever the language of the screen.
func (doc Document) csv(w io.Writer, o Options) error {
	t, err := doc.rows().pick(o.Fields)
	if err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.Comma = ';'
	record := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		record[i] = c.Key
	}
	if err := out.Write(record); err != nil {
		return err
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return err
	}
	return CSVRows(w, t, o)
}

// CSVRows writes the rows of a table without its header.
func CSVRows(w io.Writer, t Table, o Options) error {
	out := csv.NewWriter(w)
	out.Comma = ';'
	record := make([]string, len(t.Columns))
	for _, row := range t.Rows {
		for i, cell := range row {
			if record[i] = cell.plain(","); o.BOM && cell.kind == text {
				record[i] = input.Guarded(record[i])
			}
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
