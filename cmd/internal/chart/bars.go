package chart

import (
	"math"

	"github.com/shopspring/decimal"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"siv/cmd/internal/lang"
)

// Bars shows amounts by category, such as years: a bar of each stack beside the
// others.
type Bars struct {
	Categories []string
	Stacks     []Stack
}

// Stack is one bar of each category: its parts on top of each other.
type Stack []Part

// Part is an amount for each category.
type Part struct {
	Name   string
	Values []decimal.Decimal
}

func (Bars) height() vg.Length { return 280 }

func (b Bars) draw(c draw.Canvas, l lang.Language) {
	low, high := b.reach()
	s := newScale(l, max(-low, high))
	var samples []sample
	for k, stack := range b.Stacks {
		for j, part := range stack {
			samples = append(samples, blockSample(part.Name, b.style(k, j)))
		}
	}
	p := newPlot()
	s, p.Y.Min, p.Y.Max = s.rounded(low, high)
	p.Y.Tick.Marker = s
	categories(p, b.Categories)
	p.Add(grid{across: true}, bars{b, false})
	c = legend(c, s.name(), samples...)
	p.Draw(c)
}

// style is that of a part: the lowest parts of the stacks have the first styles.
func (b Bars) style(stack, part int) int {
	if part == 0 {
		return stack
	}
	style := len(b.Stacks) + part - 1
	for _, s := range b.Stacks[:stack] {
		style += len(s) - 1
	}
	return style
}

// reach is the lowest and the highest end of any bar, and zero.
func (b Bars) reach() (low, high float64) {
	for _, stack := range b.Stacks {
		for i := range b.Categories {
			up, down := 0.0, 0.0
			for _, part := range stack {
				v := place(part.Values[i])
				up, down = up+max(v, 0), down+min(v, 0)
			}
			low, high = min(low, down), max(high, up)
		}
	}
	return low, high
}

// categories sets the horizontal axis: category i lies around i.
func categories(p *plot.Plot, names []string) {
	p.X.Min, p.X.Max = -0.5, float64(len(names))-0.5
	p.X.Tick.Length = 0
	p.X.Tick.Marker = categoryTicks(names)
}

// categoryTicks leaves out labels that would stand too close.
type categoryTicks []string

// Ticks is of plot.Ticker.
func (t categoryTicks) Ticks(float64, float64) []plot.Tick {
	widest := vg.Length(0)
	for _, name := range t {
		widest = max(widest, words(textSize, false).Width(name))
	}
	each := max(1, int(math.Ceil(float64(widest+4)*float64(len(t))/float64(width-70))))
	var out []plot.Tick
	for i := 0; i < len(t); i += each {
		out = append(out, plot.Tick{Value: float64(i), Label: t[i]})
	}
	return out
}

// bars draws the stacks. Those bySign show by their style whether they are above or
// below zero.
type bars struct {
	Bars
	bySign bool
}

// Plot is of plot.Plotter.
func (b bars) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	each := 0.8 / float64(len(b.Stacks))
	for k, stack := range b.Stacks {
		up, down := make([]float64, len(b.Categories)), make([]float64, len(b.Categories))
		for j, part := range stack {
			for i := range b.Categories {
				v := place(part.Values[i])
				from := up
				if v < 0 {
					from = down
				}
				left := float64(i) - 0.4 + each*float64(k)
				bottom, top := y(min(from[i], from[i]+v)), y(max(from[i], from[i]+v))
				from[i] += v
				look := b.style(k, j)
				if b.bySign && v > 0 {
					look = 1
				}
				if v != 0 {
					block(c, vg.Rectangle{Min: vg.Point{X: x(left), Y: bottom}, Max: vg.Point{X: x(left + each), Y: top}}, look)
				}
			}
		}
	}
}
