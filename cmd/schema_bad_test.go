package cmd

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// knownBad are good files with one thing changed that the decoder refuses. Unseen
// is why a schema cannot see it; "" means that it must.
func knownBad() []struct{ file, name, old, new, unseen string } {
	const (
		references = "a schema knows no references between places"
		spelling   = "an editor hands on the number, not how it is written"
		sums       = "a schema does not compare values"
		yaml       = "it is about the YAML, not about the values"
	)
	return []struct{ file, name, old, new, unseen string }{
		{"familjestod.yaml", "unknown key", "participants: 40", "particpants: 40", ""},
		{"familjestod.yaml", "missing schema", "schema: siv.investment/1\n", "", ""},
		{"familjestod.yaml", "another schema", "siv.investment/1", "siv.investment/2", ""},
		{"familjestod.yaml", "missing field", "    quantity: 365\n", "", ""},
		{"familjestod.yaml", "missing effects", "\neffects:", "\nevaluation:", ""},
		{"familjestod.yaml", "wrong type", "name: Familjestöd", "name: [Familjestöd]", ""},
		{"familjestod.yaml", "number for a text", "name: Familjestöd", "name: 2016", ""},
		{"familjestod.yaml", "text for a number", "participants: 40", "participants: forty", ""},
		{"familjestod.yaml", "fraction of people", "participants: 40", "participants: 40.5", ""},
		{"familjestod.yaml", "null", "rate: 3%", "rate:", ""},
		{"familjestod.yaml", "empty text", "name: Familjestöd", `name: ""`, ""},
		{"familjestod.yaml", "unknown status", "status: proposal", "status: idea", ""},
		{"familjestod.yaml", "unknown kind", "kind: namnd, area: skola", "kind: nämnd, area: skola", ""},
		{"familjestod.yaml", "unknown funding", "funding: fund", "funding: fonden", ""},
		{"familjestod.yaml", "public without sector", ", sector: region", "", ""},
		{"familjestod.yaml", "sector of a nämnd", "kind: namnd, area: skola", "kind: namnd, sector: state", ""},
		{"familjestod.yaml", "external without payer", "funding: fund", "funding: external", ""},
		{"familjestod.yaml", "payer of the fund's", "funding: fund", "funding: fund\n    payer: region", ""},
		{"familjestod.yaml", "bad month", "start: 2016-08", "start: 2016-13", ""},
		{"familjestod.yaml", "a year for a month", "start: 2016-08", "start: 2016", ""},
		{"familjestod.yaml", "bad id", "id: familjestod\n", "id: Familjestöd\n", ""},
		{"familjestod.yaml", "share above 1", "optimism_bias: 15%", "optimism_bias: 15", ""},
		{"familjestod.yaml", "share above 100 %", "optimism_bias: 15%", "optimism_bias: 150%", ""},
		{"familjestod.yaml", "share below 0", "cashable: 80%", "cashable: -1%", ""},
		{"familjestod.yaml", "negative cost", "650000", "-650000", ""},
		{"familjestod.yaml", "letters in a number", "650000", "65O000", ""},
		{"familjestod.yaml", "kronor beside the number", "650000", "650000 kr", ""},
		{"familjestod.yaml", "year that is none", "{2016: 650000", "{16: 650000", ""},
		{"familjestod.yaml", "half a range", "quantity: 365", "quantity: {low: 1, high: 2}", ""},
		{"familjestod.yaml", "unknown distribution", "quantity: 365", "quantity: {low: 1, likely: 1, high: 2, dist: normal}", ""},
		{"familjestod.yaml", "half a year", "lasts: 6", "lasts: 6.5", ""},
		{"familjestod.yaml", "rate without its sign", "rate: 3%", "rate: 3", ""},
		{"familjestod.yaml", "rate of -100 %", "rate: 3%", "rate: -1", ""},
		{"familjestod.yaml", "deadweight beside an outcome", "    quantity: 365\n", "    quantity: 365\n    deadweight: 10%\n", ""},
		{"familjestod.yaml", "neither outcome nor change", "outcome: {without: 30%, with: 22%}", "evidence: none", ""},
		{"familjestod.yaml", "outcome and change", "    quantity: 365\n", "    quantity: 365\n    change: 8%\n", ""},
		{"familjestod.yaml", "calendar year for an effect year", "price_year: 2017}", "price_year: 2017, from: 2020, to: 2022}", ""},
		{"familjestod.yaml", "id and amount", "unit_cost: familjehem-egen", "unit_cost: {id: familjehem-egen, amount: 675}", ""},
		{"familjestod.yaml", "own unit cost without price year", "unit_cost: familjehem-egen", "unit_cost: {amount: 675}", ""},
		{"familjestod.yaml", "decimal comma in a flow mapping", "without: 30%", "without: 12,5%", ""},
		{"ranges.yaml", "unknown part", "{kind: final-report", "{kind: report", ""},
		{"ranges.yaml", "drop-off of 1", "drop_off: 0.1", "drop_off: 1", ""},
		{"ranges.yaml", "yes for true", "applies: true", "applies: ja", ""},
		{"ranges.yaml", "bad cap", "cap: none", "cap: all", ""},
		{"ranges.yaml", "bad date", "date: 2016-06-14", "date: 2016-06", ""},
		{"ranges.yaml", "no price year of an index", "indices: {PKV: {edition: e, 2018:", "indices: {PKV: {edition: e, 18:", ""},

		{"familjestod.yaml", "months the wrong way round", "completion: 2019-06", "completion: 2016-07", sums},
		{"familjestod.yaml", "cost outside the investment", "2019: 780000", "2020: 780000", sums},
		{"familjestod.yaml", "range out of order", "quantity: 365", "quantity: {low: 1, likely: 3, high: 2}", sums},
		{"familjestod.yaml", "day that is none", "start: 2016-08", "start: 2016-02-31", "a pattern does not count the days of a month"},
		{"familjestod.yaml", "unknown actor", "actor: region-orebro-lan", "actor: region", references},
		{"familjestod.yaml", "duplicate actor", "{id: region-orebro-lan,", "{id: socialnamnden,", references},
		{"familjestod.yaml", "exponent", "650000", "65e4", spelling},
		{"familjestod.yaml", "leading zero", "650000", "0650000", spelling},
		{"familjestod.yaml", "read in two ways", "650000", "650.000", spelling},
		{"familjestod.yaml", "too many digits", "650000", "1234567890123456", spelling},
		{"familjestod.yaml", "duplicate key", "rate: 3%", "rate: 3%\nrate: 4%", yaml},
		{"familjestod.yaml", "alias", "people: 40\n    outcome", "people: &p 40\n    starts: *p\n    outcome", yaml},
		{"familjestod.yaml", "tag", "rate: 3%", "rate: !!str 3%", yaml},

		{"life/outcomes.yaml", "two observations", "2020: {with: 19%,", "2020: {with: 19%, units: 4,", ""},
		{"life/outcomes.yaml", "no observation", "2020: {with: 19%,", "2020: {", ""},
		{"life/outcomes.yaml", "share above 100 %", "with: 19%", "with: 190%", ""},
		{"life/outcomes.yaml", "unknown key", "units: 1500", "unit: 1500", ""},
		{"life/frames.yaml", "text for an amount", "812000000", "much", ""},
		{"life/frames.yaml", "negative frame", "812000000", "-812000000", ""},
		{"life/plan.yaml", "unknown basis", "basis: forecast", "basis: guess", ""},
		{"life/plan.yaml", "decision without date", "date: 2019-10-22, ", "", ""},
		{"life/plan.yaml", "tenth of an öre", "80303.25", "80303.255", "multipleOf 0.01 is a trap where numbers are binary fractions"},
		{"life/plan.yaml", "row twice", "{year: 2021, namnd: socialnamnden", "{year: 2020, namnd: socialnamnden", references},
		{"catalogue/revised.yaml", "unknown key", "name_en:", "name_eng:", ""},
		{"catalogue/revised.yaml", "amount without source", "source:", "note:", ""},
		{"catalogue/revised.yaml", "bad basis", "unit: ", "basis: guess\n    unit: ", ""},
		{"proposal.yaml.lock", "missing amount", "amount: 675, ", "", ""},
		{"proposal.yaml.lock", "change of an index without sign", "change: 2.7%", "change: 2.7", ""},
		{"../calc/policy/rules/2013-pressmeddelande.yaml", "unknown rule", "follow_up:", "follow-up:", ""},
		{"../calc/policy/rules/2013-pressmeddelande.yaml", "unknown trait", "[collaborative,", "[cheap,", ""},
		{"../calc/policy/rules/2013-pressmeddelande.yaml", "rule without basis", "        basis: stated\n        source: Örebro kommun, pressmeddelande 2013-06-10\n        text: 1-3", "        source: x\n        text: 1-3", ""},
		{"../calc/policy/rules/2013-pressmeddelande.yaml", "no months", "from: 12", "from: 0", ""},
		{"../calc/policy/rules/2013-pressmeddelande.yaml", "span the wrong way round", "from: 12", "from: 48", sums},
		{"siv.yaml", "unknown setting", "horizon:", "horison:", ""},
		{"siv.yaml", "unknown language", "lang: sv", "lang: de", ""},
		{"siv.yaml", "list for a value", "by: ekonomi", "by: [ekonomi]", ""},
		{"siv.yaml", "null", "by: ekonomi", "by:", ""},
	}
}

// TestKnownBadFiles: the decoder refuses every one, and the schema all that a schema
// can see.
func TestKnownBadFiles(t *testing.T) {
	schemas, good := validators(t), goodFiles(t)
	for _, c := range knownBad() {
		t.Run(c.file+"/"+c.name, func(t *testing.T) {
			data, ok := good[c.file]
			if !ok {
				var err error
				if data, err = os.ReadFile(filepath.Join("..", "examples", c.file)); err != nil {
					t.Fatal(err)
				}
			}
			text := strings.Replace(string(data), c.old, c.new, 1)
			if text == string(data) {
				t.Fatalf("%q does not stand in the file", c.old)
			}
			kind := kindOfFile(data)
			if c.file == "siv.yaml" {
				kind = "settings"
			}
			if decode(kind, []byte(text)) == nil {
				t.Error("the decoder accepts it")
			}
			n, ok := readYAML([]byte(text))
			switch refused := !ok || schemas[kind].Validate(instance(n)) != nil; {
			case c.unseen == "" && !refused:
				t.Error("the schema accepts it")
			case c.unseen != "" && refused && ok:
				t.Errorf("the schema sees it, so the reason is out of date: %s", c.unseen)
			}
		})
	}
}
