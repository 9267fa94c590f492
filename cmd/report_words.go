package cmd

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"siv/calc"
	"siv/cmd/internal/output"
)

// inputName is the cell of a number of the file, in words.
func (p *paper) inputName(in calc.Input) output.Cell { return output.Word(in.Path, p.inputWords(in)) }

// inputWords names a number of the file: that of a cost or an effect.
func (p *paper) inputWords(in calc.Input) string {
	owner, what := p.inputParts(in)
	return owner + ": " + what
}

func (p *paper) inputParts(in calc.Input) (owner, what string) {
	_, key, _ := strings.Cut(in.Path, "].") // effects[0].people.2017
	owner = strings.TrimSuffix(in.Label, "."+key)
	base, year, _ := strings.Cut(key, ".")
	switch base {
	case "amounts", "people":
		if year != "" {
			return owner, p.T("input."+base+"-of", year)
		}
	case "from", "to": // of a running cost
		return owner, p.T("input.running-" + base)
	}
	return owner, p.T("input." + key)
}

// inputValue writes a value of a number of the file: a share in per cent.
func (p *paper) inputValue(in calc.Input, value decimal.Decimal) string {
	switch {
	case in.Months:
		return p.lasting(value)
	case isShare(in):
		return p.Percent(value)
	default:
		return p.Shortest(value)
	}
}

func isShare(in calc.Input) bool {
	_, key, _ := strings.Cut(in.Path, "].")
	return slices.Contains([]string{"outcome.without", "outcome.with", "change", "deadweight", "attribution", "displacement", "drop_off",
		"optimism_bias", "cashable"}, key)
}

// placesOf is how many decimals of a number leave it two as it is shown.
func placesOf(in calc.Input) int32 {
	if isShare(in) {
		return 4
	}
	return 2
}
