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

	"github.com/shopspring/decimal"
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

// UnitCost is kronor per unit of a municipal service, with its amounts by price
// year.
type UnitCost struct {
	ID       string
	Name     string
	NameEN   string
	Unit     string
	Area     string
	Region   string // whose amounts they are: a municipality, or Riket
	Kolada   string // id of the indicator in Kolada
	Index    string // price index; "" means PKV
	Transfer bool   // benefits paid to people
	Scope    Scope
	Amounts  []Amount // by year, ascending
}

// Scope says whether an amount holds overhead, premises and material: "in",
// "out", or "" when the source does not say.
type Scope struct {
	Overhead, Premises, Material string
}

// Amount is a unit cost in the prices of one year, kronor, and where it is from.
type Amount struct {
	Year           int
	Amount         decimal.Decimal
	Edition        string
	ScopeAsWritten string
	Source         string
	Address        string
	Note           string
	// DefinitionBreak says that the definition changed with this year, so that the
	// amount cannot be compared with those before.
	DefinitionBreak bool
}

// Catalogue is a set of unit costs and price indices. It is never changed.
type Catalogue struct {
	unitCosts map[string]UnitCost
	indices   map[string]index
}

// New returns a catalogue. An id that stands twice, or a year that stands twice
// in one id, is an error.
func New(unitCosts []UnitCost, figures []Figure) (*Catalogue, error) {
	c := &Catalogue{unitCosts: make(map[string]UnitCost, len(unitCosts)), indices: map[string]index{}}
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
	for _, f := range figures {
		if _, ok := c.indices[f.Index][f.Year]; ok {
			return nil, fmt.Errorf("index %s has two figures for %d", f.Index, f.Year)
		}
		c.indices = with(c.indices, f)
	}
	return c, nil
}

// Extended returns the catalogue with more unit costs and index figures, which
// take the place of those of the same id, or index and year.
func (c *Catalogue) Extended(other *Catalogue) *Catalogue {
	out := &Catalogue{unitCosts: maps.Clone(c.unitCosts), indices: c.indices}
	maps.Copy(out.unitCosts, other.unitCosts)
	for _, f := range other.Figures() {
		out.indices = with(out.indices, f)
	}
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
	when := "for"
	if !e.Pinned {
		when = "for or before"
	}
	return fmt.Sprintf("unit cost %q has no amount %s %d, only for %s", e.ID, when, e.Year, strings.Join(years, ", "))
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
	return UnitCost{}, Amount{}, NoAmountError{ID: id, Year: year, Pinned: pinned, Years: allYears(u)}
}

func allYears(u UnitCost) []int {
	years := make([]int, len(u.Amounts))
	for i, a := range u.Amounts {
		years[i] = a.Year
	}
	return years
}

// Search returns the unit costs in which every word occurs, in any field and in
// any case, sorted by id.
func (c *Catalogue) Search(words ...string) []UnitCost {
	var found []UnitCost
	for _, u := range c.UnitCosts() {
		text := strings.ToLower(strings.Join([]string{u.ID, u.Name, u.NameEN, u.Unit, u.Area, u.Region, u.Kolada}, "\n"))
		for _, a := range u.Amounts {
			text += strings.ToLower("\n" + a.Source + "\n" + a.ScopeAsWritten + "\n" + a.Note + "\n" + a.Edition)
		}
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, strings.ToLower(w)) }) {
			found = append(found, u)
		}
	}
	return found
}
