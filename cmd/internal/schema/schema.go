// Package schema describes the YAML files of siv as JSON Schema, so that editors
// explain, complete and check them while they are written. The decoder of package
// input decides: a schema refuses nothing that it accepts, and sees less.
package schema

import (
	"bytes"
	"encoding/json"

	"github.com/invopop/jsonschema"
)

// draft is the version of JSON Schema that every editor knows.
const draft = "http://json-schema.org/draft-07/schema#"

// Source is what the schemas are made of besides the words of the core.
type Source struct {
	UnitCosts []UnitCost // of the built-in catalogue, which editors offer
	Settings  []Setting
}

// UnitCost is an id of a catalogue and its name.
type UnitCost struct{ ID, Name string }

// Setting is one setting of siv.yaml. Words are the values it may have, none: any.
type Setting struct {
	Name, Meaning string
	Words         []string
}

// Schema is the schema of one kind of file.
type Schema struct {
	Name   string // as siv schema NAME
	File   string // what such a file is called, for those who do not know the name
	SV, EN string // what it holds
	make   func(Source) *jsonschema.Schema
}

// All lists the schemas.
func All() []Schema {
	return []Schema{
		{"investment", "proposal.yaml", "Social investering", "Social investment", investment},
		{"outcomes", "outcomes.yaml", "Utfall: vad som hände", "Outcomes: what happened", outcomes},
		{"frames", "frames.yaml", "Budgetramar", "Budget frames", frames},
		{"plan", "plan.yaml", "Plan för återföring", "Plan of reflow", plan},
		{"unitcosts", "unitcosts.yaml", "Enhetskostnader och prisindex", "Unit costs and price indices", unitCosts},
		{"lock", "proposal.yaml.lock", "Lås: vad en satsning tog ur katalogen", "Lock: what an investment took from the catalogue", lock},
		{"policy", "rules.yaml", "Programmets regler", "The programme's rules", rules},
		{"settings", "siv.yaml", "Inställningar för siv", "Settings of siv", settings},
	}
}

// Names lists the names of the schemas.
func Names() []string {
	names := make([]string, len(All()))
	for i, s := range All() {
		names[i] = s.Name
	}
	return names
}

// FileName is the name that the schema has as a file.
func (s Schema) FileName() string { return s.Name + ".schema.json" }

// JSON writes the schema, the same bytes for the same source.
func (s Schema) JSON(from Source) ([]byte, error) {
	made := s.make(from)
	made.Version, made.Title = draft, s.SV+" · "+s.EN
	raw, err := json.Marshal(made)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = json.Indent(&out, raw, "", "  ")
	out.WriteByte('\n')
	return out.Bytes(), err
}
