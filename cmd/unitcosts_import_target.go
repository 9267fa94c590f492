package cmd

import (
	"fmt"

	"github.com/spf13/pflag"

	"siv/cmd/input"
	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
)

// target is where an imported catalogue is written.
type target struct {
	to    string
	force bool
}

func (t *target) addFlags(flags *pflag.FlagSet) {
	flags.StringVar(&t.to, "to", "", "file to write; without it, what would be written is only shown")
	flags.BoolVar(&t.force, "force", false, "replace the file of --to if it is there")
}

// finish shows what was read and what was left out, and then writes.
func (t *target) finish(e *env, imported *input.Imported) error {
	data := input.EncodeCatalogue(imported.UnitCosts)
	if _, err := input.DecodeCatalogueFile(t.to, data); err != nil { // what is written can be read
		return err
	}
	if err := e.render(importDocument(e.lang(), imported)); err != nil {
		return err
	}
	if t.to == "" {
		fmt.Fprintln(e.err, e.lang().T("import.not-written"))
		return nil
	}
	if err := writeFile(t.to, data, t.force); err != nil {
		return err
	}
	fmt.Fprintln(e.err, e.lang().T("import.written", lang.Count(len(imported.UnitCosts)), lang.Count(len(imported.Read)), t.to))
	return nil
}

// importDocument shows the amounts that were read and the rows that were not.
func importDocument(l lang.Language, imported *input.Imported) output.Document {
	rows := output.Table{Columns: titled(l, "import.", "line", "outcome", "id", "year", "amount", "text")}
	read := output.Table{Title: l.T("import.was-read", lang.Count(len(imported.Read))), Columns: titled(l, "import.", "line", "id", "year", "amount")}
	for _, r := range imported.Read {
		rows.Rows = append(rows.Rows, []output.Cell{lineCell(r.Line), output.Text("read"), output.Text(r.ID), output.Int(r.Year), output.Money(r.Amount.Amount), {}})
		read.Rows = append(read.Rows, []output.Cell{lineCell(r.Line), output.Text(r.ID), output.Int(r.Year), output.Money(r.Amount.Amount)})
	}
	section := output.Section{Tables: []output.Table{read}}
	if len(imported.Skipped) > 0 {
		skipped := output.Table{Title: l.T("import.was-skipped", lang.Count(len(imported.Skipped))), Columns: titled(l, "import.", "line", "reason", "text")}
		for _, s := range imported.Skipped {
			rows.Rows = append(rows.Rows, []output.Cell{lineCell(s.Line), output.Text(string(s.Reason)), {}, {}, {}, output.Text(s.Text)})
			skipped.Rows = append(skipped.Rows, []output.Cell{lineCell(s.Line), output.Word(string(s.Reason), l.T("import."+string(s.Reason))), output.Text(s.Text)})
		}
		section.Tables = append(section.Tables, skipped)
	}
	return output.Document{Schema: "siv.imported/1", Sections: []output.Section{section}, Rows: &rows}
}

// lineCell is the line of a row; an answer of a service has none.
func lineCell(line int) output.Cell {
	if line == 0 {
		return output.Cell{}
	}
	return output.Int(line)
}
