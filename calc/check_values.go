package calc

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// The checks of single values. A path's value that is absent passes.

func (c *checker) present(path string, there bool) {
	if !there {
		c.add(path, "missing", "is missing")
	}
}

func (c *checker) id(path, id string) {
	if id != "" && !isID(id) {
		c.Faults = append(c.Faults, Fault{Path: path, Code: "bad-id", Value: id,
			Message: fmt.Sprintf("%q is not an id: small letters a-z, digits and hyphens", id)})
	}
}

func oneOf[T ~string](c *checker, path string, value T, allowed []T) {
	if value == "" || slices.Contains(allowed, value) {
		return
	}
	names := make([]string, len(allowed))
	for i, a := range allowed {
		names[i] = string(a)
	}
	c.Faults = append(c.Faults, Fault{Path: path, Code: "unknown-value", Value: string(value), Allowed: names,
		Message: fmt.Sprintf("%q is not one of %s", string(value), strings.Join(names, ", "))})
}

func (c *checker) actor(path, id string) {
	if id == "" || c.actors[id] {
		return
	}
	known := make([]string, 0, len(c.inv.Actors))
	for _, a := range c.inv.Actors {
		known = append(known, a.ID)
	}
	known = slices.Compact(known)
	fault := Fault{Path: path, Code: "unknown-actor", Value: id, Allowed: known, Message: fmt.Sprintf("there is no actor %q", id)}
	if len(known) > 0 {
		fault.Hint = fmt.Sprintf("the actors are %s", strings.Join(known, ", "))
	}
	c.Faults = append(c.Faults, fault)
}

func (c *checker) duringInvestment(path string, year int) {
	if c.inv.Start == 0 || c.inv.Completion < c.inv.Start {
		return
	}
	first, last := c.inv.Start.Year(), c.inv.Completion.Year()
	if year < first || year > last {
		c.add(path, "outside-investment", fmt.Sprintf(
			"%d lies outside the investment's years %d-%d", year, first, last))
	}
}

func (c *checker) priceYear(path string, year int) {
	if year != 0 && (year < firstYear || year > lastYear) {
		c.add(path, "out-of-range", fmt.Sprintf("a year lies between %d and %d", firstYear, lastYear))
	}
}

func (c *checker) monthYear(path string, m Month) {
	if m != 0 {
		c.priceYear(path, m.Year())
	}
}

func (c *checker) date(path, date string) {
	if date != "" && !isDate(date) {
		c.add(path, "bad-date", fmt.Sprintf("%q is not a date YYYY-MM-DD", date))
	}
}

// What to write in the place of a negative number.
func costHint() string   { return "write a cost without a minus sign; what lowers costs is an effect" }
func effectHint() string { return "where a cost rises, it is the change that is negative" }

func (c *checker) notNegative(path string, n *Number, hint string) {
	if !c.ordered(path, n) {
		return
	}
	if n.Low.IsNegative() {
		c.Faults = append(c.Faults, Fault{Path: path, Code: "out-of-range", Message: fmt.Sprintf("%s is negative", n.Low), Hint: hint})
	}
}

func (c *checker) share(path string, n *Number) { c.between(path, n, decimal.Zero, one()) }

func (c *checker) between(path string, n *Number, low, high decimal.Decimal) {
	if n == nil || !c.ordered(path, n) {
		return
	}
	if n.Low.LessThan(low) || n.High.GreaterThan(high) {
		outside := n.High
		if n.Low.LessThan(low) {
			outside = n.Low
		}
		fault := Fault{Path: path, Code: "out-of-range", Message: fmt.Sprintf("%s does not lie between %s and %s (%s %% and %s %%)",
			outside, low, high, low.Shift(2), high.Shift(2))}
		if size := outside.Abs(); size.GreaterThanOrEqual(decimal.NewFromInt(2)) && size.LessThanOrEqual(decimal.NewFromInt(100)) && (low.IsNegative() || outside.IsPositive()) {
			fault.Hint = fmt.Sprintf("write per cent with the sign: %s%%", outside)
		}
		c.Faults = append(c.Faults, fault)
	}
}

// whole checks a whole number of at least least, such as an effect year.
func (c *checker) whole(path string, n *Number, least int64) {
	if n == nil || !c.ordered(path, n) {
		return
	}
	for _, v := range []decimal.Decimal{n.Low, n.Likely, n.High} {
		if !v.IsInteger() || v.LessThan(decimal.NewFromInt(least)) || v.GreaterThan(decimal.NewFromInt(lastYear)) {
			c.add(path, "out-of-range", fmt.Sprintf("%s is not a whole number of at least %d", v, least))
			return
		}
	}
}

// effectYear checks a year counted from completion. A calendar year in its place
// would lie outside every window and count for nothing.
func (c *checker) effectYear(path string, n *Number) {
	if n != nil && n.High.GreaterThan(decimal.NewFromInt(MaxHorizon)) {
		c.add(path, "out-of-range", fmt.Sprintf("%s is not an effect year: they count from 1, the first year after completion", n.High))
		return
	}
	c.whole(path, n, 1)
}

// span checks effect years from..to.
func (c *checker) span(path string, from, to *Number) {
	c.effectYear(path+".from", from)
	c.effectYear(path+".to", to)
	if from != nil && to != nil && to.Likely.LessThan(from.Likely) {
		c.add(path+".to", "years-reversed", fmt.Sprintf("effect year %s comes before %s", to.Likely, from.Likely))
	}
}

func (c *checker) ordered(path string, n *Number) bool {
	oneOf(c, path+".dist", n.Dist, Distributions())
	if n.Low.GreaterThan(n.Likely) || n.Likely.GreaterThan(n.High) {
		c.Faults = append(c.Faults, Fault{Path: path, Code: "range-unordered",
			Message: fmt.Sprintf("a range goes low <= likely <= high, not %s, %s, %s", n.Low, n.Likely, n.High),
			Hint:    "low is the smallest number and high the largest, whichever is the better outcome"})
		return false
	}
	return true
}

// isID reports whether id is made of small letters a-z, digits and hyphens.
func isID(id string) bool {
	return strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

func isDate(date string) bool {
	_, err := time.Parse(time.DateOnly, date)
	return err == nil
}
