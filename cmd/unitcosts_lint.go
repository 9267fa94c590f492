package cmd

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"siv/cmd/input"
	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
	"siv/unitcosts"
)

// unitCostsLint is siv unitcosts lint.
type unitCostsLint struct{ *env }

func newUnitCostsLint(e *env) *cobra.Command {
	c := &unitCostsLint{env: e}
	return &cobra.Command{
		Use:   "lint [PATH...]",
		Short: "Look a catalogue through for what a reviewer should see",
		Long: `Look a catalogue, a YAML file or a folder of them, through; the built-in one when
no PATH is given. It finds

  missing-source, missing-unit, missing-year   a figure without them
  duplicate           the same thing twice
  jump                more than 20 % in a year, and no note that says why
  definition-break    an amount marked so: it cannot be compared with earlier ones
  overlap-unknown     an overlap with an id that is not there
  overlap-undeclared  two ids with the same name, unit and region
  similar-ids         two ids that differ by their spelling only
  payer-spelling      two payers that differ by their spelling only
  kr-or-tkr           an amount that is in thousands of kronor, by its magnitude

The exit status is 4 when there is any finding; 3 when a file cannot be read.`,
		Example: `  siv unitcosts lint
  siv unitcosts lint catalogue/ -o csv`,
		Args:              args(cobra.ArbitraryArgs),
		ValidArgsFunction: completeYAML,
		RunE:              func(_ *cobra.Command, paths []string) error { return c.run(paths) },
	}
}

// found is a finding and where it stands.
type found struct {
	unitcosts.Finding
	file         string
	line, column int
}

func (c *unitCostsLint) run(paths []string) error {
	var all []found
	for _, path := range append(paths, "")[:max(1, len(paths))] {
		draft, err := c.draft(path)
		if err != nil {
			return err
		}
		all = append(all, findingsOf(draft)...)
	}
	if err := c.render(lintDocument(c.lang(), all)); err != nil {
		return err
	}
	if len(all) > 0 {
		return answerNo{fmt.Errorf("findings: %d", len(all))}
	}
	return nil
}

func (c *unitCostsLint) draft(path string) (*input.Draft, error) {
	if path == "" {
		return input.DecodeDraft("built-in", unitcosts.Files())
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return input.DecodeDraft(path, os.DirFS(path))
	}
	data, err := c.read(path)
	if err != nil {
		return nil, err
	}
	return input.DecodeDraftFile(path, data)
}

// findingsOf lists what is found in a catalogue, in the order of its files. What
// the decoder missed it has told with its place.
func findingsOf(draft *input.Draft) []found {
	var all []found
	for _, gap := range draft.Gaps {
		all = append(all, found{unitcosts.Finding{Code: gap.Code, Text: gap.Path + ": " + gap.Message}, gap.File, gap.Line, gap.Column})
	}
	for _, f := range unitcosts.Lint(draft.Catalogue) {
		if strings.HasPrefix(f.Code, "missing-") {
			continue
		}
		at := draft.Place(f.ID)
		all = append(all, found{f, at.File, at.Line, at.Column})
	}
	slices.SortStableFunc(all, func(a, b found) int { return cmp.Or(strings.Compare(a.file, b.file), a.line-b.line) })
	return all
}

func lintDocument(l lang.Language, all []found) output.Document {
	t := output.Table{Columns: titled(l, "lint.", "file", "line", "column", "code", "id", "year", "text")}
	var notes []string
	for _, f := range all {
		year := output.Cell{}
		name := f.ID
		if f.Year != 0 {
			year = output.Int(f.Year)
			name += " " + strconv.Itoa(f.Year)
		}
		said := l.Translate(f.Text)
		if l.Has("lint."+f.Code) && f.ID != "" {
			said = name + ": " + l.T("lint."+f.Code, toAny(f.Args)...)
		}
		at := input.Fault{File: f.file, Line: f.line, Column: f.column, Message: said}
		notes = append(notes, at.Error()+" ("+f.Code+")")
		t.Rows = append(t.Rows, []output.Cell{output.Text(f.file), output.Int(f.line), output.Int(f.column), output.Text(f.Code),
			output.Text(f.ID), year, output.Text(f.Text)})
	}
	section := output.Section{Notes: notes}
	if len(notes) == 0 {
		section = output.Section{Lead: []string{l.T("lint.none")}}
	}
	return output.Document{Schema: "siv.lint/1", Sections: []output.Section{section}, Rows: &t}
}
