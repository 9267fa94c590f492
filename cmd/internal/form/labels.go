package form

import (
	"fmt"
	"strings"

	"siv/calc"
	"siv/cmd/input"
	"siv/cmd/internal/lang"
)

// languageOf is the language of a form: that of its sheet of effects. What is wrong
// in it is told in the labels that it has, whoever reads it.
func languageOf(sheets map[string]*grid) lang.Language {
	for _, code := range lang.Codes() {
		if l := lang.New(code); same(sheets[effects().name].Name, l.T(effects().name)) {
			return l
		}
	}
	return lang.New(lang.Codes()[0])
}

// inLabels says a fault of the YAML that speaks of keys in the labels of the form,
// and of the cell where it is mended. Its code and place tell which it is.
func (f *Filled) inLabels(fault input.Fault) input.Fault {
	label := func(field string) string { return f.language.T("form." + field) }
	switch fault.Code + " " + whichever(fault.Path) {
	case "missing effects[]":
		fault.Path += ".outcome.without"
		fault.Message = fmt.Sprintf("is missing: state it and %q, or %q", label("with"), label("change"))
	case "not-allowed effects[].change":
		fault.Message = fmt.Sprintf("state %q and %q, or %q, not both", label("without"), label("with"), label("change"))
	case "not-allowed effects[].deadweight":
		fault.Message = fmt.Sprintf("goes with %q only: %q already holds it", label("change"), label("without"))
	case "drops-all effects[].drop_off":
		fault.Message = "lies below 100 %"
	case "not-allowed effects[].unit_cost":
		fault.Message = fmt.Sprintf("state %q or %q, not both", label("unit-cost"), label("own-amount"))
	case "missing actors[]":
		fault.Path += ".sector"
		fault.Message = fmt.Sprintf("is missing: choose one of %s", f.sectors(calc.Sectors()[1:]))
	case "not-allowed actors[].sector":
		fault.Message = fmt.Sprintf("is only for the kind %q", f.language.T("kind.public"))
	case "missing costs[]":
		fault.Path += ".payer"
		fault.Message = fmt.Sprintf("is missing: choose one of %s", f.sectors(calc.Sectors()))
	case "not-allowed costs[].payer":
		fault.Message = fmt.Sprintf("is only for what is paid by %q", f.language.T("funding.external"))
	}
	return fault
}

// whichever is a path without the numbers of its places: effects[].change.
func whichever(path string) string {
	var out strings.Builder
	for part := range strings.SplitSeq(path, "[") {
		if _, after, ok := strings.Cut(part, "]"); ok {
			part = "[]" + after
		}
		out.WriteString(part)
	}
	return out.String()
}

// sectors lists sectors in the words of the form.
func (f *Filled) sectors(codes []calc.Sector) string {
	words := make([]string, len(codes))
	for i, code := range codes {
		words[i] = f.language.T("sector." + string(code))
	}
	return strings.Join(words, ", ")
}
