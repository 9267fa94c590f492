package input

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"siv/unitcosts"
)

// TestBuiltInWrittenAndRead is the same.
func TestBuiltInWrittenAndRead(t *testing.T) {
	c, err := DecodeCatalogue("built-in", unitcosts.Files())
	if err != nil {
		t.Fatal(err)
	}
	again, err := DecodeCatalogueFile("a.yaml", EncodeCatalogue(c.UnitCosts()))
	if err != nil {
		t.Fatal(err)
	}
	equal := cmp.Comparer(func(a, b decimal.Decimal) bool { return a.Equal(b) })
	if diff := cmp.Diff(c.UnitCosts(), again.UnitCosts(), equal); diff != "" {
		t.Error(diff)
	}
}
