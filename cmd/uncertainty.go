package cmd

import (
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"siv/calc"
	"siv/cmd/input"
	"siv/cmd/internal/output"
)

// uncertainty holds the flags of every command that moves the numbers of an
// investment.
type uncertainty struct {
	evaluation
	vary shareFlag
}

func (u *uncertainty) addFlags(cmd *cobra.Command) {
	u.evaluation.addFlags(cmd)
	cmd.Flags().Var(&u.vary, "vary", "make a range, so much below and above, of every number of costs and effects in the file that is none")
}

// subject is an investment to be moved about.
type subject struct {
	evaluated
	investment *calc.Investment // with the ranges of --vary
	prices     calc.Prices
	options    calc.Options
}

// subject reads the investment of a file, and evaluates it once to find all that
// is wrong with it.
func (u *uncertainty) subject(e *env, cmd *cobra.Command, path string) (*subject, error) {
	catalogue, err := u.evaluation.prices(e)
	if err != nil {
		return nil, err
	}
	file, err := e.investment(path)
	if err != nil {
		return nil, err
	}
	s := &subject{prices: pricesFor(file, catalogue), options: u.options(e, cmd)}
	result, err := evaluate(file, catalogue, s.options)
	if err != nil {
		return nil, err
	}
	if err := u.heedLock(path, file, catalogue, s.options, result); err != nil {
		return nil, err
	}
	s.evaluated = evaluated{path, file, catalogue, result}
	s.investment = file.Investment
	if u.vary.value != nil {
		s.investment = calc.Vary(file.Investment, *u.vary.value)
	}
	return s, nil
}

// fault gives an error of the core the places of the file.
func (s *subject) fault(err error) error {
	if faults := s.file.Faults(err); len(faults) > 0 {
		return faults
	}
	return err
}

// uncertainScreen shows an investment whose numbers move, in one language.
type uncertainScreen struct {
	resultScreen
	subject *subject
}

func (s *subject) screen(e *env) uncertainScreen {
	return uncertainScreen{resultScreen{Language: e.lang(), evaluated: s.evaluated}, s}
}

// value is the cell of a value of an input.
func (s uncertainScreen) value(in calc.Input, value decimal.Decimal) output.Cell {
	if in.Months {
		return output.Text(in.Write(value))
	}
	return shortestCell(value)
}

func (s uncertainScreen) maybeValue(in calc.Input, value decimal.NullDecimal) output.Cell {
	if !value.Valid {
		return output.Cell{}
	}
	return s.value(in, value.Decimal)
}

// nameOf is the cell of an input: its path to machines, its label to readers.
func (s uncertainScreen) nameOf(in calc.Input) output.Cell { return output.Word(in.Path, in.Label) }

// notes says how the figures were computed, what to mind, what the table shows,
// and when nothing is uncertain.
func (s uncertainScreen) notes(shown ...string) []string {
	notes := append(s.facts(), s.warnings()...)
	notes = append(notes, shown...)
	if len(calc.Uncertain(calc.Inputs(s.subject.investment))) == 0 {
		notes = append(notes, s.T("uncertain.none"))
	}
	return notes
}

// writtenOf is a value of an input in json, as a file states it, or null.
func writtenOf(in calc.Input, value decimal.NullDecimal) *string {
	if !value.Valid {
		return nil
	}
	text := in.Write(value.Decimal)
	return &text
}

// headJSON begins every answer about one investment whose numbers move.
type headJSON struct {
	Schema      string    `json:"schema,omitempty"`
	Investment  string    `json:"investment"`
	Name        string    `json:"name"`
	Perspective string    `json:"perspective"`
	Criterion   string    `json:"criterion"`
	Rate        string    `json:"rate"`
	RateSource  string    `json:"rate_source"`
	PriceYear   int       `json:"price_year"`
	Net         string    `json:"net"`
	Tests       testsJSON `json:"tests"`
	Passes      bool      `json:"passes"`
	// Warnings are those of the result at the likely values.
	Warnings []warningJSON `json:"warnings"`
}

func newHead(schema string, r *calc.Result) headJSON {
	return headJSON{Schema: schema, Warnings: newWarningsJSON(r.Warnings), Investment: r.Investment.ID, Name: r.Investment.Name,
		Perspective: string(r.Perspective), Criterion: string(r.Criterion),
		Rate: r.Rate.Value.String(), RateSource: string(r.Rate.Source), PriceYear: r.PriceYear,
		Net: money(r.Net.PresentValue), Tests: toTests(r.Tests), Passes: r.Passes}
}

func toTests(t calc.Tests) testsJSON {
	return testsJSON{Rule: t.Rule, Discounted: t.Discounted, Net: t.Net}
}

// shareFlag is a flag that takes a share above 0 and at most 1: 20% or 0.2.
type shareFlag struct{ optional }

// Set is of pflag.Value.
func (s *shareFlag) Set(text string) error {
	value, err := input.ParseShare(text)
	if err != nil || !value.IsPositive() || value.GreaterThan(decimal.NewFromInt(1)) {
		return fmt.Errorf("%q is not a share above 0 and at most 100 %%: write 20%% or 0.2", text)
	}
	s.value = &value
	return nil
}

// Type is what help shows for the value.
func (s *shareFlag) Type() string { return "share" }
