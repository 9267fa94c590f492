package unitcosts

import (
	"slices"

	"github.com/shopspring/decimal"
)

// UnitCost is kronor per unit of a municipal service, with its amounts by price
// year. An empty text means that the source does not say.
type UnitCost struct {
	ID       string
	Name     string
	NameEN   string
	Unit     string
	Area     string
	Payer    string // whose costs they are: the area of a nämnd, region or state
	Region   string // whose amounts they are: a municipality, or Riket
	Kolada   string // id of the indicator in Kolada
	Index    string // price index; "" means PKV
	Transfer bool   // benefits paid to people
	Scope    Scope
	Rounding string // how the publisher rounds: one of Roundings
	Basis    string // one of Bases
	// Overlaps lists ids whose amounts hold part of the same cost, so that adding
	// them would count it twice. One of the two need say so.
	Overlaps []string
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
	Region         string // "" means that of the unit cost
	Edition        string
	ScopeAsWritten string
	Source         string
	Address        string
	Read           string // the day the source was read, YYYY-MM-DD
	Note           string
	// DefinitionBreak says that the definition changed with this year, so that the
	// amount cannot be compared with those before.
	DefinitionBreak bool
}

// Bases lists what an amount may rest on: an average of accounts or payments, an
// estimate (schablon), official statistics, or a tariff that is decided.
func Bases() []string { return []string{"average", "estimate", "statistic", "tariff"} }

// Roundings lists how a publisher may round its amounts. Örebro rounds down.
func Roundings() []string { return []string{"down", "nearest", "up"} }

// RegionOf returns whose amount it is.
func (u UnitCost) RegionOf(a Amount) string {
	if a.Region != "" {
		return a.Region
	}
	return u.Region
}

// Years returns the price years of a unit cost, ascending.
func (u UnitCost) Years() []int {
	years := make([]int, len(u.Amounts))
	for i, a := range u.Amounts {
		years[i] = a.Year
	}
	return years
}

// of returns the amount of a year.
func (u UnitCost) of(year int) (Amount, bool) {
	i := slices.IndexFunc(u.Amounts, func(a Amount) bool { return a.Year == year })
	if i < 0 {
		return Amount{}, false
	}
	return u.Amounts[i], true
}

// overlaps reports whether one of two unit costs names the other.
func (u UnitCost) overlaps(other UnitCost) bool {
	return slices.Contains(u.Overlaps, other.ID) || slices.Contains(other.Overlaps, u.ID)
}

// yearlyPlaces is the precision of the root in YearlyChange.
const yearlyPlaces = 20

// YearlyChange returns by how much a year an amount grew from an earlier one,
//
//	(a / b)^(1/n) - 1
//
// where n is the number of years between them, rounded to 4 places: 0.0558 for
// 5.58 %. There is none from or to 0.
func YearlyChange(b, a Amount) (decimal.Decimal, bool) {
	years := a.Year - b.Year
	if years < 1 || !b.Amount.IsPositive() || !a.Amount.IsPositive() {
		return decimal.Decimal{}, false
	}
	ratio := a.Amount.DivRound(b.Amount, yearlyPlaces)
	if years > 1 {
		root, err := ratio.PowWithPrecision(decimal.NewFromInt(1).DivRound(decimal.NewFromInt(int64(years)), yearlyPlaces), yearlyPlaces)
		if err != nil {
			return decimal.Decimal{}, false
		}
		ratio = root
	}
	return ratio.Sub(decimal.NewFromInt(1)).Round(4), true
}
