package cmd

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"siv/calc"
	"siv/cmd/input"
)

// TestTemplateTexts: what the templates ask to be replaced is warned of, the same in
// both languages, and nothing in the examples is.
func TestTemplateTexts(t *testing.T) {
	want := []string{"id", "name", "application.id", "comparison_alternative", "effects[0].evidence", "effects[1].unit_cost.source", "effects[1].evidence"}
	for _, code := range []string{"sv", "en"} {
		text, err := templates.ReadFile(templateFile(code))
		if err != nil {
			t.Fatal(err)
		}
		inv := input.DecodeInvestment(code, text)
		var got []string
		for _, w := range templateTexts(inv.Investment) {
			got = append(got, w.Path)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", code, diff)
		}
		// Whatever text begins as a request does is among them.
		for path, text := range inv.Scalars() {
			for _, start := range []string{"EX", "Skriv", "Say", "Beskriv", "Describe", "Ny ", "New ", "ny-", "new-"} {
				if strings.HasPrefix(text, start) && !isTemplateText(templateSources(), text) {
					t.Errorf("%s: %s: %q is not known as a text of the template", code, path, text)
				}
			}
		}
	}
	if found := templateTexts(&calc.Investment{ID: "skolstod", Name: "Skolstöd", Effects: make([]calc.Effect, 1)}); found != nil {
		t.Errorf("without a text of the template: %v", found)
	}
}
