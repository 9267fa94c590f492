package cmd

import (
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"siv/calc"
	"siv/cmd/input"
	"siv/cmd/internal/output"
	"siv/unitcosts"
)

// convert is siv unitcosts convert.
type convert struct {
	catalogueFlags
	from, to countFlag
	indices  []string
}

func newUnitCostsConvert(e *env) *cobra.Command {
	c := &convert{catalogueFlags: catalogueFlags{env: e}, from: yearFlag(), to: yearFlag()}
	cmd := &cobra.Command{
		Use:   "convert AMOUNT --from YEAR --to YEAR",
		Short: "Restate an amount in the prices of another year",
		Long: `Restate an amount in the prices of another year by a price index,

  AMOUNT × I[to] / I[from]

and show every figure of the index with its edition. --index names the index (PKV
when it is left out) or a file of further figures; it may be given twice.`,
		Example: `  siv unitcosts convert 96045 --from 2015 --to 2017
  siv unitcosts convert "1 200 000,50" --from 2020 --to 2024 --index KPI --index kpi.csv`,
		Args: args(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error { return c.run(args[0]) },
	}
	flags := cmd.Flags()
	flags.Var(&c.from, "from", "price year of the amount (required)")
	flags.Var(&c.to, "to", "price year to restate it in (required)")
	flags.StringArrayVar(&c.indices, "index", nil, "price index, as PKV, LPIK or KPI; or a YAML or csv file of further figures")
	flags.StringVar(&c.catalogueName, "catalogue", "", "a YAML file or folder in place of the built-in catalogue, or +PATH to add to it")
	flags.StringVar(&c.edition, "index-edition", "", "the edition of a price index to go by, in place of the newest")
	return cmd
}

func (c *convert) run(text string) error {
	if c.from.value == 0 || c.to.value == 0 {
		return usageError{errors.New("--from and --to are required")}
	}
	amount, err := input.ParseAmount(text)
	if err != nil {
		return usageError{err}
	}
	name := ""
	for _, given := range c.indices {
		switch {
		case isFile(given) && c.index == "":
			c.index = given
		case !isFile(given) && name == "":
			name = strings.ToUpper(given)
		default:
			return usageError{errors.New("--index takes one index and one file")}
		}
	}
	if name == "" {
		name = calc.DefaultIndex
	}
	catalogue, err := c.load()
	if err != nil {
		return err
	}
	if indices := catalogue.Indices(); !slices.Contains(indices, name) {
		return hintedError{usageError{fmt.Errorf("there is no price index %s; there are %s", name, strings.Join(indices, ", "))},
			"give its figures by --index FILE"}
	}
	factor, steps, err := catalogue.Convert(name, c.from.value, c.to.value)
	if err != nil {
		return usageError{err}
	}
	converted := roundedToOre(new(big.Rat).Mul(factor, amount.Rat()))
	return c.render(c.document(name, amount, converted, steps))
}

// roundedToOre rounds half away from zero to two places.
func roundedToOre(x *big.Rat) decimal.Decimal { return decimal.RequireFromString(x.FloatString(2)) }

// isFile tells a file of figures from the name of an index.
func isFile(given string) bool {
	_, err := os.Stat(given)
	return err == nil || filepath.Ext(given) != ""
}

func (c *convert) document(name string, amount, converted decimal.Decimal, steps []unitcosts.Figure) output.Document {
	l := c.lang()
	rows := output.Table{Columns: columns("amount", "from", "to", "index", "converted"), Rows: [][]output.Cell{{
		output.Exact(amount), output.Int(c.from.value), output.Int(c.to.value), output.Text(name), output.Money(converted)}}}
	t := output.Table{Columns: []output.Column{{Key: "index", Title: l.T("unitcost.index")}, {Key: "year", Title: l.T("unitcost.year")},
		{Key: "change_percent", Title: l.T("index.change")}, {Key: "edition", Title: l.T("unitcost.edition")}, {Key: "forecast", Title: l.T("index.forecast")}}}
	type step struct {
		Year     int    `json:"year"`
		Change   string `json:"change"`
		Edition  string `json:"edition"`
		Source   string `json:"source"`
		Forecast bool   `json:"forecast"`
	}
	data := struct {
		Schema    string `json:"schema"`
		Amount    string `json:"amount"`
		From      int    `json:"from"`
		To        int    `json:"to"`
		Index     string `json:"index"`
		Converted string `json:"converted"`
		Steps     []step `json:"steps"`
	}{"siv.converted/1", amount.StringFixed(2), c.from.value, c.to.value, name, converted.StringFixed(2), []step{}}
	for _, f := range steps {
		t.Rows = append(t.Rows, []output.Cell{output.Text(f.Index), output.Int(f.Year), output.Number(f.Change.Shift(2), 2), output.Text(f.Edition), output.Bool(f.Forecast)})
		data.Steps = append(data.Steps, step{f.Year, f.Change.String(), f.Edition, f.Source, f.Forecast})
	}
	section := output.Section{Lead: []string{l.T("convert.lead", l.Shortest(amount), c.from.value, l.Money(converted), c.to.value, name)}}
	if len(t.Rows) > 0 {
		section.Tables = []output.Table{t}
	}
	return output.Document{Sections: []output.Section{section}, Rows: &rows, Data: data}
}
