// Package unitcosts holds a catalogue of unit costs (enhetskostnader) and of price
// indices: types, look-up and conversion between price years.
//
// It is pure. The built-in catalogue is embedded as YAML, see [Files]; reading it
// is the business of package input.
package unitcosts

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

//go:embed catalogue/*.yaml
var catalogue embed.FS

// Files returns the built-in catalogue, a folder of YAML files.
func Files() fs.FS {
	files, err := fs.Sub(catalogue, "catalogue")
	if err != nil {
		panic(err) // the folder is compiled in
	}
	return files
}

// Catalogue is a set of unit costs and price indices. It is never changed.
type Catalogue struct {
	unitCosts map[string]UnitCost
	indices   map[string]index // the figures in use
	layers    [][]Figure       // every figure of every edition; a later layer goes first
}

// New returns a catalogue. An id that stands twice, a year that stands twice in
// one id, or a year that stands twice in one edition of an index, is an error. Of
// several editions of an index, the newest that has a year is used for it.
func New(unitCosts []UnitCost, figures []Figure) (*Catalogue, error) {
	c := &Catalogue{unitCosts: make(map[string]UnitCost, len(unitCosts))}
	for _, u := range unitCosts {
		if _, ok := c.unitCosts[u.ID]; ok {
			return nil, fmt.Errorf("unit cost %q stands twice", u.ID)
		}
		u.Amounts = slices.SortedFunc(slices.Values(u.Amounts), func(a, b Amount) int { return a.Year - b.Year })
		for i := 1; i < len(u.Amounts); i++ {
			if u.Amounts[i].Year == u.Amounts[i-1].Year {
				return nil, fmt.Errorf("unit cost %q has two amounts for %d", u.ID, u.Amounts[i].Year)
			}
		}
		c.unitCosts[u.ID] = u
	}
	if err := checkEditions(figures); err != nil {
		return nil, err
	}
	c.layers = [][]Figure{slices.Clone(figures)}
	c.indices = inUse(c.layers)
	return c, nil
}

// Extended returns the catalogue with more unit costs and index figures, which
// take the place of those of the same id, or index and year.
func (c *Catalogue) Extended(other *Catalogue) *Catalogue {
	out := &Catalogue{unitCosts: maps.Clone(c.unitCosts), layers: slices.Concat(c.layers, other.layers)}
	maps.Copy(out.unitCosts, other.unitCosts)
	out.indices = inUse(out.layers)
	return out
}

// UnitCosts returns every unit cost, sorted by id.
func (c *Catalogue) UnitCosts() []UnitCost {
	return slices.SortedFunc(maps.Values(c.unitCosts), func(a, b UnitCost) int { return strings.Compare(a.ID, b.ID) })
}

// IDs returns every id, sorted.
func (c *Catalogue) IDs() []string { return slices.Sorted(maps.Keys(c.unitCosts)) }

// UnitCost returns the unit cost of an id.
func (c *Catalogue) UnitCost(id string) (UnitCost, bool) {
	u, ok := c.unitCosts[id]
	return u, ok
}

// UnknownIDError says that the catalogue has no such unit cost.
type UnknownIDError struct{ ID string }

func (e UnknownIDError) Error() string { return fmt.Sprintf("there is no unit cost %q", e.ID) }

// NoAmountError says that a unit cost has no amount for a year, nor, unless it
// was pinned, for an earlier one. Years are those it has.
type NoAmountError struct {
	ID     string
	Year   int
	Pinned bool
	Years  []int
}

func (e NoAmountError) Error() string {
	years := make([]string, len(e.Years))
	for i, y := range e.Years {
		years[i] = fmt.Sprint(y)
	}
	if e.Pinned {
		return fmt.Sprintf("unit cost %q has no amount for %d, only for %s", e.ID, e.Year, strings.Join(years, ", "))
	}
	return fmt.Sprintf("unit cost %q has no amount for or before %d, only for %s", e.ID, e.Year, strings.Join(years, ", "))
}

// Amount returns the amount of an id in the prices of exactly a year, when
// pinned, otherwise of that year or the latest earlier one. The error is
// UnknownIDError or NoAmountError.
func (c *Catalogue) Amount(id string, year int, pinned bool) (UnitCost, Amount, error) {
	u, ok := c.unitCosts[id]
	if !ok {
		return UnitCost{}, Amount{}, UnknownIDError{ID: id}
	}
	for _, a := range slices.Backward(u.Amounts) {
		if a.Year == year || a.Year < year && !pinned {
			return u, a, nil
		}
	}
	return UnitCost{}, Amount{}, NoAmountError{ID: id, Year: year, Pinned: pinned, Years: u.Years()}
}

// Search returns the unit costs in which every word occurs, in any field and in
// any case, sorted by id.
func (c *Catalogue) Search(words ...string) []UnitCost {
	var found []UnitCost
	for _, u := range c.UnitCosts() {
		text := strings.ToLower(strings.Join([]string{u.ID, u.Name, u.NameEN, u.Unit, u.Area, u.Payer, u.Region, u.Kolada}, "\n"))
		for _, a := range u.Amounts {
			text += strings.ToLower("\n" + a.Source + "\n" + a.ScopeAsWritten + "\n" + a.Note + "\n" + a.Edition + "\n" + a.Region)
		}
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, strings.ToLower(w)) }) {
			found = append(found, u)
		}
	}
	return found
}
