package calc_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"siv/calc"
)

// alternative has a fund money, a net present value and a cost, kronor.
func alternative(id string, fund, net, cost decimal.Decimal) calc.Alternative {
	return calc.Alternative{Name: id + ".yaml", Fund: fund,
		Result: &calc.Result{Summary: calc.Summary{Investment: &calc.Investment{ID: id, Name: id},
			Net:  calc.Pair{PresentValue: net},
			Cost: calc.Pair{PresentValue: cost}, Gain: calc.Pair{PresentValue: net.Add(cost)}}}}
}

func drawAlternatives(t *rapid.T, most int) []calc.Alternative {
	list := make([]calc.Alternative, rapid.IntRange(1, most).Draw(t, "alternatives"))
	for i := range list {
		fund := decimal.New(rapid.Int64Range(0, 2000).Draw(t, "fund"), -2)
		net := decimal.New(rapid.Int64Range(-500, 2000).Draw(t, "net"), -2)
		id := rapid.IntRange(0, i).Draw(t, "id") // that of an earlier one: a variant
		list[i] = alternative(fmt.Sprintf("a%02d", id), fund, net, fund)
		list[i].Name = fmt.Sprintf("%02d.yaml", i)
	}
	return list
}

// The set is the best of all sets that hold no investment twice, and never worse than
// the greedy one.
func TestTheBestSet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := calc.Compare(drawAlternatives(t, 9))
		budget := decimal.New(rapid.Int64Range(0, 8000).Draw(t, "budget"), -2)
		if err := c.Choose(budget); err != nil {
			t.Fatal(err)
		}
		p := c.Portfolio
		fund, net := decimal.Zero, decimal.Zero
		ids := map[string]bool{}
		for _, i := range p.Chosen {
			fund, net = fund.Add(c.Alternatives[i].Fund), net.Add(c.Alternatives[i].Net.PresentValue)
			ids[c.Alternatives[i].Investment.ID] = true
		}
		if len(ids) < len(p.Chosen) {
			t.Fatalf("%v holds two variants of an investment", p.Chosen)
		}
		if !fund.Equal(p.Fund) || !net.Equal(p.Net) || fund.GreaterThan(budget) || !p.Left.Equal(budget.Sub(fund)) {
			t.Fatalf("%+v does not add up", p)
		}
		if best := c.ChooseByTrial(budget); !best.Equal(net) {
			t.Fatalf("net %s, the best set has %s", net, best)
		}
		if greedy := greedy(c, budget); greedy.GreaterThan(net) {
			t.Fatalf("net %s, the greedy choice has %s", net, greedy)
		}
	})
}

// greedy takes what gives most for each krona, as long as the money lasts.
func greedy(c *calc.Comparison, budget decimal.Decimal) decimal.Decimal {
	order := slices.Clone(c.Alternatives)
	slices.SortFunc(order, func(a, b calc.Alternative) int {
		return b.Net.PresentValue.Mul(a.Fund).Cmp(a.Net.PresentValue.Mul(b.Fund))
	})
	net := decimal.Zero
	taken := map[string]bool{}
	for _, a := range order {
		if a.Net.PresentValue.IsPositive() && a.Fund.LessThanOrEqual(budget) && !taken[a.Investment.ID] {
			budget, net = budget.Sub(a.Fund), net.Add(a.Net.PresentValue)
			taken[a.Investment.ID] = true
		}
	}
	return net
}

