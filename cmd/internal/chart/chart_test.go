package chart

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"image/color"
	"image/png"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"siv/cmd/internal/lang"
)

func kr(n int64) decimal.Decimal { return decimal.NewFromInt(n) }

func part(name string, values ...decimal.Decimal) Part { return Part{Name: name, Values: values} }

// each is one chart of every kind.
func each(l lang.Language) []Chart {
	chart := func(id string, b Body) Chart {
		return Chart{Language: l, ID: id, Title: "Ett & annat <" + id + ">", Alt: "Vad \"det\" visar", Body: b}
	}
	years := []string{"2016", "2017", "2018", "2019"}
	return []Chart{
		chart("lines", Lines{Series: []Series{{Name: "Ackumulerat", Points: []Point{{Year(2016), kr(-668_200)}, {Year(2017), kr(-2_341_675)}, {Year(2018), kr(-1_000_000)}, {Year(2019), kr(250_000)}}}},
			Marks: []Mark{{X: 2019, Y: decimal.NewNullDecimal(kr(250_000)), Text: "Break-even 2019"}}}),
		chart("steps", Lines{FromZero: true, Series: []Series{
			{Name: "Avsatt", Step: true, Points: []Point{{Day(time.Date(2013, 6, 10, 0, 0, 0, 0, time.UTC)), kr(65_000_000)}, {Year(2015), kr(80_000_000)}, {Year(2017), kr(100_000_000)}}},
			{Name: "Fritt", Step: true, Points: []Point{{Year(2014), kr(65_000_000)}, {Year(2016), kr(52_000_000)}, {Year(2017), kr(40_000_000)}}}}}),
		chart("bars", Bars{years, []Stack{
			{part("Kostnad", kr(668_200), kr(1_723_680), kr(1_723_680), kr(0)), part("Löpande", kr(0), kr(0), kr(75_000), kr(150_000))},
			{part("Besparing", kr(0), kr(0), kr(415_373), kr(797_239))}}}),
		chart("panels", Panels{years, []Part{part("Socialnämnden", kr(0), kr(-150), kr(900), kr(1_200)), part("Grundskolenämnden", kr(-120), kr(-120), kr(80), kr(60))}, "vinner", "förlorar"}),
		chart("tornado", Tornado{Likely: kr(-1_589_542), Middle: "troligt", Low: "lågt", High: "högt", Rows: []Swing{
			{"familjehem.outcome.without", "0,24", "0,36", kr(-4_000_000), kr(1_000_000)}, {"resurs.people", "32", "48", kr(-1_800_000), kr(-1_400_000)}}}),
		chart("histogram", Histogram{Bins: []Bin{{-2e6, -1e6, 0.3}, {-1e6, 1e6, 0.5}, {1e6, 2e6, 0.2}}, Above: "lönar sig", Below: "lönar sig inte",
			Marks: []Mark{{X: 5e5, Text: "troligt"}}}),
	}
}

//nolint:gochecknoglobals // a flag of the test
var look = flag.String("look", "", "a folder to draw the charts in, to look at")

