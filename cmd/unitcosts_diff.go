package cmd

import (
	"github.com/spf13/cobra"

	"siv/cmd/internal/output"
	"siv/unitcosts"
)

func newUnitCostsDiff(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "How two catalogues differ",
		Long: `Show how two catalogues differ: unit costs and amounts that were added, removed or
changed, and the figures of price indices. OLD and NEW are files or folders of
YAML; built-in is the built-in catalogue, +PATH that with more added to it.

The exit status is 0 whether they differ or not; siv unitcosts impact tells what
the difference does to investments.`,
		Example:           `  siv unitcosts diff built-in +own.yaml`,
		Args:              args(cobra.ExactArgs(2)),
		ValidArgsFunction: completeYAML,
		RunE: func(_ *cobra.Command, paths []string) error {
			old, now, err := e.twoCatalogues(paths[0], paths[1])
			if err != nil {
				return err
			}
			return e.render(e.diffDocument(unitcosts.Diff(old, now)))
		},
	}
}

// twoCatalogues reads a catalogue and one to hold it against.
func (e *env) twoCatalogues(oldPath, newPath string) (old, now *unitcosts.Catalogue, err error) {
	read := func(path string) (*unitcosts.Catalogue, error) {
		if path == "built-in" {
			path = ""
		}
		return e.catalogue(path)
	}
	if old, err = read(oldPath); err != nil {
		return nil, nil, err
	}
	now, err = read(newPath)
	return old, now, err
}

func (e *env) diffDocument(differences []unitcosts.Difference) output.Document {
	l := e.lang()
	t := output.Table{Columns: titled(l, "diff.", "kind", "id", "year", "field", "old", "new")}
	for _, d := range differences {
		year := output.Cell{}
		if d.Year != 0 {
			year = output.Int(d.Year)
		}
		t.Rows = append(t.Rows, []output.Cell{output.Word(string(d.Kind), l.T("diff."+string(d.Kind))), output.Text(d.ID), year,
			output.Text(d.Field), output.Text(d.Old), output.Text(d.New)})
	}
	section := output.Section{Tables: []output.Table{t}}
	if len(t.Rows) == 0 {
		section = output.Section{Lead: []string{l.T("diff.none")}}
	}
	return output.Document{Schema: "siv.diff/1", Sections: []output.Section{section}, Rows: &t}
}
