package input

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"siv/unitcosts"
)

// CatalogueSchema is the schema key of a file of unit costs and price indices.
const CatalogueSchema = "siv.unitcosts/1"

// DecodeCatalogue reads the YAML files of a folder into one catalogue. The error,
// if any, is Faults, or that of reading the folder.
//
// The name of the folder goes before those of its files in faults.
func DecodeCatalogue(folder string, files fs.FS) (*unitcosts.Catalogue, error) {
	c := catalogue{name: folder}
	if err := c.folder(files); err != nil {
		return nil, err
	}
	return c.build()
}

// DecodeCatalogueFile reads a catalogue that is one file.
func DecodeCatalogueFile(file string, data []byte) (*unitcosts.Catalogue, error) {
	c := catalogue{name: file}
	c.file(file, data)
	return c.build()
}

// catalogue collects what stands in the files of one catalogue.
type catalogue struct {
	name      string // of its file or folder
	unitCosts []unitcosts.UnitCost
	figures   []unitcosts.Figure
	places    map[string]Fault // id → where it stands
	faults    Faults
}

func (c *catalogue) folder(files fs.FS) error {
	names, err := fs.Glob(files, "*.y*ml")
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return Faults{{File: c.name, Code: "empty", Message: "the folder holds no YAML file"}}
	}
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		c.file(path.Join(c.name, name), data)
	}
	return nil
}

func (c *catalogue) build() (*unitcosts.Catalogue, error) {
	if len(c.faults) > 0 {
		return nil, c.faults
	}
	built, err := unitcosts.New(c.unitCosts, c.figures)
	if err != nil {
		return nil, Faults{{File: c.name, Code: "duplicate", Message: err.Error()}}
	}
	return built, nil
}

func (c *catalogue) file(name string, data []byte) {
	doc, faults := parse(name, data)
	if doc == nil {
		c.faults = append(c.faults, faults...)
		return
	}
	d := &decoder{document: doc}
	if o, ok := d.object(doc.root); ok {
		d.schema(o, CatalogueSchema)
		list := o.field("unit_costs")
		for i, u := range each(d, list, d.unitCost) {
			if other, ok := c.places[u.ID]; ok && u.ID != "" {
				d.fault(list.Content[i], "duplicate", "unit cost %q stands twice (also in %s)", u.ID, other.File)
				continue
			}
			if c.places == nil {
				c.places = map[string]Fault{}
			}
			c.places[u.ID] = Fault{File: name, Line: list.Content[i].Line, Column: list.Content[i].Column}
			c.unitCosts = append(c.unitCosts, u)
		}
		c.figures = append(c.figures, d.indices(o.field("indices"))...)
		o.done()
	}
	c.faults = append(c.faults, d.faults.sorted()...)
}

func (d *decoder) unitCost(o *object) unitcosts.UnitCost {
	u := unitcosts.UnitCost{
		ID:     d.text(o.need("id")),
		Name:   d.text(o.need("name")),
		NameEN: d.text(o.field("name_en")),
		Unit:   d.text(o.need("unit")),
		Area:   d.text(o.field("area")),
		Payer:  d.text(o.field("payer")),
		Region: d.text(o.field("region")),
		Kolada: d.text(o.field("kolada")),
		Index:  d.text(o.field("index")),

		Rounding: d.known(o.field("rounding"), unitcosts.Roundings()),
		Basis:    d.known(o.field("basis"), unitcosts.Bases()),
		Overlaps: d.texts(o.field("overlaps")),
	}
	u.Transfer = d.truth(o.field("transfer"))
	d.block(o.field("scope"), func(b *object) {
		u.Scope.Overhead, u.Scope.Premises, u.Scope.Material = d.inclusions(b)
	})
	if n := o.need("amounts"); n != nil && d.mapping(n) {
		d.years(n, func(year int, value *yaml.Node) {
			d.block(value, func(b *object) { u.Amounts = append(u.Amounts, d.amount(year, b)) })
		})
		if len(u.Amounts) == 0 && len(n.Content) == 0 {
			d.fault(n, "empty", "there must be an amount for at least one year")
		}
	}
	return u
}

func (d *decoder) amount(year int, b *object) unitcosts.Amount {
	a := unitcosts.Amount{
		Year:           year,
		Region:         d.text(b.field("region")),
		ScopeAsWritten: d.text(b.field("scope_as_written")),
		Edition:        d.text(b.field("edition")),
		Source:         d.text(b.need("source")),
		Address:        d.text(b.field("address")),
		Note:           d.text(b.field("note")),
	}
	a.Read = d.date(b.field("read"))
	n := b.need("amount")
	if amount, ok := d.number(n, parseMoney); ok && n != nil {
		if a.Amount = amount; amount.IsNegative() {
			d.fault(n, "out-of-range", "%s is negative", n.Value)
		}
	}
	a.DefinitionBreak = d.truth(b.field("definition_break"))
	return a
}

// known reads one of a few words, or unknown.
func (d *decoder) known(n *yaml.Node, words []string) string {
	value := d.text(n)
	if value == "" || value == "unknown" {
		return ""
	}
	if !slices.Contains(words, value) {
		d.fault(n, "unknown-value", "%q is not one of %s, unknown", value, strings.Join(words, ", ")).Hint = didYouMean(value, append(words, "unknown"))
		return ""
	}
	return value
}
