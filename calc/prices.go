package calc

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// DefaultIndex is the price index of an amount that names no other: the price
// index for municipal activity (prisindex för kommunal verksamhet).
const DefaultIndex = "PKV"

// Prices is where an investment's unit costs and price indices are looked up. An
// error may offer a hint by a method Hint() string.
type Prices interface {
	// UnitCost returns the amount of a catalogue id: of exactly the given year
	// when pinned, otherwise of that year or the latest earlier one.
	UnitCost(id string, year int, pinned bool) (UnitCost, error)
	// Convert returns the factor I[to] / I[from] of an index.
	Convert(index string, from, to int) (Conversion, error)
}

// UnitCost (enhetskostnad) is kronor per unit of a service in the prices of one
// year, with what is needed to trust it.
type UnitCost struct {
	ID        string // "" when written out in the investment
	Name      string
	Unit      string
	Amount    Number // kronor per unit
	PriceYear int
	Index     string // "" means DefaultIndex
	Transfer  bool   // benefits paid to people
	Area      string
	Region    string
	Scope     Scope
	Edition   string
	Source    string
	Address   string
	Note      string
	// Overlaps lists ids whose amounts hold part of the same cost.
	Overlaps []string
	// DefinitionBreak says that the definition changed with this year.
	DefinitionBreak bool
}

// Scope says what a unit cost holds. Each part is "in", "out" or "" for unknown.
type Scope struct {
	Text                         string
	Overhead, Premises, Material string
}

// index returns the name of the price index of the unit cost.
func (u UnitCost) index() string {
	if u.Index == "" {
		return DefaultIndex
	}
	return u.Index
}

// IndexFigure is the change of a price index into Year from the year before.
type IndexFigure struct {
	Index    string
	Year     int
	Change   decimal.Decimal // 0.029 for 2.9 %
	Edition  string
	Source   string
	Forecast bool
	// Replaces says that the figure stands in place of a built-in one that differs.
	Replaces bool
}

// Conversion carries an amount from the prices of one year to those of another:
// Factor = I[To] / I[From], the product of (1 + change) over Steps going forward,
// or one over it going back. There are no steps when the years are the same.
type Conversion struct {
	Index    string
	From, To int
	Factor   *big.Rat
	Steps    []IndexFigure
}

// pricing resolves unit costs and conversions for one investment, each once.
type pricing struct {
	prices    Prices
	lookUp    int // price year that bare catalogue ids and costs without one have
	to        int // price year of the results
	converted map[conversionKey]Conversion
}

type conversionKey struct {
	index string
	from  int
}

func (p *pricing) convert(index string, from int) (Conversion, error) {
	if from == p.to {
		return Conversion{Index: index, From: from, To: from, Factor: big.NewRat(1, 1)}, nil
	}
	key := conversionKey{index, from}
	if c, ok := p.converted[key]; ok {
		return c, nil
	}
	c, err := p.prices.Convert(index, from, p.to)
	if err == nil {
		p.converted[key] = c
	}
	return c, err
}

// unitCost resolves a reference. A bare id needs the investment's price year.
func (p *pricing) unitCost(ref UnitCostRef) (UnitCost, error) {
	switch {
	case ref.Inline != nil:
		return *ref.Inline, nil
	case ref.Year != 0:
		return p.prices.UnitCost(ref.ID, ref.Year, true)
	case p.lookUp != 0:
		return p.prices.UnitCost(ref.ID, p.lookUp, false)
	default:
		return UnitCost{}, hinted{
			fmt.Errorf("the investment has no price_year, so %q needs a year of its own", ref.ID),
			fmt.Sprintf("state price_year, or pin the year: {id: %s, year: …}", ref.ID),
		}
	}
}

// hinted is an error that knows what was meant.
type hinted struct {
	error
	hint string
}

func (h hinted) Hint() string { return h.hint }

func hintOf(err error) string {
	var h interface{ Hint() string }
	if errors.As(err, &h) {
		return h.Hint()
	}
	return ""
}

// priceYears collects the price years of the amounts of an investment that
// states none itself, to tell whether they share one.
func priceYears(inv *Investment) []int {
	var years []int
	add := func(y int) {
		if y != 0 && !slices.Contains(years, y) {
			years = append(years, y)
		}
	}
	for _, c := range inv.Costs {
		add(c.PriceYear)
		if c.CurrentPrices {
			for _, a := range c.Amounts {
				add(a.Year)
			}
		}
	}
	for _, r := range inv.RunningCosts {
		add(r.PriceYear)
	}
	for _, e := range inv.Effects {
		if e.UnitCost.Inline != nil {
			add(e.UnitCost.Inline.PriceYear)
		}
		add(e.UnitCost.Year)
	}
	slices.Sort(years)
	return years
}

// resultPriceYear returns the price year of the results: the one asked for, the
// investment's own, or the one that all its amounts share.
func resultPriceYear(inv *Investment, asked int) (int, *Fault) {
	if asked != 0 {
		return asked, nil
	}
	if inv.PriceYear != 0 {
		return inv.PriceYear, nil
	}
	years := priceYears(inv)
	switch len(years) {
	case 1:
		return years[0], nil
	case 0:
		if len(inv.Costs)+len(inv.Effects) == 0 {
			return 0, nil // which is a fault already
		}
		return 0, &Fault{Path: "price_year", Code: "price-year-missing",
			Message: "no price year is stated, neither here nor on any amount"}
	}
	listed := make([]string, len(years))
	for i, y := range years {
		listed[i] = fmt.Sprint(y)
	}
	return 0, &Fault{Path: "price_year", Code: "price-years-mixed",
		Message: fmt.Sprintf("amounts are in prices of different years (%s) and no price_year is stated", strings.Join(listed, ", ")),
		Hint:    fmt.Sprintf("state the price year of the results, price_year: %s", listed[len(listed)-1])}
}
