package input

import (
	"strings"

	"github.com/shopspring/decimal"
	"gopkg.in/yaml.v3"

	"siv/calc"
	"siv/unitcosts"
)

// IndexFigure turns an index figure of an investment into one of a catalogue.
func IndexFigure(f calc.IndexFigure) unitcosts.Figure {
	return unitcosts.Figure{Index: f.Index, Year: f.Year, Change: f.Change,
		Edition: f.Edition, Source: f.Source, Forecast: f.Forecast}
}

// ownIndices reads the price index figures of an investment.
func (d *decoder) ownIndices(n *yaml.Node) []calc.IndexFigure {
	figures := d.indices(n)
	own := make([]calc.IndexFigure, len(figures))
	for i, f := range figures {
		own[i] = calc.IndexFigure{Index: f.Index, Year: f.Year, Change: f.Change,
			Edition: f.Edition, Source: f.Source, Forecast: f.Forecast}
	}
	if len(own) == 0 {
		return nil
	}
	return own
}

// indices reads price indices: {PKV: {edition: …, published: …, 2018: {change:
// 2.9%}}} or, where an index has several editions, a list of them.
func (d *decoder) indices(n *yaml.Node) []unitcosts.Figure {
	if n == nil || !d.mapping(n) {
		return nil
	}
	var figures []unitcosts.Figure
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, value := n.Content[i].Value, n.Content[i+1]
		if value.Kind != yaml.SequenceNode {
			figures = append(figures, d.edition(name, value)...)
			continue
		}
		editions, _ := d.list(value)
		for _, e := range editions {
			figures = append(figures, d.edition(name, e)...)
		}
	}
	return figures
}

// edition reads the figures of an edition of an index.
func (d *decoder) edition(name string, n *yaml.Node) []unitcosts.Figure {
	if !d.mapping(n) {
		return nil
	}
	var figures []unitcosts.Figure
	edition, published := "", ""
	years := &yaml.Node{Kind: yaml.MappingNode, Line: n.Line, Column: n.Column}
	for i := 0; i+1 < len(n.Content); i += 2 {
		switch n.Content[i].Value {
		case "edition":
			edition = d.text(n.Content[i+1])
		case "published":
			published = d.date(n.Content[i+1])
		default:
			years.Content = append(years.Content, n.Content[i], n.Content[i+1])
		}
	}
	d.years(years, func(year int, value *yaml.Node) {
		d.block(value, func(b *object) {
			f := unitcosts.Figure{Index: name, Year: year, Edition: edition, Published: published, Source: d.text(b.field("source"))}
			if own := b.field("edition"); own != nil {
				f.Edition = d.text(own)
			}
			f.Forecast = d.truth(b.field("forecast"))
			n := b.need("change")
			if change, ok := d.number(n, parseRate); ok && n != nil {
				if f.Change = change; !change.GreaterThan(decimal.NewFromInt(-1)) {
					d.fault(n, "out-of-range", "an index does not fall by 100 %% or more")
				}
			}
			figures = append(figures, f)
		})
	})
	return figures
}

// DecodeIndex reads a file of price index figures: YAML as in a catalogue, or a
// table of years and per cent, see indexColumns.
func DecodeIndex(file string, data []byte) ([]unitcosts.Figure, error) {
	if strings.HasSuffix(strings.ToLower(file), ".csv") {
		return decodeIndexTable(file, data)
	}
	c, err := DecodeCatalogueFile(file, data)
	if err != nil {
		return nil, err
	}
	figures := c.AllFigures()
	if len(figures) == 0 {
		return nil, Faults{{File: file, Code: "empty", Message: "the file holds no price index (indices:)"}}
	}
	return figures, nil
}
