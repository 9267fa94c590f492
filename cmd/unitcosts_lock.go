package cmd

import (
	"errors"
	"slices"

	"github.com/spf13/cobra"

	"siv/cmd/input"
	"siv/cmd/internal/output"
)

// lock is siv unitcosts lock.
type lock struct {
	*env
	evaluation
}

func newUnitCostsLock(e *env) *cobra.Command {
	c := &lock{env: e}
	cmd := &cobra.Command{
		Use:   "lock FILE...",
		Short: "Write down the unit costs that an investment used",
		Long: `Write, beside each investment, FILE.lock: the ids, years, amounts and editions of
the unit costs that it takes from the catalogue, and the index figures that
restate its prices. From then on every calculation of the investment warns when
the catalogue has moved on (catalogue-moved), and --locked refuses: with exit
status 4 when something moved, 3 when there is no lock.

A lock changes no result: it tells that one has changed, and why. A result of
before is had again with the catalogue of before (--catalogue, --index-edition).
Lock again to accept the new prices.`,
		Example: `  siv unitcosts lock proposal.yaml
  siv calc break-even --locked proposal.yaml`,
		Args:              args(cobra.MinimumNArgs(1)),
		ValidArgsFunction: completeYAML,
		RunE:              func(cmd *cobra.Command, paths []string) error { return c.run(cmd, expand(paths)) },
	}
	c.addPriceFlags(cmd)
	_ = cmd.Flags().MarkHidden("locked") // there is nothing to refuse when a lock is made
	return cmd
}

func (c *lock) run(cmd *cobra.Command, paths []string) error {
	catalogue, err := c.prices(c.env)
	if err != nil {
		return err
	}
	if slices.Contains(paths, "-") {
		return usageError{errors.New("an investment on standard input has no place for a lock")}
	}
	var locks []*input.Lock
	err = eachFile(cmd, paths, func(path string) error {
		inv, err := c.investment(path)
		if err != nil {
			return err
		}
		lock, err := lockNow(inv, catalogue, c.options(c.env, cmd))
		locks = append(locks, lock)
		return err
	})
	if err != nil {
		return err
	}
	l := c.lang()
	t := output.Table{Columns: []output.Column{{Key: "investment", Title: l.T("lock.investment")}, {Key: "lock", Title: l.T("lock.file")},
		{Key: "what", Title: l.T("lock.what")}, {Key: "year", Title: l.T("unitcost.year")}, {Key: "amount", Title: l.T("unitcost.amount")},
		{Key: "change_percent", Title: l.T("index.change")}, {Key: "edition", Title: l.T("unitcost.edition")}}}
	for i, lock := range locks {
		name := lockOf(paths[i])
		if err := writeFile(name, lock.Encode(), true); err != nil {
			return err
		}
		for _, u := range lock.UnitCosts {
			t.Rows = append(t.Rows, []output.Cell{output.Text(lock.Investment), output.Text(name), output.Text(u.ID), output.Int(u.Year),
				output.Money(u.Amount), {}, output.Text(u.Edition)})
		}
		for _, f := range lock.Figures {
			t.Rows = append(t.Rows, []output.Cell{output.Text(lock.Investment), output.Text(name), output.Text(f.Index), output.Int(f.Year),
				{}, output.Number(f.Change.Shift(2), 2), output.Text(f.Edition)})
		}
	}
	return c.render(output.Document{Schema: "siv.locked/1", Sections: []output.Section{{Tables: []output.Table{t}}}})
}
