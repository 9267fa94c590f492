package cmd

import (
	"strconv"

	"siv/calc"
	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
)

// impactJSON is the answer siv.impact/1.
type impactJSON struct {
	Schema      string      `json:"schema"`
	Investments []movedJSON `json:"investments"`
}

type movedJSON struct {
	Investment string      `json:"investment"`
	Moves      bool        `json:"moves"`
	Old        impactSide  `json:"old"`
	New        impactSide  `json:"new"`
	Change     pairJSON    `json:"net_change"`
	Causes     []causeJSON `json:"causes"`
}

type impactSide struct {
	Net       pairJSON `json:"net"`
	BreakEven *int     `json:"break_even"`
	Passes    bool     `json:"passes"`
}

type causeJSON struct {
	Cause  string `json:"cause"`
	Old    string `json:"old"`
	New    string `json:"new"`
	Change string `json:"net_change"`
}

// impactDocument shows the investments that move and, below, why; in machine
// formats every one, in csv a row for each cause.
func impactDocument(l lang.Language, all []moved) output.Document {
	screen := output.Table{Title: l.T("impact.title"), Columns: titled(l, "impact.", "investment", "net_old", "net_new", "net_change",
		"break_even_old", "break_even_new", "passes_old", "passes_new")}
	why := output.Table{Title: l.T("impact.causes"), Columns: titled(l, "impact.", "investment", "cause", "old", "new", "cause_change")}
	rows := output.Table{Columns: titled(l, "impact.", "investment", "net_old", "net_new", "net_change",
		"break_even_old", "break_even_new", "passes_old", "passes_new", "cause", "old", "new", "cause_change")}
	data := impactJSON{Schema: "siv.impact/1", Investments: []movedJSON{}}
	for _, m := range all {
		id := output.Text(m.old.Investment.ID)
		line := []output.Cell{id, output.Money(m.old.Net.PresentValue), output.Money(m.new.Net.PresentValue),
			output.Money(m.new.Net.PresentValue.Sub(m.old.Net.PresentValue)), yearOr(l, m.old), yearOr(l, m.new),
			output.Word(strconv.FormatBool(m.old.Passes), l.T(metKey(m.old.Passes))), output.Word(strconv.FormatBool(m.new.Passes), l.T(metKey(m.new.Passes)))}
		data.Investments = append(data.Investments, newMovedJSON(m))
		if !m.moves() {
			continue
		}
		screen.Rows = append(screen.Rows, line)
		for _, c := range m.causes {
			cells := []output.Cell{output.Text(c.name), output.Text(c.old), output.Text(c.new), output.Money(c.change)}
			why.Rows = append(why.Rows, append([]output.Cell{id}, cells...))
			rows.Rows = append(rows.Rows, append(line[:len(line):len(line)], cells...))
		}
		if len(m.causes) == 0 {
			rows.Rows = append(rows.Rows, append(line[:len(line):len(line)], output.Cell{}, output.Cell{}, output.Cell{}, output.Cell{}))
		}
	}
	section := output.Section{Lead: []string{l.T("impact.none")}}
	if still := len(all) - len(screen.Rows); len(screen.Rows) > 0 {
		section = output.Section{Tables: []output.Table{screen, why}}
		if still > 0 {
			section.Notes = []string{l.T("impact.unmoved", still, len(all))}
		}
	}
	return output.Document{Sections: []output.Section{section}, Rows: &rows, Data: data}
}

// yearOr is the year of break-even, or that there is none.
func yearOr(l lang.Language, r *calc.Result) output.Cell {
	if r.BreakEven == nil {
		return output.Word("", l.T("impact.never"))
	}
	return output.Int(r.BreakEven.Year)
}

func newMovedJSON(m moved) movedJSON {
	side := func(r *calc.Result) impactSide {
		s := impactSide{Net: toPair(r.Net), Passes: r.Passes}
		if r.BreakEven != nil {
			s.BreakEven = &r.BreakEven.Year
		}
		return s
	}
	j := movedJSON{Investment: m.old.Investment.ID, Moves: m.moves(), Old: side(m.old), New: side(m.new), Causes: []causeJSON{},
		Change: toPair(calc.Pair{Undiscounted: m.new.Net.Undiscounted.Sub(m.old.Net.Undiscounted), PresentValue: m.new.Net.PresentValue.Sub(m.old.Net.PresentValue)})}
	for _, c := range m.causes {
		j.Causes = append(j.Causes, causeJSON{c.name, c.old, c.new, c.change.StringFixed(2)})
	}
	return j
}
