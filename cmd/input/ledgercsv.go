package input

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
	"unsafe"

	"siv/ledger"
)

// LedgerCSV is a file of ledger entries, one a row, and where each of them stands.
type LedgerCSV struct {
	Entries []ledger.Entry

	file    string
	guarded bool // made for Excel: texts may be guarded
	comma   byte
	columns []string // by place in a row
	rows    []csvRow // by entry
}

// csvRow is a line with its number.
type csvRow struct {
	line int
	text string
}

// The codes of faults in a ledger's CSV.
const (
	csvEncoding  = "encoding"
	csvQuote     = "quote"
	csvColumn    = "column"
	csvFields    = "fields"
	csvMissing   = "missing"
	csvMalformed = "malformed"
)

// ReadLedgerCSV reads entries from CSV: UTF-8, a byte order mark allowed, separated
// by ; or , as the first line has them, LF or CRLF. After a byte order mark a text is
// read without what [Guarded] put before it. The first line names the
// columns, in any order; an absent one is empty. Every row has an id, a kind and a
// date, and what its kind demands besides. A row is one line, as no text of a
// ledger can hold a line break; an empty line is none, nor is one of separators alone,
// which spreadsheets leave behind. The error is [Faults], all
// that is wrong with the file. The entries' texts are parts of data, which must
// not change afterwards.
func ReadLedgerCSV(file string, data []byte) (*LedgerCSV, error) {
	c := &LedgerCSV{file: file}
	data, c.guarded = bytes.CutPrefix(data, []byte("\ufeff"))
	text := unsafe.String(unsafe.SliceData(data), len(data))
	head, rest, number := csvRow{}, text, 0
	for head.text == "" && rest != "" {
		line, after, _ := strings.Cut(rest, "\n")
		number++
		head, rest = csvRow{number, strings.TrimSuffix(line, "\r")}, after
	}
	var faults Faults
	if head.text != "" {
		faults = c.header(head)
	} else {
		faults = Faults{{File: file, Code: csvMissing, Message: "no columns are named"}}
	}
	if faults == nil { // without names no row can be read
		faults = c.readRows(rest, number)
	}
	if faults != nil && !utf8.ValidString(text) {
		return nil, c.notUTF8(text)
	}
	if faults != nil {
		return nil, faults
	}
	return c, nil
}

// Fault is a fault of an entry that the file itself does not show, such as a rule
// of the ledger that refuses it, at the place of the field it speaks of.
func (c *LedgerCSV) Fault(entry int, field, code, message string) Fault {
	return c.fieldFault(c.rows[entry], field, code, message)
}

// header reads the names of the columns.
func (c *LedgerCSV) header(row csvRow) Faults {
	c.comma = ','
	if strings.IndexByte(row.text, ';') >= 0 {
		c.comma = ';'
	}
	names, fault := c.split(row, nil)
	if fault != nil {
		return Faults{*fault}
	}
	var faults Faults
	seen := map[string]bool{}
	for i, name := range names {
		switch {
		case !slices.Contains(ledgerColumns(), name):
			f := c.at(row, i, csvColumn, fmt.Sprintf("no such column: %q; there are %s", name, strings.Join(ledgerColumns(), " ")))
			f.Hint = columnHint(name)
			faults = append(faults, f)
		case seen[name]:
			faults = append(faults, c.at(row, i, csvColumn, fmt.Sprintf("the column %s stands twice", name)))
		}
		seen[name] = true
	}
	for _, name := range []string{"id", "kind", "date"} {
		if !seen[name] {
			faults = append(faults, c.at(row, 0, csvMissing, fmt.Sprintf("there is no column %s", name)))
		}
	}
	c.columns = names
	return faults
}

// entry reads a row's cells into e, and tells all that is wrong with them.
func (c *LedgerCSV) entry(row csvRow, cells []string, e *ledger.Entry) Faults {
	var faults Faults
	wrong := map[string]bool(nil)
	fault := func(field, code, message string) {
		if wrong[field] {
			return // one fault a cell
		}
		if wrong == nil {
			wrong = map[string]bool{}
		}
		wrong[field] = true
		faults = append(faults, c.fieldFault(row, field, code, message))
	}
	amount := ""
	for i, cell := range cells {
		if c.guarded {
			cell = unguarded(cell)
		}
		if c.columns[i] == "amount" {
			amount = cell
		}
		if err := setColumn(e, c.columns[i], cell); err != nil {
			fault(c.columns[i], csvMalformed, err.Error())
			if c.columns[i] == "kind" {
				faults[len(faults)-1].Hint = kindHint(cell)
			}
		}
	}
	// An amount that is left out and one of zero are the same in an entry, but not here.
	switch zero := amount != "" && e.Amount == 0; {
	case e.Kind == ledger.Assertion && amount == "":
		fault("amount", csvMissing, "assertion needs amount")
	case e.Kind == ledger.Correction && zero:
		fault("amount", csvMalformed, "must be more than 0.00")
	case (e.Kind == ledger.Close || e.Kind == ledger.Reopen) && zero:
		fault("amount", csvMalformed, fmt.Sprintf("%s takes no amount", e.Kind))
	}
	for _, f := range e.Faults() {
		code := csvMalformed
		if f.Missing || f.Field == "amount" && amount == "" {
			code = csvMissing
		}
		fault(f.Field, code, f.Message)
	}
	for _, f := range e.Unseen() {
		fault(f.Field, csvMalformed, f.Message)
	}
	return faults.sorted()
}

// setColumn reads a cell into its field. An empty one is a field that is left out.
func setColumn(e *ledger.Entry, column, cell string) (err error) {
	if cell == "" {
		return nil
	}
	switch column {
	case "id":
		e.ID = cell
	case "kind":
		var ok bool
		if e.Kind, ok = ledger.ParseKind(cell); !ok {
			return fmt.Errorf("no such kind of entry: %q", cell)
		}
	case "date":
		e.Date, err = ledger.ParseDate(cell)
	case "amount":
		e.Amount, err = ledger.ParseAmount(cell)
	case "investment":
		e.Investment = cell
	case "namnd":
		e.Namnd = cell
	case "basis":
		e.Basis = cell
	case "year":
		var year int64
		year, err = wholeNumber(cell, 4)
		e.Year = int(year)
	case "voucher":
		e.Voucher = cell
	case "ref":
		e.Ref = cell
	case "text":
		e.Text = cell
	case "by":
		e.By = cell
	case "reverses":
		e.Reverses, err = wholeNumber(cell, 10)
	case "reason":
		e.Reason = cell
	case "reverses_id":
		e.ReversesID = cell
	}
	return err
}

func kindWords() []string {
	var words []string
	for _, k := range ledger.Kinds() {
		words = append(words, k.String())
	}
	return words
}

func ledgerColumns() []string {
	return []string{"id", "kind", "date", "amount", "investment", "namnd", "basis", "year", "voucher", "ref", "text", "by", "reverses", "reason", "reverses_id"}
}

func wholeNumber(s string, digits int) (int64, error) {
	n, err := strconv.ParseUint(s, 10, 63)
	if err != nil || n == 0 || len(s) > digits {
		return 0, fmt.Errorf("not a whole number from 1 of at most %d digits", digits)
	}
	return int64(n), nil
}
