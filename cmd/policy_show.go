package cmd

import (
	"strings"

	"github.com/spf13/cobra"

	"siv/calc/policy"
	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
)

// policyShow is siv policy show.
type policyShow struct {
	*env
	policyFlag
}

func newPolicyShow(e *env) *cobra.Command {
	c := &policyShow{env: e}
	cmd := &cobra.Command{
		Use:   "show [VERSION]",
		Short: "Show the versions of the rules, or the rules of one",
		Long: `Show the versions of the rules with the date each applies from, or every rule of
one version with its source and whether it is stated or assumed. VERSION is the
id of a version or a date, for the version in force on it.`,
		Example: `  siv policy show
  siv policy show webbsida
  siv policy show 2016-06-14`,
		Args:              args(cobra.MaximumNArgs(1)),
		ValidArgsFunction: c.completeVersion(e, 1),
		RunE: func(_ *cobra.Command, names []string) error {
			rules, err := c.rules(c.env)
			if err != nil {
				return err
			}
			if len(names) == 0 {
				return c.render(versionsDocument(c.lang(), rules))
			}
			v, err := version(rules, names[0])
			if err != nil {
				return err
			}
			return c.render(rulesDocument(c.lang(), v))
		},
	}
	c.addPolicyFlag(cmd)
	return cmd
}

// versionsDocument lists the versions, and the guidelines known by date only, by date.
func versionsDocument(l lang.Language, rules *policy.Policy) output.Document {
	t := output.Table{Columns: titled(l, "policy.", "version", "from", "basis", "name", "amends", "text", "source")}
	guidelines := rules.Guidelines
	guideline := func() {
		g := guidelines[0]
		guidelines = guidelines[1:]
		t.Rows = append(t.Rows, []output.Cell{{}, output.Text(g.Date), output.Word("known-by-date-only", l.T("policy.by-date-only")),
			output.Word(g.Name, inLanguage(l, g.Name, g.NameEN)), {}, {}, output.Text(g.Source)})
	}
	for _, v := range rules.Versions {
		for len(guidelines) > 0 && guidelines[0].Date <= v.From {
			guideline()
		}
		t.Rows = append(t.Rows, []output.Cell{output.Text(v.ID), output.Text(v.From), basis(l, v.Dated),
			output.Word(v.Name, inLanguage(l, v.Name, v.NameEN)), output.Text(v.Amends),
			output.Word(v.Dated.Text, inLanguage(l, v.Dated.Text, v.Dated.TextEN)), output.Text(v.Dated.Source)})
	}
	for len(guidelines) > 0 {
		guideline()
	}
	section := output.Section{Tables: []output.Table{t.Pick(0, 1, 2, 3, 5)}, Notes: []string{l.T("policy.more")}}
	return output.Document{Schema: "siv.policy-versions/1", Sections: []output.Section{section}, Rows: &t}
}

func basis(l lang.Language, m policy.Mark) output.Cell {
	return output.Word(string(m.Basis), l.T("basis."+string(m.Basis)))
}

// rulesDocument lists the rules of a version.
func rulesDocument(l lang.Language, v policy.Version) output.Document {
	t := output.Table{Columns: titled(l, "policy.", "version", "rule", "terms", "basis", "text", "source")}
	var notes []string
	for _, r := range v.Rules {
		m := r.Marked()
		t.Rows = append(t.Rows, []output.Cell{output.Text(v.ID), output.Word(r.Name(), l.T("rule."+r.Name())), termsInWords(l, r),
			basis(l, m), output.Word(m.Text, inLanguage(l, m.Text, m.TextEN)), output.Text(m.Source)})
		notes = append(notes, l.T("policy.note", l.T("rule."+r.Name()), inLanguage(l, m.Text, m.TextEN), m.Source))
	}
	lead := l.T("policy.lead", inLanguage(l, v.Name, v.NameEN), v.From, l.T("basis."+string(v.Dated.Basis)))
	section := output.Section{Lead: []string{lead + " " + inLanguage(l, v.Dated.Text, v.Dated.TextEN)},
		Tables: []output.Table{t.Pick(1, 2, 3)}, NotesTitle: l.T("policy.sources"), Notes: notes}
	return output.Document{Schema: "siv.policy-rules/1", Sections: []output.Section{section}, Rows: &t}
}

// termsInWords writes the values of a rule in a row, in words on the screen.
func termsInWords(l lang.Language, r policy.Rule) output.Cell {
	var raw, shown []string
	for _, t := range r.Terms() {
		if t.Value != "" {
			raw = append(raw, t.Key+": "+t.Value)
			shown = append(shown, termName(l, r.Name(), t.Key)+": "+termWords(l, r.Name(), t.Key, t.Value))
		}
	}
	return output.Word(strings.Join(raw, "; "), strings.Join(shown, "; "))
}
