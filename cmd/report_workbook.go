package cmd

import (
	"bytes"
	"errors"
	"slices"

	"github.com/spf13/cobra"

	"siv/calc"
	"siv/cmd/internal/workbook"
)

// workbook writes the one investment as an xlsx workbook with live formulas. Its
// formulas are those of one file; several files are several workbooks.
func (c *report) workbook(out *bytes.Buffer, cmd *cobra.Command, all []evaluated) error {
	if len(all) != 1 {
		return hintedError{usageError{errors.New("a workbook holds one investment")}, "write a workbook for each file"}
	}
	one := all[0]
	prices, opt := pricesFor(one.file, one.catalogue), c.options(c.env, cmd)
	trace, err := calc.Explain(one.file.Investment, prices, opt)
	if err != nil {
		return err
	}
	origin, err := c.lines(cmd, all)
	if err != nil {
		return err
	}
	l := c.lang()
	s := resultScreen{Language: l, evaluated: one}
	if one.path != "-" {
		s.again = again(cmd, one.path)
	}
	return workbook.Write(out, workbook.Source{
		Language: l,
		Trace:    trace,
		Horizon:  opt.Horizon,
		Figures:  func(index string) []calc.IndexFigure { return indexFigures(prices.catalogue.Index(index)) },
		Verdict:  slices.Concat(s.verdict(), []string{s.breakEvenFacts()}, s.howSure()),
		Warnings: s.warnings(),
		Origin:   origin,
	})
}
