package cmd

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"
)

// makeReport is the second step: the note of the year, of the ledger through the
// assertion. What comes after that plays no part in it, so that the file can be
// told from another by its bytes however late the command is given again.
func (c *ledgerCloseYear) makeReport(cmd *cobra.Command) error {
	step := closingStep{name: "report", file: c.report}
	if c.withoutReport {
		step.state = stepSkipped
		c.did(step)
		return nil
	}
	s := c.state
	if !s.holds() {
		step.state = stepToDo // of an assertion that a dry run did not make
		c.did(step)
		return nil
	}
	there, err := os.ReadFile(c.report)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return unreadable(c.report, err)
	}
	missing := err != nil
	data, err := c.note(cmd, s.asserted)
	if err != nil {
		return err
	}
	switch {
	case !missing && bytes.Equal(there, data):
		step.state = stepAlready
	case !missing && !c.force:
		return answerNo{hintedError{fmt.Errorf("%s is there already, and is not the report of %d through entry %d", c.report, c.year.value, s.asserted), "--force replaces it"}}
	case c.dryRun:
		step.state = stepToDo
	default:
		if err := c.agreed("closing.ask-report", c.year.value, c.report); err != nil {
			return err
		}
		if err := writeFile(c.report, data, c.force); err != nil {
			return err
		}
		step.state = stepDone
	}
	c.did(step)
	return nil
}

// note is the report of the year, made of the ledger's first entries.
func (c *ledgerCloseYear) note(cmd *cobra.Command, entries int64) ([]byte, error) {
	var out bytes.Buffer
	r := &ledgerReport{fundLedger: c.fundLedger, prefix: prefix{entries: prefixFlag{entries, true}}, year: c.year, unit: c.unit,
		made: madeFile{to: c.report, into: &out, force: true}}
	if err := r.run(cmd, nil); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
