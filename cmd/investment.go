package cmd

import "github.com/spf13/cobra"

func newInvestment(e *env) *cobra.Command {
	return group(&cobra.Command{
		Use:   "investment",
		Short: "Check a proposal against the programme's rules, write a new one, list the register",
		Long: `Check an investment (satsning) against the rules of the programme that were in
force when it was decided, write a new proposal from a template, read one
that was filled in as a workbook, list the register, and print an evaluation
schedule.`,
	}, newInvestmentCheck(e), newInvestmentNew(e), newInvestmentFromXLSX(e), newInvestmentList(e), newInvestmentSchedule(e))
}
