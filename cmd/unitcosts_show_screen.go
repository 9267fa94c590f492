package cmd

import (
	"slices"
	"strings"

	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
	"siv/unitcosts"
)

// unitCostSection shows one unit cost with all its amounts and their sources.
func unitCostSection(l lang.Language, u unitcosts.UnitCost, all []unitcosts.UnitCost) output.Section {
	yesNo := func(b bool) string {
		if b {
			return l.T("yes")
		}
		return l.T("no")
	}
	holds := func(s string) string {
		if s == "" {
			s = "unknown"
		}
		return l.T("scope." + s)
	}
	about := output.Table{Columns: []output.Column{{Key: "field"}, {Key: "value"}}}
	add := func(key, value string) {
		if value != "" {
			about.Rows = append(about.Rows, []output.Cell{output.Text(l.T("unitcost." + key)), output.Text(value)})
		}
	}
	add("id", u.ID)
	add("unit", u.Unit)
	add("area", u.Area)
	add("payer", orUnknown(l, u.Payer))
	add("region", u.Region)
	add("transfer", yesNo(u.Transfer))
	add("holds", l.T("unitcost.parts", holds(u.Scope.Overhead), holds(u.Scope.Premises), holds(u.Scope.Material)))
	add("basis", word(l, "basis.", u.Basis))
	add("rounding", word(l, "rounding.", u.Rounding))
	add("overlaps", strings.Join(overlapping(all, u), ", "))
	add("kolada", u.Kolada)
	amounts := output.Table{Columns: titled(l, "unitcost.", "year", "amount", "change", "scope")}
	var notes []string
	for i, a := range u.Amounts {
		amounts.Rows = append(amounts.Rows, []output.Cell{output.Int(a.Year), output.Money(a.Amount), yearlyChange(l, u, i), output.Text(a.ScopeAsWritten)})
		notes = append(notes, sourceNote(l, a))
	}
	return output.Section{Lead: []string{unitCostName(l, u)}, Tables: []output.Table{about, amounts}, Notes: notes}
}

// yearlyChange is the cell of the growth a year since the amount before; of one
// whose definition changed it is marked.
func yearlyChange(l lang.Language, u unitcosts.UnitCost, i int) output.Cell {
	if i == 0 {
		return output.Cell{}
	}
	change, ok := unitcosts.YearlyChange(u.Amounts[i-1], u.Amounts[i])
	if !ok {
		return output.Cell{}
	}
	text := l.Number(change.Shift(2), 1) + " %"
	if change.IsPositive() {
		text = "+" + text
	}
	if u.Amounts[i].DefinitionBreak {
		text += " (" + l.T("unitcost.definition_break") + ")"
	}
	return output.Text(text)
}

// overlapping lists the unit costs that hold part of the same cost as u.
func overlapping(all []unitcosts.UnitCost, u unitcosts.UnitCost) []string {
	ids := slices.Clone(u.Overlaps)
	for _, other := range all {
		if slices.Contains(other.Overlaps, u.ID) && !slices.Contains(ids, other.ID) {
			ids = append(ids, other.ID)
		}
	}
	return ids
}

// word says one of a few words in a language, or that it is not known.
func word(l lang.Language, group, value string) string {
	if value == "" {
		return l.T("scope.unknown")
	}
	return l.T(group + value)
}

func orUnknown(l lang.Language, text string) string {
	if text == "" {
		return l.T("scope.unknown")
	}
	return text
}

// sourceNote says where an amount is from.
func sourceNote(l lang.Language, a unitcosts.Amount) string {
	note := l.T("unitcost.from", a.Year, a.Source)
	if a.Edition != "" {
		note += ", " + l.T("unitcost.in-edition", a.Edition)
	}
	if a.Address != "" {
		note += " <" + a.Address + ">"
	}
	if a.Read != "" {
		note += ", " + l.T("unitcost.read-on", a.Read)
	}
	if a.Note != "" {
		note += ". " + a.Note
	}
	return note
}

// indexDocument shows the figures of a price index that are in use and, where it
// has several editions, what each of them says.
func indexDocument(l lang.Language, catalogue *unitcosts.Catalogue, name string) output.Document {
	t := output.Table{Title: l.T("index.title", name), Columns: []output.Column{{Key: "year", Title: l.T("unitcost.year")},
		{Key: "change_percent", Title: l.T("index.change")}, {Key: "forecast", Title: l.T("index.forecast")},
		{Key: "edition", Title: l.T("unitcost.edition")}, {Key: "source", Title: l.T("unitcost.source")}}}
	for _, f := range catalogue.Index(name) {
		t.Rows = append(t.Rows, []output.Cell{output.Int(f.Year), output.Number(f.Change.Shift(2), 2), output.Bool(f.Forecast),
			output.Text(f.Edition), output.Text(f.Source)})
	}
	section := output.Section{Tables: []output.Table{t}}
	if editions := catalogue.Editions(name); len(editions) > 1 {
		all := output.Table{Title: l.T("index.editions"), Columns: []output.Column{{Key: "edition", Title: l.T("unitcost.edition")},
			{Key: "published", Title: l.T("index.published")}, {Key: "year", Title: l.T("unitcost.year")}, {Key: "change_percent", Title: l.T("index.change")}}}
		for _, e := range editions {
			for _, f := range e.Figures {
				all.Rows = append(all.Rows, []output.Cell{output.Text(e.Edition), output.Text(e.Published), output.Int(f.Year), output.Number(f.Change.Shift(2), 2)})
			}
		}
		section.Tables = append(section.Tables, all)
	}
	return output.Document{Schema: "siv.index/1", Sections: []output.Section{section}}
}
