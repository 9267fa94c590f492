package input

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"

	"gopkg.in/yaml.v3"

	"siv/calc/policy"
)

// PolicySchema is the schema key of a file of the programme's rules.
const PolicySchema = "siv.policy/1"

// DecodePolicy reads the YAML files of a folder into one policy. Faults name the
// files as they stand in folder. The error, if any, is Faults, or that of reading.
func DecodePolicy(folder string, files fs.FS) (*policy.Policy, error) {
	names, err := fs.Glob(files, "*.yaml")
	if err != nil {
		return nil, err
	}
	p := policyFiles{of: folder}
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		p.file(filepath.Join(folder, name), data)
	}
	return p.build()
}

// DecodePolicyFile reads a policy that is one file.
func DecodePolicyFile(file string, data []byte) (*policy.Policy, error) {
	p := policyFiles{of: file}
	p.file(file, data)
	return p.build()
}

// policyFiles collects what stands in the files of one policy.
type policyFiles struct {
	of         string // the folder or file, for what is wrong with the whole
	versions   []policy.Version
	places     []versionPlace // of each version, to say where one is wrong
	guidelines []policy.Guideline
	faults     Faults
}

// versionPlace is where a version stands.
type versionPlace struct {
	document *document
	path     string
}

// build checks what the versions say of each other.
func (p *policyFiles) build() (*policy.Policy, error) {
	for i, v := range p.versions {
		wrong := func(key, code, message string) {
			at := join(p.places[i].path, key)
			n := p.places[i].document.nodeAt(at)
			p.faults = append(p.faults, Fault{File: p.places[i].document.file, Line: n.Line, Column: n.Column,
				Path: at, Code: code, Message: message})
		}
		for _, other := range p.versions[:i] {
			if v.ID != "" && other.ID == v.ID {
				wrong("id", "duplicate", fmt.Sprintf("version %q stands twice", v.ID))
			}
			if v.From != "" && other.From == v.From {
				wrong("from.date", "duplicate", fmt.Sprintf("two versions apply from %s", v.From))
			}
		}
		earlier := func(other policy.Version) bool { return other.ID == v.Amends && other.From < v.From }
		if v.Amends != "" && !slices.ContainsFunc(p.versions, earlier) {
			wrong("amends", "unknown-version", fmt.Sprintf("there is no earlier version %q", v.Amends))
		}
	}
	if len(p.faults) > 0 {
		return nil, p.faults
	}
	if len(p.versions) == 0 {
		return nil, Faults{{File: p.of, Code: "empty", Message: "the policy holds no version of the rules (versions:)"}}
	}
	return policy.New(p.versions, p.guidelines)
}

func (p *policyFiles) file(name string, data []byte) {
	doc, faults := parse(name, data)
	if doc == nil {
		p.faults = append(p.faults, faults...)
		return
	}
	d := &decoder{document: doc}
	if o, ok := d.object(doc.root); ok {
		d.schema(o, PolicySchema)
		p.guidelines = append(p.guidelines, each(d, o.field("guidelines"), d.guideline)...)
		list := o.field("versions")
		for i, v := range each(d, list, d.version) {
			p.versions = append(p.versions, v)
			p.places = append(p.places, versionPlace{doc, d.pathOf(list.Content[i])})
		}
		o.done()
	}
	p.faults = append(p.faults, d.faults.sorted()...)
}

func (d *decoder) guideline(o *object) policy.Guideline {
	return policy.Guideline{Date: d.date(o.need("date")), Name: d.text(o.need("name")),
		NameEN: d.text(o.field("name_en")), Source: d.text(o.need("source"))}
}

func (d *decoder) version(o *object) policy.Version {
	v := policy.Version{ID: d.text(o.need("id")), Name: d.text(o.need("name")), NameEN: d.text(o.field("name_en")),
		Amends: d.text(o.field("amends"))}
	if n := o.field("id"); n != nil && v.ID != "" && !isID(v.ID) {
		d.fault(n, "bad-id", "%q is not an id: small letters a-z, digits and single hyphens", v.ID)
	}
	d.block(o.need("from"), func(b *object) {
		v.From = d.date(b.need("date"))
		v.Dated = d.mark(b)
	})
	d.block(o.need("rules"), func(b *object) { v.Rules = d.rules(b) })
	return v
}

// mark reads what a date or a rule rests on.
func (d *decoder) mark(o *object) policy.Mark {
	return policy.Mark{Basis: oneWord(d, o.need("basis"), policy.Bases()), Source: d.text(o.need("source")),
		Text: d.text(o.field("text")), TextEN: d.text(o.field("text_en"))}
}

// oneWord reads one of a few words.
func oneWord[T ~string](d *decoder, n *yaml.Node, allowed []T) T {
	word := T(d.text(n))
	if word != "" && !slices.Contains(allowed, word) {
		names := make([]string, len(allowed))
		for i, a := range allowed {
			names[i] = string(a)
		}
		d.fault(n, "unknown-value", "%q is not one of %s", string(word), joinWords(names)).Hint = didYouMean(string(word), names)
		return ""
	}
	return word
}

// someWords reads a list of such words.
func someWords[T ~string](d *decoder, n *yaml.Node, allowed []T) []T {
	items, _ := d.list(n)
	words := make([]T, 0, len(items))
	for _, item := range items {
		words = append(words, oneWord(d, item, allowed))
	}
	return words
}

// span reads a least and a greatest number.
func (d *decoder) span(o *object) (from, to int) {
	from, n := d.whole(o.need("from")), o.need("to")
	if to = d.whole(n); n != nil && from > to && to > 0 {
		d.fault(n, "reversed", "%d is less than %d", to, from)
	}
	return from, to
}
