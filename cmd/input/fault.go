// Package input turns bytes into values: investments, catalogues and settings in
// strict YAML, with every fault of a file at once, each with its place.
//
// It reads no file itself. Other programs may use it together with package calc.
package input

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Fault is one thing that is wrong with a file. Line and Column count from 1, in
// characters; 0 means that the whole file is at fault. Code is stable for
// machines.
type Fault struct {
	File         string
	Line, Column int
	Path         string // place in the file's structure, as effects[0].people
	Code         string
	Message      string
	Hint         string // what was meant, when that is known
}

// Error returns FILE:LINE:COL: path: what is wrong.
func (f Fault) Error() string {
	text := f.File
	if f.Line > 0 {
		text += fmt.Sprintf(":%d:%d", f.Line, f.Column)
	}
	if f.Path != "" {
		text += ": " + f.Path
	}
	return text + ": " + f.Message
}

// Faults is everything that is wrong with one or more files.
type Faults []Fault

func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, fault := range f {
		lines[i] = fault.Error()
	}
	return strings.Join(lines, "\n")
}

// sorted returns the faults of a file in the order of their places.
func (f Faults) sorted() Faults {
	slices.SortStableFunc(f, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return f
}
