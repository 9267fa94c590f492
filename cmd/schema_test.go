package cmd

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/shopspring/decimal"

	"siv/calc"
	"siv/cmd/input"
	"siv/cmd/internal/schema"
)

// TestSchemasAreCommitted, so that an editor finds them beside the examples. They
// are made again by UPDATE=1.
func TestSchemasAreCommitted(t *testing.T) {
	for name, text := range allSchemas(t) {
		path := filepath.Join("..", "examples", "schema", name+".schema.json")
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(path, text, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if committed, err := os.ReadFile(path); err != nil || !bytes.Equal(committed, text) {
			t.Errorf("%s is not what siv schema %s prints (%v)", path, name, err)
		}
	}
}

func allSchemas(t testing.TB) map[string][]byte {
	t.Helper()
	from, err := schemaSource()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{}
	for _, s := range schema.All() {
		if all[s.Name], err = s.JSON(from); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// validators compiles the schemas, which also checks each against the meta-schema
// of its draft.
func validators(t testing.TB) map[string]*jsonschema.Schema {
	t.Helper()
	out := map[string]*jsonschema.Schema{}
	for name, text := range allSchemas(t) {
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		compiler := jsonschema.NewCompiler()
		if err := compiler.AddResource(name, value); err != nil {
			t.Fatal(err)
		}
		if out[name], err = compiler.Compile(name); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	return out
}

// decode reads a file as siv does. An investment is checked too, but that it is
// of the register and has no figures is no fault of the file.
func decode(name string, data []byte) error {
	var err error
	switch name {
	case "investment":
		inv := input.DecodeInvestment("file", data)
		faults := slices.DeleteFunc(inv.Faults(inv.Check()), func(f input.Fault) bool { return f.Code == "no-figures" })
		if len(faults) > 0 {
			err = faults
		}
	case "outcomes":
		var file *outcomesFile
		if file, err = input.DecodeOutcomes("file", data); err == nil {
			err = outOfRange(file.Value)
		}
	case "frames":
		_, err = input.DecodeFrames("file", data)
	case "plan":
		_, err = input.DecodePlan("file", data)
	case "unitcosts":
		_, err = input.DecodeCatalogueFile("file", data)
	case "lock":
		_, err = input.DecodeLock("file", data)
	case "policy":
		_, err = input.DecodePolicyFile("file", data)
	case "settings":
		var file *input.Settings
		if file, err = input.DecodeSettings("file", data, settingNames()); err == nil {
			err = unknownWord(file)
		}
	}
	return err
}

// outOfRange finds the shares that calc refuses when outcomes are put to use.
func outOfRange(o *calc.Outcomes) error {
	for _, e := range o.Effects {
		for _, value := range []struct{ least, of string }{{"0", "with"}, {"-1", "change"}} {
			d := e.With
			if value.of == "change" {
				d = e.Change
			}
			if d != nil && (d.LessThan(decimal.RequireFromString(value.least)) || d.GreaterThan(decimal.NewFromInt(1))) {
				return input.Faults{{Message: value.of}}
			}
		}
	}
	return nil
}

// unknownWord finds the values that the flags of the settings refuse.
func unknownWord(file *input.Settings) error {
	for name, value := range file.Values() {
		if words := settingWords(name); words != nil && !slices.Contains(words, value.(string)) {
			return input.Faults{{Message: name}}
		}
	}
	return nil
}

func settingNames() []string {
	var names []string
	for _, k := range knownSettings() {
		names = append(names, k.name)
	}
	return names
}

// kindOfFile returns the name of the schema for a file. Settings alone do not say
// what they are.
func kindOfFile(data []byte) string {
	name, _, _ := strings.Cut(strings.TrimPrefix(input.SchemaOf(data), "siv."), "/")
	if name == "" {
		return "settings"
	}
	return name
}

// goodFiles are the YAML files of the repository: examples, templates, the built-in
// catalogue and rules.
func goodFiles(t testing.TB) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for _, root := range []string{"../examples", "../unitcosts/catalogue", "../calc/policy/rules", "template"} {
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err == nil && filepath.Ext(path) == ".yaml" {
				files[path], err = os.ReadFile(path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	files["siv.yaml"] = []byte("rate: 2.5%\nledger: ekonomi/fund.jsonl\nby: ekonomi\ngate-bcr: 1.2\nhorizon: 10\ngate-rules: true\nlang: sv\n")
	files["proposal.yaml.lock"] = []byte("schema: siv.lock/1\ninvestment: a\nprice_year: 2017\nunit_costs:\n" +
		"  - {id: b, year: 2017, amount: 675, edition: x}\nindices:\n  - {index: PKV, year: 2016, change: 2.7%}\n")
	files["editions.yaml"] = []byte("schema: siv.unitcosts/1\nindices:\n  PKV:\n    - {edition: A, published: 2024-12-19, 2024: {change: 3%}}\n" +
		"    - {edition: B, published: 2025-10-15, 2024: {change: 0.031, source: s, forecast: true}}\n")
	files["ranges.yaml"] = ranges
	return files
}

// ranges is an investment that uses what the examples do not.
var ranges = []byte(`schema: siv.investment/1
id: a
name: A
status: approved
start: 2016-08-15
completion: 2019-07-01
price_year: "2017"
rate: 0,03
participants: 1_000
actors:
  - {id: b, name: B, kind: namnd, successor: {id: c, from: 2019}}
  - {id: c, name: C, kind: public, sector: state}
costs:
  - {item: D, actor: b, funding: external, payer: region, price_year: current, amounts: {2016: "1 200 000,50", 2017: {low: 1, likely: 2, high: 3, dist: uniform, name: x}}}
running_costs:
  - {item: E, actor: c, per_year: {low: 1, likely: 2, high: 3}, from: 1, to: {low: 1, likely: 2, high: 3}}
effects:
  - {id: e, actor: b, unit_cost: {amount: 675, price_year: 2017, unit: dygn, transfer: false, scope: {overhead: in, premises: unknown}}, people: {2016: 3, 2017: {low: 1, likely: 2, high: 3}}, change: -8%, deadweight: 25 %, quantity: 0.5, lasts: 18m, drop_off: 0.1}
  - {id: f, actor: c, unit_cost: {id: g, year: 2017}, people: {low: 1, likely: 2, high: 3}, outcome: {without: {low: 10%, likely: 20%, high: 30%}, with: 0}, quantity: 365, continues: {per_year: 12, from: 1, to: 10}, starts: 2, lasts: 10}
reflow: {applies: true, decision: d, share: 100%, cap: none, base: gross, plan: plan.yaml}
decision: {authority: a, date: 2016-06-14, reference: r, amount: 1_000_000}
documents: [{kind: final-report, title: t}]
indices: {PKV: {edition: e, 2018: {change: -2.9%, source: s}}}
`)

// TestGoodFilesPassTheirSchemas: what the repository holds is accepted by decoder
// and schema both.
func TestGoodFilesPassTheirSchemas(t *testing.T) {
	schemas := validators(t)
	seen := map[string]int{}
	for path, data := range goodFiles(t) {
		name := kindOfFile(data)
		if path == "siv.yaml" {
			name = "settings"
		}
		if schemas[name] == nil {
			t.Errorf("%s is of no kind that has a schema: %q", path, name)
			continue
		}
		seen[name]++
		// The closing amends a version that stands in another file.
		if err := decode(name, data); err != nil && filepath.Base(path) != "2023-stangning.yaml" {
			t.Errorf("%s: the decoder refuses it: %v", path, err)
		}
		if n, ok := readYAML(data); !ok || schemas[name].Validate(instance(n)) != nil {
			t.Errorf("%s: the schema refuses it: %v", path, schemas[name].Validate(instance(n)))
		}
	}
	if len(seen) != len(schema.All()) {
		t.Errorf("not every kind of file is tried: %v", seen)
	}
}

// TestFirstLinesNameTheSchema: an editor finds the schema of each example where its
// first line says that it is, and that of a new file beside it.
func TestFirstLinesNameTheSchema(t *testing.T) {
	for path, data := range goodFiles(t) {
		if !strings.HasPrefix(path, "../examples/") && filepath.Dir(path) != "template" {
			continue
		}
		first, _, _ := strings.Cut(string(data), "\n")
		named, ok := strings.CutPrefix(first, "# yaml-language-server: $schema=")
		if want := kindOfFile(data) + ".schema.json"; !ok || filepath.Base(named) != want {
			t.Errorf("%s begins with %q, which does not name %s", path, first, want)
		}
		if filepath.Dir(path) == "template" {
			path = "../examples/new.yaml"
		}
		if _, err := os.Stat(filepath.Join(filepath.Dir(path), named)); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}
