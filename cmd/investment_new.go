package cmd

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"siv/cmd/input"
	"siv/cmd/internal/form"
)

//go:embed template/investment.*.yaml
var templates embed.FS

// investmentNew is siv investment new.
type investmentNew struct {
	*env
	id, name, to string
	xlsx, from   string
	catalogue    string
}

func newInvestmentNew(e *env) *cobra.Command {
	c := &investmentNew{env: e}
	cmd := &cobra.Command{
		Use:   "new",
		Short: "Write a new proposal from a commented template, or a workbook to fill in",
		Long: `Write a proposal whose comments say what goes where, in the language of --lang.
It checks and evaluates as it stands; every figure in it is an example. Without
--to it goes to standard output. A file that exists is never overwritten.

With --xlsx the proposal is a workbook to be filled in, with drop-downs and
explanations, that siv investment from-xlsx reads; --from FILE fills it with an
investment that there is.`,
		Example: `  siv investment new --id skolstod --name "Skolstöd" --to skolstod.yaml
  siv investment new --lang en
  siv investment new --xlsx proposal.xlsx --lang sv`,
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error { return c.run() },
	}
	cmd.Flags().StringVar(&c.id, "id", "", "id of the investment: small letters a-z, digits and hyphens (default made of the name)")
	cmd.Flags().StringVar(&c.name, "name", "", "name of the investment")
	cmd.Flags().StringVar(&c.to, "to", "", "file to write, which must not exist")
	cmd.Flags().StringVar(&c.xlsx, "xlsx", "", "workbook to write in place of YAML, which must not exist")
	cmd.Flags().StringVar(&c.from, "from", "", "investment file to fill the workbook with")
	addCatalogueFlag(cmd.Flags(), &c.catalogue)
	return cmd
}

func (c *investmentNew) run() error {
	switch {
	case c.xlsx != "" && c.to != "":
		return usageError{errors.New("--xlsx and --to do not go together: a proposal is a workbook or YAML")}
	case c.xlsx != "":
		return c.workbook()
	case c.from != "":
		return usageError{errors.New("--from goes with --xlsx")}
	}
	text, err := c.template()
	if err != nil {
		return err
	}
	if c.to == "" {
		_, err := c.out.Write(text)
		return err
	}
	if err := writeNew(c.to, text, "--to"); err != nil {
		return err
	}
	fmt.Fprintln(c.err, c.lang().T("new.written", c.to))
	folder := filepath.Join(filepath.Dir(c.to), schemaFolder)
	if _, err := os.Stat(filepath.Join(folder, "investment.schema.json")); err != nil {
		fmt.Fprintln(c.err, c.lang().T("new.schema", shellWord(folder)))
	}
	return nil
}

// schemaFolder is where the first line of the templates looks for the schema,
// beside the file.
const schemaFolder = "schema"

// templateFile is the template in a language.
func templateFile(code string) string { return "template/investment." + code + ".yaml" }

// template fills id and name into the template of the language.
func (c *investmentNew) template() ([]byte, error) {
	text, err := templates.ReadFile(templateFile(c.lang().Code()))
	if err != nil {
		return nil, err
	}
	id := c.id
	if id == "" && c.name != "" {
		if id = form.ID(c.name); isID(id) != nil {
			id = "" // that of the template
		}
	}
	for key, value := range map[string]string{"id": id, "name": c.name} {
		if value == "" {
			continue
		}
		quoted, err := inQuotes(value)
		if err != nil {
			return nil, err
		}
		line := regexp.MustCompile(`(?m)^` + key + `: [^#\n]*[^# \n]`)
		text = line.ReplaceAllLiteral(text, []byte(key+": "+quoted))
	}
	inv := input.DecodeInvestment("-", text)
	if faults := inv.Faults(inv.Check()); len(faults) > 0 {
		return nil, usageError{errors.New(faults[0].Path + ": " + faults[0].Message)}
	}
	return text, nil
}

// inQuotes writes a text in double quotes as JSON does, which is the same in YAML.
func inQuotes(text string) (string, error) {
	var out strings.Builder
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(text)
	return strings.TrimSuffix(out.String(), "\n"), err
}
