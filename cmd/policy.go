package cmd

import (
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"siv/calc/policy"
	"siv/cmd/input"
	"siv/cmd/internal/lang"
)

func newPolicy(e *env) *cobra.Command {
	return group(&cobra.Command{
		Use:   "policy",
		Short: "Show the programme's rules, version by version, and compare them",
		Long: `Show the rules of the programme as dated versions, each with its source and
whether it is stated or assumed, compare two versions, and find the investments
whose outcome differs between them.`,
	}, newPolicyShow(e), newPolicyDiff(e), newPolicyImpact(e))
}

// policyFlag is the flag of every command that uses the programme's rules.
type policyFlag struct{ path string }

func (p *policyFlag) addPolicyFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&p.path, "policy", "", "the programme's rules: a YAML file or folder in place of the built-in ones")
}

// rules reads the rules that the flag names.
func (p *policyFlag) rules(e *env) (*policy.Policy, error) {
	if p.path == "" {
		return input.DecodePolicy("", policy.Files())
	}
	if info, err := os.Stat(p.path); err == nil && info.IsDir() {
		return input.DecodePolicy(p.path, os.DirFS(p.path))
	}
	data, err := e.read(p.path)
	if err != nil {
		return nil, err
	}
	return input.DecodePolicyFile(p.path, data)
}

// version finds a version by its id, or the one in force on a date.
func version(rules *policy.Policy, name string) (policy.Version, error) {
	if v, ok := rules.Version(name); ok {
		return v, nil
	}
	if _, err := time.Parse(time.DateOnly, name); err == nil {
		if v, ok := rules.InForce(name); ok {
			return v, nil
		}
		return policy.Version{}, usageError{fmt.Errorf("no version of the rules was in force on %s; the first applies from %s", name, rules.Versions[0].From)}
	}
	hint := fmt.Sprintf("the versions are %s; a date, as 2016-06-14, names the one in force then", joined(rules.IDs()))
	return policy.Version{}, hintedError{usageError{fmt.Errorf("there is no version %q of the rules", name)}, hint}
}

// completeVersion makes the shell offer the versions of the rules for the first
// so many arguments, and YAML files after them.
func (p *policyFlag) completeVersion(e *env, most int) cobra.CompletionFunc {
	return func(cmd *cobra.Command, given []string, toComplete string) ([]string, cobra.ShellCompDirective) {
		if len(given) >= most {
			return completeYAML(cmd, given, toComplete)
		}
		rules, err := p.rules(e)
		if err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
		return rules.IDs(), cobra.ShellCompDirectiveNoFileComp
	}
}

// inLanguage returns the text of the language, where there are two.
func inLanguage(l lang.Language, sv, en string) string {
	if l.Code() == "en" && en != "" || sv == "" {
		return en
	}
	return sv
}
