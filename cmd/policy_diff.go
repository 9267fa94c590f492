package cmd

import (
	"github.com/spf13/cobra"

	"siv/calc/policy"
	"siv/cmd/internal/output"
)

// policyDiff is siv policy diff.
type policyDiff struct {
	*env
	policyFlag
}

func newPolicyDiff(e *env) *cobra.Command {
	c := &policyDiff{env: e}
	cmd := &cobra.Command{
		Use:   "diff A B",
		Short: "Show what differs between two versions of the rules",
		Long: `Show every value of a rule that differs between two versions, and whether each
rests on a source or on an assumption. A and B are ids of versions or dates.
A rule that one version leaves out is empty there.`,
		Example:           "  siv policy diff pressmeddelande-2013 webbsida",
		Args:              args(cobra.ExactArgs(2)),
		ValidArgsFunction: c.completeVersion(e, 2),
		RunE:              func(_ *cobra.Command, names []string) error { return c.run(names) },
	}
	c.addPolicyFlag(cmd)
	return cmd
}

// two reads the rules and finds two versions of them.
func (p *policyFlag) two(e *env, names []string) (a, b policy.Version, err error) {
	rules, err := p.rules(e)
	if err != nil {
		return a, b, err
	}
	if a, err = version(rules, names[0]); err != nil {
		return a, b, err
	}
	b, err = version(rules, names[1])
	return a, b, err
}

func (c *policyDiff) run(names []string) error {
	a, b, err := c.two(c.env, names)
	if err != nil {
		return err
	}
	l := c.lang()
	t := output.Table{Columns: []output.Column{{Key: "rule", Title: l.T("policy.rule")}, {Key: "key", Title: l.T("policy.key")},
		{Key: "a", Title: a.ID}, {Key: "b", Title: b.ID}}}
	for _, d := range policy.Diff(a, b) {
		t.Rows = append(t.Rows, []output.Cell{output.Word(d.Rule, l.T("rule."+d.Rule)), output.Word(d.Key, termName(l, d.Rule, d.Key)),
			output.Word(d.A, termWords(l, d.Rule, d.Key, d.A)), output.Word(d.B, termWords(l, d.Rule, d.Key, d.B))})
	}
	section := output.Section{Lead: []string{l.T("policy.diff", len(t.Rows), inLanguage(l, a.Name, a.NameEN), inLanguage(l, b.Name, b.NameEN))}}
	if len(t.Rows) > 0 {
		section.Tables = []output.Table{t}
	}
	return c.render(output.Document{Schema: "siv.policy-diff/1", Sections: []output.Section{section}, Rows: &t})
}
