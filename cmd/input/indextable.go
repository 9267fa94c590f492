package input

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"siv/unitcosts"
)

// indexColumns names the columns of a table of a price index, and what SKR and SCB
// call them. Year and change_percent must be there; without index it is PKV.
func indexColumns() map[string]string {
	return map[string]string{
		"index": "index", "year": "year", "change_percent": "change_percent", "edition": "edition", "published": "published", "source": "source",
		"år": "year", "percent": "change_percent", "procent": "change_percent", "förändring": "change_percent",
		"utgåva": "edition", "publicerad": "published", "källa": "source",
	}
}

// decodeIndexTable reads a price index as a table with a header.
func decodeIndexTable(file string, data []byte) ([]unitcosts.Figure, error) {
	t := indexTable{file: file, reader: csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\uFEFF"))))}
	t.reader.Comma = ';'
	header, err := t.reader.Read()
	if err != nil {
		return nil, Faults{{File: file, Code: "empty", Message: "the file has no header"}}
	}
	if !t.columns(header) {
		return nil, t.faults
	}
	for {
		record, err := t.reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			var at *csv.ParseError
			if errors.As(err, &at) {
				t.faults = append(t.faults, Fault{File: file, Line: at.Line, Column: at.Column, Code: "syntax", Message: at.Err.Error()})
			}
			break
		}
		t.row(record)
	}
	if len(t.faults) > 0 {
		return nil, t.faults
	}
	return t.figures, nil
}

type indexTable struct {
	file    string
	reader  *csv.Reader
	column  map[string]int
	figures []unitcosts.Figure
	faults  Faults
}

func (t *indexTable) fault(field int, path, message string) {
	line, column := t.reader.FieldPos(field)
	t.faults = append(t.faults, Fault{File: t.file, Line: line, Column: column, Path: path, Code: "bad-number", Message: message})
}

// columns finds the columns, and reports whether those that must be there are.
func (t *indexTable) columns(header []string) bool {
	known := indexColumns()
	t.column = map[string]int{}
	for i, name := range header {
		name = strings.TrimSpace(name)
		key, ok := known[strings.ToLower(name)]
		if !ok {
			t.fault(i, name, "unknown column; the columns are index, year, change_percent, edition, published, source")
		}
		t.column[key] = i
	}
	whole := true
	for _, name := range []string{"year", "change_percent"} {
		if _, ok := t.column[name]; !ok {
			t.fault(0, name, "the column is missing")
			whole = false
		}
	}
	return whole
}

func (t *indexTable) row(record []string) {
	get := func(name, otherwise string) string {
		if i, ok := t.column[name]; ok {
			return strings.TrimSpace(record[i])
		}
		return otherwise
	}
	year, err := parseYear(get("year", ""))
	if err != nil {
		t.fault(t.column["year"], "year", err.Error())
	}
	percent := strings.TrimSuffix(get("change_percent", ""), "%")
	change, err := parseShare(percent + "%")
	if err != nil {
		t.fault(t.column["change_percent"], "change_percent", fmt.Sprintf("%q is not a change in per cent, as 2.7", percent))
	}
	published := get("published", "")
	if _, err := time.Parse(time.DateOnly, published); published != "" && err != nil {
		t.fault(t.column["published"], "published", fmt.Sprintf("%q is not a date: write it as 2019-06-30", published))
	}
	t.figures = append(t.figures, unitcosts.Figure{Index: get("index", "PKV"), Year: year, Change: change,
		Edition: get("edition", ""), Published: published, Source: get("source", "")})
}
