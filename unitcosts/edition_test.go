package unitcosts_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"siv/cmd/input"
	"siv/unitcosts"
)

const twoEditions = `schema: siv.unitcosts/1
indices:
  PKV:
    - {edition: B, published: 2019-12-19, 2018: {change: 2.6%}, 2019: {change: 3%, forecast: true}}
    - {edition: A, published: 2018-12-19, 2017: {change: 2.8%}, 2018: {change: 2.5%, forecast: true}}
`

// used writes the figures in use, as "year change edition".
func used(c *unitcosts.Catalogue) string {
	var list []string
	for _, f := range c.Index("PKV") {
		list = append(list, fmt.Sprintf("%d %s %s", f.Year, f.Change.Shift(2), f.Edition))
	}
	return strings.Join(list, ", ")
}

// TestTheNewestEditionIsUsed for a year that it has, whatever the order of the
// file; and the catalogue can be had as it stood at an older one.
func TestTheNewestEditionIsUsed(t *testing.T) {
	c, err := input.DecodeCatalogueFile("index.yaml", []byte(twoEditions))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := used(c), "2017 2.8 A, 2018 2.6 B, 2019 3 B"; got != want {
		t.Errorf("in use are %s, want %s", got, want)
	}
	old, err := c.AsOf("A")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := used(old), "2017 2.8 A, 2018 2.5 A"; got != want {
		t.Errorf("at edition A in use are %s, want %s", got, want)
	}
	for _, f := range append(c.Figures(), old.Figures()...) {
		if f.Replaces {
			t.Errorf("an edition that revises another overrides nothing: %v", f)
		}
	}
	var unknown unitcosts.UnknownEditionError
	if _, err := c.AsOf("C"); !errors.As(err, &unknown) || !slices.Equal(unknown.Known, []string{"A", "B"}) {
		t.Errorf("an unknown edition is told as %v", err)
	}
	if e := c.Editions("PKV"); len(e) != 2 || e[0].Edition != "A" || len(e[1].Figures) != 2 {
		t.Errorf("the editions are %v", e)
	}
}

func TestEditionsThatCannotBeToldApart(t *testing.T) {
	_, err := input.DecodeCatalogueFile("index.yaml", []byte("schema: siv.unitcosts/1\nindices:\n  PKV: [{edition: A, 2018: {change: 1%}}, {edition: B, 2018: {change: 2%}}]\n"))
	var faults input.Faults
	if !errors.As(err, &faults) {
		t.Errorf("two undated editions of a year are told as %v", err)
	}
}
