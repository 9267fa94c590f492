package cmd

import (
	"github.com/spf13/cobra"

	"siv/ledger"
)

// clocks are the flags of both clocks: what an entry concerns, and when we knew.
type clocks struct {
	asOf         ledger.Date
	bookedBefore timeFlag
}

func (c *clocks) addFlags(cmd *cobra.Command) {
	cmd.Flags().Var(&dateFlag{&c.asOf}, "as-of", "only entries dated on this day or before")
	cmd.Flags().Var(&c.bookedBefore, "booked-before", "only entries booked before this time: as we knew it then")
}

// lets tells whether an entry lies within both clocks.
func (c *clocks) lets(e *ledger.Entry) bool {
	return (c.asOf == 0 || e.Date <= c.asOf) && (c.bookedBefore.value == 0 || e.Booked < c.bookedBefore.value)
}
