package cmd

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	pages "siv/cmd/internal/report"
)

// report is siv report.
type report struct {
	*env
	uncertainty
	drawing
	policyFlag
	outcomesFlag
	made   madeFile
	chart  choice[chartName]
	frames string
	budget choice[priceBasis] // prices of the reflow
	from   madeFrom
}

func newReport(e *env) *cobra.Command {
	c := &report{env: e, chart: newChoice[chartName]("", chartNames()), budget: newChoice(atPriceYear, priceBases())}
	cmd := &cobra.Command{
		Use:   "report FILE... --to REPORT",
		Short: "Write a report of investments that people can be shown",
		Long: `Evaluate investments and write a report for a decision. The ending of --to says
which: .html is one page that needs no network and prints well, .xlsx a workbook
with live formulas, .md Markdown. With --chart it is one chart of one investment,
.svg or .png, to paste into a paper of one's own:

  cumulative    the cumulative net present value, and when it breaks even
  years         cost and savings by year
  actors        who wins and who loses, by year
  tornado       what each uncertain number does on its own
  distribution  the net present value when all of them are drawn at random
  reflow        what is paid back to the fund, by nämnd and budget year

With --outcomes the page tells what came of it, too: outcome against forecast, the
result with what is known, and what the programme concludes.

A file without ranges is shown with 20 % below and above of every number, and the
report says so; --vary chooses another share. The same files and flags give the
same report, byte for byte.`,
		Example: `  siv report proposal.yaml --to report.html
  siv report proposal.yaml --to report.xlsx --lang sv
  siv report proposal.yaml --chart cumulative --to chart.svg
  siv report proposals/*.yaml --frames frames.yaml --to report.html
  siv report proposal.yaml --outcomes outcomes.yaml --to report.html`,
		Args:              args(cobra.MinimumNArgs(1)),
		ValidArgsFunction: completeYAML,
		RunE:              func(cmd *cobra.Command, paths []string) error { return c.run(cmd, expand(paths)) },
	}
	c.uncertainty.addFlags(cmd)
	c.drawing.addFlags(cmd)
	c.addPolicyFlag(cmd)
	c.outcomesFlag.add(cmd)
	c.made.addWriteFlags(cmd, "the file to write: .html, .xlsx or .md, with --chart .svg or .png")
	flags := cmd.Flags()
	flags.Var(&c.chart, "chart", "draw this chart alone")
	flags.StringVar(&c.frames, "frames", "", "budget frames by nämnd and year, siv.frames/1, to show the reflow beside")
	flags.Var(&c.budget, "prices", "state the reflow in the price year, or restate each budget year by the index")
	completeChoice(cmd, "chart", chartNames())
	completeChoice(cmd, "prices", priceBases())
	return cmd
}

func (c *report) run(cmd *cobra.Command, paths []string) error {
	write, err := c.writer(paths)
	if err != nil {
		return err
	}
	if err := free(c.made.to, c.made.force); err != nil {
		return err
	}
	c.env.files = c.from.add
	all, err := c.evaluateAll(c.env, cmd, paths)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := write(&out, cmd, all); err != nil {
		return err
	}
	return c.made.put(c.env, out.Bytes())
}

// writer returns what writes a report with the ending of --to.
func (c *report) writer(paths []string) (func(*bytes.Buffer, *cobra.Command, []evaluated) error, error) {
	kind := c.made.kind()
	switch {
	case c.made.to == "":
		return nil, usageError{errors.New("--to names the report: a file that ends in .html, .xlsx or .md")}
	case c.chart.value != "" && !slices.Contains([]string{".svg", ".png"}, kind):
		return nil, usageError{fmt.Errorf("--chart is written to a file that ends in .svg or .png, not %q", kind)}
	case c.chart.value != "" && len(paths) != 1:
		return nil, usageError{errors.New("--chart takes one investment")}
	}
	if kind == ".xlsx" && len(c.outcomesFlag.paths) > 0 {
		return nil, hintedError{usageError{errors.New("a workbook computes the forecast and shows no outcomes")}, "--outcomes goes with .html and .md"}
	}
	if kind == ".xlsx" && c.frames != "" {
		return nil, hintedError{usageError{errors.New("a workbook shows no budget frames")}, "--frames goes with .html and .md"}
	}
	switch kind {
	case ".html":
		return c.html, nil
	case ".xlsx":
		return c.workbook, nil
	case ".md":
		return c.markdown, nil
	case ".svg", ".png":
		if c.chart.value == "" {
			return nil, hintedError{usageError{fmt.Errorf("--chart says which chart %s is to show", c.made.to)}, fmt.Sprintf("the charts are %s", joined(chartNames()))}
		}
		return c.picture, nil
	default:
		wrong := usageError{fmt.Errorf("--to names the report; its ending is .html, .xlsx or .md, not %q", kind)}
		if slices.Contains([]string{".docx", ".odt", ".pdf"}, kind) {
			return nil, hintedError{wrong, "Word and Writer open .html, and a browser prints it as PDF"}
		}
		return nil, wrong
	}
}

func (c *report) html(out *bytes.Buffer, cmd *cobra.Command, all []evaluated) error {
	p, doc, err := c.document(cmd, all)
	if err != nil {
		return err
	}
	return pages.HTML(out, p, doc)
}

func (c *report) markdown(out *bytes.Buffer, cmd *cobra.Command, all []evaluated) error {
	p, doc, err := c.document(cmd, all)
	if err != nil {
		return err
	}
	return pages.Markdown(out, p, doc)
}
