package input

import (
	"io/fs"
	"path"
	"strings"

	"github.com/shopspring/decimal"
	"gopkg.in/yaml.v3"

	"siv/calc"
	"siv/unitcosts"
)

// CatalogueSchema is the schema key of a file of unit costs and price indices.
const CatalogueSchema = "siv.unitcosts/1"

// DecodeCatalogue reads the YAML files of a folder into one catalogue. The error,
// if any, is Faults, or that of reading the folder.
//
// The name of the folder goes before those of its files in faults.
func DecodeCatalogue(folder string, files fs.FS) (*unitcosts.Catalogue, error) {
	names, err := fs.Glob(files, "*.y*ml")
	if err != nil {
		return nil, err
	}
	var c catalogue
	if len(names) == 0 {
		return nil, Faults{{File: folder, Code: "empty", Message: "the folder holds no YAML file"}}
	}
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		c.file(path.Join(folder, name), data)
	}
	return c.build()
}

// DecodeCatalogueFile reads a catalogue that is one file.
func DecodeCatalogueFile(file string, data []byte) (*unitcosts.Catalogue, error) {
	var c catalogue
	c.file(file, data)
	return c.build()
}

// catalogue collects what stands in the files of one catalogue.
type catalogue struct {
	unitCosts []unitcosts.UnitCost
	figures   []unitcosts.Figure
	places    map[string]string // id → file, to tell of a second one
	faults    Faults
}

func (c *catalogue) build() (*unitcosts.Catalogue, error) {
	if len(c.faults) > 0 {
		return nil, c.faults
	}
	return unitcosts.New(c.unitCosts, c.figures)
}

func (c *catalogue) file(name string, data []byte) {
	doc, faults := parse(name, data)
	if doc == nil {
		c.faults = append(c.faults, faults...)
		return
	}
	d := &decoder{document: doc}
	if o, ok := d.object(doc.root); ok {
		d.schema(o.need("schema"), CatalogueSchema)
		list := o.field("unit_costs")
		for i, u := range each(d, list, d.unitCost) {
			if other, ok := c.places[u.ID]; ok && u.ID != "" {
				d.fault(list.Content[i], "duplicate", "unit cost %q stands twice (also in %s)", u.ID, other)
				continue
			}
			if c.places == nil {
				c.places = map[string]string{}
			}
			c.places[u.ID] = name
			c.unitCosts = append(c.unitCosts, u)
		}
		for _, f := range d.indices(o.field("indices")) {
			c.figures = append(c.figures, IndexFigure(f))
		}
		o.done()
	}
	c.faults = append(c.faults, d.faults.sorted()...)
}

// IndexFigure turns an index figure of an investment into one of a catalogue.
func IndexFigure(f calc.IndexFigure) unitcosts.Figure {
	return unitcosts.Figure{Index: f.Index, Year: f.Year, Change: f.Change,
		Edition: f.Edition, Source: f.Source, Forecast: f.Forecast}
}

func (d *decoder) unitCost(o *object) unitcosts.UnitCost {
	u := unitcosts.UnitCost{
		ID:     d.text(o.need("id")),
		Name:   d.text(o.need("name")),
		NameEN: d.text(o.field("name_en")),
		Unit:   d.text(o.need("unit")),
		Area:   d.text(o.field("area")),
		Region: d.text(o.field("region")),
		Kolada: d.text(o.field("kolada")),
		Index:  d.text(o.field("index")),
	}
	if n := o.field("transfer"); n != nil {
		u.Transfer = d.truth(n)
	}
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
		ScopeAsWritten: d.text(b.field("scope_as_written")),
		Edition:        d.text(b.field("edition")),
		Source:         d.text(b.need("source")),
		Address:        d.text(b.field("address")),
		Note:           d.text(b.field("note")),
	}
	n := b.need("amount")
	if amount, ok := d.number(n, parseMoney); ok && n != nil {
		if a.Amount = amount; amount.IsNegative() {
			d.fault(n, "out-of-range", "%s is negative", n.Value)
		}
	}
	if n := b.field("definition_break"); n != nil {
		a.DefinitionBreak = d.truth(n)
	}
	return a
}

// indices reads price index figures: {PKV: {edition: …, 2018: {change: 2.9%}}}.
func (d *decoder) indices(n *yaml.Node) []calc.IndexFigure {
	if n == nil || !d.mapping(n) {
		return nil
	}
	var figures []calc.IndexFigure
	for i := 0; i+1 < len(n.Content); i += 2 {
		name := n.Content[i].Value
		d.indexed(name, n.Content[i+1], &figures)
	}
	return figures
}

func (d *decoder) indexed(name string, n *yaml.Node, figures *[]calc.IndexFigure) {
	if !d.mapping(n) {
		return
	}
	edition := ""
	years := &yaml.Node{Kind: yaml.MappingNode, Line: n.Line, Column: n.Column}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == "edition" {
			edition = d.text(n.Content[i+1])
		} else {
			years.Content = append(years.Content, n.Content[i], n.Content[i+1])
		}
	}
	d.years(years, func(year int, value *yaml.Node) {
		d.block(value, func(b *object) {
			f := calc.IndexFigure{Index: name, Year: year, Edition: edition, Source: d.text(b.field("source"))}
			if own := b.field("edition"); own != nil {
				f.Edition = d.text(own)
			}
			if forecast := b.field("forecast"); forecast != nil {
				f.Forecast = d.truth(forecast)
			}
			n := b.need("change")
			if change, ok := d.number(n, parseRate); ok && n != nil {
				if f.Change = change; !change.GreaterThan(decimal.NewFromInt(-1)) {
					d.fault(n, "out-of-range", "an index does not fall by 100 %% or more")
				}
			}
			*figures = append(*figures, f)
		})
	})
}

// DecodeIndex reads a file of price index figures: YAML as in a catalogue, or a
// table index;year;change_percent;edition;source.
func DecodeIndex(file string, data []byte) ([]unitcosts.Figure, error) {
	if strings.HasSuffix(strings.ToLower(file), ".csv") {
		return decodeIndexTable(file, data)
	}
	c, err := DecodeCatalogueFile(file, data)
	if err != nil {
		return nil, err
	}
	if len(c.Figures()) == 0 {
		return nil, Faults{{File: file, Code: "empty", Message: "the file holds no price index (indices:)"}}
	}
	return c.Figures(), nil
}
