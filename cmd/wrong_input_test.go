package cmd

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// run runs siv in this process.
func run(t *testing.T, stdin string, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	status = Main(args, strings.NewReader(stdin), &out, &err)
	return status, out.String(), err.String()
}

// TestWrongInput changes one thing in a good file and asks for the place and the
// words of the fault. Standard input is named "-".
func TestWrongInput(t *testing.T) {
	good, err := os.ReadFile(filepath.Join("..", "examples", "familjestod.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, old, new string
		want           []string // lines of stderr, all of them
	}{
		{"misspelt key", "participants: 40", "particpants: 40", []string{
			`-:14:1: particpants: unknown key "particpants"`, "hint: did you mean participants?"}},
		{"unknown status", "status: proposal", "status: idea", []string{
			`-:8:9: status: "idea" is not one of proposal, approved, ongoing, completed`}},
		{"missing field", "    quantity: 365\n", "", []string{"-:35:5: effects[0].quantity: is missing"}},
		{"months the wrong way round", "completion: 2019-06", "completion: 2016-07", []string{
			"-:10:13: completion: the investment is completed (2016-07) before it starts (2016-08)"}},
		{"completed on the first of the month it starts", "completion: 2019-06", "completion: 2016-08-01", []string{
			"-:10:13: completion: the investment is completed (2016-07) before it starts (2016-08)"}},
		{"a month that is none", "start: 2016-08", "start: 2016-13", []string{
			`-:9:8: start: "2016-13" is not a month: write it as 2019-06`}},
		{"a cost outside the investment", "2019: 780000", "2020: 780000", []string{
			"-:25:65: costs[0].amounts.2020: 2020 lies outside the investment's years 2016-2019"}},
		{"a share above 1", "optimism_bias: 15%", "optimism_bias: 15", []string{
			"-:43:20: effects[0].optimism_bias: 15 does not lie between 0 and 1 (0 % and 100 %)",
			"hint: write per cent with the sign: 15%"}},
		{"a share far above 1", "optimism_bias: 15%", "optimism_bias: 1500", []string{
			"-:43:20: effects[0].optimism_bias: 1500 does not lie between 0 and 1 (0 % and 100 %)"}},
		{"a share below 0", "cashable: 80%", "cashable: -1%", []string{
			"-:44:15: effects[0].cashable: -0.01 does not lie between 0 and 1 (0 % and 100 %)"}},
		{"a change below -1", "change: 20%", "change: -120%", []string{
			"-:62:13: effects[2].change: -1.2 does not lie between -1 and 1 (-100 % and 100 %)"}},
		{"a drop-off of 1", "drop_off: 10%", "drop_off: 100%", []string{
			"-:42:15: effects[0].drop_off: drop_off lies below 1"}},
		{"an unknown actor", "actor: region-orebro-lan", "actor: regionen", []string{
			`-:59:12: effects[2].actor: there is no actor "regionen"`,
			"hint: the actors are socialnamnden, grundskolenamnden, region-orebro-lan"}},
		{"an external cost without payer", "funding: actor", "funding: external", []string{
			"-:26:5: costs[1]: an external cost needs payer: municipality, region, state or other"}},
		{"a payer of a cost that is not external", "funding: actor", "funding: actor\n    payer: state", []string{
			"-:29:12: costs[1].payer: only an external cost names a payer"}},
		{"a public actor without sector", ", sector: region}", "}", []string{
			"-:18:5: actors[2]: a public actor needs sector: region, state or other"}},
		{"deadweight together with outcome", "quantity: 365", "quantity: 365\n    deadweight: 5%", []string{
			"-:42:17: effects[0].deadweight: deadweight does not go together with outcome: the comparison alternative already holds it"}},
		{"change together with outcome", "quantity: 365", "quantity: 365\n    change: 5%", []string{
			"-:42:13: effects[0].change: state outcome or change, not both"}},
		{"neither change nor outcome", "    change: 20%\n", "", []string{
			"-:57:5: effects[2]: states neither outcome: {without, with} nor change"}},
		{"an unknown unit cost", "unit_cost: samverkansmote", "unit_cost: samverkansmöte", []string{
			`-:60:16: effects[2].unit_cost: there is no unit cost "samverkansmöte"`, "hint: the nearest are samverkansmote"}},
		{"a year that the unit cost does not have", "unit_cost: familjehem-egen", "unit_cost: {id: familjehem-egen, year: 2016}", []string{
			`-:38:16: effects[0].unit_cost: unit cost "familjehem-egen" has no amount for 2016, only for 2017`}},
		{"a unit cost that begins later", "price_year: 2017\nrate", "price_year: 2016\nrate", []string{
			`-:38:16: effects[0].unit_cost: unit cost "familjehem-egen" has no amount for or before 2016, only for 2017`}},
		{"a missing index year", "{2016: 650000, 2017: 1560000, 2018: 1560000, 2019: 780000}\n  - item: Lokal\n    actor: grundskolenamnden\n    funding: actor\n    price_year: 2017",
			"{2016: 650000, 2017: 1560000, 2018: 1560000, 2019: 780000}\n  - item: Lokal\n    actor: grundskolenamnden\n    funding: actor\n    price_year: 2018", []string{
				"-:29:17: costs[1].price_year: index PKV has no figure for 2018, which the conversion from prices of 2018 to 2017 needs (it has 2015-2017)",
				`hint: give it in the file, indices: {PKV: {2018: {change: …%, source: "…"}}}, or by --index FILE`}},
		{"several missing index years", "price_year: 2017\nrate", "price_year: 2020\nrate", []string{
			"-:24:17: costs[0].price_year: index PKV has no figures for 2018 to 2020, which the conversion from prices of 2016 to 2020 needs (it has 2015-2017)",
			`hint: give each year in the file, indices: {PKV: {2018: {change: …%, source: "…"}, …}}, or by --index FILE`}},
		{"numbers with letters", "650000", "65O000", []string{`-:25:21: costs[0].amounts.2016: "65O000" is not a number`}},
		{"an exponent", "650000", "1e2000000000", []string{
			`-:25:21: costs[0].amounts.2016: "1e2000000000" is not a number`, "hint: write the number out, without an exponent"}},
		{"a number of a thousand digits", "650000", strings.Repeat("9", 1000), []string{
			`-:25:21: costs[0].amounts.2016: "` + strings.Repeat("9", 40) + `…" is not a number that is used here: at most 15 digits and 12 decimals`}},
		{"hexadecimal", "650000", "0x9EB10", []string{`-:25:21: costs[0].amounts.2016: "0x9EB10" is not a number`}},
		{"a leading zero", "650000", "0650000", []string{`-:25:21: costs[0].amounts.2016: "0650000" is not a number: it begins with a zero`}},
		{"not a number", "650000", ".nan", []string{`-:25:21: costs[0].amounts.2016: ".nan" is not a number`}},
		{"a negative cost", "650000", "-650000", []string{"-:25:21: costs[0].amounts.2016: -650000 is negative",
			"hint: write a cost without a minus sign; what lowers costs is an effect"}},
		{"a decimal comma in a flow mapping", "650000", "650000,50", []string{
			`-:25:28: costs[0].amounts.50: "50" is not a year`,
			"hint: inside { } a comma ends the amount; write a decimal point, or put the amount in quotes"}},
		{"a comma that can be read two ways", "650000", `"650,000"`, []string{
			`-:25:21: costs[0].amounts.2016: "650,000" is not a number that can be read in one way only`, "hint: write 650000, or 650.000"}},
		{"a year that is none", "{2016: 650000", "{16: 650000", []string{`-:25:15: costs[0].amounts.16: "16" is not a year`}},
		{"a range out of order", "quantity: 365", "quantity: {low: 1, likely: 3, high: 2}", []string{
			"-:41:15: effects[0].quantity: a range goes low <= likely <= high, not 1, 3, 2",
			"hint: low is the smallest number and high the largest, whichever is the better outcome"}},
		{"half a range", "quantity: 365", "quantity: {low: 1, high: 2}", []string{
			"-:41:15: effects[0].quantity.likely: is missing"}},
		{"an intake outside the investment", "people: 40\n    outcome", "people: {2015: 40}\n    outcome", []string{
			"-:39:20: effects[0].people.2015: 2015 lies outside the investment's years 2016-2019"}},
		{"a half year", "lasts: 6", "lasts: 6.5", []string{
			`-:54:12: effects[1].lasts: "6.5" is not a number of years`, "hint: write it as 78m"}},
		{"effect years the wrong way round", "price_year: 2017}", "price_year: 2017, from: 3, to: 2}", []string{
			"-:32:96: running_costs[0].to: effect year 2 comes before 3"}},
		{"a rate of -100 %", "rate: 3%", "rate: -100%", []string{"-:13:7: rate: a rate lies above -100 %"}},
		{"a duplicate key", "rate: 3%", "rate: 3%\nrate: 4%", []string{
			`-:14:1: rate: the key "rate" stands twice (first on line 13)`}},
		{"a duplicate actor", "{id: region-orebro-lan,", "{id: socialnamnden,", []string{
			`-:18:10: actors[2].id: actor "socialnamnden" stands twice`,
			`-:59:12: effects[2].actor: there is no actor "region-orebro-lan"`,
			"hint: the actors are socialnamnden, grundskolenamnden, socialnamnden"}},
		{"a null", "rate: 3%", "rate:", []string{"-:13:6: rate: has no value; leave the key out, or give it one"}},
		{"an alias", "people: 40\n    outcome", "people: &p 40\n    attribution: *p\n    outcome", []string{
			"-:40:18: effects[0].attribution: aliases are not allowed; write the value out"}},
		{"a tag", "rate: 3%", "rate: !!str 3%", []string{"-:13:7: rate: tags such as !!str are not allowed"}},
		{"a list for a text", "name: Familjestöd", "name: [Familjestöd]", []string{"-:7:7: name: must be a text, not a list"}},
		{"a number for a text", "name: Familjestöd", "name: 2016", []string{
			`-:7:7: name: must be a text, not "2016"`, `hint: put it in quotes: "2016"`}},
		{"a bad id", "id: familjestod", "id: Familjestöd", []string{
			`-:6:5: id: "Familjestöd" is not an id: small letters a-z, digits and hyphens`, "hint: write it as familjestod"}},
		{"a newer schema", "siv.investment/1", "siv.investment/2", []string{
			`-:5:9: schema: this is a file of schema "siv.investment/2", not siv.investment/1`,
			"hint: this siv reads siv.investment/1 alone; a newer one may read the file"}},
		{"no schema", "schema: siv.investment/1\n", "", []string{
			"-:5:1: schema: is missing", "hint: begin the file with schema: siv.investment/1"}},
		{"a share above 100 %", "cashable: 80%", "cashable: 200%", []string{
			"-:44:15: effects[0].cashable: 2 does not lie between 0 and 1 (0 % and 100 %)"}},
		{"per cent for a number of people", "people: 40\n    outcome", "people: 200%\n    outcome", []string{
			`-:39:13: effects[0].people: "200%" is not a number`, "hint: write a number: per cent are for shares"}},
		{"a change without its sign", "change: 20%", "change: -5", []string{
			"-:62:13: effects[2].change: -5 does not lie between -1 and 1 (-100 % and 100 %)", "hint: write per cent with the sign: -5%"}},
		{"the name of an actor", "actor: socialnamnden", "actor: Socialnämnden", []string{
			`-:22:12: costs[0].actor: there is no actor "Socialnämnden"`, "hint: did you mean socialnamnden?"}},
		{"a Swedish word", "status: proposal", "status: ansökan", []string{
			`-:8:9: status: "ansökan" is not one of proposal, approved, ongoing, completed`, "hint: did you mean proposal?"}},
		{"a file of another kind", "siv.investment/1", "siv.outcomes/1", []string{
			`-:5:9: schema: this is a file of schema "siv.outcomes/1", not siv.investment/1`, "hint: --outcomes takes it"}},
		{"a second document", "schema:", "---\na: 1\n---\nschema:", []string{"-:7:1: a second document begins here; a file holds one"}},
		{"invalid UTF-8", "Familjestöd", "Familjest\xf6d", []string{
			"-:7:16: the byte 0xf6 is not UTF-8", "hint: save the file as UTF-8"}},
		{"a tab", "  - item: Team", "\t- item: Team", []string{
			"-:21:1: not YAML: the line is indented with a tab", "hint: indent with spaces"}},
		{"a non-breaking space", "    funding: fund", "\u00a0\u00a0\u00a0\u00a0funding: fund", []string{
			"-:23:1: not YAML: the line is indented with a non-breaking space", "hint: indent with plain spaces"}},
		{"a line indented too little", "    quantity: 365", "   quantity: 365", []string{
			"-:41:4: not YAML: did not find expected '-' indicator", "hint: indent the line as those it belongs with"}},
		{"a line indented too much", "participants: 40", "  participants: 40", []string{
			"-:14:1: not YAML: mapping values are not allowed in this context",
			`hint: put a text that holds ": " in quotes, and indent the keys of one mapping alike; see the line before too`}},
		{"an item indented otherwise", "  - {id: grundskolenamnden", " - {id: grundskolenamnden", []string{
			"-:17:2: not YAML: did not find expected key", "hint: indent the line as those it belongs with"}},
		{"a workbook", "# ", "PK\x03\x04", []string{
			"-: is a workbook or another packed file, and a text file is needed",
			"hint: a workbook that is filled in is read by siv investment from-xlsx"}},
		{"a dash out of a word processor", "  - item: Team", "  – item: Team", []string{
			"-:21:3: not YAML: the line begins with a long dash", "hint: begin an item of a list with a plain hyphen, -"}},
		{"a colon in a text", "item: Team", "item: Team: två tjänster", []string{
			"-:21:1: not YAML: mapping values are not allowed in this context",
			`hint: put a text that holds ": " in quotes, and indent the keys of one mapping alike; see the line before too`}},
		{"kronor with a point between thousands", "650000", "650.000", []string{
			`-:25:21: costs[0].amounts.2016: "650.000" is not a number that can be read in one way only`, "hint: write 650000, or 650.00"}},
		{"a rate without its sign", "rate: 3%", "rate: 3", []string{
			`-:13:7: rate: "3" is not a number that is likely as a rate, for it is 100 % or more`, "hint: write 3% or 0.03"}},
		{"a calendar year for an effect year", "price_year: 2017}", "price_year: 2017, from: 2020, to: 2022}", []string{
			"-:32:89: running_costs[0].from: 2020 is not an effect year: they count from 1, the first year after completion",
			"-:32:99: running_costs[0].to: 2022 is not an effect year: they count from 1, the first year after completion"}},
		{"a control character in quotes", "name: Familjestöd", `name: "\e[31mFamiljestöd"`, []string{
			"-:7:7: name: holds U+001B, a character that does not show"}},
		{"a character of no width", "name: Familjestöd", "name: \"Familje\\u200Bstöd\"", []string{
			"-:7:7: name: holds U+200B, a character that does not show"}},
		{"a decimal comma in an outcome", "without: 30%", "without: 12,5%", []string{
			"-:40:24: effects[0].outcome.without: 12 does not lie between 0 and 1 (0 % and 100 %)", "hint: write per cent with the sign: 12%",
			`-:40:27: effects[0].outcome.5%: unknown key "5%"`,
			"hint: inside { } a comma ends the amount; write a decimal point, or put the amount in quotes"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(string(good), c.old, c.new, 1)
			if text == string(good) {
				t.Fatalf("%q does not stand in the file", c.old)
			}
			status, stdout, stderr := run(t, text, "calc", "break-even", "-")
			want := strings.Join(c.want, "\n") + "\n"
			if status != exitInput || stderr != want || stdout != "" {
				t.Errorf("status %d, stdout %q, stderr:\n%swant:\n%s", status, stdout, stderr, want)
			}
		})
	}
}

// TestEveryFaultAtOnce has faults that the decoder finds, that the check finds
// and that the look-up of prices finds, in one file and one run.
func TestEveryFaultAtOnce(t *testing.T) {
	good, err := os.ReadFile(filepath.Join("..", "examples", "familjestod.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer(
		"status: proposal", "status: idea",
		"participants: 40", "particpants: 40",
		"650000", "65O000",
		"2019: 60000", "2029: 60000",
		"unit_cost: familjehem-egen", "unit_cost: familjehem-egna",
	).Replace(string(good))
	status, _, stderr := run(t, text, "calc", "break-even", "-")
	want := `-:8:9: status: "idea" is not one of proposal, approved, ongoing, completed
-:14:1: particpants: unknown key "particpants"
hint: did you mean participants?
-:25:21: costs[0].amounts.2016: "65O000" is not a number
-:30:49: costs[1].amounts.2029: 2029 lies outside the investment's years 2016-2019
-:38:16: effects[0].unit_cost: there is no unit cost "familjehem-egna"
hint: the nearest are familjehem-egen, familjehem-kopt
`
	if status != exitInput || stderr != want {
		t.Errorf("status %d, stderr:\n%swant:\n%s", status, stderr, want)
	}
}

func TestFilesThatCannotBeRead(t *testing.T) {
	dir := t.TempDir()
	large := filepath.Join(dir, "large.yaml")
	if err := os.WriteFile(large, bytes.Repeat([]byte("# a comment\n"), 2<<20/12), 0o600); err != nil {
		t.Fatal(err)
	}
	excel := filepath.Join(dir, "excel.csv")
	if err := os.WriteFile(excel, []byte("t;cost;benefit;\xe5r\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if status, _, stderr := run(t, "", "calc", "npv", "--rate", "3%", excel); status != exitInput ||
		stderr != excel+":1:16: the byte 0xe5 is not UTF-8\nhint: save the file as CSV UTF-8\n" {
		t.Errorf("status %d, stderr %q", status, stderr)
	}
	for path, want := range map[string]string{
		dir:                             "is a folder, not a file",
		filepath.Join(dir, "none.yaml"): "there is no such file",
		large:                           "the file is larger than 1 MiB",
		os.DevNull:                      "the file is empty",
	} {
		status, _, stderr := run(t, "", "calc", "break-even", path)
		if want = path + ": " + want + "\n"; status != exitInput || stderr != want {
			t.Errorf("status %d, stderr %q, want %q", status, stderr, want)
		}
	}
}