// TestCharts draws every kind, in both languages: sound XML, a sound picture, and
// the same bytes again.
func TestCharts(t *testing.T) {
	for _, code := range lang.Codes() {
		for _, c := range each(lang.New(code)) {
			svg := c.SVG()
			decoder := xml.NewDecoder(bytes.NewReader(svg))
			for {
				if _, err := decoder.Token(); errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					t.Fatalf("%s: %v", c.ID, err)
				}
			}
			for _, want := range []string{`role="img"`, `viewBox="0 0 480 `, `>Ett &amp; annat &lt;` + c.ID + `&gt;</title>`, `>Vad &#34;det&#34; visar</desc>`} {
				if !bytes.Contains(svg, []byte(want)) {
					t.Errorf("%s: no %s", c.ID, want)
				}
			}
			if bytes.Contains(svg, []byte("NaN")) || bytes.Contains(svg, []byte("font-variant")) {
				t.Errorf("%s: a place that is none, or the library's font", c.ID)
			}
			drawn, err := c.PNG()
			if err != nil {
				t.Fatal(err)
			}
			if _, err := png.Decode(bytes.NewReader(drawn)); err != nil {
				t.Fatal(err)
			}
			again, err := c.PNG()
			if err != nil || !bytes.Equal(c.SVG(), svg) || !bytes.Equal(again, drawn) {
				t.Errorf("%s: drawn again it has other bytes", c.ID)
			}
			if *look != "" {
				if err := os.WriteFile(filepath.Join(*look, c.ID+"-"+code+".png"), drawn, 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

// TestColours: each stands out from white paper, and the two that stand beside each
// other from one another, in grey too.
func TestColours(t *testing.T) {
	light := func(c color.Color) float64 {
		r, g, b, _ := c.RGBA()
		linear := func(v uint32) float64 {
			if s := float64(v) / 0xffff; s > 0.03928 {
				return math.Pow((s+0.055)/1.055, 2.4)
			}
			return float64(v) / 0xffff / 12.92
		}
		return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
	}
	for i := range 6 {
		if ratio := 1.05 / (light(hue(i)) + 0.05); ratio < 3 {
			t.Errorf("colour %d has a contrast of %.2f to white", i, ratio)
		}
	}
	if ratio := (light(hue(1)) + 0.05) / (light(hue(0)) + 0.05); ratio < 3 {
		t.Errorf("the first two colours have a contrast of %.2f", ratio)
	}
}

// TestTicks: round numbers in the language's form.
func TestTicks(t *testing.T) {
	for _, c := range []struct {
		code      string
		low, high float64
		want      []string
		unit      string
	}{
		{"sv", -4_443_625, 0, []string{"-4", "-3", "-2", "-1", "0"}, "miljoner kronor"},
		{"sv", 0, 1_800_000, []string{"0", "500", "1 000", "1 500"}, "tusental kronor"},
		{"en", 0, 1_800_000, []string{"0", "500", "1,000", "1,500"}, "thousands of kronor"},
		{"sv", 0, 2_100_000, []string{"0,0", "0,5", "1,0", "1,5", "2,0"}, "miljoner kronor"},
		{"sv", 0, 1_234, []string{"0", "250", "500", "750", "1 000"}, "kronor"},
		{"sv", 7, 7, nil, "kronor"},
	} {
		s := newScale(lang.New(c.code), max(-c.low, c.high))
		var got []string
		for _, tick := range s.Ticks(c.low, c.high) {
			got = append(got, tick.Label)
		}
		if len(got) != len(c.want) || s.name() != c.unit {
			t.Errorf("%v..%v: %q %s", c.low, c.high, got, s.name())
			continue
		}
		for i := range got {
			if got[i] != c.want[i] && !(c.want[i] == "0,0" && got[i] == "0") {
				t.Errorf("%v..%v: %q", c.low, c.high, got)
			}
		}
	}
}

// TestLongValues: the values of a tornado stand whole between the names and the edge.
func TestLongValues(t *testing.T) {
	values := []string{"80 000 000", "120 000 000"}
	svg := Chart{Language: lang.New("sv"), Body: Tornado{Likely: kr(0), Rows: []Swing{{"Team: belopp 2021", values[0], values[1], kr(20_000_000), kr(-20_000_000)}}}}.SVG()
	for _, value := range values {
		found := regexp.MustCompile(`<text x="(-?[0-9.]+)"[^>]*>` + value + `<`).FindSubmatch(svg)
		if found == nil {
			t.Fatalf("no %s in\n%s", value, svg)
		}
		x, err := strconv.ParseFloat(string(found[1]), 64)
		if err != nil {
			t.Fatal(err)
		}
		if end := x + float64(words(textSize, false).Width(value)); x < float64(swingNames) || end > 480 {
			t.Errorf("%s stands from %.0f to %.0f", value, x, end)
		}
	}
}
