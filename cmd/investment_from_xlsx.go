package cmd

import (
	"fmt"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"siv/calc"
	"siv/cmd/input"
	"siv/cmd/internal/form"
)

// investmentFromXLSX is siv investment from-xlsx.
type investmentFromXLSX struct {
	*env
	evaluation
	to string
}

func newInvestmentFromXLSX(e *env) *cobra.Command {
	c := &investmentFromXLSX{env: e}
	cmd := &cobra.Command{
		Use:   "from-xlsx FILE",
		Short: "Read a workbook that was filled in into a proposal",
		Long: `Read a workbook that siv investment new --xlsx wrote, and that was filled in,
into the YAML of an investment. Every fault is told by sheet and cell, all at
once, and then nothing is written. Sheets and labels may be in Swedish or
English. Without --to the YAML goes to standard output. A file that exists is
never overwritten.`,
		Example:           `  siv investment from-xlsx proposal.xlsx --to proposal.yaml`,
		Args:              args(cobra.ExactArgs(1)),
		ValidArgsFunction: files("xlsx"),
		RunE:              func(_ *cobra.Command, args []string) error { return c.run(args[0]) },
	}
	cmd.Flags().StringVar(&c.to, "to", "", "file to write, which must not exist")
	addCatalogueFlag(cmd.Flags(), &c.evaluation.catalogue)
	cmd.Flags().StringVar(&c.index, "index", "", "further price index figures: a YAML or csv file")
	return cmd
}

// maxWorkbook is the largest workbook that is read, in bytes.
const maxWorkbook = 16 << 20

func (c *investmentFromXLSX) run(path string) error {
	catalogue, err := c.prices(c.env)
	if err != nil {
		return err
	}
	data, err := c.readLarge(path, maxWorkbook)
	if err != nil {
		return err
	}
	filled, err := form.Read(path, data)
	if err != nil {
		return err
	}
	inv := input.DecodeInvestment(path, filled.YAML)
	_, err = calc.Evaluate(inv.Investment, pricesFor(inv, catalogue), calc.DefaultOptions())
	if faults := filled.Faults(slices.DeleteFunc(inv.Faults(err), noFigures)); len(faults) > 0 {
		return faults
	}
	first := fmt.Sprintf("# yaml-language-server: $schema=%s/investment.schema.json\n# %s\n", schemaFolder, c.lang().T("form.made-from", filepath.Base(path)))
	text := append([]byte(first), filled.YAML...)
	if c.to == "" {
		_, err := c.out.Write(text)
		return err
	}
	if err := writeNew(c.to, text, "--to"); err != nil {
		return err
	}
	_, err = fmt.Fprintln(c.err, c.lang().T("form.read", c.to))
	return err
}
