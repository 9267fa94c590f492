package cmd

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"siv/calc"
	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
	"siv/cmd/internal/schema"
)

// schemas is siv schema.
type schemas struct {
	*env
	to string
}

func newSchema(e *env) *cobra.Command {
	c := &schemas{env: e}
	cmd := &cobra.Command{
		Use:   "schema [NAME]",
		Short: "Print the JSON Schema of a kind of file, for editors",
		Long: `Print the JSON Schema of a kind of YAML file, by which an editor explains, completes
and checks such a file while it is written. Without NAME, list them. --to FOLDER
writes them there, in place of those of an earlier siv: a file whose first line is

  # yaml-language-server: $schema=schema/investment.schema.json

uses the one in the folder schema beside it, as what siv investment new writes does.`,
		Example: `  siv schema investment
  siv schema --to schema`,
		Args:              args(cobra.MaximumNArgs(1)),
		ValidArgsFunction: cobra.FixedCompletions(schema.Names(), cobra.ShellCompDirectiveNoFileComp),
		RunE:              func(_ *cobra.Command, args []string) error { return c.run(args) },
	}
	cmd.Flags().StringVar(&c.to, "to", "", "folder to write the schemas to, as NAME.schema.json")
	return cmd
}

func (c *schemas) run(args []string) error {
	chosen := schema.All()
	if len(args) == 1 {
		var err error
		if chosen, err = schemaNamed(args[0]); err != nil {
			return err
		}
	}
	if c.to == "" && len(args) == 0 {
		return c.render(c.list(chosen))
	}
	from, err := schemaSource()
	if err != nil {
		return err
	}
	if c.to != "" {
		if err := os.MkdirAll(c.to, 0o777); err != nil {
			return err
		}
	}
	for _, s := range chosen {
		text, err := s.JSON(from)
		if err != nil {
			return err
		}
		if c.to == "" {
			_, err = c.out.Write(text)
			return err
		}
		path := filepath.Join(c.to, s.FileName())
		if err := os.WriteFile(path, text, 0o666); err != nil {
			return err
		}
		fmt.Fprintln(c.err, c.lang().T("schema.written", path))
	}
	return nil
}

func schemaNamed(name string) ([]schema.Schema, error) {
	for _, s := range schema.All() {
		if s.Name == name {
			return []schema.Schema{s}, nil
		}
	}
	return nil, hintedError{usageError{fmt.Errorf("there is no schema %q", name)}, fmt.Sprintf("the schemas are %s", joined(schema.Names()))}
}

// list names the schemas.
func (c *schemas) list(all []schema.Schema) output.Document {
	l := c.lang()
	t := output.Table{Columns: titled(l, "schema.", "name", "file", "describes")}
	for _, s := range all {
		t.Rows = append(t.Rows, []output.Cell{output.Text(s.Name), output.Text(s.File), output.Text(inLanguage(l, s.SV, s.EN))})
	}
	return output.Document{Schema: "siv.schemas/1", Sections: []output.Section{{Tables: []output.Table{t}, Notes: []string{l.T("schema.more")}}}}
}

// schemaSource is what the schemas show of the catalogue and the settings.
func schemaSource() (schema.Source, error) {
	catalogue, err := builtInCatalogue()
	if err != nil {
		return schema.Source{}, err
	}
	var from schema.Source
	for _, u := range catalogue.UnitCosts() {
		from.UnitCosts = append(from.UnitCosts, schema.UnitCost{ID: u.ID, Name: u.Name})
	}
	for _, k := range knownSettings() {
		from.Settings = append(from.Settings, schema.Setting{Name: k.name, SV: lang.New("sv").Translate(k.meaning), EN: k.meaning, Words: settingWords(k.name)})
	}
	return from, nil
}

// settingWords lists the values of a setting that takes one of a few words.
func settingWords(name string) []string {
	switch name {
	case "output":
		return texts(batchFormats())
	case "lang":
		return lang.Codes()
	case "perspective":
		return texts(calc.Perspectives())
	case "criterion":
		return texts(calc.Criteria())
	case "timing":
		return texts(calc.Timings())
	default:
		return nil
	}
}
