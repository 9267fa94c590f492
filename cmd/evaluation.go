package cmd

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"siv/calc"
	"siv/cmd/input"
	"siv/unitcosts"
)

// evaluation holds the flags of every command that computes an investment.
type evaluation struct {
	rate        rateFlag
	perspective choice[calc.Perspective]
	criterion   choice[calc.Criterion]
	timing      choice[calc.Timing]
	baseYear    countFlag
	priceYear   countFlag
	horizon     countFlag
	catalogue   string
	index       string
	edition     string
	locked      bool
	optimism    string
}

// addFlags registers the flags.
func (v *evaluation) addFlags(cmd *cobra.Command) {
	byDefault := calc.DefaultOptions()
	v.perspective = newChoice(byDefault.Perspective, calc.Perspectives())
	v.criterion = newChoice(byDefault.Criterion, calc.Criteria())
	v.timing = newChoice(byDefault.Timing, calc.Timings())
	v.baseYear = yearFlag()
	flags := cmd.Flags()
	flags.Var(&v.rate, "rate", "real yearly discount rate, as 3% or 0.03 (default the file's own, else "+
		byDefault.Fallback.Value.Shift(2).String()+"%)")
	flags.Var(&v.perspective, "perspective", "whose costs and savings count")
	flags.Var(&v.criterion, "criterion", "the test that decides the verdict")
	flags.Var(&v.timing, "timing", "where in its year a flow lies when it is discounted")
	flags.Var(&v.baseYear, "base-year", "year discounted to (default the year of the start)")
	v.addPriceFlags(cmd)
	flags.StringVar(&v.optimism, "optimism-from", "", "json of siv calc follow-up, whose pooled optimism bias is taken for effects that state none")
	completeChoice(cmd, "perspective", calc.Perspectives())
	completeChoice(cmd, "criterion", calc.Criteria())
	completeChoice(cmd, "timing", calc.Timings())
}

// addPriceFlags registers the flags of a command whose answer no discounting and
// no perspective touches.
func (v *evaluation) addPriceFlags(cmd *cobra.Command) {
	v.priceYear = yearFlag()
	v.horizon = countFlag{value: calc.DefaultHorizon, least: 1, most: calc.MaxHorizon, what: "number of years"}
	flags := cmd.Flags()
	flags.Var(&v.priceYear, "price-year", "price year of the results (default the file's own)")
	flags.Var(&v.horizon, "horizon", "years after completion in which savings count")
	addCatalogueFlag(flags, &v.catalogue)
	flags.StringVar(&v.index, "index", "", "further price index figures: a YAML or csv file")
	flags.StringVar(&v.edition, "index-edition", "", "the edition of a price index to go by, in place of the newest")
	flags.BoolVar(&v.locked, "locked", false, "refuse (exit 4) when the catalogue has moved on since siv unitcosts lock")
}

// options returns the choices of the flags and settings. A rate from a settings
// file gives way to the investment's own, one from a flag or the environment
// goes before it.
func (v *evaluation) options(e *env, cmd *cobra.Command) calc.Options {
	o := calc.DefaultOptions()
	o.PriceYear, o.Horizon = v.priceYear.value, v.horizon.value
	if v.perspective.allowed == nil { // only the price flags are there
		return o
	}
	o.Perspective, o.Criterion, o.Timing, o.BaseYear = v.perspective.value, v.criterion.value, v.timing.value, v.baseYear.value
	if v.rate.value == nil {
		return o
	}
	switch e.origin(cmd, "rate") {
	case fromFlag:
		o.Rate = &calc.Rate{Value: *v.rate.value, Source: calc.RateFromFlag}
	case fromEnv:
		o.Rate = &calc.Rate{Value: *v.rate.value, Source: calc.RateFromEnv}
	default:
		o.Fallback = calc.Rate{Value: *v.rate.value, Source: calc.RateFromConfig}
	}
	return o
}

// prices reads the catalogue and the index figures that the flags name.
func (v *evaluation) prices(e *env) (*unitcosts.Catalogue, error) {
	catalogue, err := e.catalogue(v.catalogue)
	if err != nil {
		return nil, err
	}
	return v.withFigures(e, catalogue)
}

// withFigures returns a catalogue with the index figures of --index, as it stood
// at --index-edition.
func (v *evaluation) withFigures(e *env, catalogue *unitcosts.Catalogue) (*unitcosts.Catalogue, error) {
	if v.index == "" {
		return asOf(catalogue, v.edition)
	}
	data, err := e.read(v.index)
	if err != nil {
		return nil, err
	}
	figures, err := input.DecodeIndex(v.index, data)
	if err != nil {
		return nil, err
	}
	return asOf(catalogue.WithFigures(figures), v.edition)
}

// readInvestment reads an investment file. Effects that state no optimism bias get
// that of --optimism-from.
func (v *evaluation) readInvestment(e *env, path string) (*input.Investment, error) {
	inv, err := e.investment(path)
	if err != nil || v.optimism == "" {
		return inv, err
	}
	data, err := e.read(v.optimism)
	if err != nil {
		return nil, err
	}
	bias, err := input.DecodeOptimismBias(v.optimism, data)
	if err != nil {
		return nil, err
	}
	number := calc.Exactly(bias)
	for i := range inv.Effects {
		if inv.Effects[i].OptimismBias == nil {
			inv.Effects[i].OptimismBias = &number
		}
	}
	return inv, nil
}

// evaluated is an investment file, the catalogue it was evaluated with, and what
// that found.
type evaluated struct {
	path      string
	file      *input.Investment
	catalogue *unitcosts.Catalogue
	result    *calc.Result
}

// evaluateAll reads the catalogue and computes investment files with it.
func (v *evaluation) evaluateAll(e *env, cmd *cobra.Command, paths []string) ([]evaluated, error) {
	catalogue, err := v.prices(e)
	if err != nil {
		return nil, err
	}
	return v.evaluateWith(catalogue, e, cmd, paths)
}

// evaluateWith computes investment files with a catalogue. Every fault of every file
// is the error; there is no result unless all have one.
func (v *evaluation) evaluateWith(catalogue *unitcosts.Catalogue, e *env, cmd *cobra.Command, paths []string) ([]evaluated, error) {
	opt := v.options(e, cmd)
	var all []evaluated
	err := eachFile(cmd, paths, func(path string) error {
		inv, err := v.readInvestment(e, path)
		if err != nil {
			return err
		}
		result, err := evaluate(inv, catalogue, opt)
		if err != nil {
			return err
		}
		all = append(all, evaluated{path, inv, catalogue, result})
		return v.heedLock(path, inv, catalogue, opt, result)
	})
	if err != nil {
		return nil, err
	}
	return all, nil
}

// expand replaces patterns such as examples/*.yaml, which the Windows shell
// hands on as they are, by the files they match.
func expand(paths []string) []string {
	var out []string
	for _, path := range paths {
		if _, err := os.Stat(path); err == nil {
			out = append(out, path)
			continue
		}
		if found, err := filepath.Glob(path); err == nil && len(found) > 0 {
			for _, name := range found {
				out = append(out, asWritten(path, name))
			}
			continue
		}
		out = append(out, path)
	}
	return out
}

// asWritten is the name of what was found by a path, with slashes unless the path has
// backslashes: a command then says the same on Windows as elsewhere.
func asWritten(path, name string) string {
	if strings.Contains(path, `\`) {
		return name
	}
	return filepath.ToSlash(name)
}