// Forty investments, and the case that greed gets wrong: 6 + 6 fits, and is worth
// more than the 7 that gives most for each krona.
func TestGreedIsNotBest(t *testing.T) {
	c := calc.Compare([]calc.Alternative{alternative("a", dec("7"), dec("8"), dec("7")),
		alternative("b", dec("6"), dec("6"), dec("6")), alternative("c", dec("6"), dec("6"), dec("6"))})
	if err := c.Choose(dec("12")); err != nil || !c.Portfolio.Net.Equal(dec("12")) {
		t.Errorf("%+v, %v", c.Portfolio, err)
	}
	var many []calc.Alternative
	for i := range calc.MaxPortfolio {
		amount := decimal.New(int64(1)<<i, -2) // no set is worth or costs what another does
		many = append(many, alternative(fmt.Sprintf("a%02d", i), amount, amount, amount))
	}
	c = calc.Compare(many)
	budget := decimal.New(0x5A5A5A5A5A, -2)
	if err := c.Choose(budget); err != nil || !c.Portfolio.Net.Equal(budget) || len(c.Portfolio.Chosen) != 20 {
		t.Errorf("%d chosen, %v", len(c.Portfolio.Chosen), err)
	}
	var variants []calc.Alternative // twenty pairs: the larger of each is chosen
	for i := range calc.MaxPortfolio {
		amount := decimal.New(int64(1)<<i, -2)
		one := alternative(fmt.Sprintf("a%02d", i/2), amount, amount, amount)
		one.Name = fmt.Sprintf("%02d.yaml", i)
		variants = append(variants, one)
	}
	c = calc.Compare(variants)
	if err := c.Choose(decimal.New(1<<calc.MaxPortfolio, -2)); err != nil || !c.Portfolio.Net.Equal(decimal.New(0xAAAAAAAAAA, -2)) {
		t.Errorf("%+v, %v", c.Portfolio, err)
	}
	tooMany := append(many, alternative("y", dec("1"), dec("1"), dec("1")), alternative("z", dec("1"), dec("1"), dec("1")))
	if err := calc.Compare(tooMany).Choose(budget); err == nil { // one of them is above the budget by itself
		t.Error("41 investments within the budget are no fault")
	}
}

// The order of the files changes nothing, and the last that stands among the
// increments has the largest net, unless doing nothing is better.
func TestOrderOfFilesChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := drawAlternatives(t, 8)
		a, b := calc.Compare(list), calc.Compare(rapid.Permutation(list).Draw(t, "shuffled"))
		budget := dec("40")
		if err := a.Choose(budget); err != nil {
			t.Fatal(err)
		}
		if err := b.Choose(budget); err != nil {
			t.Fatal(err)
		}
		equal := cmp.Comparer(decimal.Decimal.Equal)
		if diff := cmp.Diff(a, b, equal); diff != "" {
			t.Fatal(diff)
		}
		best := decimal.Zero
		for _, in := range a.Increments {
			if in.Replaces {
				best = a.Alternatives[in.Alternative].Net.PresentValue
			}
		}
		if want := decimal.Max(decimal.Zero, a.Alternatives[0].Net.PresentValue); !best.Equal(want) {
			t.Fatalf("the last that stands has a net of %s, the best %s", best, want)
		}
	})
}

// Nothing to compare, and no rate to try, is no reason to panic.
func TestNothingToCompare(t *testing.T) {
	if c := calc.Compare(nil); c.Alternatives != nil || c.Increments != nil || c.Unlike != nil || c.Choose(dec("1")) != nil {
		t.Errorf("nothing compared is %+v", c)
	}
	span, err := calc.VerdictsOverRates(uncertainProposal(), flatPrices{}, calc.DefaultOptions(), nil)
	if err != nil || span.AtRates != nil || span.Turns != nil {
		t.Errorf("no rates are %+v, %v", span, err)
	}
}

// What gains just what it costs takes the place of doing nothing, and what adds just
// what it costs more takes the place of the cheaper one.
func TestIncrementsThatTie(t *testing.T) {
	zero := decimal.Zero
	c := calc.Compare([]calc.Alternative{alternative("a", zero, zero, dec("100")), alternative("b", zero, zero, dec("150")), alternative("c", zero, dec("-1"), dec("200"))})
	var got []bool
	for _, in := range c.Increments {
		got = append(got, in.Replaces)
	}
	if !slices.Equal(got, []bool{true, true, false}) {
		t.Errorf("takes the place: %v", got)
	}
}
