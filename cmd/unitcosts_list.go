package cmd

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
	"siv/unitcosts"
)

// unitCostFilter keeps unit costs, and amounts of them.
type unitCostFilter struct {
	area, payer, region string
	year                countFlag
}

func (f *unitCostFilter) addFlags(flags *pflag.FlagSet) {
	f.year = yearFlag()
	flags.StringVar(&f.area, "area", "", "only this area, as skola")
	flags.StringVar(&f.payer, "payer", "", "only what this payer pays: the area of a nämnd, region or state")
	flags.StringVar(&f.region, "region", "", "only amounts of this region, as Örebro or Riket")
	flags.Var(&f.year, "year", "only amounts of this price year")
}

// kept returns what passes the filter. A unit cost without an amount that does is
// left out.
func (f *unitCostFilter) kept(list []unitcosts.UnitCost) []unitcosts.UnitCost {
	is := func(wanted, value string) bool { return wanted == "" || strings.EqualFold(wanted, value) }
	var kept []unitcosts.UnitCost
	for _, u := range list {
		u.Amounts = slices.DeleteFunc(slices.Clone(u.Amounts), func(a unitcosts.Amount) bool {
			return !is(f.region, u.RegionOf(a)) || f.year.value != 0 && f.year.value != a.Year
		})
		if len(u.Amounts) > 0 && is(f.area, u.Area) && is(f.payer, u.Payer) {
			kept = append(kept, u)
		}
	}
	return kept
}

func newUnitCostsList(e *env) *cobra.Command {
	c := &catalogueFlags{env: e}
	var filter unitCostFilter
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List every unit cost, a row for each amount",
		Example: `  siv unitcosts list --area skola --year 2019
  siv unitcosts list --payer individ-och-familjeomsorg -o csv`,
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error {
			catalogue, err := c.load()
			if err != nil {
				return err
			}
			return c.render(unitCostList(c.lang(), filter.kept(catalogue.UnitCosts())))
		},
	}
	c.addFlags(cmd.Flags())
	filter.addFlags(cmd.Flags())
	return cmd
}

// unitCostColumns are the columns of a table of unit costs. What is imported and
// exported has them too.
func unitCostColumns() []string {
	return []string{"id", "name", "unit", "amount", "year", "area", "region", "transfer", "scope",
		"edition", "source", "address", "kolada", "note", "definition_break",
		"name_en", "payer", "basis", "rounding", "overhead", "premises", "material", "overlaps", "index", "read"}
}

// unitCostTable is a row for each amount, with everything that is known of it.
func unitCostTable(l lang.Language, list []unitcosts.UnitCost) output.Table {
	t := output.Table{Columns: titled(l, "unitcost.", unitCostColumns()...)}
	for _, u := range list {
		for _, a := range u.Amounts {
			t.Rows = append(t.Rows, []output.Cell{output.Text(u.ID), output.Word(u.Name, unitCostName(l, u)), output.Text(u.Unit),
				output.Money(a.Amount), output.Int(a.Year), output.Text(u.Area), output.Text(u.RegionOf(a)), output.Bool(u.Transfer),
				output.Text(a.ScopeAsWritten), output.Text(a.Edition), output.Text(a.Source), output.Text(a.Address),
				output.Text(u.Kolada), output.Text(a.Note), output.Bool(a.DefinitionBreak),
				output.Text(u.NameEN), output.Text(u.Payer), output.Text(u.Basis), output.Text(u.Rounding),
				output.Text(u.Scope.Overhead), output.Text(u.Scope.Premises), output.Text(u.Scope.Material),
				output.Text(strings.Join(u.Overlaps, " ")), output.Text(u.Index), output.Text(a.Read)})
		}
	}
	return t
}

// unitCostList shows everything in machine formats, and what fits on screen there.
func unitCostList(l lang.Language, list []unitcosts.UnitCost) output.Document {
	full := unitCostTable(l, list)
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
