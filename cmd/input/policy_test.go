package input_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"siv/calc/policy"
	"siv/cmd/input"
)

// TestWrongPolicy changes one thing in good files of rules and asks for the place
// and the words of every fault.
func TestWrongPolicy(t *testing.T) {
	const press, web, closing = "2013-pressmeddelande.yaml", "2020-webbsida.yaml", "2023-stangning.yaml"
	for _, c := range []struct {
		name, file, old, new string
		want                 []string
	}{
		{"misspelt rule", web, "      length:", "      lengths:", []string{`rules/2020-webbsida.yaml:41:7: versions[0].rules.lengths: unknown key "lengths"`}},
		{"no basis", web, "      length:\n        basis: stated\n", "      length:\n", []string{"rules/2020-webbsida.yaml:42:9: versions[0].rules.length.basis: is missing"}},
		{"unknown basis", closing, "basis: assumed", "basis: guessed", []string{
			`rules/2023-stangning.yaml:10:14: versions[0].from.basis: "guessed" is not one of stated, read, assumed`}},
		{"no source", closing, "      source: Örebro kommuns webbsida anger året 2023\n", "", []string{
			"rules/2023-stangning.yaml:9:7: versions[0].from.source: is missing"}},
		{"no date", closing, "2023-01-01", "2023", []string{
			`rules/2023-stangning.yaml:9:13: versions[0].from.date: "2023" is not a date: write it as 2019-06-30`}},
		{"a length reversed", web, "to: 48", "to: 12", []string{"rules/2020-webbsida.yaml:47:13: versions[0].rules.length.to: 12 is less than 24"}},
		{"a length of nothing", web, "from: 24", "from: 0", []string{"rules/2020-webbsida.yaml:46:15: versions[0].rules.length.from: 0 is not a whole number of at least 1"}},
		{"an unknown kind", web, "municipal-company, public]", "company, public]", []string{
			`rules/2020-webbsida.yaml:39:31: versions[0].rules.participants.kinds[2]: "company" is not one of namnd, municipal-company, public, civil, individual`}},
		{"an unknown step", web, "[needs_analysis, idea,", "[needs_analysis, ide,", []string{
			`rules/2020-webbsida.yaml:77:33: versions[0].rules.process.steps[1]: "ide" is not one of needs_analysis, idea, application, preparation, decision`}},
		{"an unknown criterion", web, "criterion: rule", "criterion: rules", []string{
			`rules/2020-webbsida.yaml:59:20: versions[0].rules.profitability.criterion: "rules" is not one of rule, discounted, net`}},
		{"a horizon too long", web, "horizon: 10", "horizon: 1000", []string{
			"rules/2020-webbsida.yaml:60:18: versions[0].rules.profitability.horizon: the horizon is 1 to 100 years"}},
		{"years of reflow reversed", web, "        from: 2020\n", "        from: 2018\n", []string{
			"rules/2020-webbsida.yaml:96:15: versions[0].rules.reflow.from: 2018 is less than 2019"}},
		{"half of the years of reflow", web, "        from: 2020\n", "", []string{
			"rules/2020-webbsida.yaml:91:9: versions[0].rules.reflow.from: is missing"}},
		{"a share above 1", web, "share: 100%", "share: 110%", []string{
			"rules/2020-webbsida.yaml:102:16: versions[0].rules.reflow_terms.share: a share lies between 0 and 1 (0 % and 100 %)"}},
		{"an unknown cap", web, "cap: granted", "cap: all", []string{
			`rules/2020-webbsida.yaml:103:14: versions[0].rules.reflow_terms.cap: "all" is not one of granted, none`}},
		{"an unknown version to amend", closing, "amends: webbsida", "amends: webben", []string{
			`rules/2023-stangning.yaml:7:13: versions[0].amends: there is no earlier version "webben"`}},
		{"a later version to amend", closing, "2023-01-01", "2019-01-01", []string{
			`rules/2023-stangning.yaml:7:13: versions[0].amends: there is no earlier version "webbsida"`}},
		{"two versions of an id", web, "id: webbsida", "id: pressmeddelande-2013", []string{
			`rules/2020-webbsida.yaml:15:9: versions[0].id: version "pressmeddelande-2013" stands twice`,
			`rules/2023-stangning.yaml:7:13: versions[0].amends: there is no earlier version "webbsida"`}},
		{"two versions of a date", web, "date: 2020-01-21\n      basis", "date: 2013-06-10\n      basis", []string{
			"rules/2020-webbsida.yaml:19:13: versions[0].from.date: two versions apply from 2013-06-10"}},
		{"another schema", press, "siv.policy/1", "siv.policy/2", []string{
			`rules/2013-pressmeddelande.yaml:4:9: schema: this is a file of schema "siv.policy/2", not siv.policy/1`}},
		{"nothing", press, "", "", []string{"rules/2013-pressmeddelande.yaml: the file is empty"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := fstest.MapFS{}
			for _, name := range []string{press, web, closing} {
				data, err := os.ReadFile(filepath.Join("..", "..", "calc", "policy", "rules", name))
				if err != nil {
					t.Fatal(err)
				}
				text := string(data)
				if name == c.file && c.old == "" {
					text = ""
				} else if name == c.file {
					if text = strings.Replace(text, c.old, c.new, 1); text == string(data) {
						t.Fatalf("%q does not stand in the file", c.old)
					}
				}
				files[name] = &fstest.MapFile{Data: []byte(text)}
			}
			_, err := input.DecodePolicy("rules", files)
			if err == nil {
				t.Fatal("nothing was wrong")
			}
			if got := filepath.ToSlash(err.Error()); got != strings.Join(c.want, "\n") {
				t.Errorf("%s\nwant\n%s", got, strings.Join(c.want, "\n"))
			}
		})
	}
}

func TestPolicyFiles(t *testing.T) {
	p, err := input.DecodePolicy("", policy.Files())
	if err != nil || len(p.Versions) != 3 || len(p.Guidelines) != 2 {
		t.Fatalf("%v, %v", p, err)
	}
	if _, err := input.DecodePolicyFile("a.yaml", []byte("schema: siv.policy/1\n")); err == nil || err.Error() != "a.yaml: the policy holds no version of the rules (versions:)" {
		t.Errorf("%v", err)
	}
	if _, err := input.DecodePolicy("empty", fstest.MapFS{}); err == nil || err.Error() != "empty: the policy holds no version of the rules (versions:)" {
		t.Errorf("%v", err)
	}
}

// FuzzDecodePolicy: any bytes give rules or faults, each with its file.
func FuzzDecodePolicy(f *testing.F) {
	names, err := filepath.Glob(filepath.Join("..", "..", "calc", "policy", "rules", "*.yaml"))
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := input.DecodePolicyFile("fuzz", data)
		if (p == nil) == (err == nil) {
			t.Fatalf("%v and %v", p, err)
		}
	})
}
