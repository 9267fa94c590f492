package calc

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"
)

// Alternative is an investment among others, by the name of its file.
type Alternative struct {
	Name string
	*Result
	// Fund is the money asked of the fund: the amount decided, else the fund's
	// costs as they are written, kronor.
	Fund decimal.Decimal
	// NetPerFund is the net present value for each krona of fund money.
	NetPerFund decimal.NullDecimal
}

// Comparison sets alternatives side by side. The order in which they were given
// plays no part.
type Comparison struct {
	Alternatives []Alternative // by net present value, the largest first
	ByFund       []int         // places in Alternatives by NetPerFund, the largest first
	Increments   []Increment   // by cost, the smallest first
	Differences  []ActorDifference
	// Portfolio is the best set under a budget; nil when none was asked for.
	Portfolio *Portfolio
	// Unlike says which of rate, price year and base year are not the same for all:
	// amounts are then not comparable.
	Unlike []string
}

// Increment is what a dearer alternative adds to the best one among those that
// cost less. Its ratio is (Δsavings - Δrunning cost) / Δcost, present values; at 1
// or more the dearer one takes the other's place. The alternatives exclude each
// other.
type Increment struct {
	Alternative, Against int // places in Alternatives; Against -1: doing nothing
	Cost, Gain           decimal.Decimal
	BCR                  decimal.NullDecimal
	Replaces             bool
}

// ActorDifference is an actor's yearly net, undiscounted, in an alternative and in
// the first of the comparison.
type ActorDifference struct {
	Alternative              int
	Actor                    Actor
	Year                     int
	Net, InFirst, Difference decimal.Decimal
}

// NewAlternative names a result for a comparison.
func NewAlternative(name string, r *Result) Alternative {
	a := Alternative{Name: name, Result: r, Fund: fundMoney(r.Investment)}
	if a.Fund.IsPositive() {
		a.NetPerFund = decimal.NewNullDecimal(r.Net.PresentValue.DivRound(a.Fund, ratioPlaces))
	}
	return a
}

func fundMoney(inv *Investment) decimal.Decimal {
	if inv.Decision != nil && inv.Decision.Amount != nil {
		return *inv.Decision.Amount
	}
	sum := decimal.Zero
	for _, c := range inv.Costs {
		if c.Funding != FromFund {
			continue
		}
		for _, a := range c.Amounts {
			sum = sum.Add(a.Amount.Likely)
		}
	}
	return sum
}

// Compare ranks alternatives.
func Compare(alternatives []Alternative) *Comparison {
	c := &Comparison{Alternatives: slices.Clone(alternatives)}
	slices.SortFunc(c.Alternatives, func(a, b Alternative) int {
		return cmp.Or(b.Net.PresentValue.Cmp(a.Net.PresentValue), compareNames(a, b))
	})
	for i := range c.Alternatives {
		c.ByFund = append(c.ByFund, i)
	}
	slices.SortStableFunc(c.ByFund, func(i, j int) int {
		a, b := c.Alternatives[i].NetPerFund, c.Alternatives[j].NetPerFund
		switch {
		case a.Valid && b.Valid:
			return b.Decimal.Cmp(a.Decimal)
		case a.Valid:
			return -1
		case b.Valid:
			return 1
		}
		return 0
	})
	c.increments()
	for i := 1; i < len(c.Alternatives); i++ {
		c.difference(i)
	}
	c.unlike()
	return c
}

func compareNames(a, b Alternative) int {
	return cmp.Or(cmp.Compare(a.Investment.ID, b.Investment.ID), cmp.Compare(a.Name, b.Name))
}

// increments lets each alternative in turn, by cost, challenge the best so far.
// The last that stands has the largest net present value, or is doing nothing.
func (c *Comparison) increments() {
	order := slices.Clone(c.ByFund)
	slices.SortFunc(order, func(i, j int) int {
		a, b := c.Alternatives[i], c.Alternatives[j]
		return cmp.Or(a.Cost.PresentValue.Cmp(b.Cost.PresentValue), b.Gain.PresentValue.Cmp(a.Gain.PresentValue), cmp.Compare(i, j))
	})
	best, cost, gain := -1, decimal.Zero, decimal.Zero
	for _, i := range order {
		a := c.Alternatives[i]
		in := Increment{Alternative: i, Against: best,
			Cost: a.Cost.PresentValue.Sub(cost), Gain: a.Gain.PresentValue.Sub(gain)}
		if in.Cost.IsPositive() {
			in.BCR = decimal.NewNullDecimal(in.Gain.DivRound(in.Cost, ratioPlaces))
		}
		if in.Replaces = in.Gain.GreaterThanOrEqual(in.Cost); in.Replaces {
			best, cost, gain = i, a.Cost.PresentValue, a.Gain.PresentValue
		}
		c.Increments = append(c.Increments, in)
	}
}

// difference lists the actors and years in which an alternative and the first
// differ.
func (c *Comparison) difference(at int) {
	type key struct {
		actor string
		year  int
	}
	actors := map[string]Actor{}
	nets := map[key][2]decimal.Decimal{}
	for side, i := range []int{0, at} {
		for _, y := range c.Alternatives[i].ByActorYear {
			actors[y.Actor.ID] = y.Actor
			k := key{y.Actor.ID, y.Year}
			pair := nets[k]
			pair[side] = y.Net
			nets[k] = pair
		}
	}
	var rows []ActorDifference
	for k, net := range nets {
		if d := net[1].Sub(net[0]); !d.IsZero() {
			rows = append(rows, ActorDifference{Alternative: at, Actor: actors[k.actor], Year: k.year,
				Net: net[1], InFirst: net[0], Difference: d})
		}
	}
	slices.SortFunc(rows, func(a, b ActorDifference) int {
		return cmp.Or(cmp.Compare(a.Actor.ID, b.Actor.ID), cmp.Compare(a.Year, b.Year))
	})
	c.Differences = append(c.Differences, rows...)
}

func (c *Comparison) unlike() {
	if len(c.Alternatives) == 0 {
		return
	}
	first := c.Alternatives[0]
	terms := []struct {
		name string
		same func(Alternative) bool
	}{
		{"rate", func(a Alternative) bool { return a.Rate.Value.Equal(first.Rate.Value) }},
		{"price_year", func(a Alternative) bool { return a.PriceYear == first.PriceYear }},
		{"base_year", func(a Alternative) bool { return a.BaseYear == first.BaseYear }},
	}
	for _, term := range terms {
		if slices.ContainsFunc(c.Alternatives, func(a Alternative) bool { return !term.same(a) }) {
			c.Unlike = append(c.Unlike, term.name)
		}
	}
}
