package cmd

import (
	"errors"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"siv/unitcosts"
)

func newUnitCosts(e *env) *cobra.Command {
	return group(&cobra.Command{
		Use:   "unitcosts",
		Short: "Unit costs and price indices: look up, check, compare, lock, import",
		Long: `Unit costs (enhetskostnader) and price indices, as a reviewed dependency. Each
amount has a unit, a price year, a scope and a source; a figure without them is
not a unit cost.

The catalogue is a file or a folder of YAML, siv.unitcosts/1. The built-in one is
used unless --catalogue PATH names another, or +PATH one to add to it.`,
	}, newUnitCostsList(e), newUnitCostsShow(e), newUnitCostsSearch(e), newUnitCostsConvert(e),
		newUnitCostsLint(e), newUnitCostsDiff(e), newUnitCostsImpact(e), newUnitCostsLock(e),
		newUnitCostsImport(e), newUnitCostsFetch(e), newUnitCostsExport(e))
}

// catalogueFlags are the flags of the commands that look things up.
type catalogueFlags struct {
	*env
	catalogueName string
	index         string
	edition       string
}

// addCatalogueFlag registers the flag that names a catalogue.
func addCatalogueFlag(flags *pflag.FlagSet, name *string) {
	flags.StringVar(name, "catalogue", "", "unit costs: a YAML file or folder in place of the built-in ones, or +PATH to add to them")
}

func (c *catalogueFlags) addFlags(flags *pflag.FlagSet) {
	addCatalogueFlag(flags, &c.catalogueName)
	flags.StringVar(&c.index, "index", "", "further price index figures: a YAML or csv file")
	flags.StringVar(&c.edition, "index-edition", "", "the edition of a price index to go by, in place of the newest")
}

func (c *catalogueFlags) load() (*unitcosts.Catalogue, error) {
	v := evaluation{catalogue: c.catalogueName, index: c.index, edition: c.edition}
	return v.prices(c.env)
}

// asOf returns the catalogue as it stood at an edition of a price index; "" is the
// newest.
func asOf(catalogue *unitcosts.Catalogue, edition string) (*unitcosts.Catalogue, error) {
	if edition == "" {
		return catalogue, nil
	}
	old, err := catalogue.AsOf(edition)
	var unknown unitcosts.UnknownEditionError
	if errors.As(err, &unknown) {
		return nil, usageError{err}
	}
	return old, err
}
