package cmd

import (
	"strings"

	"github.com/spf13/cobra"

	"siv/unitcosts"
)

func newUnitCostsShow(e *env) *cobra.Command {
	c := &catalogueFlags{env: e}
	cmd := &cobra.Command{
		Use:   "show ID... | INDEX",
		Short: "Show everything that is known of a unit cost or a price index",
		Long: `Show everything that is known of a unit cost: its amounts year by year, by how much
they grew a year, and their sources; or of a price index such as PKV, with the
editions that it was published in.`,
		Example: `  siv unitcosts show grundskola-elev
  siv unitcosts show PKV`,
		Args:              args(cobra.MinimumNArgs(1)),
		ValidArgsFunction: e.fromCatalogue(unitCostIDs),
		RunE:              func(_ *cobra.Command, ids []string) error { return c.show(ids) },
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
	if name := strings.ToUpper(ids[0]); len(ids) == 1 && len(catalogue.Index(name)) > 0 {
		return c.render(indexDocument(l, catalogue, name))
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
	all := catalogue.UnitCosts()
	for _, u := range list {
		doc.Sections = append(doc.Sections, unitCostSection(l, u, all))
	}
	return c.render(doc)
}
