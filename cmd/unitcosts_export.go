package cmd

import (
	"bytes"
	"errors"

	"github.com/spf13/cobra"

	"siv/cmd/internal/output"
	"siv/cmd/internal/sheet"
)

// exportFormat is how a catalogue is exported.
type exportFormat string

const (
	exportCSV      exportFormat = "csv"
	exportJSON     exportFormat = "json"
	exportXLSX     exportFormat = "xlsx"
	exportMarkdown exportFormat = "md"
)

func exportFormats() []exportFormat {
	return []exportFormat{exportCSV, exportJSON, exportXLSX, exportMarkdown}
}

// unitCostsExport is siv unitcosts export.
type unitCostsExport struct {
	catalogueFlags
	unitCostFilter
	exported choice[exportFormat]
	to       string
	force    bool
}

func newUnitCostsExport(e *env) *cobra.Command {
	c := &unitCostsExport{catalogueFlags: catalogueFlags{env: e}, exported: newChoice(exportCSV, exportFormats())}
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the catalogue as a table",
		Long: `Write the catalogue as a table, a row for each amount with everything that is known
of it: csv with ; and decimal comma, json, xlsx, or Markdown. The columns have the
names of the fields, so that siv unitcosts import reads csv and xlsx as they are.
xlsx needs --to; the others go to standard output without it.`,
		Example: `  siv unitcosts export --format xlsx --to unitcosts.xlsx
  siv unitcosts export --format md --area skola`,
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error { return c.run() },
	}
	flags := cmd.Flags()
	c.catalogueFlags.addFlags(flags)
	c.unitCostFilter.addFlags(flags)
	flags.Var(&c.exported, "format", "csv, json, xlsx or md")
	flags.StringVar(&c.to, "to", "", "file to write (default standard output)")
	flags.BoolVar(&c.force, "force", false, "replace the file of --to if it is there")
	completeChoice(cmd, "format", exportFormats())
	return cmd
}

func (c *unitCostsExport) run() error {
	catalogue, err := c.load()
	if err != nil {
		return err
	}
	t := unitCostTable(c.lang(), c.kept(catalogue.UnitCosts()))
	var file bytes.Buffer
	if c.exported.value == exportXLSX {
		if c.to == "" {
			return usageError{errors.New("--format xlsx needs --to FILE")}
		}
		err = sheet.Write(&file, "unitcosts", t)
	} else {
		err = output.Render(&file, output.Document{Schema: "siv.unitcosts-list/1", Sections: []output.Section{{Tables: []output.Table{t}}}, Rows: &t},
			output.Options{Format: output.Format(c.exported.value), Language: c.lang(), Fields: c.fields, BOM: c.bom})
	}
	if err != nil {
		return err
	}
	if c.to == "" {
		_, err := file.WriteTo(c.out)
		return err
	}
	return writeFile(c.to, file.Bytes(), c.force)
}
