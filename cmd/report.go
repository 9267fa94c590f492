package cmd

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// report is siv report.
type report struct {
	*env
	evaluation
	to    string
	force bool
}

func newReport(e *env) *cobra.Command {
	c := &report{env: e}
	cmd := &cobra.Command{
		Use:   "report FILE... --to REPORT",
		Short: "Write a report of investments that people can be shown",
		Long: `Evaluate investments and write a report for a decision. The ending of --to says
which: .html is one page that needs no network and prints well, .xlsx a workbook
with live formulas, .md Markdown.`,
		Example: `  siv report proposal.yaml --to report.html
  siv report proposal.yaml --to report.xlsx --lang sv`,
		Args:              args(cobra.MinimumNArgs(1)),
		ValidArgsFunction: completeYAML,
		RunE:              func(cmd *cobra.Command, paths []string) error { return c.run(cmd, expand(paths)) },
	}
	c.addFlags(cmd)
	cmd.Flags().StringVar(&c.to, "to", "", "the file to write: .html, .xlsx or .md")
	cmd.Flags().BoolVar(&c.force, "force", false, "replace the file when it is there already")
	return cmd
}

func (c *report) run(cmd *cobra.Command, paths []string) error {
	writers := map[string]func(*bytes.Buffer, *cobra.Command, []evaluated) error{
		".html": c.html, ".xlsx": c.workbook, ".md": c.markdown,
	}
	kind := strings.ToLower(filepath.Ext(c.to))
	if !slices.Contains([]string{".html", ".xlsx", ".md"}, kind) {
		return usageError{fmt.Errorf("--to names the report; its ending is .html, .xlsx or .md, not %q", kind)}
	}
	all, err := c.evaluateAll(c.env, cmd, paths)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := writers[kind](&out, cmd, all); err != nil {
		return err
	}
	return writeFile(c.to, out.Bytes(), c.force)
}

func (c *report) html(*bytes.Buffer, *cobra.Command, []evaluated) error {
	return errors.New("not written yet")
}

func (c *report) markdown(*bytes.Buffer, *cobra.Command, []evaluated) error {
	return errors.New("not written yet")
}
