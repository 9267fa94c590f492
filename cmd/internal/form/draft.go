package form

import (
	"fmt"
	"strings"
)

// node is a part of the YAML in the making: a scalar, a mapping or a list.
type node struct {
	key    string
	scalar string // as YAML writes it
	list   bool
	parts  []*node
}

// at returns the part of a path, made where there is none. Steps of a path are
// divided by dots.
func (n *node) at(path string) *node {
	key, rest, more := strings.Cut(path, ".")
	var part *node
	for _, p := range n.parts {
		if p.key == key {
			part = p
		}
	}
	if part == nil {
		part = &node{key: key}
		n.parts = append(n.parts, part)
	}
	if more {
		return part.at(rest)
	}
	return part
}

// find returns the part of a path, or nil.
func (n *node) find(path string) *node {
	key, rest, more := strings.Cut(path, ".")
	for _, p := range n.parts {
		if p.key == key {
			if more {
				return p.find(rest)
			}
			return p
		}
	}
	return nil
}

// item adds an item to a list.
func (n *node) item() *node {
	n.list = true
	part := &node{}
	n.parts = append(n.parts, part)
	return part
}

func (n *node) leaf() bool { return len(n.parts) == 0 }

// short reports whether a part is written on one line: {low: 1, likely: 2}.
func (n *node) short() bool {
	length := 0
	for _, p := range n.parts {
		if !p.leaf() {
			return false
		}
		length += len(p.key) + len(p.scalar) + 4
	}
	return length <= 90
}

func (n *node) flow() string {
	parts := make([]string, len(n.parts))
	for i, p := range n.parts {
		if parts[i] = p.scalar; !n.list {
			parts[i] = p.key + ": " + p.scalar
		}
	}
	if n.list {
		return "[" + strings.Join(parts, ", ") + "]"
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// yaml writes the mapping.
func (n *node) yaml() []byte {
	var out strings.Builder
	n.write(&out, "")
	return []byte(out.String())
}

func (n *node) write(out *strings.Builder, indent string) {
	for _, p := range n.parts {
		start := indent + p.key + ":"
		if n.list {
			start = indent + "-"
		}
		switch {
		case p.leaf():
			fmt.Fprintf(out, "%s %s\n", start, p.scalar)
		case p.short():
			fmt.Fprintf(out, "%s %s\n", start, p.flow())
		case n.list: // the first key of an item stands beside its hyphen
			var item strings.Builder
			p.write(&item, indent+"  ")
			fmt.Fprintf(out, "%s %s", start, strings.TrimPrefix(item.String(), indent+"  "))
		default:
			fmt.Fprintf(out, "%s\n", start)
			p.write(out, indent+"  ")
		}
	}
}
