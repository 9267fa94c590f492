package cmd

import (
	"fmt"
	"slices"
	"strings"

	"siv/calc"
	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
)

// reflowSums is what several investments come to for each nämnd and year. Amounts in
// prices of different years are not added up, and a plan that stands there twice is
// told.
func reflowSums(l lang.Language, title string, plans []*calc.ReflowPlan) output.Section {
	plans = slices.DeleteFunc(slices.Clone(plans), func(p *calc.ReflowPlan) bool { return len(p.Rows) == 0 })
	var years, twice []string
	unlike, framed := false, false
	seen := map[string]bool{}
	for _, p := range plans {
		unlike = unlike || !p.CurrentPrices && p.PriceYear != plans[0].PriceYear
		framed = framed || p.Rows[0].FrameBefore.Valid
		years = append(years, fmt.Sprintf("%s %d", p.Investment.Name, p.PriceYear))
		if id := p.Investment.ID; seen[id] && !slices.Contains(twice, id) {
			twice = append(twice, id)
		}
		seen[p.Investment.ID] = true
	}
	if unlike {
		return output.Section{Notes: []string{l.T("reflow.sums-unlike", title, strings.Join(years, ", "))}}
	}
	t := output.Table{Title: title, Columns: titled(l, "reflow.", "year", "namnd", "amount", "frame_before", "frame_after")}
	for _, s := range calc.SumReflow(plans) {
		t.Rows = append(t.Rows, []output.Cell{output.Int(s.Year), output.Word(s.Namnd, commonName(plans, s.Namnd)), output.Money(s.Amount),
			output.Maybe(s.FrameBefore, 2), output.Maybe(s.FrameAfter, 2)})
	}
	if !framed {
		t = t.Pick(0, 1, 2)
	}
	section := output.Section{Tables: []output.Table{t}}
	for _, id := range twice {
		section.Notes = append(section.Notes, l.T("warning", l.T("reflow.sums-twice", id)))
	}
	return section
}

// commonName is the name of a nämnd, when all files that have it call it the same.
func commonName(plans []*calc.ReflowPlan, id string) string {
	common := ""
	for _, p := range plans {
		switch name := p.Investment.ActorName(id); {
		case name == id || name == common: // it has none here
		case common == "":
			common = name
		default:
			return id
		}
	}
	if common == "" {
		return id
	}
	return common
}
