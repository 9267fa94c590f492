package input

import (
	"bytes"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"siv/calc"
)

// Override is a value put in the place of one in a file. Path names the place, as
// effects[0].people; an item of a list may be named by its id or item, as in
// effects.familjehem.people. An empty value changes nothing.
type Override struct{ Path, Value string }

// DecodeVariant reads an investment file with some values in the place of its own.
// Name is that of the variant, for faults; lines and columns are the file's.
func DecodeVariant(name string, data []byte, changes []Override) *Investment {
	out := &Investment{Investment: &calc.Investment{}}
	out.document, out.faults = parse(name, data)
	if out.document == nil {
		return out
	}
	d := &decoder{document: out.document}
	for _, change := range changes {
		if change.Value != "" {
			d.override(change)
		}
	}
	if o, ok := d.object(out.document.root); ok {
		d.investment(o, out.Investment)
	}
	out.faults = d.faults
	return out
}

// override puts a value in its place. A key that may be left out need not be there
// yet, but what it belongs to must.
func (d *decoder) override(change Override) {
	n := d.root
	steps := pathSteps(change.Path)
	for i, step := range steps {
		next := step.in(n)
		if next == nil && i == len(steps)-1 && n.Kind == yaml.MappingNode {
			next = &yaml.Node{Line: n.Line, Column: n.Column}
			key := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: string(step), Line: n.Line, Column: n.Column}
			n.Content = append(n.Content, key, next)
		}
		if n = next; n == nil {
			d.fault(d.root, "unknown-path", "the file has no place %q", change.Path).Path = change.Path
			return
		}
	}
	tag := "!!str"
	if change.Value == "true" || change.Value == "false" {
		tag = "!!bool"
	}
	*n = yaml.Node{Kind: yaml.ScalarNode, Tag: tag, Value: change.Value, Line: n.Line, Column: n.Column}
}

type pathStep string

func pathSteps(path string) []pathStep {
	var steps []pathStep
	for step := range strings.FieldsFuncSeq(path, func(r rune) bool { return r == '.' || r == '[' || r == ']' }) {
		steps = append(steps, pathStep(step))
	}
	return steps
}

// in returns the value of a step: a key, a place in a list, or the item of that
// id.
func (s pathStep) in(n *yaml.Node) *yaml.Node {
	if next := child(n, string(s)); next != nil || n.Kind != yaml.SequenceNode {
		return next
	}
	i := slices.IndexFunc(n.Content, func(item *yaml.Node) bool {
		for _, key := range []string{"id", "item"} {
			if name := child(item, key); name != nil && name.Value == string(s) {
				return true
			}
		}
		return false
	})
	if i < 0 {
		return nil
	}
	return n.Content[i]
}

// SchemaOf returns the schema that a file declares in a line of its own, without
// reading the rest; "" when there is none.
func SchemaOf(data []byte) string {
	for line := range bytes.Lines(data) {
		if rest, ok := bytes.CutPrefix(line, []byte("schema:")); ok {
			value, _, _ := bytes.Cut(rest, []byte(" #"))
			return strings.Trim(string(bytes.TrimSpace(value)), `"'`)
		}
	}
	return ""
}
