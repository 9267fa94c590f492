package cmd

import (
	"errors"
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"siv/calc"
	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
	"siv/unitcosts"
)

// followUp is siv calc follow-up.
type followUp struct {
	*env
	evaluation
	outcomesFlag
	against []string
}

func newFollowUp(e *env) *cobra.Command {
	c := &followUp{env: e}
	cmd := &cobra.Command{
		Use:   "follow-up FILE... --outcomes OUTCOMES",
		Short: "Hold what happened against the forecast, and conclude",
		Long: `Hold what happened (uppföljande utvärdering) against the forecast: the cost and the
savings of the years that are known, how much of the forecast was realised, and
break-even again with what is known and the forecast for the rest.

The programme's conclusion: positive for the target group (every observed effect
came, in the direction that was forecast) and for the municipality's economy (the
test of --criterion is passed) means make it permanent; more profitable than each
alternative of --against too means scale it up.

Over several investments the realisation rates are pooled. One less the pooled
rate can serve as a local optimism bias: break-even --optimism-from takes the
json of this command.`,
		Example: `  siv calc follow-up proposal.yaml --outcomes outcomes.yaml
  siv calc follow-up a.yaml b.yaml --outcomes a.outcomes.yaml --outcomes b.outcomes.yaml -o json`,
		Args:              args(cobra.MinimumNArgs(1)),
		ValidArgsFunction: completeYAML,
		RunE:              func(cmd *cobra.Command, paths []string) error { return c.run(cmd, expand(paths)) },
	}
	c.addFlags(cmd)
	c.outcomesFlag.add(cmd)
	cmd.Flags().StringArrayVar(&c.against, "against", nil, "an alternative to hold the result against; may be repeated")
	return cmd
}

func (c *followUp) run(cmd *cobra.Command, paths []string) error {
	files, err := c.readOutcomes(c.env)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return usageError{errors.New("--outcomes is missing: there is nothing to follow up")}
	}
	catalogue, err := c.prices(c.env)
	if err != nil {
		return err
	}
	alternatives, err := c.alternatives(cmd, catalogue)
	if err != nil {
		return err
	}
	var all []*calc.FollowUp
	var ids []string
	err = eachFile(cmd, paths, func(path string) error {
		f, err := c.follow(cmd, path, files, catalogue, alternatives)
		if err == nil {
			all, ids = append(all, f), append(ids, f.Forecast.Investment.ID)
		}
		return err
	})
	if err != nil {
		return err
	}
	if faults := strangers(files, ids); len(faults) > 0 {
		return faults
	}
	return c.render(followUpDocument(c.lang(), all))
}

// follow holds one investment against its outcomes. What is wrong with either file is
// the error.
func (c *followUp) follow(cmd *cobra.Command, path string, files map[string]*outcomesFile, catalogue *unitcosts.Catalogue, alternatives []decimal.Decimal) (*calc.FollowUp, error) {
	inv, err := c.investment(path)
	if err != nil {
		return nil, err
	}
	file, seen := files[inv.ID], &calc.Outcomes{}
	switch {
	case file != nil:
		seen = file.Value
	case len(inv.Faults(nil)) == 0:
		return nil, usageError{fmt.Errorf("there are no outcomes of %q (%s)", inv.ID, path)}
	}
	f, err := calc.Follow(inv.Investment, pricesFor(inv, catalogue), c.options(c.env, cmd), seen, alternatives)
	faults := inv.Faults(err)
	if file != nil {
		faults = append(faults, file.Faults(err)...)
	}
	switch {
	case len(faults) > 0:
		return nil, faults
	case err != nil:
		return nil, err
	}
	return f, c.tellLock(c.env, path, inv, catalogue, c.options(c.env, cmd))
}

// alternatives returns the net present values of the files of --against.
func (c *followUp) alternatives(cmd *cobra.Command, catalogue *unitcosts.Catalogue) ([]decimal.Decimal, error) {
	if len(c.against) == 0 {
		return nil, nil
	}
	all, err := c.evaluateWith(catalogue, c.env, cmd, c.against)
	if err != nil {
		return nil, err
	}
	nets := make([]decimal.Decimal, len(all))
	for i, one := range all {
		nets[i] = one.result.Net.PresentValue
	}
	return nets, nil
}

// followUpJSON is the answer siv.follow-up/1.
type followUpJSON struct {
	Schema      string         `json:"schema"`
	Investments []followedJSON `json:"investments"`
	Pooled      realisedJSON   `json:"pooled"`
	Optimism    *string        `json:"optimism_bias"`
}

type followedJSON struct {
	Investment string               `json:"investment"`
	Name       string               `json:"name"`
	Costs      []realisedJSON       `json:"costs"`
	Effects    []effectRealisedJSON `json:"effects"`
	Savings    realisedJSON         `json:"savings"`
	Forecast   outcomeResultJSON    `json:"forecast"`
	Updated    outcomeResultJSON    `json:"updated"`
	Conclusion string               `json:"conclusion"`
	Reasons    []reasonJSON         `json:"reasons"`
}

type realisedJSON struct {
	Year        int     `json:"year,omitempty"`
	Forecast    string  `json:"forecast"`
	Actual      string  `json:"actual"`
	Realisation *string `json:"realisation"`
}

type effectRealisedJSON struct {
	ID    string         `json:"id"`
	Years []realisedJSON `json:"years"`
	Total realisedJSON   `json:"total"`
}

type outcomeResultJSON struct {
	Cost      pairJSON           `json:"cost"`
	Savings   pairJSON           `json:"savings"`
	Net       pairJSON           `json:"net"`
	Tests     testsJSON          `json:"tests"`
	Passes    bool               `json:"passes"`
	BreakEven *breakEvenYearJSON `json:"break_even"`
}

