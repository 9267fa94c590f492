package cmd

import (
	"siv/calc"
	"siv/cmd/internal/lang"
)

type warningJSON struct {
	Code string `json:"code"`
	Text string `json:"text"`
}

// newWarningsJSON are warnings in json, never null.
func newWarningsJSON(warnings []calc.Warning) []warningJSON {
	list := make([]warningJSON, len(warnings))
	for i, w := range warnings {
		list[i] = warningJSON{Code: w.Code, Text: w.Text}
	}
	return list
}

// warningsInWords are warnings in the language, a line each.
func warningsInWords(l lang.Language, warnings []calc.Warning) []string {
	var lines []string
	for _, w := range warnings {
		lines = append(lines, l.T("warning", l.T("warning."+w.Code, toAny(w.Args)...)))
	}
	return lines
}

func toAny(words []string) []any {
	list := make([]any, len(words))
	for i, word := range words {
		list[i] = word
	}
	return list
}
