package chart

import (
	"image/color"
	"strings"

	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

const (
	margin    = 4 * vg.Length(1)
	textSize  = 10.5 * vg.Length(1)
	titleSize = 12.5 * vg.Length(1)
	lineSize  = 14 * vg.Length(1) // from one line of words to the next
)

// ink is the colour of words and axes, faint that of lines in the background.
func ink() color.Color   { return color.RGBA{0x22, 0x22, 0x22, 0xff} }
func faint() color.Color { return color.RGBA{0xd0, 0xd0, 0xd0, 0xff} }

// hue returns the colour of a series. Neighbours differ in lightness too, for those
// who see colours otherwise and for print in grey, and all have a contrast of 3:1
// or more to white: the palette for accessible charts of the UK's Government
// Analysis Function.
func hue(i int) color.Color {
	palette := []color.RGBA{
		{0x12, 0x43, 0x6d, 0xff}, // dark blue
		{0xf4, 0x6a, 0x25, 0xff}, // orange
		{0x80, 0x16, 0x50, 0xff}, // dark pink
		{0x28, 0xa1, 0x97, 0xff}, // turquoise
		{0x3d, 0x3d, 0x3d, 0xff}, // dark grey
		{0xa2, 0x85, 0xd1, 0xff}, // light purple
	}
	return palette[i%len(palette)]
}

// dashes tell lines apart without colour.
func dashes(i int) []vg.Length {
	patterns := [][]vg.Length{nil, {6, 3}, {2, 2}, {9, 3, 2, 3}}
	return patterns[i%len(patterns)]
}

// words is the style of words.
func words(size vg.Length, bold bool) text.Style {
	f := font.Font{Typeface: "Liberation", Variant: "Sans", Size: size}
	if bold {
		f.Weight = xfont.WeightBold
	}
	return text.Style{Color: ink(), Font: f, Handler: plot.DefaultTextHandler}
}

// fit breaks words into lines of at most a width. A word that is wider stands alone.
func fit(style text.Style, s string, width vg.Length) []string {
	var lines []string
	line := ""
	for word := range strings.SplitSeq(s, " ") {
		if line != "" && style.Width(line+" "+word) > width {
			lines, line = append(lines, line), word
			continue
		}
		line = strings.TrimPrefix(line+" "+word, " ")
	}
	return append(lines, line)
}

// newPlot returns a plot with quiet axes in our letters.
func newPlot() *plot.Plot {
	p := plot.New()
	p.BackgroundColor = nil
	for _, axis := range []*plot.Axis{&p.X, &p.Y} {
		axis.Color, axis.Padding, axis.Width = ink(), 0, 0.75
		axis.Tick.Color, axis.Tick.Length, axis.Tick.Width = ink(), 4, 0.75
		aligned := axis.Tick.Label
		axis.Tick.Label = words(textSize, false)
		axis.Tick.Label.XAlign, axis.Tick.Label.YAlign = aligned.XAlign, aligned.YAlign
	}
	return p
}

// grid draws a faint line at every tick of an axis, and a dark one at zero.
type grid struct{ across bool }

// Plot is of plot.Plotter.
func (g grid) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	axis := p.X
	if g.across {
		axis = p.Y
	}
	for _, t := range axis.Tick.Marker.Ticks(axis.Min, axis.Max) {
		style := draw.LineStyle{Color: faint(), Width: 0.5}
		if t.Value == 0 {
			style = draw.LineStyle{Color: ink(), Width: 1}
		}
		if g.across {
			c.StrokeLine2(style, c.Min.X, y(t.Value), c.Max.X, y(t.Value))
		} else {
			c.StrokeLine2(style, x(t.Value), c.Min.Y, x(t.Value), c.Max.Y)
		}
	}
}

// strokeSample stands for a line.
func strokeSample(name string, style draw.LineStyle) sample {
	return sample{name, func(c draw.Canvas, r vg.Rectangle) {
		c.StrokeLine2(style, r.Min.X, (r.Min.Y+r.Max.Y)/2, r.Max.X, (r.Min.Y+r.Max.Y)/2)
	}}
}

// sample draws what stands for a series at a place of the legend, so wide and high.
type sample struct {
	name string
	draw func(c draw.Canvas, at vg.Rectangle)
}

// legend writes the unit of an axis and what stands for each series along the
// upper edge, and returns what is left of the canvas.
func legend(c draw.Canvas, unit string, samples ...sample) draw.Canvas {
	const box, gap = 16 * vg.Length(1), 5 * vg.Length(1)
	style := words(textSize, false)
	x, y := c.Min.X, c.Max.Y-lineSize+3
	write := func(s string) {
		c.FillText(style, vg.Point{X: x, Y: y}, s)
		x += style.Width(s) + 3*gap
	}
	if unit != "" {
		write(unit)
	}
	for _, s := range samples {
		if x > c.Min.X && x+box+gap+style.Width(s.name) > c.Max.X {
			x, y = c.Min.X, y-lineSize
		}
		s.draw(c, vg.Rectangle{Min: vg.Point{X: x, Y: y - 1}, Max: vg.Point{X: x + box, Y: y + 8}})
		x += box + gap
		write(s.name)
	}
	c.Max.Y = y - 8
	return c
}

// block fills a rectangle and, from the third style on, hatches it, so that it can
// be told from its neighbours in grey.
func block(c draw.Canvas, r vg.Rectangle, style int) {
	corners := []vg.Point{r.Min, {X: r.Max.X, Y: r.Min.Y}, r.Max, {X: r.Min.X, Y: r.Max.Y}}
	c.FillPolygon(hue(style), corners)
	if style >= 2 {
		const step = 4 * vg.Length(1)
		for d := step; d < r.Size().X+r.Size().Y; d += step {
			from := vg.Point{X: r.Min.X + min(d, r.Size().X), Y: r.Min.Y + max(0, d-r.Size().X)}
			to := vg.Point{X: r.Min.X + max(0, d-r.Size().Y), Y: r.Min.Y + min(d, r.Size().Y)}
			c.StrokeLines(draw.LineStyle{Color: color.White, Width: 0.75}, []vg.Point{from, to})
		}
	}
	c.StrokeLines(draw.LineStyle{Color: ink(), Width: 0.5}, append(corners, corners[0]))
}

// blockSample stands for a series of blocks.
func blockSample(name string, style int) sample {
	return sample{name, func(c draw.Canvas, r vg.Rectangle) { block(c, r, style) }}
}
