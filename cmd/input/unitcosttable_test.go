package input

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
)

// TestTableOfUnitCosts: both separators, decimal commas, spaces between thousands,
// and marks in place of an amount.
func TestTableOfUnitCosts(t *testing.T) {
	for name, test := range map[string]struct {
		table string
		m     Mapping
		want  string // "id year amount" of each that was read; then line and reason of each that was not
	}{
		"as exported": {"id;name;unit;amount;year;source\na;A;timme;1 234,50;2018;s\na;A;timme;1\u00a0300;2019;s\n", Mapping{}, "a 2018 1234.5, a 2019 1300"},
		"mapped": {"År,Kostnad\n2018,\"96,3\"\n2019,..\n2020,\n2021,-\n,\n2022,99\n",
			Mapping{Columns: map[string]string{"year": "År", "amount": "Kostnad"}, Constants: map[string]string{"id": "a", "name": "A", "unit": "plats", "source": "s"}, Thousands: true},
			"a 2018 96300, a 2022 99000; 3 suppressed, 4 empty, 5 none, 6 empty"},
		"tabs":                            {"id\tname\tunit\tamount\tyear\tsource\na\tA\ttimme\t10\t2018\ts\n", Mapping{}, "a 2018 10"},
		"longer than a spreadsheet shows": {"id;name;unit;amount;year;source\na;A;timme;98912.104;2018;s\n", Mapping{}, "a 2018 98912.1"},
	} {
		t.Run(name, func(t *testing.T) {
			table, err := ReadCSVTable("a.csv", []byte(test.table), 1)
			if err != nil {
				t.Fatal(err)
			}
			got, err := table.UnitCosts(test.m)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, written(got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func written(i *Imported) string {
	var read, skipped []string
	for _, r := range i.Read {
		read = append(read, r.ID+" "+decimal.NewFromInt(int64(r.Year)).String()+" "+r.Amount.Amount.String())
	}
	for _, s := range i.Skipped {
		skipped = append(skipped, decimal.NewFromInt(int64(s.Line)).String()+" "+string(s.Reason))
	}
	return strings.TrimSuffix(strings.Join(read, ", ")+"; "+strings.Join(skipped, ", "), "; ")
}

// TestFaultsOfATable are told all at once, each with its place.
func TestFaultsOfATable(t *testing.T) {
	table, err := ReadCSVTable("a.csv", []byte("id;name;unit;amount;year;source;basis\na;A;timme;12,3,4;2018;s;guess\na;B;timme;10;18;s;\na;A;timme;5;2020;s;\na;A;dygn;5;2021;s;\na;A;timme;6;2020;;\n"), 1)
	if err != nil {
		t.Fatal(err)
	}
	_, err = table.UnitCosts(Mapping{})
	want := `a.csv:2:25: basis: "guess" is not one of average, estimate, statistic, tariff, unknown
a.csv:2:11: amount: "12,3,4" is not a number
a.csv:3:14: year: "18" is not a year
a.csv:5:5: unit: "dygn", but "timme" on line 4 for the same id
a.csv:6:18: source: is missing`
	if err == nil || err.Error() != want {
		t.Errorf("the faults are\n%v", err)
	}
}

// FuzzUnitCostTable: any table gives unit costs or faults, and what is written of
// unit costs is read as the same.
func FuzzUnitCostTable(f *testing.F) {
	f.Add("id;name;unit;amount;year;source\na;A;timme;1 234,50;2018;s\nb;\"B: #1, {x}\";kr/h;..;2018;s\n")
	f.Add("id,name,unit,amount,year,source,note\n- a,'A',true,100,2018,null,\"line\nbreak\"\n")
	f.Add("id;name;unit;amount;year;source;overlaps;read\n~;2018;=;1;2018;!x;a, b;2018-01-01\n")
	f.Fuzz(func(t *testing.T, text string) {
		table, err := ReadCSVTable("a.csv", []byte(text), 1)
		if err != nil {
			return
		}
		made, err := table.UnitCosts(Mapping{})
		if (made == nil) == (err == nil) {
			t.Fatalf("%v and %v", made, err)
		}
		if err != nil {
			return
		}
		data := EncodeCatalogue(made.UnitCosts)
		if len(data) > MaxSize {
			return
		}
		c, err := DecodeCatalogueFile("a.yaml", data)
		if err != nil {
			t.Fatalf("%v\n%s", err, data)
		}
		for _, u := range made.UnitCosts {
			got, ok := c.UnitCost(u.ID)
			if !ok || len(got.Amounts) != len(u.Amounts) || got.Name != u.Name || got.Unit != u.Unit || !cmp.Equal(got.Overlaps, u.Overlaps, cmp.Transformer("empty", func(s []string) string { return strings.Join(s, " ") })) {
				t.Fatalf("%+v was read as %+v\n%s", u, got, data)
			}
			for _, a := range u.Amounts {
				_, b, err := c.Amount(u.ID, a.Year, true)
				if err != nil || !b.Amount.Equal(a.Amount) || b.Source != a.Source || b.Note != a.Note {
					t.Fatalf("%+v was read as %+v, %v\n%s", a, b, err, data)
				}
			}
		}
	})
}
