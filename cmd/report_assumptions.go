package cmd

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"siv/calc"
	"siv/cmd/internal/output"
)

// assumptions lists everything that the figures rest on, each with its source.
func (p *paper) assumptions() output.Section {
	s := output.Section{Lead: []string{p.T("report.assumptions-lead")},
		Tables: []output.Table{p.choices(), p.unitCosts()}, NotesTitle: p.T("title.facts"), Notes: p.facts()}
	if t := p.indices(); len(t.Rows) > 0 {
		s.Tables = append(s.Tables, t)
	}
	s.Tables = append(s.Tables, p.numbers())
	return s
}

// choices is how the calculation was made, and who said so.
func (p *paper) choices() output.Table {
	r, inv := p.result, p.file.Investment
	t := output.Table{Title: p.T("report.choices"), Columns: p.columns("assumption", "value", "from")}
	add := func(key, value, from string) {
		t.Rows = append(t.Rows, []output.Cell{output.Text(p.T(key)), output.Text(value), output.Text(from)})
	}
	source := p.T("rate." + string(r.Rate.Source))
	if r.Rate.Source == calc.RateFromFile {
		source += ", " + place(p.path, p.file, "rate")
	}
	add("report.rate", p.Percent(r.Rate.Value), source)
	from := func(flag, byDefault string) string {
		if said := p.saidBy(flag); said != "" {
			return said
		}
		return byDefault
	}
	byDefault := p.T("report.by-default")
	add("report.timing", p.T("timing."+string(r.Timing)), from("timing", byDefault))
	add("report.base-year", fmt.Sprint(r.BaseYear), from("base-year", p.T("report.year-of-start")))
	priceYear := p.T("report.year-of-amounts")
	if inv.PriceYear != 0 {
		priceYear = place(p.path, p.file, "price_year")
	}
	add("report.price-year", fmt.Sprint(r.PriceYear), from("price-year", priceYear))
	add("report.horizon", p.T("report.horizon-is", r.Window.Years(), r.Window.From, r.Window.To), from("horizon", byDefault))
	add("report.perspective", p.T("perspective."+string(r.Perspective)), from("perspective", byDefault))
	add("report.criterion", p.T("test."+string(r.Criterion)), from("criterion", byDefault))
	return t
}

// unitCosts lists the unit costs in use, once each.
func (p *paper) unitCosts() output.Table {
	t := output.Table{Title: p.T("report.unit-costs"), Columns: titled(p.Language, "unitcost.", "name", "amount", "unit", "year", "source", "scope")}
	seen := map[string]bool{}
	for _, e := range p.trace.EffectTraces {
		u := e.UnitCost
		name := withID(u.Name, u.ID)
		if name == "" {
			name = p.T("report.own-unit-cost", e.Effect.ID)
		}
		key := fmt.Sprintf("%q %s %q %d %q", name, u.Amount.Likely, u.Unit, u.PriceYear, u.Source)
		if seen[key] {
			continue
		}
		seen[key] = true
		edition, parts, broken := "", "", ""
		if u.Edition != "" {
			edition = p.T("unitcost.in-edition", u.Edition)
		}
		scope := func(s string) string {
			if s == "" {
				s = "unknown"
			}
			return p.T("scope." + s)
		}
		parts = p.T("unitcost.parts", scope(u.Scope.Overhead), scope(u.Scope.Premises), scope(u.Scope.Material))
		if u.DefinitionBreak {
			broken = p.T("unitcost.definition_break")
		}
		t.Rows = append(t.Rows, []output.Cell{output.Text(name), output.Exact(u.Amount.Likely), output.Text(u.Unit), output.Int(u.PriceYear),
			output.Text(strings.Join(nonEmpty(u.Source, edition, u.Address), "; ")),
			output.Text(strings.Join(nonEmpty(u.Region, u.Scope.Text, parts, broken, u.Note), "; "))})
	}
	return t
}

// withID is a name with the id that files know it by.
func withID(name, id string) string {
	switch {
	case name == "":
		return id
	case id == "":
		return name
	default:
		return name + " (" + id + ")"
	}
}

