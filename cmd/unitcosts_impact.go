package cmd

import (
	"errors"
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"siv/calc"
	"siv/cmd/input"
	"siv/unitcosts"
)

// impact is siv unitcosts impact.
type impact struct {
	*env
	evaluation
}

func newUnitCostsImpact(e *env) *cobra.Command {
	c := &impact{env: e}
	cmd := &cobra.Command{
		Use:   "impact OLD NEW INVESTMENT...",
		Short: "Which investments move when the catalogue is replaced, and why",
		Long: `Calculate investments with the catalogue OLD and with NEW, and show each whose net,
break-even or verdict moves: by how much, and because of which unit cost or price
index. The change of a cause is that of the net present value when it alone is
taken from NEW; where several act together, their sum may differ from the whole.

OLD and NEW are files or folders of YAML; built-in is the built-in catalogue,
+PATH that with more added to it. They take the place of --catalogue.

The exit status is 4 when the verdict of any investment changes.`,
		Example:           `  siv unitcosts impact built-in +revised.yaml proposals/*.yaml`,
		Args:              args(cobra.MinimumNArgs(3)),
		ValidArgsFunction: completeYAML,
		RunE:              func(cmd *cobra.Command, args []string) error { return c.run(cmd, args[0], args[1], expand(args[2:])) },
	}
	c.addFlags(cmd)
	for _, name := range []string{"catalogue", "locked"} { // OLD and NEW say it; a lock is of one
		_ = cmd.Flags().MarkHidden(name)
	}
	return cmd
}

// moved is an investment before and after, and what moved it.
type moved struct {
	path     string
	old, new *calc.Result
	causes   []cause
}

// cause is a unit cost or a price index, and what it does by itself.
type cause struct {
	name     string
	old, new string
	change   decimal.Decimal // of the net present value
}

// moves reports whether anything that is decided by has moved.
func (m moved) moves() bool {
	return !m.old.Net.PresentValue.Equal(m.new.Net.PresentValue) || m.flips() || breakEvenYear(m.old) != breakEvenYear(m.new)
}

func (m moved) flips() bool { return m.old.Passes != m.new.Passes }

func (c *impact) run(cmd *cobra.Command, oldPath, newPath string, paths []string) error {
	if cmd.Flags().Changed("catalogue") || c.locked {
		return usageError{errors.New("OLD and NEW take the place of --catalogue and --locked")}
	}
	old, now, err := c.twoCatalogues(oldPath, newPath)
	if err != nil {
		return err
	}
	if old, err = c.withFigures(c.env, old); err == nil {
		now, err = c.withFigures(c.env, now)
	}
	if err != nil {
		return err
	}
	opt := c.options(c.env, cmd)
	var all []moved
	err = eachFile(cmd, paths, func(path string) error {
		inv, err := c.readInvestment(c.env, path)
		if err != nil {
			return err
		}
		m, err := impactOf(inv, old, now, opt)
		m.path = path
		all = append(all, m)
		return err
	})
	if err != nil {
		return err
	}
	if err := c.render(impactDocument(c.lang(), all)); err != nil {
		return err
	}
	for _, m := range all {
		if m.flips() {
			return answerNo{m.flip()}
		}
	}
	return nil
}

// impactOf computes an investment with two catalogues and finds what differs.
func impactOf(inv *input.Investment, old, now *unitcosts.Catalogue, opt calc.Options) (moved, error) {
	before, after := newRecorder(pricesFor(inv, old)), newRecorder(pricesFor(inv, now))
	var m moved
	var err error
	if m.old, err = evaluateAt(inv, before, opt); err != nil {
		return m, err
	}
	if m.new, err = evaluateAt(inv, after, opt); err != nil {
		return m, err
	}
	if !m.moves() {
		return m, nil
	}
	for _, candidate := range candidates(before, after) {
		result, err := evaluateAt(inv, oneFromNew{old: before.prices, now: after.prices, candidate: candidate}, opt)
		if err != nil {
			return m, err
		}
		change := result.Net.PresentValue.Sub(m.old.Net.PresentValue)
		if change.IsZero() && result.Passes == m.old.Passes {
			continue
		}
		m.causes = append(m.causes, cause{candidate.name, candidate.old, candidate.new, change})
	}
	return m, nil
}

// flip says that the verdict of an investment becomes another.
func (m moved) flip() error {
	if m.new.Passes {
		return fmt.Errorf("%s: the verdict becomes met", m.path)
	}
	return fmt.Errorf("%s: the verdict becomes not met", m.path)
}

func metKey(passes bool) string {
	if passes {
		return "met"
	}
	return "not-met"
}
