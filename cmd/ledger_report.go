package cmd

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"siv/ledger"
)

// ledgerReport is siv ledger report.
type ledgerReport struct {
	fundLedger
	prefix
	completions
	year         countFlag
	toDate       ledger.Date
	bookedBefore timeFlag
	unit         choice[unit]
	plans        []string
	made         madeFile
}

func newLedgerReport(e *env) *cobra.Command {
	c := &ledgerReport{fundLedger: fundLedger{env: e}, year: yearFlag(), unit: newChoice(inKr, units())}
	cmd := &cobra.Command{
		Use:   "report --year YEAR | --to-date DATE",
		Short: "The note on the fund for the annual accounts or the interim report",
		Long: `Verify the whole ledger, then make the note on the marking in equity: what the fund
held on 1 January, what moved it, by kind, and what it holds; what is committed and
free; the same for each investment; beside the year before; and the lines for the
balanskravsutredning, with their signs explained. An entry counts in the year of its
date, a correction under the kind of the entry it takes back.

--year is the annual accounts. --to-date is the interim report (delårsrapport): from
1 January through that day, beside the same days of the year before, with a forecast
of the full year apart from what is booked. The forecast takes reflows from decided
plans (--plan) and draws from the fund costs of that year in the investments' own
files (--investments), at most what is left of the grants. What no file tells is
named, not guessed.

The note names the entries, the h and the seal it was made from, and the command
that makes the same bytes again, also when more has been recorded since. --check
FILE does that: it makes the note again and compares.

In tkr each figure is rounded by itself, and what rounded figures then lack of the
rounded sum is a line of its own. The ending of --to says what is written: .html,
.xlsx with live sums, .md, .csv or .json.`,
		Example: `  siv ledger report --year 2024
  siv ledger report --year 2024 --unit tkr --lang sv --to not.html
  siv ledger report --to-date 2025-08-31 --plan plan.yaml --investments satsningar/
  siv ledger report --year 2024 --entries 41 --at-seal none --check not.html`,
		Args: noArguments,
		RunE: c.run,
	}
	c.fundLedger.addFlags(cmd)
	cmd.Flags().Var(&c.year, "year", "the accounting year, which is the calendar year")
	cmd.Flags().Var(&dateFlag{&c.toDate}, "to-date", "the last day of an interim report")
	cmd.Flags().Var(&c.bookedBefore, "booked-before", "only entries booked before this time: as we knew it then")
	cmd.Flags().Var(&c.unit, "unit", "kr, or tkr with rounding differences shown")
	completeChoice(cmd, "unit", units())
	cmd.Flags().StringSliceVar(&c.plans, "plan", nil, "decided plans of reflow for the forecast, with --to-date")
	c.completions.addFlags(cmd)
	c.prefix.addFlags(cmd)
	c.made.addFlags(cmd, ".html, .xlsx, .md, .csv or .json")
	return cmd
}

func (c *ledgerReport) run(*cobra.Command, []string) error {
	interim := c.toDate != 0
	switch {
	case interim == (c.year.value != 0):
		return usageError{errors.New("report needs either --year or --to-date")}
	case !interim && len(c.plans) > 0:
		return usageError{errors.New("--plan is for the forecast of an interim report: it needs --to-date")}
	case interim && (c.toDate.Year() < c.year.least || c.toDate.Year() > c.year.most):
		return usageError{fmt.Errorf("--to-date: %s is not a day of the years %d to %d", c.toDate, c.year.least, c.year.most)}
	}
	if err := c.made.known(noteEndings()...); err != nil {
		return err
	}
	n := &note{unit: c.unit.value, periods: c.periods(), bookedBefore: c.bookedBefore.value}
	n.timeline.AsOf = n.periods[0].Through
	var err error
	if n.files, err = c.readForecastFiles(n.periods[0].Through); err != nil {
		return err
	}
	booked := newBookedFor(n.periods[0])
	n.made, err = c.prefix.read(&c.fundLedger, func(p ledger.Posting) error {
		if c.bookedBefore.value != 0 && p.Entry.Booked >= c.bookedBefore.value {
			return nil
		}
		for i := range n.periods {
			_ = n.periods[i].Post(p) // neither fails
		}
		_ = n.timeline.Post(p)
		booked.post(p)
		return nil
	})
	if err != nil {
		return err
	}
	if interim {
		n.forecast = n.files.forecast(&n.periods[0].Period, booked)
	}
	n.command = c.command(n.made)
	return noteScreen{Language: c.lang(), note: n}.show(c.env, c.made)
}

// periods are the one that is reported, and those it stands beside.
func (c *ledgerReport) periods() []notePeriod {
	if c.toDate == 0 {
		return []notePeriod{wholeYear("current", c.year.value), wholeYear("previous", c.year.value-1)}
	}
	from, _ := ledger.CalendarYear(c.toDate.Year())
	before := c.toDate.YearBefore()
	list := []notePeriod{
		{"current", ledger.Period{From: from, Through: c.toDate}},
		{"previous", ledger.Period{From: from.YearBefore(), Through: before}},
	}
	if year := wholeYear("previous_year", before.Year()); before != year.Through { // else it stands there already
		list = append(list, year)
	}
	return list
}

// command is the command that makes the note again, in the ledger's own folder.
func (c *ledgerReport) command(made prefixed) string {
	words := []string{"siv", "ledger", "report"}
	if c.toDate != 0 {
		words = append(words, "--to-date", c.toDate.String())
	} else {
		words = append(words, "--year", c.year.String())
	}
	if name := filepath.Base(c.path); name != "fund.jsonl" {
		words = append(words, "--ledger", name)
	}
	words = append(words, c.again(&c.fundLedger, made)...)
	if c.bookedBefore.value != 0 {
		words = append(words, "--booked-before", c.bookedBefore.String())
	}
	if c.unit.value != inKr {
		words = append(words, "--unit", string(c.unit.value))
	}
	for _, path := range c.plans {
		words = append(words, "--plan", c.fromLedger(path))
	}
	for _, path := range c.completions.paths {
		words = append(words, "--investments", c.fromLedger(path))
	}
	for i, word := range words {
		words[i] = shellWord(word)
	}
	return strings.Join(words, " ")
}
