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
// and of the cell where it is mended.
func (f *Filled) inLabels(fault input.Fault) input.Fault {
	label := func(field string) string { return f.language.T("form." + field) }
	switch fault.Message {
	case "states neither outcome: {without, with} nor change":
		fault.Path += ".outcome.without"
		fault.Message = fmt.Sprintf("is missing: state it and %q, or %q", label("with"), label("change"))
	case "state outcome or change, not both":
		fault.Message = fmt.Sprintf("state %q and %q, or %q, not both", label("without"), label("with"), label("change"))
	case "deadweight does not go together with outcome: the comparison alternative already holds it":
		fault.Message = fmt.Sprintf("goes with %q only: %q already holds it", label("change"), label("without"))
	case "drop_off lies below 1":
		fault.Message = "lies below 100 %"
	case "names a unit cost of the catalogue (id) and writes one out (amount); do one of them":
		fault.Message = fmt.Sprintf("state %q or %q, not both", label("unit-cost"), label("own-amount"))
	case "a public actor needs sector: region, state or other":
		fault.Path += ".sector"
		fault.Message = fmt.Sprintf("is missing: choose one of %s", f.sectors(calc.Sectors()[1:]))
	case "only an actor of kind public states a sector":
		fault.Message = fmt.Sprintf("is only for the kind %q", f.language.T("kind.public"))
	case "an external cost needs payer: municipality, region, state or other":
		fault.Path += ".payer"
		fault.Message = fmt.Sprintf("is missing: choose one of %s", f.sectors(calc.Sectors()))
	case "only an external cost names a payer":
		fault.Message = fmt.Sprintf("is only for what is paid by %q", f.language.T("funding.external"))
	}
	return fault
}

// sectors lists sectors in the words of the form.
func (f *Filled) sectors(codes []calc.Sector) string {
	words := make([]string, len(codes))
	for i, code := range codes {
		words[i] = f.language.T("sector." + string(code))
	}
	return strings.Join(words, ", ")
}
