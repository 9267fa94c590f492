package cmd

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
)

// grouping is what break-even lists in place of its first screen.
type grouping string

const (
	byEffect grouping = "effect"
	byNamnd  grouping = "namnd"
	byYear   grouping = "year"
	bySector grouping = "sector"
)

func groupings() []grouping { return []grouping{byEffect, byNamnd, byYear, bySector} }

// breakEven is siv calc break-even.
type breakEven struct {
	*env
	evaluation
	requirePass bool
	groupBy     choice[grouping]
}

func newBreakEven(e *env) *cobra.Command {
	c := &breakEven{env: e, groupBy: newChoice[grouping]("", groupings())}
	cmd := &cobra.Command{
		Use:   "break-even FILE... | -",
		Short: "Does the investment pay for itself?",
		Long: `Calculate what an investment costs and saves, undiscounted beside discounted, and
put it to three tests, each of which a tie passes:

  rule         savings >= cost, undiscounted: the municipality's published rule
  discounted   savings >= cost, in present value
  net          savings - running cost >= cost, in present value

The verdict is that of --criterion. Savings count in the ten years after the
investment is completed. FILE is an investment in YAML, - is standard input;
several files give a list.

With -o csv there is a row for each file, or for each line of --group-by. The
verdict does not change the exit status unless --require-pass is given.`,
		Example: `  siv calc break-even proposal.yaml
  siv calc break-even --rate 2.5% --perspective public proposal.yaml
  siv calc break-even --group-by namnd -o csv proposals/*.yaml`,
		Args:              args(cobra.MinimumNArgs(1)),
		ValidArgsFunction: completeYAML,
		RunE:              func(cmd *cobra.Command, paths []string) error { return c.run(cmd, expand(paths)) },
	}
	c.addFlags(cmd)
	cmd.Flags().BoolVar(&c.requirePass, "require-pass", false, "exit 4 when the verdict of any file is no")
	cmd.Flags().Var(&c.groupBy, "group-by", "show the figures by effect, namnd, year or sector")
	completeChoice(cmd, "group-by", groupings())
	return cmd
}

func (c *breakEven) run(cmd *cobra.Command, paths []string) error {
	all, err := c.evaluateAll(c.env, cmd, paths)
	if err != nil {
		return err
	}
	if err := c.render(c.document(cmd, all)); err != nil {
		return err
	}
	if c.requirePass {
		for _, one := range all {
			if !one.result.Passes {
				return answerNo{fmt.Errorf("%s: the %s test is not met", one.path, one.result.Criterion)}
			}
		}
	}
	return nil
}

// document lays out the answer: the first screen of each file or, grouped, its
// verdict and the asked table.
func (c *breakEven) document(cmd *cobra.Command, all []evaluated) output.Document {
	l := c.lang()
	var doc output.Document
	data := make([]breakEvenJSON, len(all))
	for i, one := range all {
		s := resultScreen{Language: l, evaluated: one}
		if one.path != "-" {
			s.again = again(cmd, one.path)
		}
		data[i] = newBreakEvenJSON(one.result)
		section := s.firstScreen()
		rows := s.summary()
		if c.groupBy.value != "" {
			t := s.grouped(c.groupBy.value)
			section.Tables = []output.Table{t}
			rows = s.withInvestment(t)
		}
		doc.Sections = append(doc.Sections, section)
		if doc.Rows == nil {
			doc.Rows = &rows
		} else {
			doc.Rows.Rows = append(doc.Rows.Rows, rows.Rows...)
		}
	}
	doc.Data = data
	if len(data) == 1 {
		doc.Data = data[0]
	}
	return doc
}

// resultScreen shows one result in one language.
type resultScreen struct {
	lang.Language
	evaluated
	again string // the command that explains the result; "" when there is none
}

// again returns the command that explains a result with the same choices.
func again(cmd *cobra.Command, path string) string {
	words := []string{"siv calc explain"}
	cmd.Flags().Visit(func(f *pflag.Flag) {
		switch f.Name {
		case "output", "lang", "fields", "group-by", "require-pass", // of this answer only
			"to", "force", "chart", "frames", "prices", "policy", "vary", "draws", "seed", "outcomes":
		default:
			words = append(words, "--"+f.Name, shellWord(f.Value.String()))
		}
	})
	return strings.Join(append(words, shellWord(path)), " ")
}
