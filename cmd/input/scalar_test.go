package input_test

import (
	"testing"

	"siv/cmd/input"
)

// TestTruthInEveryCase: YAML writes true as true, True or TRUE.
func TestTruthInEveryCase(t *testing.T) {
	for word, want := range map[string]bool{"true": true, "True": true, "TRUE": true, "false": false, "False": false} {
		file := "schema: siv.unitcosts/1\nunit_costs:\n  - {id: a, name: A, unit: dygn, transfer: " + word + ", amounts: {2017: {amount: 1, source: s}}}\n"
		c, err := input.DecodeCatalogueFile("a.yaml", []byte(file))
		if err != nil {
			t.Fatal(err)
		}
		if got := c.UnitCosts()[0].Transfer; got != want {
			t.Errorf("%s is read as %v", word, got)
		}
	}
}
