package form

import (
	"bytes"
	"maps"
	"testing"

	"siv/cmd/input"
	"siv/cmd/internal/lang"
)

// TestFaultsInLabels: what is wrong with a form is told in the words of its sheets,
// at the cell to mend, and never in the keys of the YAML behind it.
func TestFaultsInLabels(t *testing.T) {
	good := map[string]string{"id": "a", "name": "A", "status": "proposal", "start": "2024-01", "completion": "2024-12", "price_year": "2024",
		"actors[0].id": "n", "actors[0].name": "N", "actors[0].kind": "namnd",
		"costs[0].item": "Team", "costs[0].actor": "n", "costs[0].funding": "fund", "costs[0].amounts.2024": "1",
		"effects[0].id": "e", "effects[0].actor": "n", "effects[0].people": "3", "effects[0].change": "5%", "effects[0].quantity": "1",
		"effects[0].unit_cost.amount": "1", "effects[0].unit_cost.unit": "dygn", "effects[0].unit_cost.price_year": "2024"}
	for name, test := range map[string]struct {
		set    map[string]string // "": without it
		sv, en string
	}{
		"good": {},
		"no change": {map[string]string{"effects[0].change": ""},
			`a.xlsx: Effekter!C17: Andel utan satsningen: is missing: state it and "Andel med satsningen", or "Förändring"`,
			`a.xlsx: Effects!C17: Share without the investment: is missing: state it and "Share with the investment", or "Change"`},
		"both": {map[string]string{"effects[0].outcome.without": "30%", "effects[0].outcome.with": "20%"},
			`a.xlsx: Effekter!C19: state "Andel utan satsningen" and "Andel med satsningen", or "Förändring", not both`,
			`a.xlsx: Effects!C19: state "Share without the investment" and "Share with the investment", or "Change", not both`},
		"deadweight": {map[string]string{"effects[0].change": "", "effects[0].outcome.without": "30%", "effects[0].outcome.with": "20%", "effects[0].deadweight": "1%"},
			`a.xlsx: Effekter!C20: goes with "Förändring" only: "Andel utan satsningen" already holds it`,
			`a.xlsx: Effects!C20: goes with "Change" only: "Share without the investment" already holds it`},
		"drop-off": {map[string]string{"effects[0].drop_off": "100%"},
			`a.xlsx: Effekter!C42: lies below 100 %`, `a.xlsx: Effects!C42: lies below 100 %`},
		"two unit costs": {map[string]string{"effects[0].unit_cost.id": "grundskola-elev"},
			`a.xlsx: Effekter!C24: state "Enhetskostnad ur listan" or "Egen enhetskostnad, kronor", not both`,
			`a.xlsx: Effects!C24: state "Unit cost of the list" or "Unit cost of your own, kronor", not both`},
		"sector": {map[string]string{"actors[0].kind": "public"},
			`a.xlsx: Aktörer!E5: Sektor: is missing: choose one of regionen, staten, övriga`,
			`a.xlsx: Actors!E5: Sector: is missing: choose one of region, state, others`},
		"no sector": {map[string]string{"actors[0].sector": "region"},
			`a.xlsx: Aktörer!E5: is only for the kind "annan offentlig aktör"`, `a.xlsx: Actors!E5: is only for the kind "other public actor"`},
		"payer": {map[string]string{"costs[0].funding": "external"},
			`a.xlsx: Kostnader!D5: Annan betalare: is missing: choose one of kommunen, regionen, staten, övriga`,
			`a.xlsx: Costs!D5: Other payer: is missing: choose one of municipality, region, state, others`},
		"no payer": {map[string]string{"costs[0].payer": "region"},
			`a.xlsx: Kostnader!D5: is only for what is paid by "annan"`, `a.xlsx: Costs!D5: is only for what is paid by "somebody else"`},
	} {
		for code, want := range map[string]string{"sv": test.sv, "en": test.en} {
			values := maps.Clone(good)
			maps.Copy(values, test.set)
			maps.DeleteFunc(values, func(_, value string) bool { return value == "" })
			var book bytes.Buffer
			if err := Write(&book, Template{Language: lang.New(code), FirstYear: 2024, Values: values}); err != nil {
				t.Fatal(err)
			}
			form, err := Read("a.xlsx", book.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			inv := input.DecodeInvestment("a.xlsx", form.YAML)
			faults := form.Faults(inv.Faults(inv.Check()))
			if got := faults.Error(); got != want {
				t.Errorf("%s: %s: it says\n%s\nwant\n%s", name, code, got, want)
			}
		}
	}
}
