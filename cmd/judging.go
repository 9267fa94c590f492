package cmd

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"siv/calc"
	"siv/calc/policy"
	"siv/cmd/input"
	"siv/cmd/internal/lang"
	"siv/unitcosts"
)

// judging holds the flags of the commands that put investments to the rules.
type judging struct {
	evaluation
	policyFlag
}

// underRules returns the evaluation that a version of the rules asks for: its test
// and its horizon, for the municipality whose rules they are, unless flags on the
// command line say otherwise. Settings do not change what a rule says.
func (j *judging) underRules(e *env, cmd *cobra.Command, v policy.Version) calc.Options {
	opt := j.options(e, cmd)
	p := v.Profitability()
	if !cmd.Flags().Changed("perspective") {
		opt.Perspective = calc.MunicipalityOnly
	}
	if p == nil {
		return opt
	}
	if !cmd.Flags().Changed("criterion") {
		opt.Criterion = p.Criterion
	}
	if !cmd.Flags().Changed("horizon") {
		opt.Horizon = p.Horizon
	}
	return opt
}

// caseOf evaluates an investment for a version of the rules. One of the register,
// whose figures are in no source, has no result.
func (j *judging) caseOf(e *env, cmd *cobra.Command, inv *input.Investment, catalogue *unitcosts.Catalogue, v policy.Version) (policy.Case, error) {
	c := policy.Case{Investment: inv.Investment}
	if inv.Status == calc.Completed && (inv.Costs == nil || inv.Effects == nil) {
		if faults := registerFaults(inv); len(faults) > 0 {
			return c, faults
		}
		return c, nil
	}
	result, err := evaluate(inv, catalogue, j.underRules(e, cmd, v))
	c.Result = result
	return c, err
}

// registerFaults returns what is wrong with a file other than that its figures are
// in no source.
func registerFaults(inv *input.Investment) input.Faults {
	return slices.DeleteFunc(inv.Faults(inv.Check()), noFigures)
}

// noFigures tells of a fault whether it is that: the register has grants too.
func noFigures(f input.Fault) bool { return f.Code == "no-figures" }

// judged is an investment file and what the rules say of it.
type judged struct {
	path     string
	file     *input.Investment
	judge    policy.Judge
	findings []policy.Finding
}

// judge holds a file against the version in force at its decision or start.
func (j *judging) judge(e *env, cmd *cobra.Command, rules *policy.Policy, catalogue *unitcosts.Catalogue, path string) (judged, error) {
	inv, err := e.investment(path)
	if err != nil {
		return judged{}, err
	}
	one, err := j.judgeFile(e, cmd, rules, catalogue, path, inv)
	if err != nil {
		return judged{}, err
	}
	return one, j.tellLock(e, path, inv, catalogue, j.options(e, cmd))
}

// judgeFile is judge for a file that was read.
func (j *judging) judgeFile(e *env, cmd *cobra.Command, rules *policy.Policy, catalogue *unitcosts.Catalogue, path string, inv *input.Investment) (judged, error) {
	judge, ok := rules.JudgeOf(inv.Investment)
	c, err := j.caseOf(e, cmd, inv, catalogue, judge.Version)
	if err != nil {
		return judged{}, err
	}
	if !ok {
		return judged{}, input.Faults{tooEarly(rules, path, inv, judge.Day)}
	}
	return judged{path, inv, judge, judge.Version.Check(c)}, nil
}

// tooEarly is the fault of an investment that no version of the rules judges.
func tooEarly(rules *policy.Policy, path string, inv *input.Investment, day policy.Day) input.Fault {
	at := "decision.date"
	if day.Start {
		at = "start"
	}
	line, column := inv.Place(at)
	return input.Fault{File: path, Line: line, Column: column, Path: at, Code: "no-rules",
		Message: fmt.Sprintf("no version of the rules was in force on %s; the first applies from %s", day.Date, rules.Versions[0].From)}
}

// place says where a path of an investment file stands, as FILE:LINE.
func place(file string, inv *input.Investment, path string) string {
	line, _ := inv.Place(path)
	return fmt.Sprintf("%s:%d", file, line)
}

// findingText says in words what a rule found.
func findingText(l lang.Language, f policy.Finding) string {
	args := make([]any, len(f.Args))
	for i, arg := range f.Args {
		switch arg := arg.(type) {
		case decimal.Decimal:
			args[i] = l.Money(arg)
		case policy.Word:
			args[i] = l.T(string(arg))
		case policy.Words:
			words := make([]string, len(arg))
			for i, w := range arg {
				words[i] = l.T(string(w))
			}
			args[i] = joined(words)
		default:
			args[i] = arg
		}
	}
	return l.T("finding."+f.Code, args...)
}

// machine is the language of words in csv and json, whatever the screen's.
func (e *env) machine() lang.Language { return lang.New("en") }
