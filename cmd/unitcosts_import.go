package cmd

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"siv/cmd/input"
	"siv/cmd/internal/kolada"
	"siv/cmd/internal/sheet"
)

// maxTable is the largest table that is imported, in bytes.
const maxTable = 64 << 20

// unitCostsImport is siv unitcosts import.
type unitCostsImport struct {
	*env
	koladaFlags
	encodingFlag
	target
	columns   []string
	constants []string
	thousands bool
	header    countFlag
	sheet     string
}

func newUnitCostsImport(e *env) *cobra.Command {
	c := &unitCostsImport{env: e, koladaFlags: koladaFlags{env: e},
		header: countFlag{value: 1, least: 1, most: 1_000_000, what: "line"}}
	cmd := &cobra.Command{
		Use:   "import FILE.csv | FILE.xlsx | FILE.json",
		Short: "Make a catalogue of a table, or of a saved answer of Kolada",
		Long: `Make a catalogue (YAML, siv.unitcosts/1) of a table in csv or xlsx, a row for each
amount, or of a saved answer of Kolada's interface, version 3 (json).

Fields are separated by ; or , or tabs; amounts have a decimal comma or point, and
spaces between thousands. --map FIELD=COLUMN says which column holds a field, and
--set FIELD=VALUE gives it one value for all rows; a column that has the name of a
field, or that in Swedish, is that field. The fields are

  ` + wrapped(input.UnitCostFields(), 76) + `

of which id, name, unit, amount, year and source must be there.

What was read is shown, and what was left out and why: rows whose amount is
suppressed (..), absent (- or empty) or, in Kolada, null, deleted, or of one sex
alone. Nothing is written without --to. A cell that cannot be read is told with its
place, with all others, and nothing is written (exit status 3).`,
		Example: `  siv unitcosts import kostnader.csv --map year=År,amount=Kostnad --set id=plats,name=Plats,unit=dygn,source=Bokslut
  siv unitcosts import kostnader.xlsx --sheet Blad1 --header 4 --thousands --to own.yaml
  siv unitcosts import kolada.json --region 1880=Örebro --to kolada.yaml`,
		Args:              args(cobra.ExactArgs(1)),
		RunE:              func(_ *cobra.Command, args []string) error { return c.run(args[0]) },
		ValidArgsFunction: files("csv", "xlsx", "json"),
	}
	flags := cmd.Flags()
	flags.StringSliceVar(&c.columns, "map", nil, "FIELD=COLUMN, separated by commas")
	flags.StringArrayVar(&c.constants, "set", nil, "FIELD=VALUE for every row, separated by commas; once for each value that holds one")
	flags.BoolVar(&c.thousands, "thousands", false, "amounts are in thousands of kronor (tkr)")
	flags.Var(&c.header, "header", "the line that holds the names of the columns")
	flags.StringVar(&c.sheet, "sheet", "", "sheet of an xlsx file (default the first)")
	c.addFlag(flags)
	c.koladaFlags.addFlags(flags)
	c.target.addFlags(flags)
	return cmd
}

func (c *unitCostsImport) run(path string) error {
	columns, err := pairs("map", c.columns)
	if err != nil {
		return err
	}
	constants, err := pairs("set", splitPairs(c.constants))
	if err != nil {
		return err
	}
	data, err := c.readLarge(path, maxTable)
	if err != nil {
		return err
	}
	var imported *input.Imported
	var table *input.RawTable
	switch strings.ToLower(filepath.Ext(path)) {
	case ".json":
		if len(columns)+len(constants) > 0 {
			return usageError{errors.New("--map and --set are for tables; of an answer of Kolada say --unit, --name, --id and --region")}
		}
		imported, err = c.saved(path, data)
	case ".xlsx", ".ods": // the latter to be told how to save it
		table, err = c.workbook(path, data)
	default:
		if data, err = c.decoded(path, data); err == nil {
			table, err = input.ReadCSVTable(path, data, c.header.value)
		}
	}
	if err == nil && table != nil {
		imported, err = table.UnitCosts(input.Mapping{Columns: columns, Constants: constants, Thousands: c.thousands})
	}
	if err != nil {
		return err
	}
	return c.finish(c.env, imported)
}

// workbook reads the rows of an xlsx file.
func (c *unitCostsImport) workbook(path string, data []byte) (*input.RawTable, error) {
	rows, err := sheet.Read(data, c.sheet)
	if err != nil {
		return nil, input.Faults{{File: path, Code: "unreadable", Message: err.Error(), Hint: sheet.HintOf(err)}}
	}
	raw := make([]input.RawRow, len(rows))
	for i, cells := range rows {
		raw[i] = input.RawRow{Line: i + 1, Cells: cells, Columns: make([]int, len(cells))}
		for j := range cells {
			raw[i].Columns[j] = j + 1
		}
	}
	return input.NewRawTable(path, raw, c.header.value)
}

// saved reads a page of Kolada out of a file.
func (c *unitCostsImport) saved(path string, data []byte) (*input.Imported, error) {
	page, err := kolada.Decode(data)
	if err != nil {
		return nil, input.Faults{{File: path, Code: "syntax", Message: err.Error()}}
	}
	imported, err := c.imported(page.Rows, origins{file: path, thousands: c.thousands})
	if err == nil && page.Next != "" {
		imported.Skipped = append(imported.Skipped, input.SkippedRow{Reason: input.SkipPaging, Text: page.Next})
	}
	return imported, err
}

// splitPairs splits constants at the commas that a further FIELD= follows, so that
// a value may hold others.
func splitPairs(list []string) []string {
	var all []string
	for _, text := range list {
		for _, part := range strings.Split(text, ",") {
			key, _, ok := strings.Cut(part, "=")
			if len(all) > 0 && !(ok && slices.Contains(input.UnitCostFields(), strings.TrimSpace(key))) && part != text {
				all[len(all)-1] += "," + part
				continue
			}
			all = append(all, part)
		}
	}
	return all
}

// pairs reads KEY=VALUE.
func pairs(flag string, list []string) (map[string]string, error) {
	all := map[string]string{}
	for _, text := range list {
		key, value, ok := strings.Cut(text, "=")
		if !ok || value == "" {
			return nil, usageError{fmt.Errorf("--%s %s: write FIELD=VALUE", flag, text)}
		}
		all[strings.TrimSpace(key)] = strings.TrimSpace(value)
	}
	return all, nil
}

// wrapped writes words in lines of at most so many characters, for a help text.
func wrapped(words []string, width int) string {
	lines := []string{""}
	for i, word := range words {
		if i < len(words)-1 {
			word += ","
		}
		last := &lines[len(lines)-1]
		switch {
		case *last == "":
			*last = word
		case len(*last)+1+len(word) > width:
			lines = append(lines, word)
		default:
			*last += " " + word
		}
	}
	return strings.Join(lines, "\n  ")
}
