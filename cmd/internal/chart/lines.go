package chart

import (
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/shopspring/decimal"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"siv/cmd/internal/lang"
)

// Lines shows amounts over time, in kronor, thousands or millions of them.
type Lines struct {
	Series []Series
	// FromZero has the axis of amounts begin at zero, where lines may otherwise begin
	// anywhere.
	FromZero bool
	Marks    []Mark
}

// Series is a line. A step holds its amount until the next point; otherwise the
// line goes straight from point to point.
type Series struct {
	Name   string
	Step   bool
	Points []Point // by X
}

// Point is an amount at a year, or at a day as Day gives it.
type Point struct {
	X float64
	Y decimal.Decimal
}

// Mark is something that happened: a ring at a point and words beside it. Without Y
// it is a line from top to bottom.
type Mark struct {
	X    float64
	Y    decimal.NullDecimal
	Text string
}

// Year is the place of a calendar year as a whole.
func Year(y int) float64 { return float64(y) }

// Day is the place of a day: the beginning of its year is at the tick of the year.
func Day(t time.Time) float64 {
	year := time.Date(t.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
	next := time.Date(t.Year()+1, 1, 1, 0, 0, 0, 0, time.UTC)
	day := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	return float64(t.Year()) + day.Sub(year).Hours()/next.Sub(year).Hours()
}

func (Lines) height() vg.Length { return 290 }

func (b Lines) draw(c draw.Canvas, l lang.Language) {
	xs, ys := b.reach()
	if len(xs) == 0 {
		return
	}
	if b.FromZero {
		ys = append(ys, 0)
	}
	low, high := slices.Min(ys), slices.Max(ys)
	if low < 0 && high <= 0 || low > 0 && low < (high-low)/2 {
		ys = append(ys, 0)
	}
	s := newScale(l, max(math.Abs(low), math.Abs(high)))
	p := newPlot()
	s, p.Y.Min, p.Y.Max = s.rounded(slices.Min(ys), slices.Max(ys))
	p.Y.Tick.Marker = s
	p.X.Min, p.X.Max = slices.Min(xs), slices.Max(xs)
	if p.X.Min == p.X.Max {
		p.X.Min, p.X.Max = p.X.Min-0.5, p.X.Max+0.5
	}
	p.X.Tick.Marker = timeTicks{}
	p.Add(grid{across: true})
	samples := make([]sample, 0, len(b.Series))
	for i, series := range b.Series {
		p.Add(line{series, i})
		samples = append(samples, strokeSample(series.Name, lineStyle(i)))
	}
	for _, m := range b.Marks {
		p.Add(m)
	}
	c = legend(c, s.name(), samples...)
	p.Draw(draw.Crop(c, 0, -10, 0, 0)) // half a year's label to the right
}

// reach lists every place along both axes.
func (b Lines) reach() (xs, ys []float64) {
	for _, series := range b.Series {
		for _, point := range series.Points {
			xs, ys = append(xs, point.X), append(ys, place(point.Y))
		}
	}
	for _, m := range b.Marks {
		xs = append(xs, m.X)
	}
	return xs, ys
}

// line draws a series.
type line struct {
	Series
	style int
}

func lineStyle(i int) draw.LineStyle {
	return draw.LineStyle{Color: hue(i), Width: 2, Dashes: dashes(i)}
}

// Plot is of plot.Plotter.
func (s line) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	var path []vg.Point
	for i, point := range s.Points {
		at := vg.Point{X: x(point.X), Y: y(place(point.Y))}
		if s.Step && i > 0 {
			path = append(path, vg.Point{X: at.X, Y: path[len(path)-1].Y})
		}
		path = append(path, at)
	}
	c.StrokeLines(lineStyle(s.style), path)
	if s.Step || len(s.Points) > 40 {
		return
	}
	for _, at := range path {
		c.DrawGlyph(draw.GlyphStyle{Color: hue(s.style), Radius: 2.5, Shape: draw.CircleGlyph{}}, at)
	}
}

// Plot is of plot.Plotter.
func (m Mark) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	style := words(textSize, true)
	at := vg.Point{X: x(m.X), Y: c.Max.Y}
	if m.Y.Valid {
		at.Y = y(place(m.Y.Decimal))
		c.StrokeLine2(draw.LineStyle{Color: ink(), Width: 1, Dashes: []vg.Length{3, 2}}, at.X, c.Min.Y, at.X, at.Y)
		c.DrawGlyph(draw.GlyphStyle{Color: ink(), Radius: 6, Shape: draw.RingGlyph{}}, at)
		at.Y += 10
	} else {
		c.StrokeLine2(draw.LineStyle{Color: ink(), Width: 1, Dashes: []vg.Length{3, 2}}, at.X, c.Min.Y, at.X, at.Y)
		at.Y -= lineSize
	}
	at.X += 5
	if at.X+style.Width(m.Text) > c.Max.X { // to the left of its place
		at.X -= style.Width(m.Text) + 10
	}
	at.X = max(at.X, c.Min.X+2)
	c.FillText(style, at, m.Text)
}

// timeTicks are at the beginnings of years, or of quarters when there are few years.
type timeTicks struct{}

// Ticks is of plot.Ticker.
func (timeTicks) Ticks(low, high float64) []plot.Tick {
	var out []plot.Tick
	if high-low < 1.5 && low != math.Trunc(low) {
		for quarter := math.Ceil(low * 4); quarter <= high*4; quarter++ {
			year := math.Floor(quarter / 4)
			month := int(quarter-year*4)*3 + 1
			first := time.Date(int(year), time.Month(month), 1, 0, 0, 0, 0, time.UTC)
			out = append(out, plot.Tick{Value: Day(first), Label: first.Format("2006-01")})
		}
		return out
	}
	step := math.Ceil((high - low) / 14)
	for year := math.Ceil(low); year <= high; year += step {
		out = append(out, plot.Tick{Value: year, Label: strconv.Itoa(int(year))})
	}
	return out
}
