package cmd

import (
	"fmt"

	"github.com/spf13/cobra"

	"siv/calc"
	"siv/cmd/input"
)

// outcomesFlag is the flag --outcomes of the commands that know what happened.
type outcomesFlag struct{ paths []string }

func (o *outcomesFlag) add(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&o.paths, "outcomes", nil, "what was observed of an investment, siv.outcomes/1; once for each")
}

// outcomesFile is a file of outcomes that was read.
type outcomesFile = input.Beside[*calc.Outcomes]

// readOutcomes reads the files of the flag, by investment.
func (o *outcomesFlag) readOutcomes(e *env) (map[string]*outcomesFile, error) {
	files := map[string]*outcomesFile{}
	for _, path := range o.paths {
		data, err := e.read(path)
		if err != nil {
			return nil, err
		}
		file, err := input.DecodeOutcomes(path, data)
		if err != nil {
			return nil, err
		}
		id := file.Value.Investment
		if files[id] != nil {
			return nil, usageError{fmt.Errorf("two files of outcomes are given for %q", id)}
		}
		files[id] = file
	}
	return files, nil
}

// strangers returns a fault for each file of outcomes whose investment is not
// among those evaluated.
func strangers(files map[string]*outcomesFile, investments []string) input.Faults {
	known := map[string]bool{}
	for _, id := range investments {
		known[id] = true
	}
	var faults input.Faults
	for id, file := range files {
		if !known[id] {
			faults = append(faults, file.Faults(calc.FileFaults{Faults: calc.Faults{{Path: "investment", Code: "other-investment",
				Message: fmt.Sprintf("there is no investment %q among the files", id)}}})...)
		}
	}
	return faults
}
