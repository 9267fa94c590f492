package cmd

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"siv/calc"
	"siv/cmd/input"
	"siv/cmd/internal/output"
)

// rates is siv calc rates.
type rates struct {
	*env
	evaluation
	span rateSpanFlag
	step shareFlag
}

func newRates(e *env) *cobra.Command {
	percent := decimal.New(1, -2)
	c := &rates{env: e, span: rateSpanFlag{high: decimal.New(7, -2)}, step: shareFlag{optional{&percent}}}
	cmd := &cobra.Command{
		Use:   "rates FILE | -",
		Short: "Does the verdict hang on the discount rate?",
		Long: `Calculate an investment at several discount rates, and find the rates at which the
discounted test and the net test turn. The municipality's own rule discounts
nothing and does not turn.

` + exitStatuses,
		Example: `  siv calc rates proposal.yaml
  siv calc rates proposal.yaml --rates 0..7% --step 0.5%`,
		Args:              args(cobra.ExactArgs(1)),
		ValidArgsFunction: completeYAML,
		RunE:              func(cmd *cobra.Command, paths []string) error { return c.run(cmd, paths[0]) },
	}
	c.addFlags(cmd)
	cmd.Flags().Var(&c.span, "rates", "the rates, from..to")
	cmd.Flags().Var(&c.step, "step", "from one rate to the next")
	return cmd
}

// maxRates bounds the rates that are computed.
const maxRates = 1000

func (c *rates) run(cmd *cobra.Command, path string) error {
	if n := c.span.high.Sub(c.span.low).DivRound(*c.step.value, 0); n.GreaterThan(decimal.NewFromInt(maxRates)) {
		return usageError{fmt.Errorf("%s rates are too many; the most is %d", n, maxRates)}
	}
	u := uncertainty{evaluation: c.evaluation}
	s, err := u.subject(c.env, cmd, path)
	if err != nil {
		return err
	}
	span, err := calc.VerdictsOverRates(s.investment, s.prices, s.options, calc.RatesBetween(c.span.low, c.span.high, *c.step.value))
	if err != nil {
		return s.fault(err)
	}
	screen := s.screen(c.env)
	rows := screen.rateRows(span)
	return c.render(output.Document{Sections: []output.Section{screen.rates(span)}, Rows: &rows, Data: newRatesJSON(span)})
}

// ratesJSON is the answer siv.rates/1.
type ratesJSON struct {
	headJSON
	Rates []atRateJSON `json:"rates"`
	Turns []turnJSON   `json:"turns"`
}

type atRateJSON struct {
	Rate        string    `json:"rate"`
	Cost        string    `json:"cost"`
	RunningCost string    `json:"running_cost"`
	Savings     string    `json:"savings"`
	Net         string    `json:"net"`
	BCR         *string   `json:"bcr"`
	Tests       testsJSON `json:"tests"`
	Passes      bool      `json:"passes"`
}

type turnJSON struct {
	Test string `json:"test"`
	Rate string `json:"rate"`
}

func newRatesJSON(span *calc.RateSpan) ratesJSON {
	out := ratesJSON{headJSON: newHead("siv.rates/1", span.Result), Turns: []turnJSON{}}
	for _, r := range span.AtRates {
		out.Rates = append(out.Rates, atRateJSON{Rate: r.Rate.Value.String(), Cost: money(r.Cost.PresentValue),
			RunningCost: money(r.RunningCost.PresentValue), Savings: money(r.Savings.PresentValue), Net: money(r.Net.PresentValue),
			BCR: maybe(r.BCR.PresentValue, 4), Tests: toTests(r.Tests), Passes: r.Passes})
	}
	for _, t := range span.Turns {
		out.Turns = append(out.Turns, turnJSON{string(t.Test), t.Rate.String()})
	}
	return out
}

func (s uncertainScreen) rates(span *calc.RateSpan) output.Section {
	t := s.rateRows(span)
	t.Title = s.T("rates.title")
	var turns []string
	for _, turn := range span.Turns {
		turns = append(turns, s.T("rates.turn", s.T("test."+string(turn.Test)), s.Percent(turn.Rate)))
	}
	if len(turns) == 0 {
		first, last := span.AtRates[0], span.AtRates[len(span.AtRates)-1]
		turns = []string{s.T("rates.no-turn", s.Percent(first.Rate.Value), s.Percent(last.Rate.Value))}
	}
	return output.Section{Lead: append(s.verdict(), strings.Join(turns, " ")), Tables: []output.Table{t},
		NotesTitle: s.T("title.facts"), Notes: append(s.facts(), s.warnings()...)}
}

func (s uncertainScreen) rateRows(span *calc.RateSpan) output.Table {
	t := output.Table{Columns: s.columns("rate", "cost", "running-cost", "savings", "net", "bcr", "test-rule", "test-discounted", "test-net")}
	for _, r := range span.AtRates {
		rate := output.Word(strings.Replace(r.Rate.Value.String(), ".", ",", 1), s.Percent(r.Rate.Value))
		row := []output.Cell{rate, output.Money(r.Cost.PresentValue), output.Money(r.RunningCost.PresentValue),
			output.Money(r.Savings.PresentValue), output.Money(r.Net.PresentValue), output.Maybe(r.BCR.PresentValue, 4)}
		for _, c := range calc.Criteria() {
			row = append(row, output.Bool(r.Tests.Of(c)))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// rateSpanFlag is a flag that takes two rates: 0..7%.
type rateSpanFlag struct{ low, high decimal.Decimal }

// Set is of pflag.Value. A % after the last rate is for both.
func (r *rateSpanFlag) Set(text string) error {
	first, last, ok := strings.Cut(text, "..")
	if ok && strings.HasSuffix(last, "%") && !strings.HasSuffix(first, "%") {
		first += "%"
	}
	low, err := input.ParseShare(first)
	high, otherErr := input.ParseShare(last)
	if !ok || err != nil || otherErr != nil {
		return fmt.Errorf("%q is not a span of rates: write 0..7%%", text)
	}
	if high.LessThan(low) || !low.GreaterThan(decimal.NewFromInt(-1)) {
		return fmt.Errorf("%q: rates rise from the first to the last, and lie above -100 %%", text)
	}
	r.low, r.high = low, high
	return nil
}

func (r *rateSpanFlag) String() string { return r.low.String() + ".." + r.high.Shift(2).String() + "%" }

// Type is what help shows for the value.
func (r *rateSpanFlag) Type() string { return "rates" }