type reasonJSON struct {
	Code  string `json:"code"`
	Holds bool   `json:"holds"`
}

func toRealised(r calc.Realised) realisedJSON {
	return realisedJSON{Year: r.Year, Forecast: money(r.Forecast), Actual: money(r.Actual), Realisation: maybe(r.Rate, 4)}
}

func toRealisedList(list []calc.Realised) []realisedJSON {
	out := make([]realisedJSON, len(list))
	for i, r := range list {
		out[i] = toRealised(r)
	}
	return out
}

func toOutcomeResult(r *calc.Result) outcomeResultJSON {
	whole := newBreakEvenJSON(r)
	return outcomeResultJSON{Cost: whole.Cost, Savings: whole.Savings, Net: whole.Net, Tests: whole.Tests,
		Passes: whole.Passes, BreakEven: whole.BreakEven}
}

func newFollowUpJSON(all []*calc.FollowUp) followUpJSON {
	pooled, bias := calc.Pool(all)
	out := followUpJSON{Schema: "siv.follow-up/1", Investments: []followedJSON{}, Pooled: toRealised(pooled), Optimism: maybe(bias, 4)}
	for _, f := range all {
		one := followedJSON{Investment: f.Forecast.Investment.ID, Name: f.Forecast.Investment.Name, Costs: toRealisedList(f.Costs),
			Effects: []effectRealisedJSON{}, Savings: toRealised(f.Savings), Forecast: toOutcomeResult(f.Forecast),
			Updated: toOutcomeResult(f.Updated), Conclusion: string(f.Conclusion), Reasons: []reasonJSON{}}
		for _, e := range f.Effects {
			one.Effects = append(one.Effects, effectRealisedJSON{ID: e.Effect.ID, Years: toRealisedList(e.Years), Total: toRealised(e.Total)})
		}
		for _, r := range f.Reasons {
			one.Reasons = append(one.Reasons, reasonJSON{Code: r.Code, Holds: r.Holds})
		}
		out.Investments = append(out.Investments, one)
	}
	return out
}

func followUpDocument(l lang.Language, all []*calc.FollowUp) output.Document {
	var rows output.Table
	doc := output.Document{Data: newFollowUpJSON(all)}
	for _, f := range all {
		own := followUpRows(l, f)
		rows.Columns = own.Columns
		rows.Rows = append(rows.Rows, own.Rows...)
		doc.Sections = append(doc.Sections, followUpSection(l, f, own.Pick(1, 2, 3, 4, 5)))
	}
	if pooled, bias := calc.Pool(all); bias.Valid {
		last := &doc.Sections[len(doc.Sections)-1]
		last.Notes = append(last.Notes, l.T("follow.pooled", l.Percent(pooled.Rate.Decimal), l.Percent(bias.Decimal)))
	}
	doc.Rows = &rows
	return doc
}

// followUpRows holds what happened beside the forecast, year by year.
func followUpRows(l lang.Language, f *calc.FollowUp) output.Table {
	t := output.Table{Title: l.T("follow.title"), Columns: titled(l, "follow.col.", "investment", "what", "year", "forecast", "actual", "realisation")}
	add := func(what string, list ...calc.Realised) {
		for _, r := range list {
			year := output.Cell{}
			if r.Year != 0 {
				year = output.Int(r.Year)
			}
			t.Rows = append(t.Rows, []output.Cell{output.Text(f.Forecast.Investment.ID), output.Text(what), year,
				output.Money(r.Forecast), output.Money(r.Actual), output.Maybe(r.Rate, 4)})
		}
	}
	add(l.T("follow.cost"), f.Costs...)
	for _, e := range f.Effects {
		add(e.Effect.ID, e.Years...)
		add(e.Effect.ID, e.Total)
	}
	add(l.T("follow.savings"), f.Savings)
	return t
}

// followUpConclusion is what the programme says of what happened.
func followUpConclusion(l lang.Language, f *calc.FollowUp) string {
	return l.T("follow.conclusion."+string(f.Conclusion), f.Forecast.Investment.Name)
}

// followUpSection says what is concluded, and why, before the figures.
func followUpSection(l lang.Language, f *calc.FollowUp, rows output.Table) output.Section {
	section := output.Section{Lead: []string{followUpConclusion(l, f)}}
	for _, r := range f.Reasons {
		key := "follow.reason." + r.Code
		if !r.Holds {
			key += "-not"
		}
		section.Lead = append(section.Lead, l.T(key))
	}
	if known, all := f.Savings.Forecast, f.Forecast.Savings.Undiscounted; len(f.Effects) > 0 && known.LessThan(all) {
		section.Lead = append(section.Lead, l.T("follow.known", l.Money(known), l.Money(all)))
	}
	results := output.Table{Title: l.T("follow.results"), Columns: []output.Column{{Key: "item"},
		{Key: "forecast", Title: l.T("follow.col.forecast")}, {Key: "updated", Title: l.T("follow.col.updated")}}}
	row := func(key string, was, is output.Cell) {
		results.Rows = append(results.Rows, []output.Cell{output.Text(l.T(key)), was, is})
	}
	was, is := f.Forecast, f.Updated
	row("follow.row.cost", output.Money(was.Cost.PresentValue), output.Money(is.Cost.PresentValue))
	row("follow.row.savings", output.Money(was.Savings.PresentValue), output.Money(is.Savings.PresentValue))
	row("follow.row.net", output.Money(was.Net.PresentValue), output.Money(is.Net.PresentValue))
	row("follow.row.break-even", breakEvenYear(was), breakEvenYear(is))
	section.Tables = []output.Table{rows, results}
	return section
}

func breakEvenYear(r *calc.Result) output.Cell {
	if r.BreakEven == nil {
		return output.Cell{}
	}
	return output.Int(r.BreakEven.Year)
}
