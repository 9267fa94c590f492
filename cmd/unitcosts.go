package cmd

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
	"siv/unitcosts"
)

func newUnitCosts(e *env) *cobra.Command {
	return group(&cobra.Command{
		Use:   "unitcosts",
		Short: "Look up unit costs and price indices",
		Long: `Look up unit costs (enhetskostnader) and price indices. Each amount has a unit, a
price year, a scope and a source; a figure without them is not a unit cost.`,
	}, newUnitCostsList(e), newUnitCostsShow(e), newUnitCostsSearch(e))
}

// catalogueFlags are the flags of the commands that look things up.
type catalogueFlags struct {
	*env
	catalogueName string
	index         string
	area          string
	region        string
}

func (c *catalogueFlags) addFlags(flags *pflag.FlagSet) {
	flags.StringVar(&c.catalogueName, "catalogue", "", "unit costs: a YAML file or folder in place of the built-in ones, or +PATH to add to them")
	flags.StringVar(&c.index, "index", "", "further price index figures: a YAML or csv file")
}

func (c *catalogueFlags) load() (*unitcosts.Catalogue, error) {
	v := evaluation{catalogue: c.catalogueName, index: c.index}
	return v.prices(c.env)
}

func newUnitCostsList(e *env) *cobra.Command {
	c := &catalogueFlags{env: e}
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List every unit cost, a row for each amount",
		Args:  args(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			catalogue, err := c.load()
			if err != nil {
				return err
			}
			var kept []unitcosts.UnitCost
			for _, u := range catalogue.UnitCosts() {
				if (c.area == "" || strings.EqualFold(u.Area, c.area)) && (c.region == "" || strings.EqualFold(u.Region, c.region)) {
					kept = append(kept, u)
				}
			}
			return c.render(unitCostList(c.lang(), kept))
		},
	}
	c.addFlags(cmd.Flags())
	cmd.Flags().StringVar(&c.area, "area", "", "only this area, as skola")
	cmd.Flags().StringVar(&c.region, "region", "", "only amounts of this region, as Örebro or Riket")
	return cmd
}

func newUnitCostsSearch(e *env) *cobra.Command {
	c := &catalogueFlags{env: e}
	cmd := &cobra.Command{
		Use:     "search WORD...",
		Short:   "List the unit costs in which every word occurs",
		Long:    "List the unit costs in which every word occurs: in id, name, unit, area, region,\nscope, source or note.",
		Example: "  siv unitcosts search grundskola örebro",
		Args:    args(cobra.MinimumNArgs(1)),
		RunE: func(_ *cobra.Command, words []string) error {
			catalogue, err := c.load()
			if err != nil {
				return err
			}
			return c.render(unitCostList(c.lang(), catalogue.Search(words...)))
		},
	}
	c.addFlags(cmd.Flags())
	return cmd
}

// unitCostList is a row for each amount: everything in machine formats, what
// fits on screen there.
func unitCostList(l lang.Language, list []unitcosts.UnitCost) output.Document {
	full := output.Table{}
	for _, key := range []string{"id", "name", "unit", "amount", "year", "area", "region", "transfer", "scope",
		"edition", "source", "address", "kolada", "note", "definition_break"} {
		full.Columns = append(full.Columns, output.Column{Key: key, Title: l.T("unitcost." + key)})
	}
	for _, u := range list {
		for _, a := range u.Amounts {
			row := []output.Cell{output.Text(u.ID), output.Word(u.Name, unitCostName(l, u)), output.Text(u.Unit), output.Money(a.Amount),
				output.Int(a.Year), output.Text(u.Area), output.Text(u.Region), output.Bool(u.Transfer), output.Text(a.ScopeAsWritten),
				output.Text(a.Edition), output.Text(a.Source), output.Text(a.Address), output.Text(u.Kolada), output.Text(a.Note),
				output.Bool(a.DefinitionBreak)}
			full.Rows = append(full.Rows, row)
		}
	}
	section := output.Section{Tables: []output.Table{full.Pick(0, 3, 4, 2, 6, 7, 1)}, Notes: []string{l.T("unitcost.more")}}
	if len(full.Rows) == 0 {
		section = output.Section{Lead: []string{l.T("unitcost.none")}}
	}
	return output.Document{Schema: "siv.unitcosts-list/1", Sections: []output.Section{section}, Rows: &full}
}

