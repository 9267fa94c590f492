package unitcosts_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"siv/cmd/input"
	"siv/unitcosts"
)

// findings lists what lint finds in a catalogue, as "code id year".
func findings(c *unitcosts.Catalogue) []string {
	var list []string
	for _, f := range unitcosts.Lint(c) {
		list = append(list, strings.TrimSuffix(fmt.Sprintf("%s %s %d", f.Code, f.ID, f.Year), " 0"))
	}
	return list
}

// TestBuiltInHasNoFindingsButItsDefinitionBreak: the place in a care home, whose
// cost rose by 34 % when its definition changed.
func TestBuiltInHasNoFindingsButItsDefinitionBreak(t *testing.T) {
	if got := findings(builtIn(t)); !slices.Equal(got, []string{"definition-break vardboende-plats 2019"}) {
		t.Errorf("lint finds %q", got)
	}
}

func TestLint(t *testing.T) {
	const plats = "unit: plats, region: A"
	for name, test := range map[string]struct{ list, want string }{
		"nothing":               {`{id: a, name: A, ` + plats + `, amounts: {2018: {amount: 5000, source: s}, 2019: {amount: 6000, source: s}}}`, ""},
		"jump":                  {`{id: a, name: A, ` + plats + `, amounts: {2018: {amount: 5000, source: s}, 2019: {amount: 6001, source: s}}}`, "jump a 2019"},
		"fall":                  {`{id: a, name: A, ` + plats + `, amounts: {2018: {amount: 6001, source: s}, 2019: {amount: 5000, source: s}}}`, "jump a 2019"},
		"jump with a note":      {`{id: a, name: A, ` + plats + `, amounts: {2018: {amount: 5000, source: s}, 2019: {amount: 9000, source: s, note: n}}}`, ""},
		"44 % in two years":     {`{id: a, name: A, ` + plats + `, amounts: {2017: {amount: 5000, source: s}, 2019: {amount: 7200, source: s}}}`, ""},
		"break":                 {`{id: a, name: A, ` + plats + `, amounts: {2018: {amount: 5000, source: s}, 2019: {amount: 5001, source: s, definition_break: true}}}`, "definition-break a 2019"},
		"tkr beside kr":         {`{id: a, name: A, ` + plats + `, amounts: {2018: {amount: 96304, source: s}, 2019: {amount: 98.9, source: s, note: n}}}`, "kr-or-tkr a 2019"},
		"tkr of another region": {`{id: a, name: A, kolada: N1, unit: dygn, region: A, amounts: {2018: {amount: 2300, source: s}}}, {id: b, name: B, kolada: N1, unit: dygn, region: B, amounts: {2018: {amount: 2.5, source: s}}}`, "kr-or-tkr b 2018"},
		"tkr a year":            {`{id: a, name: A, unit: plats och år, amounts: {2018: {amount: 96.3, source: s}}}`, "kr-or-tkr a 2018"},
		"overlap with none":     {`{id: a, name: A, ` + plats + `, overlaps: [b], amounts: {2018: {amount: 1, source: s}}}`, "overlap-unknown a"},
		"overlap with self":     {`{id: a, name: A, ` + plats + `, overlaps: [a], amounts: {2018: {amount: 1, source: s}}}`, "overlap-unknown a"},
		"same id but for marks": {`{id: hem-a, name: A, ` + plats + `, amounts: {2018: {amount: 1, source: s}}}, {id: hem_å, name: B, ` + plats + `, amounts: {2018: {amount: 1, source: t}}}`,
			"similar-ids hem_å"},
		"same name": {`{id: a, name: Ett hem, ` + plats + `, amounts: {2018: {amount: 1, source: s}}}, {id: b, name: Ett Hem, ` + plats + `, amounts: {2019: {amount: 1, source: t}}}`,
			"overlap-undeclared b"},
		"same name, and said so": {`{id: a, name: Ett hem, overlaps: [b], ` + plats + `, amounts: {2018: {amount: 1, source: s}}}, {id: b, name: Ett Hem, ` + plats + `, amounts: {2019: {amount: 1, source: t}}}`, ""},
		"same indicator and amount": {`{id: a, name: A, kolada: N1, ` + plats + `, amounts: {2018: {amount: 1, source: s}}}, {id: b, name: B, kolada: N1, ` + plats + `, amounts: {2018: {amount: 1, source: t}}}`,
			"duplicate b 2018"},
		"payers spelt alike": {`{id: a, name: A, payer: socialnämnden, ` + plats + `, amounts: {2018: {amount: 1, source: s}}}, {id: b, name: B, payer: Social nämnden, ` + plats + `, amounts: {2018: {amount: 2, source: s}}}, {id: c, name: C, payer: socialnämnde, ` + plats + `, amounts: {2018: {amount: 3, source: s}}}, {id: d, name: D, payer: region, ` + plats + `, amounts: {2018: {amount: 4, source: s}}}`,
			"payer-spelling b, payer-spelling c"},
		"payers of eight letters": {`{id: a, name: A, payer: regionen, ` + plats + `, amounts: {2018: {amount: 1, source: s}}}, {id: b, name: B, payer: regioner, ` + plats + `, amounts: {2018: {amount: 2, source: s}}}`,
			"payer-spelling b"},
		"payers of seven": {`{id: a, name: A, payer: skolorn, ` + plats + `, amounts: {2018: {amount: 1, source: s}}}, {id: b, name: B, payer: skolort, ` + plats + `, amounts: {2018: {amount: 2, source: s}}}`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			c, err := input.DecodeCatalogueFile("own.yaml", []byte("schema: siv.unitcosts/1\nunit_costs: ["+test.list+"]\n"))
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(findings(c), ", "); got != test.want {
				t.Errorf("lint finds %q, want %q", got, test.want)
			}
		})
	}
}

// TestLintOfWhatTheDecoderRefuses: a catalogue made by a program may lack what a
// file must have.
func TestLintOfWhatTheDecoderRefuses(t *testing.T) {
	c, err := unitcosts.New([]unitcosts.UnitCost{{ID: "a"}, {ID: "b", Unit: "timme", Amounts: []unitcosts.Amount{{}}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"missing-unit a", "missing-year a", "missing-year b", "missing-source b"}
	got := slices.DeleteFunc(findings(c), func(s string) bool { return !strings.HasPrefix(s, "missing") })
	if !slices.Equal(got, want) {
		t.Errorf("lint finds %q, want %q", got, want)
	}
}
