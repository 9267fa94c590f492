package input

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
)

// RawTable is a table as it stands in a file: texts under the names of columns,
// with the places of the cells.
type RawTable struct {
	File   string
	Header []string
	Rows   []RawRow
}

// RawRow is a row of texts. Columns are the places of its cells in the line.
type RawRow struct {
	Line    int
	Cells   []string
	Columns []int
}

// place returns where a cell stands.
func (t *RawTable) place(row RawRow, column int) Fault {
	f := Fault{File: t.File, Line: row.Line, Column: 1}
	if column >= 0 && column < len(row.Columns) {
		f.Column = row.Columns[column]
	}
	return f
}

// cell returns the text of a column; a short row has empty cells.
func (r RawRow) cell(column int) string {
	if column < 0 || column >= len(r.Cells) {
		return ""
	}
	return strings.Trim(r.Cells[column], " \t\r\n\u00a0\u202f")
}

func (r RawRow) empty() bool {
	for i := range r.Cells {
		if r.cell(i) != "" {
			return false
		}
	}
	return true
}

// ReadCSVTable reads a table in csv whose names of columns stand on the given
// line, counted from 1. Fields are separated by ; or , or tabs, whichever that line
// has most of. A text of a file for Excel, which a byte order mark begins, is read
// without what [Guarded] put before it. The error is Faults.
func ReadCSVTable(file string, data []byte, header int) (*RawTable, error) {
	data, forExcel := bytes.CutPrefix(data, []byte("\uFEFF"))
	if fault := badCharacter(file, data); fault != nil {
		return nil, Faults{*fault}
	}
	reader := csv.NewReader(bytes.NewReader(data))
	reader.Comma = separator(data, header)
	reader.FieldsPerRecord = -1
	var rows []RawRow
	for {
		record, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var at *csv.ParseError
		if errors.As(err, &at) {
			return nil, Faults{{File: file, Line: at.Line, Column: at.Column, Code: "syntax", Message: at.Err.Error()}}
		}
		if err != nil {
			return nil, err
		}
		row := RawRow{Cells: record, Columns: make([]int, len(record))}
		for i := range record {
			row.Line, row.Columns[i] = reader.FieldPos(i)
			if forExcel {
				record[i] = unguarded(record[i])
			}
		}
		if len(record) > 0 {
			row.Line, _ = reader.FieldPos(0)
		}
		rows = append(rows, row)
	}
	return NewRawTable(file, rows, header)
}

// NewRawTable makes a table of rows, of which one holds the names of the columns.
func NewRawTable(file string, rows []RawRow, header int) (*RawTable, error) {
	for i, row := range rows {
		if row.Line < header {
			continue
		}
		if row.Line > header || row.empty() {
			break
		}
		t := &RawTable{File: file, Rows: rows[i+1:]}
		for j := range row.Cells {
			t.Header = append(t.Header, row.cell(j))
		}
		return t, nil
	}
	return nil, Faults{{File: file, Line: header, Column: 1, Code: "empty", Message: "there are no names of columns on this line",
		Hint: "--header N says on which line they are"}}
}

// separator guesses what stands between fields by the line with the names.
func separator(data []byte, header int) rune {
	line := ""
	number := 0
	for l := range strings.Lines(string(data)) {
		if number++; number == header {
			line = l
			break
		}
	}
	best := ';'
	for _, r := range []rune{',', '\t'} {
		if strings.Count(line, string(r)) > strings.Count(line, string(best)) {
			best = r
		}
	}
	return best
}