func unitCostName(l lang.Language, u unitcosts.UnitCost) string {
	if l.Code() == "en" && u.NameEN != "" {
		return u.NameEN
	}
	return u.Name
}

func newUnitCostsShow(e *env) *cobra.Command {
	c := &catalogueFlags{env: e}
	cmd := &cobra.Command{
		Use:   "show ID... | INDEX",
		Short: "Show everything that is known of a unit cost or a price index",
		Long:  "Show everything that is known of a unit cost, or of a price index such as PKV.",
		Example: `  siv unitcosts show grundskola-elev
  siv unitcosts show PKV`,
		Args: args(cobra.MinimumNArgs(1)),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			catalogue, err := builtInCatalogue()
			if err != nil {
				return nil, cobra.ShellCompDirectiveError
			}
			return catalogue.IDs(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, ids []string) error { return c.show(ids) },
	}
	c.addFlags(cmd.Flags())
	return cmd
}

func (c *catalogueFlags) show(ids []string) error {
	catalogue, err := c.load()
	if err != nil {
		return err
	}
	l := c.lang()
	var list []unitcosts.UnitCost
	if figures := catalogue.Index(ids[0]); len(figures) > 0 && len(ids) == 1 {
		return c.render(indexDocument(l, ids[0], figures))
	}
	for _, id := range ids {
		u, ok := catalogue.UnitCost(id)
		if !ok {
			return hintedError{usageError{unitcosts.UnknownIDError{ID: id}}, nearestIDs(id, catalogue.IDs())}
		}
		list = append(list, u)
	}
	doc := unitCostList(l, list)
	doc.Sections = nil
	for _, u := range list {
		doc.Sections = append(doc.Sections, unitCostSection(l, u))
	}
	return c.render(doc)
}

// unitCostSection shows one unit cost with all its amounts and their sources.
func unitCostSection(l lang.Language, u unitcosts.UnitCost) output.Section {
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
	add("region", u.Region)
	add("transfer", yesNo(u.Transfer))
	add("holds", l.T("unitcost.parts", holds(u.Scope.Overhead), holds(u.Scope.Premises), holds(u.Scope.Material)))
	add("kolada", u.Kolada)
	amounts := output.Table{Columns: []output.Column{{Key: "year", Title: l.T("unitcost.year")},
		{Key: "amount", Title: l.T("unitcost.amount")}, {Key: "scope", Title: l.T("unitcost.scope")}}}
	var notes []string
	for _, a := range u.Amounts {
		amounts.Rows = append(amounts.Rows, []output.Cell{output.Int(a.Year), output.Money(a.Amount), output.Text(a.ScopeAsWritten)})
		notes = append(notes, sourceNote(l, a))
	}
	return output.Section{Lead: []string{unitCostName(l, u)}, Tables: []output.Table{about, amounts}, Notes: notes}
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
	if a.Note != "" {
		note += ". " + a.Note
	}
	return note
}

// indexDocument shows the figures of a price index.
func indexDocument(l lang.Language, name string, figures []unitcosts.Figure) output.Document {
	t := output.Table{Title: l.T("index.title", name), Columns: []output.Column{{Key: "year", Title: l.T("unitcost.year")},
		{Key: "change_percent", Title: l.T("index.change")}, {Key: "forecast", Title: l.T("index.forecast")},
		{Key: "edition", Title: l.T("unitcost.edition")}, {Key: "source", Title: l.T("unitcost.source")}}}
	for _, f := range figures {
		t.Rows = append(t.Rows, []output.Cell{output.Int(f.Year), output.Number(f.Change.Shift(2), 2), output.Bool(f.Forecast),
			output.Text(f.Edition), output.Text(f.Source)})
	}
	return output.Document{Schema: "siv.index/1", Sections: []output.Section{{Tables: []output.Table{t}}}}
}
