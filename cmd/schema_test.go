package cmd

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/shopspring/decimal"
	"gopkg.in/yaml.v3"
	"pgregory.net/rapid"

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

// instance is what an editor makes of YAML before it asks the schema: the core
// schema of YAML 1.2.
func instance(n *yaml.Node) any {
	switch n.Kind {
	case yaml.DocumentNode:
		return instance(n.Content[0])
	case yaml.MappingNode:
		object := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			object[n.Content[i].Value] = instance(n.Content[i+1])
		}
		return object
	case yaml.SequenceNode:
		list := []any{}
		for _, item := range n.Content {
			list = append(list, instance(item))
		}
		return list
	case yaml.AliasNode:
		return instance(n.Alias)
	}
	if n.Style&^yaml.FlowStyle != 0 { // in quotes, or a block
		return n.Value
	}
	switch v := n.Value; {
	case v == "" || v == "~" || strings.EqualFold(v, "null"):
		return nil
	case strings.EqualFold(v, "true"), strings.EqualFold(v, "false"):
		return strings.EqualFold(v, "true")
	case wholePattern.MatchString(v):
		return json.Number(strings.TrimPrefix(v, "+"))
	case floatPattern.MatchString(v):
		return json.Number(jsonNumber(v))
	default:
		return v
	}
}

var (
	wholePattern = regexp.MustCompile(`^[-+]?[0-9]+$`)
	floatPattern = regexp.MustCompile(`^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?$`)
)

// jsonNumber writes a float of YAML as one of JSON, which needs digits around its
// point.
func jsonNumber(v string) string {
	f, err := strconv.ParseFloat(v, 64)
	if err != nil {
		return v
	}
	return strconv.FormatFloat(f, 'g', -1, 64)
}

// readYAML parses what may not be YAML.
func readYAML(data []byte) (*yaml.Node, bool) {
	var n yaml.Node
	if err := yaml.Unmarshal(bytes.TrimPrefix(data, []byte("\uFEFF")), &n); err != nil || len(n.Content) == 0 {
		return nil, false
	}
	return &n, true
}

// kindOfFile returns the name of the schema for a file.
func kindOfFile(data []byte) string {
	name, _, _ := strings.Cut(strings.TrimPrefix(input.SchemaOf(data), "siv."), "/")
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

// TestSchemaRefusesNothingGood changes good files at random: what the decoder still
// accepts, the schema accepts.
func TestSchemaRefusesNothingGood(t *testing.T) {
	schemas, files := validators(t), goodFiles(t)
	paths := slices.Sorted(maps.Keys(files))
	tried, accepted := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		path := rapid.SampledFrom(paths).Draw(t, "file")
		name := kindOfFile(files[path])
		if path == "siv.yaml" {
			name = "settings"
		}
		n, _ := readYAML(files[path])
		for range rapid.IntRange(1, 2).Draw(t, "changes") {
			mutate(t, n)
		}
		data, err := yaml.Marshal(n)
		if err != nil {
			return
		}
		tried++
		if err := decode(name, data); err != nil {
			return
		}
		again, ok := readYAML(data)
		if !ok {
			t.Fatalf("the decoder accepts what is not YAML:\n%s", data)
		}
		accepted++
		if err := schemas[name].Validate(instance(again)); err != nil {
			t.Fatalf("the decoder accepts what the schema refuses: %v\n%s", err, data)
		}
	})
	if accepted*10 < tried {
		t.Errorf("only %d of %d changes were accepted: that tests little", accepted, tried)
	}
	t.Logf("%d of %d changes were accepted by the decoder", accepted, tried)
}

// mutate changes one place of a document.
func mutate(t *rapid.T, root *yaml.Node) {
	var nodes []*yaml.Node
	var walk func(*yaml.Node)
	walk = func(n *yaml.Node) {
		nodes = append(nodes, n)
		for i, c := range n.Content {
			if n.Kind != yaml.MappingNode || i%2 == 1 {
				walk(c)
			}
		}
	}
	walk(root.Content[0])
	n := rapid.SampledFrom(nodes).Draw(t, "place")
	switch {
	case n.Kind == yaml.ScalarNode || rapid.IntRange(0, 9).Draw(t, "replace") == 0:
		v := rapid.SampledFrom(scalars).Draw(t, "value")
		if rapid.Bool().Draw(t, "own") { // a number of its own
			v = rapid.StringMatching(`-?[0-9]{1,4}([ _][0-9]{3})?([.,][0-9]{1,3})?( ?%|m)?`).Draw(t, "number")
		}
		style := rapid.SampledFrom([]yaml.Style{0, 0, yaml.DoubleQuotedStyle}).Draw(t, "style")
		*n = yaml.Node{Kind: yaml.ScalarNode, Value: v, Style: style}
	case len(n.Content) == 0:
	case n.Kind == yaml.SequenceNode:
		i := rapid.IntRange(0, len(n.Content)-1).Draw(t, "item")
		n.Content = slices.Delete(slices.Clone(n.Content), i, i+1)
	case rapid.Bool().Draw(t, "delete"):
		i := 2 * rapid.IntRange(0, len(n.Content)/2-1).Draw(t, "key")
		n.Content = slices.Delete(slices.Clone(n.Content), i, i+2)
	default: // put something else at a key
		i := 2*rapid.IntRange(0, len(n.Content)/2-1).Draw(t, "key") + 1
		n.Content[i] = copyOf(rapid.SampledFrom(nodes).Draw(t, "from"))
	}
}

func copyOf(n *yaml.Node) *yaml.Node {
	c := *n
	c.Content = make([]*yaml.Node, len(n.Content))
	for i, child := range n.Content {
		c.Content[i] = copyOf(child)
	}
	return &c
}

var scalars = []string{"0", "-0", "1", "-1", "0.5", "0,5", "1.0", "1,0", "12", "100", "2017", "2200", "-0%", "0%", "100%", "100 %", "-8 %", "12,5%",
	"1_0%", "1_200_000", "1 200 000,50", "18m", "12.0m", "1e3", ".5", "5.", "+5", "007", "0x10", "true", "True", "false", "yes", "null", "~", "",
	"2019-06", "2019-06-01", "2019-06-31", "2019-13", "text", "a-b", "Å", "namnd", "public", "region", "completed", "fund", "external", "current",
	"in", "unknown", "stated", "net", "granted", "pert", "average", " 1 200", "1 200 ", "999999999", "0.000000000001", "<<"}
