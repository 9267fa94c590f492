package chart

import (
	"math"
	"strconv"

	"github.com/shopspring/decimal"
	"gonum.org/v1/plot"

	"siv/cmd/internal/lang"
)

// place is where a number lies on an axis.
func place(d decimal.Decimal) float64 { return d.InexactFloat64() }

// scale is the unit of an axis of amounts: kronor, thousands or millions of them,
// by the largest amount.
type scale struct {
	lang.Language
	unit  float64
	word  string  // key of its name
	about float64 // so many steps
	step  float64 // from tick to tick; 0: what is round
}

func newScale(l lang.Language, largest float64) scale {
	switch {
	case largest >= 2e6:
		return scale{l, 1e6, "chart.million", 5, 0}
	case largest >= 2e3:
		return scale{l, 1e3, "chart.thousand", 5, 0}
	default:
		return scale{l, 1, "chart.krona", 5, 0}
	}
}

func (s scale) name() string { return s.T(s.word) }

// Ticks is of plot.Ticker: round numbers.
func (s scale) Ticks(low, high float64) []plot.Tick {
	step := s.step
	if step == 0 {
		step = stepOf(low, high, s.about)
	}
	return ticks(s.Language, low, high, s.unit, step, "")
}

// percentTicks are ticks of shares.
type percentTicks struct{ lang.Language }

// Ticks is of plot.Ticker.
func (t percentTicks) Ticks(low, high float64) []plot.Tick {
	return ticks(t.Language, low, high, 0.01, stepOf(low, high, 5), " %")
}

// noTicks is an axis without any.
type noTicks struct{}

// Ticks is of plot.Ticker.
func (noTicks) Ticks(float64, float64) []plot.Tick { return nil }

func ticks(l lang.Language, low, high, unit, step float64, sign string) []plot.Tick {
	step /= unit
	if step == 0 {
		return nil
	}
	places := max(0, -int(math.Floor(math.Log10(step)+1e-9)))
	if scaled := step * math.Pow10(places); math.Abs(scaled-math.Round(scaled)) > 1e-9 {
		places++ // 2.5, 0.25
	}
	var out []plot.Tick
	for k := math.Ceil(low/unit/step - 1e-9); k*step <= high/unit+step*1e-9; k++ {
		text := strconv.FormatFloat(k*step, 'f', places, 64)
		value := k * step * unit
		if k == 0 {
			text, value = "0", 0
		}
		out = append(out, plot.Tick{Value: value, Label: number(l, text, places) + sign})
	}
	return out
}

func number(l lang.Language, text string, places int) string {
	if text == "0" {
		return text
	}
	return l.Number(decimal.RequireFromString(text), int32(places))
}

// stepOf is the round number, 1, 2, 2.5 or 5 times a power of ten, that divides a
// range into about so many.
func stepOf(low, high, about float64) float64 {
	rough := (high - low) / about
	if rough <= 0 || math.IsInf(rough, 0) || math.IsNaN(rough) {
		return 0
	}
	power := math.Pow10(int(math.Floor(math.Log10(rough))))
	for _, m := range []float64{1, 2, 2.5, 5} {
		if rough <= m*power*(1+1e-9) {
			return m * power
		}
	}
	return 10 * power
}

// rounded widens a range to the round numbers around it, and keeps to their step.
func (s scale) rounded(low, high float64) (scale, float64, float64) {
	if low == high {
		low, high = min(low, 0), max(high, 0)
	}
	if low == high {
		return s, 0, 1
	}
	s.step = stepOf(low, high, s.about)
	return s, math.Floor(low/s.step+1e-9) * s.step, math.Ceil(high/s.step-1e-9) * s.step
}
