// Package chart draws the charts of a report, as SVG and as PNG. The same values
// give the same bytes. Amounts come as decimals and become floats here, where they
// become places on paper; no figure is read back from a chart.
package chart

import (
	"bytes"
	"fmt"
	"html"
	"image/color"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgsvg"

	"siv/cmd/internal/lang"
)

// Chart is a drawing with its words.
type Chart struct {
	Language lang.Language
	ID       string // of the drawing on its page, where it must be the only one
	Title    string
	Alt      string // tells those who cannot see it what the chart shows
	Body     Body
}

// Body is what a chart shows: Lines, Bars, Panels, Tornado or Histogram.
type Body interface {
	height() vg.Length
	draw(c draw.Canvas, l lang.Language)
}

const (
	width       = 480 * vg.Length(1) // of every chart, so that its words are as large as those of the others
	dotsPerInch = 192
)

// Inline draws an SVG to stand in a page, below a title of the page's own.
func (c Chart) Inline() []byte { return c.svg(false) }

// SVG draws a file of its own, with the title.
func (c Chart) SVG() []byte { return c.svg(true) }

// PNG draws a picture of its own, with the title.
func (c Chart) PNG() ([]byte, error) {
	canvas := vgimg.NewWith(vgimg.UseWH(width, c.Body.height()+c.titleHeight()), vgimg.UseDPI(dotsPerInch))
	c.paint(draw.New(canvas), true)
	var out bytes.Buffer
	_, err := vgimg.PngCanvas{Canvas: canvas}.WriteTo(&out)
	return out.Bytes(), err
}

// Size is how large an inline chart is where nobody scales it, in pixels.
func (c Chart) Size() (wide, high int) {
	return inPixels(width), inPixels(c.Body.height())
}

func inPixels(l vg.Length) int { return int(l * 4 / 3) }

func (c Chart) paint(canvas draw.Canvas, titled bool) {
	canvas.SetColor(color.White)
	canvas.Fill(canvas.Path())
	if titled {
		for i, line := range c.titleLines() {
			canvas.FillText(words(titleSize, true), vg.Point{X: margin, Y: canvas.Max.Y - 18 - titleLine*vg.Length(i)}, line)
		}
		canvas = draw.Crop(canvas, 0, 0, 0, -c.titleHeight())
	}
	c.Body.draw(draw.Crop(canvas, margin, -margin, margin, -margin), c.Language)
}

// titleLine is from one line of the title to the next.
const titleLine = 16 * vg.Length(1)

func (c Chart) titleLines() []string { return fit(words(titleSize, true), c.Title, width-2*margin) }

func (c Chart) titleHeight() vg.Length { return titleLine*vg.Length(len(c.titleLines())) + 8 }

// svg draws by the plot library and puts a root of our own around what it drew:
// one that scales, and that says in words what it shows.
func (c Chart) svg(titled bool) []byte {
	height := c.Body.height()
	if titled {
		height += c.titleHeight()
	}
	canvas := vgsvg.New(width, height)
	c.paint(draw.New(canvas), titled)
	var drawn bytes.Buffer
	_, _ = canvas.WriteTo(&drawn) // to memory, which does not fail
	_, body, _ := strings.Cut(drawn.String(), "<svg ")
	_, body, _ = strings.Cut(body, ">\n")
	// The words' measures are those of Liberation Sans; Arial and Helvetica have the same.
	body = strings.ReplaceAll(body, "font-family:Liberation Sans;font-variant:normal;font-weight:normal;font-style:normal;", "")
	body = strings.ReplaceAll(body, "font-family:Liberation Sans;font-variant:normal;font-weight:bold;font-style:normal;", "font-weight:bold;")
	var out bytes.Buffer
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" width="%d" height="%d" role="img" aria-labelledby="%[5]s-title %[5]s-desc"`+
		` font-family="'Liberation Sans', Arial, Helvetica, sans-serif">`+"\n<title id=\"%[5]s-title\">%[6]s</title>\n<desc id=\"%[5]s-desc\">%[7]s</desc>\n",
		width.Points(), height.Points(), inPixels(width), inPixels(height), html.EscapeString(c.ID), html.EscapeString(c.Title), html.EscapeString(c.Alt))
	out.WriteString(body)
	return out.Bytes()
}
