package cmd

import (
	"strings"

	"github.com/shopspring/decimal"

	"siv/calc"
	"siv/cmd/internal/output"
)

// tornado shows the inputs by span, with a bar each.
func (s uncertainScreen) tornado(one *calc.Sensitivity) output.Section {
	t := s.oneWayRows(one)
	t = t.Pick(0, 1, 2, 3, 4, 5, 6, 7, 9) // the bar shows the span
	t.Title = s.T("sensitivity.title", s.Money(one.Net.PresentValue))
	t.Columns = append(t.Columns, s.columns("tornado")...)
	scale := newTornado(one)
	for i, in := range one.Inputs {
		t.Rows[i] = append(t.Rows[i], output.Text(scale.bar(in)))
	}
	notes := s.notes(s.T("sensitivity.switching"), s.T("sensitivity.bar"))
	return output.Section{Lead: s.verdict(), Tables: []output.Table{t}, NotesTitle: s.T("title.facts"), Notes: notes}
}

func (s uncertainScreen) oneWayRows(one *calc.Sensitivity) output.Table {
	t := output.Table{Columns: s.columns("input", "low", "likely", "high", "net-low", "passes-low", "net-high", "passes-high", "span", "switching-value")}
	for _, in := range one.Inputs {
		t.Rows = append(t.Rows, []output.Cell{s.nameOf(in.Input), s.value(in.Input, in.Number.Low), s.value(in.Input, in.Number.Likely),
			s.value(in.Input, in.Number.High), output.Money(in.AtLow.Net), output.Bool(in.AtLow.Passes),
			output.Money(in.AtHigh.Net), output.Bool(in.AtHigh.Passes), output.Money(in.Span), s.maybeValue(in.Input, in.Switching)})
	}
	return t
}

// tornado places net present values on a line of so many characters.
type tornado struct{ low, high, base decimal.Decimal }

const tornadoWidth = 25

func newTornado(one *calc.Sensitivity) tornado {
	t := tornado{low: one.Net.PresentValue, high: one.Net.PresentValue, base: one.Net.PresentValue}
	for _, in := range one.Inputs {
		t.low = decimal.Min(t.low, in.AtLow.Net, in.AtHigh.Net)
		t.high = decimal.Max(t.high, in.AtLow.Net, in.AtHigh.Net)
	}
	return t
}

// place is the character of an amount, from 0.
func (t tornado) place(amount decimal.Decimal) int {
	width := t.high.Sub(t.low)
	if width.IsZero() {
		return 0
	}
	return int(amount.Sub(t.low).Mul(decimal.NewFromInt(tornadoWidth-1)).DivRound(width, 0).IntPart())
}

// bar draws an input: ░ to the net at its low value, █ to that at its high, and │
// at the likely values of all.
func (t tornado) bar(in calc.OneWay) string {
	base := t.place(t.base)
	line := []rune(strings.Repeat(" ", tornadoWidth))
	for _, end := range []struct {
		net  decimal.Decimal
		mark rune
	}{{in.AtLow.Net, '░'}, {in.AtHigh.Net, '█'}} {
		from, to := min(base, t.place(end.net)), max(base, t.place(end.net))
		for i := from; i <= to; i++ {
			if i != base {
				line[i] = end.mark
			}
		}
	}
	line[base] = '│'
	return strings.TrimRight(string(line), " ")
}

// gridSection shows two inputs moving together: A down, B across.
func (s uncertainScreen) gridSection(g *calc.Grid) output.Section {
	t := output.Table{Title: s.T("sensitivity.grid", g.A.Label, g.B.Label),
		Columns: []output.Column{{Key: "a", Title: g.A.Label + " \\ " + g.B.Label}}}
	for _, b := range g.BValues {
		t.Columns = append(t.Columns, output.Column{Key: g.B.Write(b), Title: s.written(g.B, b)})
	}
	t.Columns = append(t.Columns, output.Column{Key: "break_even_line", Title: s.T("col.switching-value")})
	for i, a := range g.AValues {
		row := []output.Cell{s.value(g.A, a)}
		for _, end := range g.Cells[i] {
			row = append(row, output.Money(end.Net))
		}
		t.Rows = append(t.Rows, append(row, s.maybeValue(g.B, g.Line[i])))
	}
	return output.Section{Lead: s.verdict(), Tables: []output.Table{t}, NotesTitle: s.T("title.facts"),
		Notes: s.notes(s.T("sensitivity.line"))}
}

func (s uncertainScreen) written(in calc.Input, value decimal.Decimal) string {
	if in.Months {
		return in.Write(value)
	}
	return s.Shortest(value)
}

// gridRows is the grid in csv, a row for each point.
func (s uncertainScreen) gridRows(g *calc.Grid) output.Table {
	t := output.Table{Columns: []output.Column{{Key: g.A.Path}, {Key: g.B.Path}, {Key: "net"}, {Key: "passes"}, {Key: "break_even_line"}}}
	for i, a := range g.AValues {
		for j, b := range g.BValues {
			end := g.Cells[i][j]
			t.Rows = append(t.Rows, []output.Cell{s.value(g.A, a), s.value(g.B, b), output.Money(end.Net), output.Bool(end.Passes), s.maybeValue(g.B, g.Line[i])})
		}
	}
	return t
}
