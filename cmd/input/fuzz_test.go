package input_test

import (
	"os"
	"path/filepath"
	"testing"

	"siv/calc"
	"siv/cmd/input"
	"siv/unitcosts"
)

// addExamples seeds a fuzz target with the files that users begin with.
func addExamples(f *testing.F, pattern string) {
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		f.Fatalf("no files match %s: %v", pattern, err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
}

// noPrices is a look-up that finds nothing: the calculation must bear that too.
type noPrices struct{}

func (noPrices) UnitCost(id string, _ int, _ bool) (calc.UnitCost, error) {
	return calc.UnitCost{}, unitcosts.UnknownIDError{ID: id}
}

func (noPrices) Convert(index string, from, to int) (calc.Conversion, error) {
	return calc.Conversion{}, unitcosts.MissingIndexError{Index: index, From: from, To: to}
}

// FuzzInvestment: whatever the bytes, an investment is either evaluated or has a
// fault, every fault has a place, and nothing panics.
func FuzzInvestment(f *testing.F) {
	addExamples(f, filepath.Join("..", "..", "examples", "*.yaml"))
	f.Add([]byte("a: [\n"))
	f.Add([]byte("{a: &x 1, b: *x}"))
	f.Add([]byte("? [a]\n: b"))
	catalogue, err := input.DecodeCatalogue("built-in", unitcosts.Files())
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		inv := input.DecodeInvestment("fuzz.yaml", data)
		for _, prices := range []calc.Prices{noPrices{}, lookUp{catalogue}} {
			_, err := calc.Evaluate(inv.Investment, prices, calc.DefaultOptions())
			faults := inv.Faults(err)
			if err != nil && len(faults) == 0 {
				t.Fatalf("%v, but the file has no fault", err)
			}
			for _, fault := range faults {
				if fault.Message == "" || fault.Code == "" || (fault.Line > 0) != (fault.Column > 0) {
					t.Fatalf("a fault without words or place: %+v", fault)
				}
			}
		}
	})
}

// lookUp is the built-in catalogue, without hints.
type lookUp struct{ catalogue *unitcosts.Catalogue }

func (l lookUp) UnitCost(id string, year int, pinned bool) (calc.UnitCost, error) {
	u, a, err := l.catalogue.Amount(id, year, pinned)
	return calc.UnitCost{ID: u.ID, Unit: u.Unit, Amount: calc.Exactly(a.Amount), PriceYear: a.Year, Source: a.Source}, err
}

func (l lookUp) Convert(index string, from, to int) (calc.Conversion, error) {
	factor, _, err := l.catalogue.Convert(index, from, to)
	return calc.Conversion{Index: index, From: from, To: to, Factor: factor}, err
}

// FuzzCatalogue: whatever the bytes, there is a catalogue or a fault.
func FuzzCatalogue(f *testing.F) {
	addExamples(f, filepath.Join("..", "..", "unitcosts", "catalogue", "*.yaml"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := input.DecodeCatalogueFile("fuzz.yaml", data)
		if (c == nil) == (err == nil) {
			t.Fatalf("catalogue %v, error %v", c, err)
		}
	})
}

// FuzzIndexTable: likewise for a table of index figures.
func FuzzIndexTable(f *testing.F) {
	f.Add([]byte("index;year;change_percent;edition;source\nPKV;2018;2,5;x;y\n"))
	f.Add([]byte("year;change_percent\n2018;\"2\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if figures, err := input.DecodeIndex("fuzz.csv", data); err != nil && figures != nil {
			t.Fatalf("figures %v beside the error %v", figures, err)
		}
	})
}

// FuzzNumber: what is read as a number is written back as one of the same value.
func FuzzNumber(f *testing.F) {
	for _, s := range []string{"1200000", "640210.50", "1_200_000", "1 200 000,50", "12%", "-8 %", "1e9", "1,200", "0.12", "007", "1__0", "٣", "1.23456789012%"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if value, err := input.ParseAmount(s); err == nil {
			again, err := input.ParseAmount(value.String())
			if err != nil || !again.Equal(value) {
				t.Fatalf("%q is %s, which is read as %s (%v)", s, value, again, err)
			}
		}
		if value, err := input.ParseShare(s); err == nil {
			again, err := input.ParseShare(value.String())
			if err != nil || !again.Equal(value) {
				t.Fatalf("%q is %s, which is read as %s (%v)", s, value, again, err)
			}
		}
	})
}
