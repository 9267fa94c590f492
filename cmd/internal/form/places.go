package form

import (
	"cmp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"siv/cmd/input"
	"siv/cmd/internal/lang"
)

// Filled is an input workbook that was read: the YAML it makes, and the cell of
// every value in it.
type Filled struct {
	YAML     []byte
	file     string
	language lang.Language // of its sheets
	order    []string      // of the sheets
	faults   []located
	places   map[string]place // by path in the YAML
}

// located is a fault and its cell.
type located struct {
	at    place
	fault input.Fault
}

// place is a cell: Sheet!F7.
type place struct {
	sheet, cell, label string
}

func (p place) String() string {
	if p.cell == "" {
		return p.sheet
	}
	return p.sheet + "!" + p.cell
}

// Faults returns everything that is wrong with the workbook, in the order of its
// sheets and rows: what was found in reading it and, with the cells that they come
// from, faults of the YAML. Those of a cell that is told already are left out.
func (f *Filled) Faults(yaml input.Faults) input.Faults {
	all := slices.Clone(f.faults)
	for _, fault := range yaml {
		fault = f.inLabels(fault)
		at, exact := f.placeOf(fault.Path)
		if slices.ContainsFunc(f.faults, func(told located) bool { return told.at.String() == at.String() }) {
			continue
		}
		fault.Line, fault.Column, fault.File, fault.Path = 0, 0, f.file+": "+at.String(), ""
		if exact && fault.Code == "missing" {
			fault.Path = at.label
		}
		all = append(all, located{at, fault})
	}
	slices.SortStableFunc(all, func(a, b located) int {
		colA, rowA := a.at.coordinates()
		colB, rowB := b.at.coordinates()
		return cmp.Or(cmp.Compare(slices.Index(f.order, a.at.sheet), slices.Index(f.order, b.at.sheet)),
			cmp.Compare(rowA, rowB), cmp.Compare(colA, colB))
	})
	var faults input.Faults
	for _, l := range all {
		faults = append(faults, l.fault)
	}
	return faults
}

// coordinates returns the column and the row of a cell, 0 for a whole sheet.
func (p place) coordinates() (col, row int) {
	col, row, err := excelize.CellNameToCoordinates(p.cell)
	if err != nil {
		return 0, 0
	}
	return col, row
}

// placeOf returns the cell of a path, or of what is around it.
func (f *Filled) placeOf(path string) (place, bool) {
	for around := path; around != ""; {
		if at, ok := f.places[around]; ok {
			return at, around == path
		}
		i := strings.LastIndexAny(around, ".[")
		if i < 0 {
			break
		}
		around = around[:i]
	}
	return place{sheet: f.places[""].sheet}, false
}
