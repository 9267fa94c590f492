package cmd

import "github.com/spf13/cobra"

func newUnitCostsSearch(e *env) *cobra.Command {
	c := &catalogueFlags{env: e}
	var filter unitCostFilter
	cmd := &cobra.Command{
		Use:     "search WORD...",
		Short:   "List the unit costs in which every word occurs",
		Long:    "List the unit costs in which every word occurs: in id, name, unit, area, payer,\nregion, scope, source, edition or note.",
		Example: "  siv unitcosts search grundskola örebro",
		Args:    args(cobra.MinimumNArgs(1)),
		RunE: func(_ *cobra.Command, words []string) error {
			catalogue, err := c.load()
			if err != nil {
				return err
			}
			return c.render(unitCostList(c.lang(), filter.kept(catalogue.Search(words...))))
		},
	}
	c.addFlags(cmd.Flags())
	filter.addFlags(cmd.Flags())
	return cmd
}
