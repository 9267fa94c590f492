package unitcosts

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// Finding is something in a catalogue that a reviewer should look at. Code is
// stable; Args are the words of Text, in its order.
type Finding struct {
	Code string
	ID   string
	Year int // 0 when it is about the unit cost as a whole
	Text string
	Args []string
}

// The codes of findings.
const (
	MissingSource     = "missing-source"
	MissingUnit       = "missing-unit"
	MissingYear       = "missing-year"
	Duplicate         = "duplicate"
	Jump              = "jump"
	BreakOfDefinition = "definition-break"
	OverlapUnknown    = "overlap-unknown"
	OverlapUndeclared = "overlap-undeclared"
	SimilarIDs        = "similar-ids"
	PayerSpelling     = "payer-spelling"
	KronorOrThousands = "kr-or-tkr"
)

// linter collects findings.
type linter struct {
	list []UnitCost
	byID map[string]UnitCost
	all  []Finding
}

// Lint looks a catalogue through. The findings are in the order of the ids and,
// for each, of the rules.
func Lint(c *Catalogue) []Finding {
	l := &linter{list: c.UnitCosts(), byID: c.unitCosts}
	for i, u := range l.list {
		l.missing(u)
		l.jumps(u)
		l.overlaps(u)
		l.magnitude(u)
		for _, other := range l.list[:i] {
			l.pair(other, u)
		}
	}
	l.payers()
	return l.all
}

func (l *linter) add(code, id string, year int, format string, args ...string) {
	words := make([]any, len(args))
	for i, a := range args {
		words[i] = a
	}
	l.all = append(l.all, Finding{Code: code, ID: id, Year: year, Text: fmt.Sprintf(format, words...), Args: args})
}

// missing finds figures without unit, year or source: they are not unit costs.
func (l *linter) missing(u UnitCost) {
	if strings.TrimSpace(u.Unit) == "" {
		l.add(MissingUnit, u.ID, 0, "the unit is missing")
	}
	if len(u.Amounts) == 0 {
		l.add(MissingYear, u.ID, 0, "there is no amount of any year")
	}
	for _, a := range u.Amounts {
		if a.Year == 0 {
			l.add(MissingYear, u.ID, 0, "the year is missing")
		}
		if strings.TrimSpace(a.Source) == "" {
			l.add(MissingSource, u.ID, a.Year, "the source is missing")
		}
	}
}

// mostYearly is the growth in a year that wants a note: 20 %.
func mostYearly() *big.Rat { return big.NewRat(6, 5) }

// jumps finds marked breaks of definition and, elsewhere, amounts that rose or
// fell by more than 20 % a year,
//
//	a / b > 1.2^n  or  b / a > 1.2^n
//
// n being the years between them, and that no note explains.
func (l *linter) jumps(u UnitCost) {
	for i, a := range u.Amounts {
		if a.DefinitionBreak {
			l.add(BreakOfDefinition, u.ID, a.Year, "the definition changed: the amount cannot be compared with earlier years")
			continue
		}
		if i == 0 || a.Note != "" {
			continue
		}
		b := u.Amounts[i-1]
		change, ok := YearlyChange(b, a)
		if ok && !thousandfold(a.Amount, b.Amount) && beyond(a.Amount, b.Amount, power(mostYearly(), a.Year-b.Year)) {
			l.add(Jump, u.ID, a.Year, "%s %% a year from %s, and no note says why", change.Shift(2).StringFixed(1), strconv.Itoa(b.Year))
		}
	}
}

// beyond reports whether one amount is more than so many times the other.
func beyond(a, b decimal.Decimal, times *big.Rat) bool {
	more, less := a.Rat(), b.Rat()
	if more.Cmp(less) < 0 {
		more, less = less, more
	}
	return more.Cmp(new(big.Rat).Mul(less, times)) > 0
}

func power(x *big.Rat, n int) *big.Rat {
	p := big.NewRat(1, 1)
	for range n {
		p.Mul(p, x)
	}
	return p
}

// overlaps finds overlaps with what is not there.
func (l *linter) overlaps(u UnitCost) {
	for _, id := range u.Overlaps {
		if _, ok := l.byID[id]; !ok || id == u.ID {
			l.add(OverlapUnknown, u.ID, 0, "it is said to overlap %s, which is no other unit cost of the catalogue", id)
		}
	}
}

// magnitude finds amounts of one unit cost that are kronor beside thousands, and
// what costs less than 1 000 kr a year, which are thousands by the look of them.
func (l *linter) magnitude(u UnitCost) {
	for i, a := range u.Amounts {
		switch {
		case i > 0 && thousandfold(a.Amount, u.Amounts[i-1].Amount):
			l.add(KronorOrThousands, u.ID, a.Year, "%s beside %s in %s: one of them may be in thousands of kronor",
				a.Amount.String(), u.Amounts[i-1].Amount.String(), strconv.Itoa(u.Amounts[i-1].Year))
		case slices.Contains(strings.Fields(strings.ToLower(u.Unit)), "år") && a.Amount.IsPositive() && a.Amount.LessThan(decimal.NewFromInt(1000)):
			l.add(KronorOrThousands, u.ID, a.Year, "%s kr for a year (%s) may be in thousands of kronor", a.Amount.String(), u.Unit)
		}
	}
}

// thousandfold reports whether one amount is about a thousand times the other:
// 300 to 3 000 times.
func thousandfold(a, b decimal.Decimal) bool {
	return beyond(a, b, big.NewRat(300, 1)) && !beyond(a, b, big.NewRat(3000, 1))
}

// pair finds what stands twice under two ids, or overlaps and does not say so.
func (l *linter) pair(a, b UnitCost) {
	if fold(a.ID) == fold(b.ID) {
		l.add(SimilarIDs, b.ID, 0, "the id differs from %s by its spelling only", a.ID)
	}
	sameIndicator := a.Kolada != "" && a.Kolada == b.Kolada
	if sameIndicator {
		l.indicator(a, b)
	}
	if a.overlaps(b) || !strings.EqualFold(a.Region, b.Region) {
		return
	}
	for _, y := range a.Amounts {
		x, ok := b.of(y.Year)
		if ok && x.Amount.Equal(y.Amount) && a.Unit == b.Unit && (sameIndicator || y.Source == x.Source && fold(a.Name) == fold(b.Name)) {
			l.add(Duplicate, b.ID, y.Year, "%s has the same amount of the same thing", a.ID)
			return
		}
	}
	if fold(a.Name) == fold(b.Name) && fold(a.Unit) == fold(b.Unit) {
		l.add(OverlapUndeclared, b.ID, 0, "%s has the same name, unit and region, and neither is said to overlap the other", a.ID)
	}
}

// indicator finds kronor beside thousands among the amounts of one indicator in
// different places.
func (l *linter) indicator(a, b UnitCost) {
	for _, x := range a.Amounts {
		if y, ok := b.of(x.Year); ok && a.Unit == b.Unit && thousandfold(x.Amount, y.Amount) {
			l.add(KronorOrThousands, b.ID, x.Year, "%s beside %s of %s: one of them may be in thousands of kronor",
				y.Amount.String(), x.Amount.String(), a.ID)
		}
	}
}
