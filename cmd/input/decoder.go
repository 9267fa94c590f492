package input

import (
	"fmt"
	"slices"

	"gopkg.in/yaml.v3"
)

// decoder walks a document strictly and collects what is wrong. A value that is
// wrong is left zero, and decoding goes on.
type decoder struct {
	*document
	faults  Faults
	foreign bool // a file of another of siv's schemas: nothing else in it is a fault
}

// maxFaults is how many faults of a file are told; whoever mends so many asks
// again.
const maxFaults = 200

func (d *decoder) fault(n *yaml.Node, code, format string, args ...any) *Fault {
	if d.foreign || len(d.faults) >= maxFaults {
		return &Fault{}
	}
	d.faults = append(d.faults, Fault{File: d.file, Line: n.Line, Column: n.Column,
		Path: d.pathOf(n), Code: code, Message: fmt.Sprintf(format, args...)})
	return &d.faults[len(d.faults)-1]
}

// object is a mapping whose keys are asked for one by one. Those that nobody
// asked for are unknown.
type object struct {
	d     *decoder
	node  *yaml.Node
	asked []string
}

// maxKeys bounds the keys of a mapping: more than the years of any investment.
const maxKeys = 1000

// object returns the fields of a mapping, or nothing when n is not one.
func (d *decoder) object(n *yaml.Node) (*object, bool) {
	if !d.mapping(n) {
		return nil, false
	}
	return &object{d: d, node: n}, true
}

// mapping checks that n is a mapping with scalar keys. A key that stands twice is
// a fault, and its first value is the one that is read on with.
func (d *decoder) mapping(n *yaml.Node) bool {
	if !d.plain(n) {
		return false
	}
	if n.Kind != yaml.MappingNode {
		d.fault(n, "wrong-type", "must be a mapping (key: value), not %s", kindOf(n))
		return false
	}
	if len(n.Content) > 2*maxKeys {
		d.fault(n, "wrong-type", "has more than %d keys", maxKeys)
		return false
	}
	for i := 0; i < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.Kind != yaml.ScalarNode {
			d.fault(key, "wrong-type", "a key must be a word or a number")
			continue
		}
		for j := 0; j < i; j += 2 {
			if n.Content[j].Value == key.Value && n.Content[j].Kind == yaml.ScalarNode {
				d.fault(key, "duplicate-key", "the key %q stands twice (first on line %d)", key.Value, n.Content[j].Line)
				break
			}
		}
	}
	return true
}

// plain refuses aliases and tags.
func (d *decoder) plain(n *yaml.Node) bool {
	switch {
	case n.Kind == yaml.AliasNode:
		d.fault(n, "alias", "aliases are not allowed; write the value out")
		return false
	case n.Style&yaml.TaggedStyle != 0:
		d.fault(n, "tag", "tags such as %s are not allowed", n.Tag)
		return false
	}
	return true
}

// list returns the items of a sequence.
func (d *decoder) list(n *yaml.Node) ([]*yaml.Node, bool) {
	if n == nil || !d.plain(n) {
		return nil, false
	}
	if n.Kind != yaml.SequenceNode {
		d.fault(n, "wrong-type", "must be a list, not %s", kindOf(n))
		return nil, false
	}
	return n.Content, true
}

// kindOf names what a node is, for messages.
func kindOf(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	case yaml.AliasNode:
		return "an alias"
	}
	if isNull(n) {
		return "nothing"
	}
	return fmt.Sprintf("%q", n.Value)
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

// field returns the value of a key, or nil when it is absent. A key without a
// value is a fault.
func (o *object) field(key string) *yaml.Node {
	o.asked = append(o.asked, key)
	for i := 0; i < len(o.node.Content); i += 2 {
		if o.node.Content[i].Value != key {
			continue
		}
		value := o.node.Content[i+1]
		if isNull(value) {
			o.d.fault(value, "null", "has no value; leave the key out, or give it one")
			return nil
		}
		return value
	}
	return nil
}

// need is field for a key that must be there.
func (o *object) need(key string) *yaml.Node {
	value := o.field(key)
	if value == nil && !o.has(key) {
		o.missing(key)
	}
	return value
}

func (o *object) missing(key string) *Fault {
	f := o.d.fault(o.node, "missing", "is missing")
	f.Path = join(f.Path, key)
	return f
}

func (o *object) has(key string) bool { return child(o.node, key) != nil }

// done reports the keys that nobody asked for.
func (o *object) done() {
	for i := 0; i < len(o.node.Content); i += 2 {
		key := o.node.Content[i]
		if key.Kind == yaml.ScalarNode && !slices.Contains(o.asked, key.Value) {
			f := o.d.fault(key, "unknown-key", "unknown key %q", key.Value)
			unused := slices.DeleteFunc(slices.Clone(o.asked), func(k string) bool { return o.has(k) })
			if f.Hint = didYouMean(key.Value, unused); slices.Contains(unused, keyOf(key.Value)) {
				f.Hint = fmt.Sprintf("did you mean %s?", keyOf(key.Value))
			}
			if isNull(o.node.Content[i+1]) && key.Value != "" && key.Value[0] >= '0' && key.Value[0] <= '9' {
				f.Hint = commaHint
			}
		}
	}
}
