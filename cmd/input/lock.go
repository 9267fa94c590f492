package input

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// LockSchema is the schema key of a lock.
const LockSchema = "siv.lock/1"

// Lock is what an investment took out of a catalogue: amounts of unit costs and
// figures of price indices, each with its edition. It lies beside the investment,
// so that it is seen when the catalogue has moved on.
type Lock struct {
	Investment string
	PriceYear  int // of the results
	UnitCosts  []LockedAmount
	Figures    []LockedFigure
}

// LockedAmount is an amount that was used.
type LockedAmount struct {
	ID      string
	Year    int
	Amount  decimal.Decimal
	Edition string
}

// LockedFigure is the change of a price index that was used.
type LockedFigure struct {
	Index   string
	Year    int
	Change  decimal.Decimal
	Edition string
}

// Sort puts what is locked in order.
func (l *Lock) Sort() {
	slices.SortFunc(l.UnitCosts, func(a, b LockedAmount) int { return cmp.Or(strings.Compare(a.ID, b.ID), a.Year-b.Year) })
	slices.SortFunc(l.Figures, func(a, b LockedFigure) int { return cmp.Or(strings.Compare(a.Index, b.Index), a.Year-b.Year) })
}

// Encode writes a lock as YAML, the same bytes for the same lock.
func (l *Lock) Encode() []byte {
	var out strings.Builder
	fmt.Fprintf(&out, "# What the investment took from the catalogue of unit costs. Made by siv unitcosts lock.\n"+
		"schema: %s\ninvestment: %s\nprice_year: %d\n", LockSchema, yamlText(l.Investment), l.PriceYear)
	edition := func(text string) string {
		if text == "" {
			return ""
		}
		return ", edition: " + yamlText(text)
	}
	if len(l.UnitCosts) > 0 {
		out.WriteString("unit_costs:\n")
	}
	for _, u := range l.UnitCosts {
		fmt.Fprintf(&out, "  - {id: %s, year: %d, amount: %s%s}\n", yamlText(u.ID), u.Year, u.Amount, edition(u.Edition))
	}
	if len(l.Figures) > 0 {
		out.WriteString("indices:\n")
	}
	for _, f := range l.Figures {
		fmt.Fprintf(&out, "  - {index: %s, year: %d, change: %s%%%s}\n", yamlText(f.Index), f.Year, f.Change.Shift(2), edition(f.Edition))
	}
	return []byte(out.String())
}

// DecodeLock reads a lock. The error is Faults.
func DecodeLock(file string, data []byte) (*Lock, error) {
	lock, err := beside(file, data, LockSchema, func(d *decoder, o *object) *Lock {
		return &Lock{
			Investment: d.text(o.need("investment")),
			PriceYear:  d.year(o.need("price_year")),
			UnitCosts: each(d, o.field("unit_costs"), func(b *object) LockedAmount {
				u := LockedAmount{ID: d.text(b.need("id")), Year: d.year(b.need("year")), Edition: d.text(b.field("edition"))}
				u.Amount, _ = d.number(b.need("amount"), parseAmount)
				return u
			}),
			Figures: each(d, o.field("indices"), func(b *object) LockedFigure {
				f := LockedFigure{Index: d.text(b.need("index")), Year: d.year(b.need("year")), Edition: d.text(b.field("edition"))}
				f.Change, _ = d.number(b.need("change"), parseRate)
				return f
			}),
		}
	})
	if err != nil {
		return nil, err
	}
	return lock.Value, nil
}
