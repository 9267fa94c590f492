package chart

import (
	"math"

	"github.com/shopspring/decimal"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"siv/cmd/internal/lang"
)

// Tornado shows what each uncertain number does on its own: a bar from the result
// at the likely values to that at the number's low and at its high value.
type Tornado struct {
	Likely decimal.Decimal // the result at the likely values
	Rows   []Swing         // the widest first
	// What the line at the likely values means, a bar to the low and one to the high.
	Middle, Low, High string
}

// Swing is an uncertain number: its low and high value in words, and the results.
type Swing struct {
	Name                string
	LowValue, HighValue string
	AtLow, AtHigh       decimal.Decimal
}

const swingHeight = 27 * vg.Length(1)

func (b Tornado) height() vg.Length { return vg.Length(len(b.Rows))*swingHeight + 54 }

func (b Tornado) draw(c draw.Canvas, l lang.Language) {
	low, high := place(b.Likely), place(b.Likely)
	for _, r := range b.Rows {
		low, high = min(low, place(r.AtLow), place(r.AtHigh)), max(high, place(r.AtLow), place(r.AtHigh))
	}
	s := newScale(l, max(math.Abs(low), math.Abs(high)))
	p := newPlot()
	room := (high - low) * b.room(c.Max.X-c.Min.X-swingNames)
	p.X.Min, p.X.Max = low-room, high+room
	if low == high {
		p.X.Min, p.X.Max = low-1, high+1
	}
	p.X.Tick.Marker = s
	p.Y.Min, p.Y.Max = -0.5, float64(len(b.Rows))-0.5
	p.Y.Tick.Marker, p.Y.Width = noTicks{}, 0
	p.Add(grid{}, b)
	c = legend(c, s.name(), strokeSample(b.Middle, middleStyle()), blockSample(b.Low, 0), blockSample(b.High, 1))
	p.Draw(draw.Crop(c, swingNames, 0, 0, 0))
}

// room is what the values of the numbers need at both ends, as a share of the bars
// between them on a drawing of the given width.
func (b Tornado) room(width vg.Length) float64 {
	style, widest := words(textSize, false), vg.Length(0)
	for _, r := range b.Rows {
		widest = max(widest, style.Width(r.LowValue), style.Width(r.HighValue))
	}
	share := min(max(float64((widest+6)/width), 0.109375), 0.4)
	return share / (1 - 2*share)
}

const swingNames = 150 * vg.Length(1) // the room of the names

// Plot is of plot.Plotter.
func (b Tornado) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	base := x(place(b.Likely))
	style := words(textSize, false)
	for i, r := range b.Rows {
		middle := y(float64(len(b.Rows) - 1 - i))
		lines := fit(style, r.Name, swingNames-6)
		if len(lines) > 2 {
			lines = lines[:2]
		}
		for k, line := range lines {
			at := middle - 3 + lineSize*(vg.Length(len(lines)-1)/2-vg.Length(k))*0.85
			c.FillText(style, vg.Point{X: c.Min.X - swingNames, Y: at}, line)
		}
		for k, end := range []struct {
			result decimal.Decimal
			value  string
		}{{r.AtLow, r.LowValue}, {r.AtHigh, r.HighValue}} {
			to := x(place(end.result))
			if to == base {
				continue
			}
			block(c, vg.Rectangle{Min: vg.Point{X: min(base, to), Y: middle - 8}, Max: vg.Point{X: max(base, to), Y: middle + 8}}, k)
			if to > base {
				to += 3
			} else {
				to -= 3 + style.Width(end.value)
			}
			c.FillText(style, vg.Point{X: to, Y: middle - 3}, end.value)
		}
	}
	c.StrokeLine2(middleStyle(), base, c.Min.Y, base, c.Max.Y)
}

func middleStyle() draw.LineStyle {
	return draw.LineStyle{Color: ink(), Width: 1.5, Dashes: []vg.Length{4, 2}}
}
