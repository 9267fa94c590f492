package cmd

import (
	"fmt"

	"github.com/spf13/cobra"

	"siv/calc/policy"
	"siv/cmd/internal/output"
	"siv/unitcosts"
)

// policyImpact is siv policy impact.
type policyImpact struct {
	*env
	judging
}

func newPolicyImpact(e *env) *cobra.Command {
	c := &policyImpact{env: e}
	cmd := &cobra.Command{
		Use:   "impact A B FILE...",
		Short: "Whose verdict or rule outcome would change from one version to another?",
		Long: `Judge each investment by version A and by version B of the rules, whatever its
dates, and list the rules whose outcome differs. A rule that only one version
has changes something only when it is not met there. Exit 4 when any investment
is touched.`,
		Example:           "  siv policy impact pressmeddelande-2013 webbsida examples/orebro/investments/*.yaml",
		Args:              args(cobra.MinimumNArgs(3)),
		ValidArgsFunction: c.completeVersion(e, 2),
		RunE:              func(cmd *cobra.Command, names []string) error { return c.run(cmd, names[:2], expand(names[2:])) },
	}
	c.addFlags(cmd)
	c.addPolicyFlag(cmd)
	return cmd
}

func (c *policyImpact) run(cmd *cobra.Command, names, paths []string) error {
	a, b, err := c.two(c.env, names)
	if err != nil {
		return err
	}
	catalogue, err := c.prices(c.env)
	if err != nil {
		return err
	}
	l := c.lang()
	t := output.Table{Columns: []output.Column{{Key: "file", Title: "file"}, {Key: "investment", Title: l.T("check.investment")},
		{Key: "rule", Title: l.T("policy.rule")}, {Key: "a", Title: a.ID}, {Key: "b", Title: b.ID}, {Key: "why", Title: l.T("list.why")}}}
	touched, verdicts := 0, 0
	err = eachFile(cmd, paths, func(path string) error {
		rows, verdict, err := c.judgedByBoth(cmd, path, catalogue, a, b)
		if len(rows) > 0 {
			touched++
		}
		if verdict {
			verdicts++
		}
		t.Rows = append(t.Rows, rows...)
		return err
	})
	if err != nil {
		return err
	}
	section := output.Section{Lead: []string{l.T("policy.impact", touched, len(paths), verdicts,
		inLanguage(l, a.Name, a.NameEN), inLanguage(l, b.Name, b.NameEN))}}
	if len(t.Rows) > 0 {
		section.Tables = []output.Table{t.Pick(1, 2, 3, 4, 5)}
	}
	if err := c.render(output.Document{Schema: "siv.policy-impact/1", Sections: []output.Section{section}, Rows: &t}); err != nil {
		return err
	}
	if touched > 0 {
		return answerNo{fmt.Errorf("%d of %d investments would be judged otherwise", touched, len(paths))}
	}
	return nil
}

// judgedByBoth lists what version b of the rules judges otherwise than version a, and
// tells whether the verdict is among it.
func (c *policyImpact) judgedByBoth(cmd *cobra.Command, path string, catalogue *unitcosts.Catalogue, a, b policy.Version) (rows [][]output.Cell, verdict bool, err error) {
	inv, err := c.investment(path)
	if err != nil {
		return nil, false, err
	}
	caseA, err := c.caseOf(c.env, cmd, inv, catalogue, a)
	if err != nil {
		return nil, false, err
	}
	caseB, err := c.caseOf(c.env, cmd, inv, catalogue, b)
	if err != nil {
		return nil, false, err
	}
	if err := c.tellLock(c.env, path, inv, catalogue, c.options(c.env, cmd)); err != nil {
		return nil, false, err
	}
	row := func(rule, ruleName string, va, vb, why output.Cell) {
		rows = append(rows, []output.Cell{output.Text(path), output.Text(inv.ID), output.Word(rule, ruleName), va, vb, why})
	}
	foundA, foundB := a.Check(caseA), b.Check(caseB)
	changes := policy.Impact(foundA, foundB)
	if va, vb := policy.Verdict(foundA), policy.Verdict(foundB); len(changes) > 0 && va != vb {
		verdict = true
		row("verdict", c.lang().T("policy.verdict"), c.outcome(va), c.outcome(vb), output.Cell{})
	}
	for _, change := range changes {
		row(change.Rule, c.lang().T("rule."+change.Rule), c.outcomeOf(change.A), c.outcomeOf(change.B), c.why(change))
	}
	return rows, verdict, nil
}

func (c *policyImpact) outcome(o policy.Outcome) output.Cell {
	return output.Word(string(o), c.lang().T("outcome."+string(o)))
}

func (c *policyImpact) outcomeOf(f *policy.Finding) output.Cell {
	if f == nil {
		return output.Word("no-rule", c.lang().T("policy.no-rule"))
	}
	return c.outcome(f.Outcome)
}

// why gives the reason of the version that says no, or else of B.
func (c *policyImpact) why(change policy.Change) output.Cell {
	f := change.B
	if f == nil || change.A != nil && change.A.Outcome == policy.NotMet {
		f = change.A
	}
	return output.Word(findingText(c.machine(), *f), findingText(c.lang(), *f))
}
