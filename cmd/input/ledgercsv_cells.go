package input

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// split cuts a row into cells. A quoted cell ends on its own line.
func (c *LedgerCSV) split(row csvRow, cells []string) ([]string, *Fault) {
	rest := row.text
	quotes := strings.IndexByte(rest, '"') >= 0
	for {
		if quotes && strings.HasPrefix(rest, `"`) {
			value, after, ok := quotedCell(rest[1:])
			if !ok || after != "" && after[0] != c.comma {
				f := c.at(row, len(cells), csvQuote, "a quoted field is not closed, or goes on after its closing quote")
				return nil, &f
			}
			cells = append(cells, value)
			if after == "" {
				return cells, nil
			}
			rest = after[1:]
			continue
		}
		end := strings.IndexByte(rest, c.comma)
		cell := rest
		if end >= 0 {
			cell = rest[:end]
		}
		if quotes && strings.IndexByte(cell, '"') >= 0 {
			f := c.at(row, len(cells), csvQuote, "a quote stands in a field that is not quoted")
			return nil, &f
		}
		cells = append(cells, cell)
		if end < 0 {
			return cells, nil
		}
		rest = rest[end+1:]
	}
}

// quotedCell reads a quoted value after its opening quote, in which two quotes are one.
func quotedCell(s string) (value, after string, ok bool) {
	end := strings.IndexByte(s, '"')
	if end >= 0 && !strings.HasPrefix(s[end:], `""`) {
		return s[:end], s[end+1:], true
	}
	var b strings.Builder
	for end >= 0 {
		b.WriteString(s[:end])
		s = s[end+1:]
		if !strings.HasPrefix(s, `"`) {
			return b.String(), s, true
		}
		b.WriteByte('"')
		s = s[1:]
		end = strings.IndexByte(s, '"')
	}
	return "", "", false
}

// fieldFault is a fault at the cell of a column, or at the row where it has none.
func (c *LedgerCSV) fieldFault(row csvRow, column, code, message string) Fault {
	f := c.at(row, max(0, slices.Index(c.columns, column)), code, message)
	f.Path = column
	return f
}

// at is a fault at a cell of a row, counted in characters. The place is looked for
// only here, as most files have no faults.
func (c *LedgerCSV) at(row csvRow, cell int, code, message string) Fault {
	rest, quoted := row.text, false
	for i := range rest {
		switch {
		case cell == 0:
			return c.place(row, i, code, message)
		case rest[i] == '"':
			quoted = !quoted
		case rest[i] == c.comma && !quoted:
			if cell--; cell == 0 {
				return c.place(row, i+1, code, message)
			}
		}
	}
	return c.place(row, len(rest), code, message)
}

func (c *LedgerCSV) place(row csvRow, at int, code, message string) Fault {
	return Fault{File: c.file, Line: row.line, Column: utf8.RuneCountInString(row.text[:at]) + 1, Code: code, Message: message}
}

// notUTF8 is the fault of a text at its first byte that is not UTF-8.
func (c *LedgerCSV) notUTF8(text string) Faults {
	number := 0
	for line := range strings.Lines(text) {
		number++
		for i, r := range line {
			if _, size := utf8.DecodeRuneInString(line[i:]); r == utf8.RuneError && size == 1 {
				f := c.place(csvRow{number, line}, i, csvEncoding, "not UTF-8")
				f.Hint = hintEncoding
				return Faults{f}
			}
		}
	}
	return nil
}
