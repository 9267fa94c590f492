package cmd

import (
	"bytes"
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
	"pgregory.net/rapid"
)

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
