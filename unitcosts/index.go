package unitcosts

import (
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// Figure is the change of a price index into Year from the year before, 0.028
// for 2.8 %.
type Figure struct {
	Index   string
	Year    int
	Change  decimal.Decimal
	Edition string
	// Published is the day of the edition, YYYY-MM-DD, "" when not stated.
	Published string
	Source    string
	Forecast  bool
	// Replaces says that the figure took the place of one that differs.
	Replaces bool
}

// index is a price index: its figures by year. A level is known for every year
// with a figure and for the year before the first.
type index map[int]Figure

// WithFigures returns the catalogue with index figures that add to its own or,
// marked as Replaces when they differ, take their place.
func (c *Catalogue) WithFigures(figures []Figure) *Catalogue {
	if len(figures) == 0 {
		return c
	}
	out := &Catalogue{unitCosts: c.unitCosts, layers: append(slices.Clip(c.layers), slices.Clone(figures))}
	out.indices = inUse(out.layers)
	return out
}

// Figures returns the index figures in use, by index and year.
func (c *Catalogue) Figures() []Figure {
	var figures []Figure
	for _, name := range slices.Sorted(maps.Keys(c.indices)) {
		figures = append(figures, c.Index(name)...)
	}
	return figures
}

// AllFigures returns every figure of every edition, in use or not.
func (c *Catalogue) AllFigures() []Figure { return slices.Concat(c.layers...) }

// Index returns the figures in use of one index by year, none if there is no such index.
func (c *Catalogue) Index(name string) []Figure {
	var figures []Figure
	for _, year := range slices.Sorted(maps.Keys(c.indices[name])) {
		figures = append(figures, c.indices[name][year])
	}
	return figures
}

// MissingIndexError says that an index has no figure for years that a conversion
// needs: Year is the first that is missing, Last the last in a row. Years tells those it has.
type MissingIndexError struct {
	Index string
	Year  int
	Last  int
	From  int
	To    int
	Years []int
}

func (e MissingIndexError) Error() string {
	text := fmt.Sprintf("index %s has no figure for %d, which the conversion from prices of %d to %d needs", e.Index, e.Year, e.From, e.To)
	if e.Last > e.Year {
		text = fmt.Sprintf("index %s has no figures for %d to %d, which the conversion from prices of %d to %d needs", e.Index, e.Year, e.Last, e.From, e.To)
	}
	if len(e.Years) > 0 {
		text = fmt.Sprintf("%s (it has %d-%d)", text, e.Years[0], e.Years[len(e.Years)-1])
	}
	return text
}

// Hint says how to add the figure.
func (e MissingIndexError) Hint() string {
	if e.Last > e.Year {
		return fmt.Sprintf(`give each year in the file, indices: {%s: {%d: {change: …%%, source: "…"}, …}}, or by --index FILE`, strings.ToUpper(e.Index), e.Year)
	}
	return fmt.Sprintf(`give it in the file, indices: {%s: {%d: {change: …%%, source: "…"}}}, or by --index FILE`, strings.ToUpper(e.Index), e.Year)
}

// Convert returns the factor that carries an amount from the prices of one year
// to those of another,
//
//	I[to] / I[from] = Π (1 + change(y)), y = from+1 … to
//
// or, going back, one over the product of y = to+1 … from, and the figures it is
// made of. The error is MissingIndexError, or says that the index falls to zero.
func (c *Catalogue) Convert(name string, from, to int) (*big.Rat, []Figure, error) {
	product := big.NewRat(1, 1)
	var steps []Figure
	for y := min(from, to) + 1; y <= max(from, to); y++ {
		f, ok := c.indices[name][y]
		if !ok {
			last := y
			for last < max(from, to) {
				if _, ok := c.indices[name][last+1]; ok {
					break
				}
				last++
			}
			return nil, nil, MissingIndexError{Index: name, Year: y, Last: last, From: from, To: to,
				Years: slices.Sorted(maps.Keys(c.indices[name]))}
		}
		steps = append(steps, f)
		product.Mul(product, f.Change.Add(decimal.NewFromInt(1)).Rat())
	}
	if to < from {
		if product.Sign() == 0 {
			return nil, nil, fmt.Errorf("index %s falls to zero between %d and %d", name, to, from)
		}
		product.Inv(product)
	}
	return product, steps, nil
}
