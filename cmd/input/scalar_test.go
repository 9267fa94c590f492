package input_test

import (
	"slices"
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

// TestNamesStandOnOneLine: in a chart, a table and a heading.
func TestNamesStandOnOneLine(t *testing.T) {
	inv := input.DecodeInvestment("x.yaml", []byte("name: |\n  Stöd\n  i  skolan\nactors: [{id: a, name: \"Skol-\\u2028nämnden\"}]\n"+
		"costs: [{item: \"Ett\\nteam\"}]\nrunning_costs: [{item: \"En\\nlokal\"}]\neffects: [{unit_cost: {amount: 1, name: \"En\\ntimme\"}, evidence: \"rad\\nrad\"}]\n")).Investment
	got := []string{inv.Name, inv.Actors[0].Name, inv.Costs[0].Item, inv.RunningCosts[0].Item, inv.Effects[0].UnitCost.Inline.Name, inv.Effects[0].Evidence}
	want := []string{"Stöd i skolan", "Skol- nämnden", "Ett team", "En lokal", "En timme", "rad\nrad"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
