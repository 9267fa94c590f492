package cmd

import (
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"siv/calc"
	"siv/cmd/input"
	"siv/ledger"
)

// completions is the flag that names investment files. A ledger does not know what
// is completed; the investments' own files do.
type completions struct{ paths []string }

func (c *completions) addFlags(cmd *cobra.Command) {
	cmd.Flags().StringSliceVar(&c.paths, "investments", nil, "investment files, or folders of them, that say which are completed")
}

// completionsOf is which investments are completed; nil means that nobody said.
type completionsOf map[string]bool

// releaseDue tells whether an investment is completed and has a grant left.
func (c completionsOf) releaseDue(investment string, t ledger.Totals) bool {
	return c[investment] && t.Committed() > 0
}

// completed reads the investment files. Every fault of every file is the error.
func (c *completions) completed(e *env) (completionsOf, error) {
	if len(c.paths) == 0 {
		return nil, nil
	}
	files, err := yamlFiles(expand(c.paths))
	if err != nil {
		return nil, err
	}
	found := completionsOf{}
	var faults input.Faults
	for _, path := range files {
		inv, err := e.investment(path)
		if err != nil {
			return nil, err
		}
		faults = append(faults, inv.Faults(nil)...)
		found[inv.ID] = inv.Status == calc.Completed
	}
	if len(faults) > 0 {
		return nil, faults
	}
	return found, nil
}

// yamlFiles puts the YAML files of a folder in its place. The settings that may
// lie there are no investment.
func yamlFiles(paths []string) ([]string, error) {
	var files []string
	for _, path := range paths {
		if info, err := os.Stat(path); err != nil || !info.IsDir() {
			files = append(files, path)
			continue
		}
		inside, err := os.ReadDir(path)
		if err != nil {
			return nil, unreadable(path, err)
		}
		for _, f := range inside {
			if ext := filepath.Ext(f.Name()); (ext == ".yaml" || ext == ".yml") && !f.IsDir() && f.Name() != settingsFile {
				files = append(files, asWritten(path, filepath.Join(path, f.Name())))
			}
		}
	}
	return files, nil
}
