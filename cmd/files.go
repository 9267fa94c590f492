package cmd

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"siv/calc"
	"siv/cmd/input"
	"siv/unitcosts"
)

// read returns the bytes of a file, or of standard input for "-". A file that is
// too large is read no further than it takes to tell.
func (e *env) read(path string) ([]byte, error) {
	data, err := e.readAtMost(path, input.MaxSize+1)
	if err == nil && e.files != nil {
		e.files(path, data)
	}
	return data, err
}

func (e *env) readAtMost(path string, size int64) ([]byte, error) {
	in, room := e.in, int64(0)
	if path != "-" {
		file, err := os.Open(path)
		if err != nil {
			return nil, unreadable(path, err)
		}
		defer file.Close()
		in = file
		if info, err := file.Stat(); err == nil {
			room = min(info.Size(), size)
		}
	}
	// Room for the whole file at once; a pipe has no size, and a file may grow.
	data := bytes.NewBuffer(make([]byte, 0, room+bytes.MinRead))
	if _, err := data.ReadFrom(io.LimitReader(in, size)); err != nil {
		return nil, unreadable(path, err)
	}
	return data.Bytes(), nil
}

// readLarge returns the bytes of a file of a kind that may be larger than the
// others, up to most of them.
func (e *env) readLarge(path string, most int64) ([]byte, error) {
	data, err := e.readAtMost(path, most+1)
	if err == nil && int64(len(data)) > most {
		return nil, input.Faults{{File: path, Code: "too-large", Message: fmt.Sprintf("is larger than %d bytes", most)}}
	}
	return data, err
}

// unreadable says that an input file cannot be read.
func unreadable(path string, err error) error {
	message := fmt.Sprintf("cannot be read: %s", err)
	var at *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		message = "there is no such file"
	case errors.As(err, &at):
		if info, statErr := os.Stat(path); statErr == nil && info.IsDir() {
			message = "is a folder, not a file"
		} else {
			message = fmt.Sprintf("cannot be read: %s", at.Err)
		}
	}
	return input.Faults{{File: path, Code: "unreadable", Message: message}}
}

// investment reads an investment file.
func (e *env) investment(path string) (*input.Investment, error) {
	data, err := e.read(path)
	if err != nil {
		return nil, err
	}
	return input.DecodeInvestment(path, data), nil
}

