package input

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"siv/calc"
)

// DecodeFlows reads dated flows from CSV, separated by ; or , as the first line
// has it, with a decimal point or, in quotes or between semicolons, a decimal
// comma. The first line names the columns: t or year, then cost and benefit, or
// flow, of which a negative one is a cost. The first year is t = 0. An empty cost
// or benefit is 0. The error is Faults: everything that is wrong with the file.
func DecodeFlows(file string, data []byte) ([]calc.DatedFlow, error) {
	if len(data) > MaxSize {
		return nil, Faults{{File: file, Code: "too-large", Message: "the file is larger than 1 MiB"}}
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if fault := badCharacter(file, data); fault != nil {
		return nil, Faults{*fault}
	}
	text := string(data)
	f := flowTable{file: file, lines: strings.Split(text, "\n"), reader: csv.NewReader(strings.NewReader(text))}
	if strings.Contains(f.lines[0], ";") {
		f.reader.Comma = ';'
	}
	f.reader.TrimLeadingSpace = true
	f.read()
	if len(f.faults) > 0 {
		return nil, f.faults.sorted()
	}
	return f.flows, nil
}

// flowTable is a table of flows being read.
type flowTable struct {
	file   string
	lines  []string
	reader *csv.Reader
	column map[string]int
	dated  bool // by year, not by t
	first  int  // year
	flows  []calc.DatedFlow
	faults Faults
}

func flowColumns() []string { return []string{"t", "year", "cost", "benefit", "flow"} }

func (f *flowTable) read() {
	header, err := f.reader.Read()
	if err != nil {
		f.syntax(err, Fault{File: f.file, Code: "empty", Message: "the file is empty"})
		return
	}
	if f.header(header); len(f.faults) > 0 {
		return
	}
	for {
		record, err := f.reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			f.syntax(err, Fault{})
			if errors.Is(err, csv.ErrFieldCount) {
				continue
			}
			return
		}
		f.row(record)
	}
	if len(f.flows) == 0 && len(f.faults) == 0 {
		f.faults = append(f.faults, Fault{File: f.file, Code: "empty", Message: "there are no flows below the first line"})
	}
	if f.dated {
		f.countFromFirst()
	}
}

// syntax tells of a line that is no row of the table.
func (f *flowTable) syntax(err error, otherwise Fault) {
	var at *csv.ParseError
	if !errors.As(err, &at) {
		f.faults = append(f.faults, otherwise)
		return
	}
	fault := Fault{File: f.file, Line: at.Line, Column: at.Column, Code: "syntax", Message: fmt.Sprintf("not CSV: %s", at.Err)}
	if errors.Is(err, csv.ErrFieldCount) {
		fault.Message = fmt.Sprintf("has not %d fields, as the first line", f.reader.FieldsPerRecord)
		if f.reader.Comma == ',' {
			fault.Hint = "separate fields with ; or put an amount with a decimal comma in quotes"
		}
	}
	f.faults = append(f.faults, fault)
}

// fault tells what is wrong with a field, at its place in characters.
func (f *flowTable) fault(field int, path, code, format string, args ...any) *Fault {
	line, column := f.reader.FieldPos(field)
	if text := f.lines[line-1]; column-1 <= len(text) {
		column = utf8.RuneCountInString(text[:column-1]) + 1
	}
	f.faults = append(f.faults, Fault{File: f.file, Line: line, Column: column,
		Path: path, Code: code, Message: fmt.Sprintf(format, args...)})
	return &f.faults[len(f.faults)-1]
}

func (f *flowTable) header(names []string) {
	f.column = map[string]int{}
	for i, name := range names {
		name = strings.TrimSpace(name)
		switch _, twice := f.column[name]; {
		case !slices.Contains(flowColumns(), name):
			f.fault(i, "", "unknown-column", "unknown column %q", name).Hint = didYouMean(name, flowColumns())
		case twice:
			f.fault(i, "", "duplicate", "the column %s stands twice", name)
		}
		f.column[name] = i
	}
	has := func(name string) bool { _, ok := f.column[name]; return ok }
	f.dated = has("year")
	if len(f.faults) > 0 {
		return
	}
	if has("t") == has("year") {
		f.fault(0, "", "columns", "there must be a column t or a column year, and not both")
	}
	if has("flow") && (has("cost") || has("benefit")) || !has("flow") && !(has("cost") && has("benefit")) {
		f.fault(0, "", "columns", "there must be the columns cost and benefit, or the column flow")
	}
}

func (f *flowTable) row(record []string) {
	var flow calc.DatedFlow
	if f.dated {
		flow.T = f.time(record, "year", parseYear)
	} else {
		flow.T = f.time(record, "t", func(s string) (int, error) {
			t, err := strconv.Atoi(s)
			if err != nil || t < -calc.MaxTime || t > calc.MaxTime {
				return 0, fmt.Errorf("%q is not a whole number between %d and %d", s, -calc.MaxTime, calc.MaxTime)
			}
			return t, nil
		})
	}
	if _, ok := f.column["flow"]; ok {
		if amount := f.amount(record, "flow"); amount.IsNegative() {
			flow.Cost = amount.Neg()
		} else {
			flow.Benefit = amount
		}
	} else {
		flow.Cost, flow.Benefit = f.notNegative(record, "cost"), f.notNegative(record, "benefit")
	}
	f.flows = append(f.flows, flow)
}

func (f *flowTable) time(record []string, name string, parse func(string) (int, error)) int {
	t, err := parse(strings.TrimSpace(record[f.column[name]]))
	if err != nil {
		f.fault(f.column[name], name, "bad-"+name, "%v", err)
	}
	return t
}

func (f *flowTable) amount(record []string, name string) decimal.Decimal {
	amount, err := parseAmount(strings.TrimSpace(record[f.column[name]]))
	if err != nil {
		fault := f.fault(f.column[name], name, "bad-number", "%v", err)
		var h interface{ Hint() string }
		if errors.As(err, &h) {
			fault.Hint = h.Hint()
		}
	}
	return amount
}

func (f *flowTable) notNegative(record []string, name string) decimal.Decimal {
	if strings.TrimSpace(record[f.column[name]]) == "" {
		return decimal.Zero
	}
	amount := f.amount(record, name)
	if amount.IsNegative() {
		f.fault(f.column[name], name, "out-of-range", "%s is negative; a cost and a benefit are positive, only a flow has a sign", amount)
	}
	return amount
}

// countFromFirst turns years into t, 0 for the first.
func (f *flowTable) countFromFirst() {
	for i, flow := range f.flows {
		if i == 0 || flow.T < f.first {
			f.first = flow.T
		}
	}
	for i := range f.flows {
		f.flows[i].T -= f.first
	}
}
