package calc

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
)

// MaxPortfolio is how many investments with a net present value above 0 can be
// chosen among. Up to there the best set is found whatever the amounts are.
const MaxPortfolio = 40

// maxOre bounds an amount in a choice, so that no sum of amounts overflows.
const maxOre = 1 << 56

// Portfolio is the best set of investments under a budget.
type Portfolio struct {
	Budget decimal.Decimal
	Chosen []int // places in the comparison's alternatives, ascending
	Fund   decimal.Decimal
	Net    decimal.Decimal
	Left   decimal.Decimal // of the budget
}

// Choose finds the set of alternatives with the largest sum of net present values
// whose sum of fund money is within the budget; among equal ones the one that
// takes less, then the one that comes first. Alternatives with the same id are
// variants of one investment and exclude each other; any others may be carried out
// together, and none in part. Amounts are öre, so the answer is exact:
//
//	max Σ x(i) net(i)  with  Σ x(i) fund(i) <= budget,  Σ x(i) of an id <= 1,  x(i) 0 or 1
//
// The investments are halved, each half's sets are listed without those that
// another set beats in both cost and value, and the two lists are walked against
// each other: about 2^20 sets a half at most, and fewer where there are variants,
// for k of them make k+1 choices and not 2^k. Too many alternatives, and amounts
// above 7·10^14 kr, are an error. Source: Horowitz and Sahni, Computing
// partitions with applications to the knapsack problem, JACM 21:2, 1974; the
// classes of variants are those of the multiple-choice knapsack problem (Kellerer,
// Pferschy and Pisinger, Knapsack problems, 2004, ch. 11).
func (c *Comparison) Choose(budget decimal.Decimal) error {
	limit, err := ore(budget)
	if err != nil {
		return err
	}
	var items []item
	for i, a := range c.Alternatives {
		fund, err := ore(a.Fund)
		if err != nil {
			return err
		}
		net, err := ore(a.Net.PresentValue)
		if err != nil {
			return err
		}
		if net > 0 && fund <= limit {
			items = append(items, item{place: i, fund: fund, net: net, members: 1 << len(items)})
		}
	}
	if len(items) > MaxPortfolio {
		return fmt.Errorf("the best set can be found among at most %d investments that gain, not %d", MaxPortfolio, len(items))
	}
	left, right := halves(c.variants(items))
	best := bestPair(sets(left, limit), sets(right, limit), limit)
	p := &Portfolio{Budget: budget, Fund: decimal.New(best.fund, -moneyPlaces), Net: decimal.New(best.net, -moneyPlaces)}
	for _, it := range items {
		if best.members&it.members != 0 {
			p.Chosen = append(p.Chosen, it.place)
		}
	}
	p.Left = budget.Sub(p.Fund)
	c.Portfolio = p
	return nil
}

// variants gathers the items of each investment, those with most variants first.
func (c *Comparison) variants(items []item) [][]item {
	var groups [][]item
	at := map[string]int{} // by id
	for _, it := range items {
		id := c.Alternatives[it.place].Investment.ID
		i, known := at[id]
		if !known {
			i = len(groups)
			at[id], groups = i, append(groups, nil)
		}
		groups[i] = append(groups[i], it)
	}
	slices.SortStableFunc(groups, func(a, b []item) int { return cmp.Compare(len(b), len(a)) })
	return groups
}

// halves divides groups so that both halves have about as many sets.
func halves(groups [][]item) (left, right [][]item) {
	a, b := 1, 1 // sets of each half
	for _, variants := range groups {
		if a <= b {
			left, a = append(left, variants), a*(len(variants)+1)
		} else {
			right, b = append(right, variants), b*(len(variants)+1)
		}
	}
	return left, right
}

// HasVariants reports whether two alternatives have the same id.
func (c *Comparison) HasVariants() bool {
	ids := map[string]bool{}
	for _, a := range c.Alternatives {
		ids[a.Investment.ID] = true
	}
	return len(ids) < len(c.Alternatives)
}

func ore(amount decimal.Decimal) (int64, error) {
	n := amount.Shift(moneyPlaces).Round(0).BigInt()
	if !n.IsInt64() || n.Int64() > maxOre || n.Int64() < -maxOre {
		return 0, fmt.Errorf("%s kr is too large for the choice of a set", amount)
	}
	return n.Int64(), nil
}

// item is an alternative that may be chosen, öre.
type item struct {
	place     int
	fund, net int64
	members   uint64 // its bit alone
}

// choice is a set of items, a bit for each: the lower, the earlier.
type choice struct {
	fund, net int64
	members   uint64
}

// better orders choices: more net, then less fund money, then the earlier items.
func better(a, b choice) bool {
	return cmp.Or(cmp.Compare(b.net, a.net), cmp.Compare(a.fund, b.fund), compareMembers(a.members, b.members)) < 0
}

// compareMembers puts the set first that holds the first item in which two sets
// differ.
func compareMembers(a, b uint64) int {
	differ := a ^ b
	switch first := differ & -differ; {
	case differ == 0:
		return 0
	case a&first != 0:
		return -1
	default:
		return 1
	}
}

// sets lists the sets of items that no other beats, by fund money: each has more
// net than all that cost less, and at most one item of each group.
func sets(groups [][]item, limit int64) []choice {
	list := []choice{{}}
	for _, variants := range groups {
		next := list
		for _, it := range variants {
			with := make([]choice, 0, len(list))
			for _, s := range list {
				if s.fund+it.fund <= limit {
					with = append(with, choice{s.fund + it.fund, s.net + it.net, s.members | it.members})
				}
			}
			next = frontier(next, with)
		}
		list = next
	}
	return list
}

// frontier merges two lists and drops what is beaten.
func frontier(a, b []choice) []choice {
	merged := make([]choice, 0, len(a)+len(b))
	for len(a)+len(b) > 0 {
		from := &a
		if len(a) == 0 || len(b) > 0 && (b[0].fund < a[0].fund || b[0].fund == a[0].fund && better(b[0], a[0])) {
			from = &b
		}
		next := (*from)[0]
		*from = (*from)[1:]
		if last := len(merged) - 1; last < 0 || next.net > merged[last].net {
			merged = append(merged, next)
		}
	}
	return slices.Clip(merged)
}

// bestPair finds the best union of a set of each list: as one grows dearer, the
// other can only shrink.
func bestPair(left, right []choice, limit int64) choice {
	var best choice
	j := len(right) - 1
	for _, l := range left {
		for j >= 0 && l.fund+right[j].fund > limit {
			j--
		}
		if j < 0 {
			break
		}
		both := choice{l.fund + right[j].fund, l.net + right[j].net, l.members | right[j].members}
		if better(both, best) {
			best = both
		}
	}
	return best
}
