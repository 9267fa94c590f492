package cmd

import (
	"fmt"
	"strconv"

	"siv/calc"
)

// isTemplateText reports whether a text is one that siv investment new writes to
// be replaced. Words that may be anybody's, such as the goals of the templates, are
// none.
func isTemplateText(text string) bool {
	switch text {
	case "ny-satsning", "Ny satsning", "ny-ansokan", "Beskriv vad som händer utan satsningen.",
		"Skriv varifrån antagandet kommer", "EXEMPEL, ersätt med er egen uppgift",
		"new-investment", "New investment", "new-application", "Describe what happens without the investment.",
		"Say where the assumption comes from", "EXAMPLE, replace with your own figure":
		return true
	}
	return false
}

// templateTexts warns of every text of the templates that nobody replaced: the
// figures beside it may be examples as well.
func templateTexts(inv *calc.Investment) []calc.Warning {
	var warnings []calc.Warning
	heed := func(path, text string) {
		if isTemplateText(text) {
			warnings = append(warnings, calc.Warning{Code: calc.TemplateText, Path: path, Args: []string{path, text},
				Text: fmt.Sprintf("%s is still the template's own text, %q: replace it", path, text)})
		}
	}
	heed("id", inv.ID)
	heed("name", inv.Name)
	if inv.Application != nil {
		heed("application.id", inv.Application.ID)
	}
	heed("comparison_alternative", inv.ComparisonAlternative)
	for i, effect := range inv.Effects {
		at := "effects[" + strconv.Itoa(i) + "]."
		if own := effect.UnitCost.Inline; own != nil {
			heed(at+"unit_cost.source", own.Source)
		}
		heed(at+"evidence", effect.Evidence)
	}
	return warnings
}