// indices lists the index figures in use, once each.
func (p *paper) indices() output.Table {
	t := output.Table{Title: p.T("report.indices"), Columns: p.columns("index", "year", "change", "from")}
	seen := map[string]bool{}
	add := func(c calc.Conversion) {
		for _, f := range c.Steps {
			key := fmt.Sprint(f.Index, f.Year)
			if seen[key] {
				continue
			}
			seen[key] = true
			from := nonEmpty(f.Edition, f.Source)
			if f.Forecast {
				from = append(from, p.T("index.forecast"))
			}
			if f.Replaces {
				from = append(from, p.T("report.replaces"))
			}
			t.Rows = append(t.Rows, []output.Cell{output.Text(f.Index), output.Int(f.Year), output.Text(p.Percent(f.Change)), output.Text(strings.Join(from, "; "))})
		}
	}
	for _, c := range p.trace.Costs {
		add(c.Price)
	}
	for _, r := range p.trace.RunningCosts {
		add(r.Price)
	}
	for _, e := range p.trace.EffectTraces {
		add(e.Price)
	}
	slices.SortStableFunc(t.Rows, func(a, b []output.Cell) int {
		return cmp.Or(strings.Compare(a[0].Screen(p.Language), b[0].Screen(p.Language)), strings.Compare(a[1].Screen(p.Language), b[1].Screen(p.Language)))
	})
	return t
}

// numbers lists every number of costs and effects that the file states, where it
// stands, and what holds for effects that leave something out.
func (p *paper) numbers() output.Table {
	inv := p.file.Investment
	t := output.Table{Title: p.T("report.numbers"), Columns: p.columns("of", "assumption", "value", "from")}
	add := func(owner, what, value, from string) {
		t.Rows = append(t.Rows, []output.Cell{output.Text(owner), output.Text(what), output.Text(value), output.Text(from)})
	}
	inputs := calc.Inputs(inv)
	number := func(in calc.Input) {
		owner, what := p.inputParts(in)
		value := p.inputValue(in, in.Number.Likely)
		if in.Number.Range() {
			value = p.T("report.range", p.inputValue(in, in.Number.Low), value, p.inputValue(in, in.Number.High))
		}
		add(owner, what, value, place(p.path, p.file, in.Path))
	}
	for _, in := range inputs {
		if !strings.HasPrefix(in.Path, "effects[") {
			number(in)
		}
	}
	for i, e := range inv.Effects {
		root := fmt.Sprintf("effects[%d]", i)
		evidence := p.T("report.no-evidence")
		if e.Evidence != "" {
			evidence = e.Evidence
		}
		add(e.ID, p.T("report.what"), strings.Join(nonEmpty(e.Description, inv.ActorName(e.Actor)), "; "), place(p.path, p.file, root))
		add(e.ID, p.T("report.evidence"), evidence, place(p.path, p.file, root+".evidence"))
		for _, in := range inputs {
			if strings.HasPrefix(in.Path, root+".") {
				number(in)
			}
		}
		for _, left := range p.leftOut(e) {
			add(e.ID, p.T("input."+left.key), left.value, p.T("report.default"))
		}
	}
	return t
}

// unsaid is what holds for a number that an effect leaves out.
type unsaid struct{ key, value string }

func (p *paper) leftOut(e calc.Effect) []unsaid {
	none, all := p.Percent(decimal.Zero), p.Percent(decimal.NewFromInt(1))
	var list []unsaid
	for _, n := range []struct {
		number     *calc.Number
		key, value string
	}{
		{e.Starts, "starts", "1"}, {e.Lasts, "lasts", p.T("report.to-the-end")}, {e.Attribution, "attribution", all},
		{e.Displacement, "displacement", none}, {e.DropOff, "drop_off", none}, {e.OptimismBias, "optimism_bias", none},
		{e.Cashable, "cashable", p.T("report.not-stated")},
	} {
		if n.number == nil {
			list = append(list, unsaid{n.key, n.value})
		}
	}
	if e.Outcome == nil && e.Deadweight == nil {
		list = append(list, unsaid{"deadweight", none})
	}
	return list
}
