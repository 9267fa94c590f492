package cmd

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"siv/calc"
)

// candidate is a unit cost, or a price index, that two catalogues tell apart.
type candidate struct {
	name     string
	index    bool
	old, new string // its figures, for the reader
}

// candidates lists the unit costs and the indices that an investment took from
// both catalogues, sorted: unit costs first.
func candidates(before, after *recorder) []candidate {
	var all []candidate
	was, is := amounts(before), amounts(after)
	for _, id := range both(was, is) {
		all = append(all, candidate{name: id, old: was[id], new: is[id]})
	}
	was, is = figures(before), figures(after)
	for _, name := range both(was, is) {
		all = append(all, candidate{name: name, index: true, old: was[name], new: is[name]})
	}
	return all
}

// both lists the keys of two maps, sorted.
func both(a, b map[string]string) []string {
	all := slices.Concat(slices.Collect(maps.Keys(a)), slices.Collect(maps.Keys(b)))
	slices.Sort(all)
	return slices.Compact(all)
}

// amounts writes the amounts taken of each id, as "675 (2017)".
func amounts(r *recorder) map[string]string {
	list := map[string]string{}
	for _, key := range slices.Sorted(maps.Keys(r.unitCosts)) {
		u := r.unitCosts[key]
		list[u.ID] = joinedWith(list[u.ID], fmt.Sprintf("%s (%d)", u.Amount.Likely, u.PriceYear))
	}
	return list
}

// figures writes the changes taken of each index, as "2.7 % (2016)".
func figures(r *recorder) map[string]string {
	list := map[string]string{}
	for _, key := range slices.Sorted(maps.Keys(r.figures)) {
		f := r.figures[key]
		list[f.Index] = joinedWith(list[f.Index], fmt.Sprintf("%s %% (%d)", f.Change.Shift(2), f.Year))
	}
	return list
}

func joinedWith(list, item string) string { return strings.TrimPrefix(list+", "+item, ", ") }

// oneFromNew is the old catalogue with one unit cost, or one index, of the new.
type oneFromNew struct {
	old, now  prices
	candidate candidate
}

// UnitCost is of calc.Prices.
func (o oneFromNew) UnitCost(id string, year int, pinned bool) (calc.UnitCost, error) {
	if !o.candidate.index && o.candidate.name == id {
		return o.now.UnitCost(id, year, pinned)
	}
	return o.old.UnitCost(id, year, pinned)
}

// Convert is of calc.Prices. A new amount may be of a year that only the new index
// reaches.
func (o oneFromNew) Convert(index string, from, to int) (calc.Conversion, error) {
	if o.candidate.index && o.candidate.name == index {
		return o.now.Convert(index, from, to)
	}
	c, err := o.old.Convert(index, from, to)
	if err != nil {
		return o.now.Convert(index, from, to)
	}
	return c, err
}
