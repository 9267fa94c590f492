package cmd

import (
	"fmt"

	"github.com/spf13/cobra"

	"siv/calc/policy"
	"siv/cmd/internal/output"
)

// investmentCheck is siv investment check.
type investmentCheck struct {
	*env
	judging
}

func newInvestmentCheck(e *env) *cobra.Command {
	c := &investmentCheck{env: e}
	cmd := &cobra.Command{
		Use:   "check FILE... | -",
		Short: "Does the proposal meet the programme's rules?",
		Long: `Hold each investment against every rule of the programme and say whether it is
met, not met or cannot be told, with what is missing and where in the file.

An investment is judged by the rules in force at its decision, else at its
start; reflow and the closing go by the start. The profitability rule evaluates
the file by the test and the horizon of those rules, for the municipality,
unless --criterion, --horizon or --perspective is given. What a file does not say cannot be told, and is no failure;
but a proposal that is not yet decided must hold what an application holds.

An application that several investments share is counted once.`,
		Example: `  siv investment check proposal.yaml
  siv investment check -o csv examples/orebro/investments/*.yaml`,
		Args:              args(cobra.MinimumNArgs(1)),
		ValidArgsFunction: completeYAML,
		RunE:              func(cmd *cobra.Command, paths []string) error { return c.run(cmd, expand(paths)) },
	}
	c.addFlags(cmd)
	c.addPolicyFlag(cmd)
	return cmd
}

func (c *investmentCheck) run(cmd *cobra.Command, paths []string) error {
	rules, err := c.rules(c.env)
	if err != nil {
		return err
	}
	catalogue, err := c.prices(c.env)
	if err != nil {
		return err
	}
	var all []judged
	err = eachFile(cmd, paths, func(path string) error {
		one, err := c.judge(c.env, cmd, rules, catalogue, path)
		if err == nil {
			all = append(all, one)
		}
		return err
	})
	if err != nil {
		return err
	}
	if err := c.render(checkDocument(c.lang(), all)); err != nil {
		return err
	}
	var failed []string
	for _, one := range all {
		if policy.Verdict(one.findings) == policy.NotMet {
			failed = append(failed, one.path)
		}
	}
	if len(failed) > 0 {
		return answerNo{fmt.Errorf("a rule is not met: %s", joined(failed))}
	}
	return nil
}

// checkJSON is what the rules say of one file, in json.
type checkJSON struct {
	Schema       string        `json:"schema"`
	File         string        `json:"file"`
	Investment   string        `json:"investment"`
	Name         string        `json:"name"`
	Version      versionRef    `json:"version"`
	JudgedBy     string        `json:"judged_by"`
	Date         string        `json:"date"`
	Guideline    *string       `json:"guideline_known_by_date_only"`
	SharedWith   []string      `json:"application_shared_with"`
	Verdict      string        `json:"verdict"`
	Met          int           `json:"met"`
	NotMet       int           `json:"not_met"`
	CannotBeTold int           `json:"cannot_be_told"`
	Findings     []findingJSON `json:"findings"`
}

type versionRef struct {
	ID    string `json:"id"`
	From  string `json:"from"`
	Basis string `json:"basis"`
}

type findingJSON struct {
	Rule    string   `json:"rule"`
	Outcome string   `json:"outcome"`
	Basis   string   `json:"basis"`
	Source  string   `json:"source"`
	Code    string   `json:"code"`
	Text    string   `json:"text"`
	Path    string   `json:"path"`
	Line    int      `json:"line"`
	Missing []string `json:"missing"`
}

func (s checkScreen) json() checkJSON {
	j := checkJSON{Schema: "siv.check/1", File: s.path, Investment: s.file.ID, Name: s.file.Name,
		Version:  versionRef{s.judge.Version.ID, s.judge.Version.From, string(s.judge.Version.Dated.Basis)},
		JudgedBy: "decision", Date: s.judge.Day.Date, SharedWith: []string{}, Verdict: string(policy.Verdict(s.findings)),
		Met: s.count(policy.Met), NotMet: s.count(policy.NotMet), CannotBeTold: s.count(policy.CannotTell)}
	if s.judge.Day.Start {
		j.JudgedBy = "start"
	}
	if g := s.judge.Guideline; g != nil {
		j.Guideline = &g.Date
	}
	if a := s.file.Application; a != nil && a.SharedWith != nil {
		j.SharedWith = a.SharedWith
	}
	for _, f := range s.findings {
		line, _ := s.file.Place(f.Path)
		missing := f.Missing
		if missing == nil {
			missing = []string{}
		}
		j.Findings = append(j.Findings, findingJSON{Rule: f.Rule, Outcome: string(f.Outcome), Basis: string(f.Mark.Basis),
			Source: f.Mark.Source, Code: f.Code, Text: findingText(s.machine, f), Path: f.Path, Line: line, Missing: missing})
	}
	return j
}

// add puts a row of every finding in the table of the machine formats.
func (s checkScreen) add(rows *output.Table) {
	for _, f := range s.findings {
		rows.Rows = append(rows.Rows, []output.Cell{output.Text(s.path), output.Text(s.file.ID), output.Text(s.judge.Version.ID),
			output.Text(f.Rule), output.Text(string(f.Outcome)), output.Text(string(f.Mark.Basis)),
			output.Text(place(s.path, s.file, f.Path)), output.Text(joined(f.Missing)),
			output.Text(findingText(s.machine, f)), output.Text(f.Mark.Source)})
	}
}