// eachFile calls do with every file. Every fault of every file is the error.
func eachFile(cmd *cobra.Command, paths []string, do func(path string) error) error {
	if i := slices.Index(paths, "-"); i >= 0 && slices.Contains(paths[i+1:], "-") {
		return usageError{errors.New("standard input can be read once only")}
	}
	var faults input.Faults
	for _, path := range paths {
		if err := cmd.Context().Err(); err != nil {
			return err
		}
		err := do(path)
		var found input.Faults
		var usage usageError
		switch {
		case errors.As(err, &found):
			faults = append(faults, found...)
		case errors.As(err, &usage): // it is about the command line, and the file is well
			return err
		case err != nil:
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	if len(faults) > 0 {
		return faults
	}
	return nil
}

// builtInCatalogue reads the embedded catalogue.
func builtInCatalogue() (*unitcosts.Catalogue, error) {
	return input.DecodeCatalogue("built-in", unitcosts.Files())
}

// catalogue reads the catalogue a flag names: a file or a folder in place of the
// built-in one or, with a + before it, added to it.
func (e *env) catalogue(name string) (*unitcosts.Catalogue, error) {
	if name == "" {
		return builtInCatalogue()
	}
	path, adds := name, false
	if name[0] == '+' {
		path, adds = name[1:], true
	}
	own, err := e.catalogueAt(path)
	if err != nil || !adds {
		return own, err
	}
	builtIn, err := builtInCatalogue()
	if err != nil {
		return nil, err
	}
	return builtIn.Extended(own), nil
}

func (e *env) catalogueAt(path string) (*unitcosts.Catalogue, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return input.DecodeCatalogue(path, os.DirFS(path))
	}
	data, err := e.read(path)
	if err != nil {
		return nil, err
	}
	return input.DecodeCatalogueFile(path, data)
}

// prices lets the calculation look things up in a catalogue.
type prices struct{ catalogue *unitcosts.Catalogue }

// UnitCost is of calc.Prices.
func (p prices) UnitCost(id string, year int, pinned bool) (calc.UnitCost, error) {
	u, a, err := p.catalogue.Amount(id, year, pinned)
	if err != nil {
		var unknown unitcosts.UnknownIDError
		if errors.As(err, &unknown) {
			return calc.UnitCost{}, hintedError{err, nearestIDs(id, p.catalogue.IDs())}
		}
		return calc.UnitCost{}, err
	}
	return calc.UnitCost{
		ID: u.ID, Name: u.Name, Unit: u.Unit, Amount: calc.Exactly(a.Amount), PriceYear: a.Year, Index: u.Index,
		Transfer: u.Transfer, Area: u.Area, Region: u.RegionOf(a), Overlaps: u.Overlaps,
		Scope:   calc.Scope{Text: a.ScopeAsWritten, Overhead: u.Scope.Overhead, Premises: u.Scope.Premises, Material: u.Scope.Material},
		Edition: a.Edition, Source: a.Source, Address: a.Address, Note: a.Note, DefinitionBreak: a.DefinitionBreak,
	}, nil
}

// Convert is of calc.Prices.
func (p prices) Convert(index string, from, to int) (calc.Conversion, error) {
	factor, figures, err := p.catalogue.Convert(index, from, to)
	if err != nil {
		return calc.Conversion{}, err
	}
	return calc.Conversion{Index: index, From: from, To: to, Factor: factor, Steps: indexFigures(figures)}, nil
}

// indexFigures turns index figures of a catalogue into those of a calculation.
func indexFigures(figures []unitcosts.Figure) []calc.IndexFigure {
	list := make([]calc.IndexFigure, len(figures))
	for i, f := range figures {
		list[i] = calc.IndexFigure{Index: f.Index, Year: f.Year, Change: f.Change, Edition: f.Edition,
			Source: f.Source, Forecast: f.Forecast, Replaces: f.Replaces}
	}
	return list
}

// nearestIDs is the hint for an id that does not exist.
func nearestIDs(id string, ids []string) string {
	near := input.Nearest(id, ids, 3)
	if len(near) == 0 {
		return "siv unitcosts list shows every id"
	}
	return fmt.Sprintf("the nearest are %s", joined(near))
}

// pricesFor returns the prices of an investment: those of the catalogue, with the
// index figures that it gives itself.
func pricesFor(inv *input.Investment, catalogue *unitcosts.Catalogue) prices {
	figures := make([]unitcosts.Figure, len(inv.Indices))
	for i, f := range inv.Indices {
		figures[i] = input.IndexFigure(f)
	}
	own := prices{catalogue.WithFigures(figures)}
	for i, f := range inv.Indices {
		inv.Indices[i].Replaces = slices.ContainsFunc(own.catalogue.Index(f.Index), func(known unitcosts.Figure) bool {
			return known.Year == f.Year && known.Replaces
		})
	}
	return own
}

// evaluate computes an investment that was read. Everything that is wrong with
// the file, in itself or in what it refers to, is the error.
func evaluate(inv *input.Investment, catalogue *unitcosts.Catalogue, opt calc.Options) (*calc.Result, error) {
	return evaluateAt(inv, pricesFor(inv, catalogue), opt)
}

// evaluateAt is evaluate at prices that are at hand.
func evaluateAt(inv *input.Investment, at calc.Prices, opt calc.Options) (*calc.Result, error) {
	result, err := calc.Evaluate(inv.Investment, at, opt)
	if faults := inv.Faults(err); len(faults) > 0 {
		return nil, faults
	}
	if err == nil {
		result.Warnings = append(result.Warnings, templateTexts(inv.Investment)...)
	}
	return result, err
}

// summarize is evaluate in few figures.
func summarize(inv *input.Investment, catalogue *unitcosts.Catalogue, opt calc.Options) (*calc.Summary, error) {
	summary, err := calc.Summarize(inv.Investment, pricesFor(inv, catalogue), opt)
	if faults := inv.Faults(err); len(faults) > 0 {
		return nil, faults
	}
	if err == nil {
		summary.Warnings = append(summary.Warnings, templateTexts(inv.Investment)...)
	}
	return summary, err
}

// completeYAML makes the shell offer YAML files.
func completeYAML(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return []string{"yaml", "yml"}, cobra.ShellCompDirectiveFilterFileExt
}
