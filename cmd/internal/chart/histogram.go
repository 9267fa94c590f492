package chart

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"siv/cmd/internal/lang"
)

// Histogram shows how often a simulated amount came out where. What lies at zero or
// above looks otherwise than what lies below.
type Histogram struct {
	Bins         []Bin
	Above, Below string // what lies at zero or above, and what lies below
	Marks        []Mark // lines from top to bottom, X in kronor
}

// Bin is a step of amounts, From <= x < To, in kronor, and the share of the draws
// in it.
type Bin struct{ From, To, Share float64 }

func (Histogram) height() vg.Length { return 270 }

func (b Histogram) draw(c draw.Canvas, l lang.Language) {
	if len(b.Bins) == 0 {
		return
	}
	first, last := b.Bins[0].From, b.Bins[len(b.Bins)-1].To
	top := 0.0
	for _, bin := range b.Bins {
		top = max(top, bin.Share)
	}
	p := newPlot()
	s := newScale(l, max(-first, last))
	p.X.Min, p.X.Max = min(first, 0), max(last, 0)
	if p.X.Min == p.X.Max {
		p.X.Max++
	}
	p.X.Tick.Marker = s
	p.Y.Min, p.Y.Max = 0, top*1.15 // room for the words of the marks
	p.Y.Tick.Marker = percentTicks{l}
	p.Add(grid{across: true}, b)
	for _, m := range b.Marks {
		p.Add(m)
	}
	c = legend(c, "", blockSample(b.Above, 1), blockSample(b.Below, 0))
	style := words(textSize, false)
	c.FillText(style, vg.Point{X: c.Max.X - style.Width(s.name()), Y: c.Min.Y}, s.name())
	p.Draw(draw.Crop(c, 0, -8, lineSize, 0))
}

// Plot is of plot.Plotter.
func (b Histogram) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	draw := func(from, to, share float64, style int) {
		if share > 0 && from < to {
			block(c, vg.Rectangle{Min: vg.Point{X: x(from), Y: y(0)}, Max: vg.Point{X: x(to), Y: y(share)}}, style)
		}
	}
	for _, bin := range b.Bins {
		draw(bin.From, min(bin.To, 0), bin.Share, 0)
		draw(max(bin.From, 0), bin.To, bin.Share, 1)
	}
}
