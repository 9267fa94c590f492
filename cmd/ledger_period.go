package cmd

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"siv/ledger"
)

// period is the flags of a run of days, both ends in it: a year, or from and to.
// The accounting year is the calendar year.
type period struct {
	year     int
	from, to ledger.Date // none: no limit
}

func (p *period) addFlags(cmd *cobra.Command, what string) {
	cmd.Flags().Var(&yearOf{&p.year}, "year", what+" dated in this year")
	cmd.Flags().Var(&dateFlag{&p.from}, "from", what+" dated on this day or after")
	cmd.Flags().Var(&dateFlag{&p.to}, "to", what+" dated on this day or before")
}

// check refuses a period that is none, and finds the days of the year.
func (p *period) check() error {
	switch {
	case p.year != 0 && (p.from != 0 || p.to != 0):
		return usageError{errors.New("--year says from and to already")}
	case p.year != 0:
		p.from, p.to = ledger.CalendarYear(p.year)
	case p.from != 0 && p.to != 0 && p.to < p.from:
		return usageError{fmt.Errorf("--to %s is before --from %s", p.to, p.from)}
	}
	return nil
}
