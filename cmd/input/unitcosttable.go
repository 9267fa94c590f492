package input

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"siv/unitcosts"
)

// UnitCostFields names what a column, or a constant, of a table of unit costs may
// be. They are the columns of siv unitcosts export.
func UnitCostFields() []string {
	return []string{"id", "name", "unit", "amount", "year", "area", "region", "transfer", "scope", "edition", "source", "address", "kolada",
		"note", "definition_break", "name_en", "payer", "basis", "rounding", "overhead", "premises", "material", "overlaps", "index", "read"}
}

// neededFields must have a column or a constant.
func neededFields() []string { return []string{"id", "name", "unit", "amount", "year", "source"} }

// Mapping says where the fields of unit costs are in a table.
type Mapping struct {
	Columns   map[string]string // field → name of its column; else the column of its own name
	Constants map[string]string // field → one value for every row
	Thousands bool              // amounts are in thousands of kronor (tkr)
}

// Imported is what was made of a table: unit costs, the rows they were read from,
// and the rows that were left out.
type Imported struct {
	UnitCosts []unitcosts.UnitCost
	Read      []ImportedRow
	Skipped   []SkippedRow
}

// ImportedRow is an amount that was read.
type ImportedRow struct {
	Line int
	ID   string
	unitcosts.Amount
}

// SkippedRow is a row without an amount, and why.
type SkippedRow struct {
	Line   int
	Text   string
	Reason SkipReason
}

// SkipReason says why a row was left out.
type SkipReason string

// The reasons for leaving a row out.
const (
	SkipEmpty      SkipReason = "empty"      // the row, or its amount
	SkipSuppressed SkipReason = "suppressed" // .. by the publisher
	SkipNone       SkipReason = "none"       // - or .: there is none
	SkipDeleted    SkipReason = "deleted"    // by Kolada
	SkipNoValue    SkipReason = "no-value"   // null in Kolada
	SkipOneSex     SkipReason = "one-sex"    // of women or of men alone
	SkipPaging     SkipReason = "page"       // the file is one page of several
)

// suppressed tells the marks that stand where an amount would.
func suppressed(cell string) SkipReason {
	switch strings.ToLower(cell) {
	case "":
		return SkipEmpty
	case "..", "...", "…", "x", "e.t.", "n/a":
		return SkipSuppressed
	case ".", "-", "–", "—":
		return SkipNone
	}
	return ""
}

// UnitCosts reads unit costs out of a table, a row for each amount. Rows whose
// amount is suppressed or absent are left out and told; any other fault of any
// cell is the error, Faults.
func (t *RawTable) UnitCosts(m Mapping) (*Imported, error) {
	r := &tableReader{RawTable: t, mapping: m, column: map[string]int{}, first: map[string]RawRow{}}
	if r.columns(); len(r.faults) > 0 {
		return nil, r.faults
	}
	for _, row := range t.Rows {
		r.row(row)
	}
	if len(r.faults) == 0 && len(r.made.Read) == 0 {
		r.faults = Faults{{File: t.File, Code: "empty", Message: "no row holds an amount"}}
	}
	if len(r.faults) > 0 {
		return nil, r.faults
	}
	return &r.made, nil
}

// tableReader reads unit costs out of a table.
type tableReader struct {
	*RawTable
	made    Imported
	mapping Mapping
	column  map[string]int    // field → its place in a row
	first   map[string]RawRow // id → the row that named it first
	faults  Faults
}

// swedishField returns what a spreadsheet of Sweden calls a field.
func swedishField(field string) []string {
	return map[string][]string{"name": {"namn", "benämning"}, "unit": {"enhet"}, "amount": {"belopp", "kronor"}, "year": {"prisnivå", "prisår"},
		"area": {"område"}, "edition": {"utgåva"}, "source": {"källa"}, "address": {"adress"}, "note": {"anmärkning"}}[field]
}

// called returns the column that has the name of a field: its own, else the only one
// that has it in other letters or in Swedish and is mapped to no other field.
func (r *tableReader) called(field string) (int, bool) {
	if i := slices.Index(r.Header, field); i >= 0 {
		return i, true
	}
	found, several := -1, false
	for i, name := range r.Header {
		name = strings.ToLower(strings.TrimSpace(name))
		if name != field && !slices.Contains(swedishField(field), name) || slices.Contains(slices.Collect(maps.Values(r.mapping.Columns)), r.Header[i]) {
			continue
		}
		found, several = i, found >= 0
	}
	return found, found >= 0 && !several
}

