package chart

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"siv/cmd/internal/lang"
)

// Panels shows amounts above and below zero by category, such as years, for each of
// several, such as nämnder: one panel below the other, all to one scale.
type Panels struct {
	Categories   []string
	Rows         []Part
	Above, Below string // what a bar above zero means, and one below; "": no legend
}

const panelHeight = 92 * vg.Length(1)

func (b Panels) height() vg.Length {
	return vg.Length(len(b.Rows))*panelHeight + 2*lineSize + 12
}

func (b Panels) draw(c draw.Canvas, l lang.Language) {
	low, high := 0.0, 0.0
	for _, row := range b.Rows {
		rowLow, rowHigh := Bars{b.Categories, []Stack{{row}}}.reach()
		low, high = min(low, rowLow), max(high, rowHigh)
	}
	s := newScale(l, max(-low, high))
	s.about = 3
	s, low, high = s.rounded(low, high)
	var samples []sample
	if b.Above != "" {
		samples = append(samples, blockSample(b.Above, 1))
	}
	if b.Below != "" {
		samples = append(samples, blockSample(b.Below, 0))
	}
	c = legend(c, s.name(), samples...)
	labels := words(textSize, false).Height("0") + 4
	each := (c.Max.Y - c.Min.Y - labels) / vg.Length(len(b.Rows))
	for i, row := range b.Rows {
		p := newPlot()
		p.Y.Min, p.Y.Max = low, high
		p.Y.Tick.Marker = s
		categories(p, b.Categories)
		bottom := c.Max.Y - each*vg.Length(i+1) + 7 // clear of the next name
		last := i == len(b.Rows)-1
		if last {
			bottom -= labels + 7
		} else {
			p.X.Tick.Marker = noTicks{}
		}
		p.X.Width = 0
		p.Add(grid{across: true}, bars{Bars{b.Categories, []Stack{{row}}}, true})
		panel := draw.Crop(c, 0, 0, 0, 0)
		panel.Min.Y, panel.Max.Y = bottom, c.Max.Y-each*vg.Length(i)
		style := words(textSize, true)
		c.FillText(style, vg.Point{X: c.Min.X, Y: panel.Max.Y - lineSize + 3}, row.Name)
		panel.Max.Y -= lineSize + 4
		p.Draw(panel)
	}
}
