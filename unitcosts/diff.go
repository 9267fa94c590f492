package unitcosts

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Kind is how a catalogue differs from another in one place.
type Kind string

// The kinds of differences.
const (
	Added   Kind = "added"
	Removed Kind = "removed"
	Changed Kind = "changed"
)

// Difference is one value that differs between two catalogues. Year is 0 for what
// is not of one year; Field is "" for a whole unit cost, amount or figure.
type Difference struct {
	Kind     Kind
	ID       string // of the unit cost, or the name of the index
	Index    bool   // it is about a price index
	Year     int
	Field    string
	Old, New string
}

// Diff tells how catalogue b differs from a, unit costs first, by id, year and
// field. Of the indices, the figures in use are compared.
func Diff(a, b *Catalogue) []Difference {
	var all []Difference
	for _, id := range keys(a.unitCosts, b.unitCosts) {
		old, hadIt := a.unitCosts[id]
		now, hasIt := b.unitCosts[id]
		switch {
		case !hadIt:
			all = append(all, Difference{Kind: Added, ID: id, New: now.Name})
		case !hasIt:
			all = append(all, Difference{Kind: Removed, ID: id, Old: old.Name})
		default:
			all = append(all, changes(Difference{Kind: Changed, ID: id}, old.fields(), now.fields())...)
		}
		all = append(all, diffAmounts(id, old.Amounts, now.Amounts)...)
	}
	for _, name := range keys(a.indices, b.indices) {
		all = append(all, diffYears(Difference{ID: name, Index: true}, a.indices[name], b.indices[name])...)
	}
	return all
}

func diffAmounts(id string, old, now []Amount) []Difference {
	byYear := func(list []Amount) map[int]Amount {
		m := map[int]Amount{}
		for _, a := range list {
			m[a.Year] = a
		}
		return m
	}
	return diffYears(Difference{ID: id}, byYear(old), byYear(now))
}

// diffYears compares what two catalogues say of each year. The first field of a
// value is what it is worth.
func diffYears[V interface{ fields() []field }](at Difference, old, now map[int]V) []Difference {
	var all []Difference
	for _, year := range keys(old, now) {
		d := at
		d.Year = year
		before, hadIt := old[year]
		after, hasIt := now[year]
		switch {
		case !hadIt:
			d.Kind, d.New = Added, after.fields()[0].value
			all = append(all, d)
		case !hasIt:
			d.Kind, d.Old = Removed, before.fields()[0].value
			all = append(all, d)
		default:
			d.Kind = Changed
			all = append(all, changes(d, before.fields(), after.fields())...)
		}
	}
	return all
}

// field is a named value, as a text to compare.
type field struct{ name, value string }

func (u UnitCost) fields() []field {
	return []field{{"name", u.Name}, {"name_en", u.NameEN}, {"unit", u.Unit}, {"area", u.Area}, {"payer", u.Payer}, {"region", u.Region},
		{"transfer", strconv.FormatBool(u.Transfer)}, {"scope.overhead", u.Scope.Overhead}, {"scope.premises", u.Scope.Premises},
		{"scope.material", u.Scope.Material}, {"rounding", u.Rounding}, {"basis", u.Basis},
		{"overlaps", strings.Join(slices.Sorted(slices.Values(u.Overlaps)), ", ")}, {"kolada", u.Kolada}, {"index", u.Index}}
}

func (a Amount) fields() []field {
	return []field{{"amount", a.Amount.String()}, {"region", a.Region}, {"edition", a.Edition}, {"scope_as_written", a.ScopeAsWritten},
		{"source", a.Source}, {"address", a.Address}, {"read", a.Read}, {"note", a.Note}, {"definition_break", strconv.FormatBool(a.DefinitionBreak)}}
}

func (f Figure) fields() []field {
	return []field{{"change", f.Change.String()}, {"edition", f.Edition}, {"published", f.Published}, {"source", f.Source},
		{"forecast", strconv.FormatBool(f.Forecast)}}
}

// changes lists the fields whose values differ.
func changes(at Difference, old, now []field) []Difference {
	var all []Difference
	for i := range old {
		if old[i].value != now[i].value {
			d := at
			d.Field, d.Old, d.New = old[i].name, old[i].value, now[i].value
			all = append(all, d)
		}
	}
	return all
}

// keys returns the keys of two maps, sorted.
func keys[K cmp.Ordered, V any](a, b map[K]V) []K {
	both := map[K]bool{}
	for k := range a {
		both[k] = true
	}
	for k := range b {
		both[k] = true
	}
	return slices.Sorted(maps.Keys(both))
}
