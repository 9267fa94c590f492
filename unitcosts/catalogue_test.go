package unitcosts_test

import (
	"encoding/csv"
	"errors"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"siv/cmd/input"
	"siv/unitcosts"
)

func builtIn(t testing.TB) *unitcosts.Catalogue {
	t.Helper()
	c, err := input.DecodeCatalogue("built-in", unitcosts.Files())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// table reads a published table of testdata/conformance, a map for each row.
func table(t *testing.T, name string) []map[string]string {
	t.Helper()
	file, err := os.Open(filepath.Join("..", "testdata", "conformance", name))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	reader := csv.NewReader(file)
	reader.Comma = ';'
	records, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, r := range records[1:] {
		row := map[string]string{}
		for i, name := range records[0] {
			row[name] = r[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// TestBuiltInAmountsAreThePublishedOnes: the catalogue holds every row of the
// published table and nothing else.
func TestBuiltInAmountsAreThePublishedOnes(t *testing.T) {
	c := builtIn(t)
	rows := table(t, "unitcosts.csv")
	for _, row := range rows {
		year, err := strconv.Atoi(row["year"])
		if err != nil {
			t.Fatal(err)
		}
		u, a, err := c.Amount(row["id"], year, true)
		if err != nil {
			t.Error(err)
			continue
		}
		for what, pair := range map[string][2]string{
			"name": {u.Name, row["name"]}, "unit": {u.Unit, row["unit"]}, "amount": {a.Amount.String(), row["amount"]},
			"area": {u.Area, row["area"]}, "region": {u.Region, row["region"]}, "scope": {a.ScopeAsWritten, row["scope"]},
			"source": {a.Source, row["source"]}, "address": {a.Address, row["address"]}, "kolada": {u.Kolada, row["kolada"]}, "note": {a.Note, row["note"]},
		} {
			if pair[0] != pair[1] {
				t.Errorf("%s %d: %s is %q, published %q", row["id"], year, what, pair[0], pair[1])
			}
		}
	}
	amounts := 0
	for _, u := range c.UnitCosts() {
		amounts += len(u.Amounts)
	}
	if amounts != len(rows) {
		t.Errorf("the catalogue has %d amounts, the published table %d", amounts, len(rows))
	}
}

func TestBuiltInIndexIsThePublishedOne(t *testing.T) {
	figures := builtIn(t).Figures()
	rows := table(t, "priceindex.csv")
	if len(figures) != len(rows) {
		t.Fatalf("%d figures, published %d", len(figures), len(rows))
	}
	for i, row := range rows {
		f := figures[i]
		if f.Index != row["index"] || strconv.Itoa(f.Year) != row["year"] || f.Change.Shift(2).String() != row["change_percent"] ||
			f.Edition != row["edition"] || f.Source != row["source"] {
			t.Errorf("figure %+v, published %v", f, row)
		}
	}
}

func TestAmount(t *testing.T) {
	c := builtIn(t)
	for _, test := range []struct {
		id     string
		year   int
		pinned bool
		want   string // year of the amount, or the error
	}{
		{"grundskola-elev", 2017, false, "2017"},
		{"grundskola-elev", 2019, false, "2017"},
		{"grundskola-elev", 2030, false, "2020"},
		{"grundskola-elev", 2015, true, "2015"},
		{"grundskola-elev", 2016, true, `unit cost "grundskola-elev" has no amount for 2016, only for 2015, 2017, 2020`},
		{"grundskola-elev", 2014, false, `unit cost "grundskola-elev" has no amount for or before 2014, only for 2015, 2017, 2020`},
		{"grundskola", 2017, false, `there is no unit cost "grundskola"`},
	} {
		_, a, err := c.Amount(test.id, test.year, test.pinned)
		got := strconv.Itoa(a.Year)
		if err != nil {
			got = err.Error()
		}
		if got != test.want {
			t.Errorf("%s %d pinned %v: %s, want %s", test.id, test.year, test.pinned, got, test.want)
		}
	}
}

func TestConvert(t *testing.T) {
	c := builtIn(t).WithFigures([]unitcosts.Figure{
		{Index: "PKV", Year: 2018, Change: decimal.RequireFromString("0.025"), Forecast: true},
		{Index: "PKV", Year: 2017, Change: decimal.RequireFromString("0.03")},
		{Index: "PKV", Year: 2016, Change: decimal.RequireFromString("0.027")},
	})
	factor, steps, err := c.Convert("PKV", 2015, 2018)
	if err != nil {
		t.Fatal(err)
	}
	want, _ := new(big.Rat).SetString("1.08425525") // 1.027 × 1.03 × 1.025
	if factor.Cmp(want) != 0 {
		t.Errorf("the factor is %s", factor.FloatString(10))
	}
	replaces := []bool{steps[0].Replaces, steps[1].Replaces, steps[2].Replaces}
	if !slices.Equal(replaces, []bool{false, true, false}) || !steps[2].Forecast {
		t.Errorf("the same figure replaces nothing, another does: %v", steps)
	}
	var missing unitcosts.MissingIndexError
	if _, _, err := c.Convert("PKV", 2018, 2020); !errors.As(err, &missing) || missing.Year != 2019 || missing.Last != 2020 {
		t.Errorf("the missing year is told as %v", err)
	}
	if _, _, err := c.Convert("KPI", 2018, 2017); !errors.As(err, &missing) || missing.Index != "KPI" {
		t.Errorf("the missing index is told as %v", err)
	}
}

func TestThereAndBack(t *testing.T) {
	c := builtIn(t)
	rapid.Check(t, func(t *rapid.T) {
		year := rapid.IntRange(2014, 2017)
		from, to := year.Draw(t, "from"), year.Draw(t, "to")
		there, _, err := c.Convert("PKV", from, to)
		if err != nil {
			t.Fatal(err)
		}
		back, _, err := c.Convert("PKV", to, from)
		if err != nil {
			t.Fatal(err)
		}
		if there.Mul(there, back).Cmp(big.NewRat(1, 1)) != 0 {
			t.Fatalf("%d to %d and back is not the identity", from, to)
		}
	})
}

func TestExtended(t *testing.T) {
	own, err := input.DecodeCatalogueFile("own.yaml", []byte(`schema: siv.unitcosts/1
unit_costs:
  - {id: sip, name: Plan, unit: timme, amounts: {2018: {amount: 2500, source: Exempel}}}
indices: {KPI: {2018: {change: 2%}}}
`))
	if err != nil {
		t.Fatal(err)
	}
	c := builtIn(t).Extended(own)
	if _, a, err := c.Amount("sip", 2020, false); err != nil || a.Year != 2018 {
		t.Errorf("one's own unit cost does not go first: %v %v", a, err)
	}
	if _, _, err := c.Amount("tolk", 2015, true); err != nil {
		t.Error(err)
	}
	if len(c.Index("KPI")) != 1 || len(c.Index("PKV")) != 3 {
		t.Error("the indices are not those of both")
	}
}
