package cmd

import "github.com/spf13/cobra"

func newCalc(e *env) *cobra.Command {
	return group(&cobra.Command{
		Use:   "calc",
		Short: "Calculate whether an investment pays for itself",
	}, newBreakEven(e), newExplain(e), newSensitivity(e), newStability(e), newRates(e),
		newSimulate(e), newCompare(e), newNPV(e),
		newFollowUp(e), newReflow(e))
}
