package cmd

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"

	"siv/calc"
	"siv/cmd/input"
	"siv/cmd/internal/lang"
)

// placed is a text of an investment and where it stands.
type placed struct{ path, text string }

// askedFor are the texts of an investment that the templates ask to be replaced.
// Others may be anybody's, such as their goals.
func askedFor(inv *calc.Investment) []placed {
	texts := []placed{{"id", inv.ID}, {"name", inv.Name}}
	if inv.Application != nil {
		texts = append(texts, placed{"application.id", inv.Application.ID})
	}
	texts = append(texts, placed{"comparison_alternative", inv.ComparisonAlternative})
	for i, effect := range inv.Effects {
		at := "effects[" + strconv.Itoa(i) + "]."
		if own := effect.UnitCost.Inline; own != nil {
			texts = append(texts, placed{at + "unit_cost.source", own.Source})
		}
		texts = append(texts, placed{at + "evidence", effect.Evidence})
	}
	return texts
}

// templateTexts warns of every text of the templates that nobody replaced: the
// figures beside it may be examples as well.
func templateTexts(inv *calc.Investment) []calc.Warning {
	var warnings []calc.Warning
	from := templateSources()
	for _, t := range askedFor(inv) {
		if isTemplateText(from, t.text) {
			warnings = append(warnings, calc.Warning{Code: calc.TemplateText, Path: t.path, Args: []string{t.path, t.text},
				Text: fmt.Sprintf("%s is still the template's own text, %q: replace it", t.path, t.text)})
		}
	}
	return warnings
}

// templateSources are the templates in each language.
func templateSources() [][]byte {
	var sources [][]byte
	for _, code := range lang.Codes() {
		if template, err := templates.ReadFile(templateFile(code)); err == nil {
			sources = append(sources, template)
		}
	}
	return sources
}

// isTemplateText reports whether a text is one that a template asks to be replaced.
// A template is decoded only for a text that is somewhere in it, which is seldom.
func isTemplateText(from [][]byte, text string) bool {
	return text != "" && slices.ContainsFunc(from, func(template []byte) bool {
		return bytes.Contains(template, []byte(text)) && slices.ContainsFunc(askedFor(input.DecodeInvestment("-", template).Investment),
			func(t placed) bool { return t.text == text })
	})
}
