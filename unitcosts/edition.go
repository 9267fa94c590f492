package unitcosts

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A price index is published in editions, and a later edition revises years that
// an earlier one had. The catalogue keeps them all, so that an old result can be
// computed again.

// inUse returns the figures in use: in a layer, that of the newest edition which
// has the year; and a later layer goes before an earlier one, marked as Replaces
// when it differs.
func inUse(layers [][]Figure) map[string]index {
	indices := map[string]index{}
	for _, layer := range layers {
		sorted := slices.SortedStableFunc(slices.Values(layer), func(a, b Figure) int { return cmp.Compare(a.Published, b.Published) })
		newest := map[string]index{}
		for _, f := range sorted {
			if newest[f.Index] == nil {
				newest[f.Index] = index{}
			}
			newest[f.Index][f.Year] = f
		}
		for name, figures := range newest {
			if indices[name] == nil {
				indices[name] = index{}
			}
			for year, f := range figures {
				if old, ok := indices[name][year]; ok {
					f.Replaces = f.Replaces || !old.Change.Equal(f.Change)
				}
				indices[name][year] = f
			}
		}
	}
	return indices
}

// checkEditions makes sure that of two figures for a year it can be told which is
// the newer.
func checkEditions(figures []Figure) error {
	type key struct {
		index     string
		year      int
		published string
	}
	seen := map[key]bool{}
	for _, f := range figures {
		k := key{f.Index, f.Year, f.Published}
		if seen[k] {
			return fmt.Errorf("index %s has two figures for %d, and no dates that tell which edition is the newer", f.Index, f.Year)
		}
		seen[k] = true
	}
	return nil
}

// Edition is an edition of a price index.
type Edition struct {
	Index     string
	Edition   string
	Published string
	Figures   []Figure // by year
}

// Editions returns the editions of an index, the oldest first. One that stands in
// a layer on top, as a file of one's own, comes after those below.
func (c *Catalogue) Editions(name string) []Edition {
	var all []Edition
	for _, layer := range c.layers {
		editions := map[[2]string]*Edition{}
		for _, f := range layer {
			if f.Index != name {
				continue
			}
			key := [2]string{f.Published, f.Edition}
			if editions[key] == nil {
				editions[key] = &Edition{Index: name, Edition: f.Edition, Published: f.Published}
			}
			editions[key].Figures = append(editions[key].Figures, f)
		}
		for _, key := range slices.SortedFunc(maps.Keys(editions), func(a, b [2]string) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) }) {
			e := editions[key]
			slices.SortFunc(e.Figures, func(a, b Figure) int { return a.Year - b.Year })
			all = append(all, *e)
		}
	}
	return all
}

// Indices returns the names of the price indices, sorted.
func (c *Catalogue) Indices() []string { return slices.Sorted(maps.Keys(c.indices)) }

// UnknownEditionError says that no index has such an edition.
type UnknownEditionError struct {
	Edition string
	Known   []string
}

func (e UnknownEditionError) Error() string {
	return fmt.Sprintf("there is no index edition %q; the editions are %s", e.Edition, strings.Join(e.Known, ", "))
}

// AsOf returns the catalogue as it stood when an edition of an index was
// published: without the later editions of that index. The error is
// UnknownEditionError.
func (c *Catalogue) AsOf(edition string) (*Catalogue, error) {
	published := map[string]string{}
	var known []string
	for _, name := range c.Indices() {
		for _, e := range c.Editions(name) {
			if e.Edition == edition {
				published[name] = e.Published
			}
			if e.Edition != "" && !slices.Contains(known, e.Edition) {
				known = append(known, e.Edition)
			}
		}
	}
	if len(published) == 0 {
		return nil, UnknownEditionError{Edition: edition, Known: known}
	}
	out := &Catalogue{unitCosts: c.unitCosts}
	for _, layer := range c.layers {
		out.layers = append(out.layers, slices.DeleteFunc(slices.Clone(layer), func(f Figure) bool {
			day, ok := published[f.Index]
			return ok && f.Published > day
		}))
	}
	out.indices = inUse(out.layers)
	return out, nil
}
