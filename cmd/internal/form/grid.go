package form

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"siv/cmd/internal/sheet"
)

// grid is a sheet as a table of fields.
type grid struct{ sheet.Sheet }

// record is an item of a list: a column of an upright table, a row of another.
type record struct {
	entries []entry
	years   []entry // amounts of costs, by year
}

// entry is a field of a record and what its cell holds.
type entry struct {
	field field
	cell  sheet.Content
	value value
	place place
}

func (r record) entry(path string) entry {
	for _, c := range r.entries {
		if c.field.path == path {
			return c
		}
	}
	none := entry{field: field{path: path}}
	if len(r.entries) > 0 {
		none.place = r.entries[0].place
	}
	return none
}

func (r record) text(path string) string { return r.entry(path).value.text }
func (r record) place(path string) place { return r.entry(path).place }

// cell returns a cell, row and column counting from 0.
func (g *grid) cell(row, col int) sheet.Content {
	if row < len(g.Rows) && col < len(g.Rows[row]) {
		return g.Rows[row][col]
	}
	return sheet.Content{}
}

func (g *grid) entry(f field, label string, row, col int) entry {
	c := g.cell(row, col)
	text := strings.Join(strings.Fields(c.Text), " ")
	if f.kind == words || f.kind == list {
		text = strings.TrimSpace(c.Text)
	}
	if f.kind != words && f.kind != list {
		text = strings.ReplaceAll(text, "\u2212", "-") // the minus sign of a word processor
	}
	if c.Problem != "" {
		text = c.Text + " " // so that it is not passed over
	}
	return entry{field: f, cell: c, place: place{g.Name, sheet.At(col+1, row+1), label},
		value: value{text: text, percent: c.Percent, day: c.Day, number: c.Number}}
}

// records reads the records of a table. Those without any value are passed over.
// What stands under no known label is a fault, once.
func (r *reader) records(t table, tell bool) []record {
	g := r.sheets[t.name]
	if g == nil {
		return nil
	}
	if t.upright {
		return r.uprightRecords(g, t, tell)
	}
	return r.rowRecords(g, t, tell)
}

// match finds the field of a label in any language.
func (r *reader) match(t table, text string) (field, bool) {
	labels := r.labels[t.name]
	if labels == nil {
		labels = map[string]field{}
		for _, f := range slices.Backward(t.fields) { // of two that are alike, the first
			for _, l := range r.both {
				labels[fold(l.T(f.label))] = f
			}
		}
		r.labels[t.name] = labels
	}
	f, ok := labels[fold(text)]
	return f, ok
}

// firstRecord is the column of the first record of an upright table: labels and
// explanations stand before it.
const firstRecord = 2

func (r *reader) uprightRecords(g *grid, t table, tell bool) []record {
	var columns int
	rows, seen := map[int]field{}, map[string]bool{}
	for i, row := range g.Rows {
		f, ok := r.match(t, g.cell(i, 0).Text)
		if ok && !f.title {
			if seen[f.path] && tell {
				r.fault(g.entry(field{}, "", i, 0).place, "twice", fmt.Errorf("the row %q stands twice", clip(g.cell(i, 0).Text)))
			}
			seen[f.path] = true
			rows[i] = f
			columns = max(columns, len(row))
		} else if tell && i >= titleRows {
			for col := firstRecord; col < len(row); col++ {
				if c := g.entry(field{}, "", i, col); c.value.text != "" {
					r.fault(c.place, "unknown-row", fmt.Errorf("the row %q is none of the form", clip(g.cell(i, 0).Text)))
				}
			}
		}
	}
	if t.path == "" {
		columns = max(columns, firstRecord+1) // the investment is always there
	}
	var list []record
	for col := firstRecord; col < columns; col++ {
		var rec record
		filled := t.path == "" && col == firstRecord
		for i := range g.Rows {
			if f, ok := rows[i]; ok {
				c := g.entry(f, g.cell(i, 0).Text, i, col)
				rec.entries = append(rec.entries, c)
				filled = filled || c.value.text != ""
			}
		}
		if filled && len(rec.entries) > 0 {
			list = append(list, rec)
		}
	}
	if len(list) == 0 && t.path == "" {
		list = []record{{}}
	}
	if t.path == "" && tell {
		for _, rec := range list[1:] {
			for _, c := range rec.entries {
				if c.value.text != "" {
					r.fault(c.place, "unknown-column", errors.New("the form has one column of answers"))
				}
			}
		}
	}
	return list
}

// titleRows stand above an upright table; the header of another is looked for in
// the first headerRows.
const (
	titleRows  = 2
	headerRows = 20
)

// rowRecords reads a table whose header is the first row in which two labels are
// known.
func (r *reader) rowRecords(g *grid, t table, tell bool) []record {
	header := r.header(g, t)
	if header < 0 {
		if tell && len(g.Rows) > 0 {
			r.fault(place{sheet: g.Name}, "no-header", errors.New("has no row of headers that is known"))
		}
		return nil
	}
	columns := r.columns(g, t, header, tell)
	var list []record
	told := map[int]bool{}
	for i := header + 1; i < len(g.Rows); i++ {
		var rec record
		filled := false
		for j := range max(len(columns), len(g.Rows[i])) {
			if j >= len(columns) || !columns[j].known {
				if c := g.entry(field{}, "", i, j); c.value.text != "" && tell && !told[j] {
					told[j] = true
					r.fault(c.place, "unknown-column", fmt.Errorf("the column %q is none of the form", clip(g.cell(header, j).Text)))
				}
				continue
			}
			c := g.entry(columns[j].field, g.cell(header, j).Text, i, j)
			filled = filled || c.value.text != ""
			if columns[j].year {
				rec.years = append(rec.years, c)
			} else {
				rec.entries = append(rec.entries, c)
			}
		}
		if filled && len(rec.entries) > 0 {
			list = append(list, rec)
		}
	}
	return list
}

// header is the place of the row of headers, or -1.
func (r *reader) header(g *grid, t table) int {
	for i := 0; i < len(g.Rows) && i < headerRows; i++ {
		known := 0
		for _, c := range g.Rows[i] {
			if _, ok := r.match(t, c.Text); ok {
				known++
			}
		}
		if known >= 2 {
			return i
		}
	}
	return -1
}

// column is what stands below a header: a field, if it is known, or the amount of a
// year.
type column struct {
	field field
	known bool
	year  bool
}

func (r *reader) columns(g *grid, t table, header int, tell bool) []column {
	columns := make([]column, len(g.Rows[header]))
	seen := map[string]bool{}
	for j, c := range g.Rows[header] {
		f, ok := r.match(t, c.Text)
		columns[j] = column{field: f, known: ok}
		if year, ok := isYear(c.Text); ok && t.path == "costs" {
			columns[j] = column{field: field{path: fmt.Sprintf("amounts.%d", year), kind: amount}, known: true, year: true}
		}
		if path := columns[j].field.path; columns[j].known && tell {
			if seen[path] {
				r.fault(g.entry(field{}, "", header, j).place, "twice", fmt.Errorf("the column %q stands twice", clip(c.Text)))
			}
			seen[path] = true
		}
	}
	return columns
}