// columns finds the column of each field, and tells the fields and columns that
// are not there.
func (r *tableReader) columns() {
	whole := func(path, message, hint string) {
		r.faults = append(r.faults, Fault{File: r.File, Path: path, Code: "unknown-column", Message: message, Hint: hint})
	}
	for _, field := range slices.Sorted(maps.Keys(r.mapping.Columns)) {
		name := r.mapping.Columns[field]
		if !slices.Contains(UnitCostFields(), field) {
			whole(field, "is no field of a unit cost", didYouMean(field, UnitCostFields()))
		} else if i := slices.Index(r.Header, name); i >= 0 {
			r.column[field] = i
		} else {
			whole(field, fmt.Sprintf("there is no column %q; the columns are %s", name, strings.Join(r.Header, ", ")), didYouMean(name, r.Header))
		}
	}
	for _, field := range slices.Sorted(maps.Keys(r.mapping.Constants)) {
		if !slices.Contains(UnitCostFields(), field) {
			whole(field, "is no field of a unit cost", didYouMean(field, UnitCostFields()))
		}
	}
	for _, field := range UnitCostFields() {
		_, mapped := r.column[field]
		_, constant := r.mapping.Constants[field]
		if i, ok := r.called(field); ok && !mapped && !constant {
			r.column[field], mapped = i, true
		}
		if slices.Contains(neededFields(), field) && !mapped && !constant && r.mapping.Columns[field] == "" {
			whole(field, "has no column", fmt.Sprintf("--map %s=COLUMN, or --set %s=VALUE; the columns are %s", field, field, strings.Join(r.Header, ", ")))
		}
	}
}

// get returns the text of a field in a row.
func (r *tableReader) get(row RawRow, field string) string {
	if i, ok := r.column[field]; ok {
		return row.cell(i)
	}
	return r.mapping.Constants[field]
}

func (r *tableReader) fault(row RawRow, field, code, message, hint string) {
	column, ok := r.column[field]
	if !ok {
		column = -1
	}
	f := r.place(row, column)
	f.Path, f.Code, f.Message, f.Hint = field, code, message, hint
	r.faults = append(r.faults, f)
}

func (r *tableReader) row(row RawRow) {
	if row.empty() {
		r.made.Skipped = append(r.made.Skipped, SkippedRow{Line: row.Line, Reason: SkipEmpty})
		return
	}
	if reason := suppressed(r.get(row, "amount")); reason != "" {
		r.made.Skipped = append(r.made.Skipped, SkippedRow{Line: row.Line, Reason: reason,
			Text: strings.TrimSpace(r.get(row, "id") + " " + r.get(row, "year") + " " + r.get(row, "amount"))})
		return
	}
	before := len(r.faults)
	u := r.unitCost(row)
	a := r.amount(row)
	for _, field := range neededFields() {
		if r.get(row, field) == "" {
			r.fault(row, field, "missing", "is missing", "")
		}
	}
	if len(r.faults) > before {
		return
	}
	r.add(row, u, a)
}

// add puts an amount to the unit cost of its id, whose fields must be those of the
// rows before.
func (r *tableReader) add(row RawRow, u unitcosts.UnitCost, a unitcosts.Amount) {
	i := slices.IndexFunc(r.made.UnitCosts, func(other unitcosts.UnitCost) bool { return other.ID == u.ID })
	if i < 0 {
		i = len(r.made.UnitCosts)
		r.made.UnitCosts = append(r.made.UnitCosts, u)
		r.first[u.ID] = row
	}
	for _, field := range []string{"name", "unit", "area", "region", "transfer", "kolada", "name_en", "payer", "basis", "rounding",
		"overhead", "premises", "material", "overlaps", "index"} {
		if was, is := r.get(r.first[u.ID], field), r.get(row, field); was != is {
			r.fault(row, field, "differs", fmt.Sprintf("%q, but %q on line %d for the same id", is, was, r.first[u.ID].Line), "")
			return
		}
	}
	if slices.ContainsFunc(r.made.UnitCosts[i].Amounts, func(b unitcosts.Amount) bool { return b.Year == a.Year }) {
		r.fault(row, "year", "duplicate", fmt.Sprintf("%s has two amounts for %d", u.ID, a.Year), "")
		return
	}
	r.made.UnitCosts[i].Amounts = append(r.made.UnitCosts[i].Amounts, a)
	r.made.Read = append(r.made.Read, ImportedRow{row.Line, u.ID, a})
}
