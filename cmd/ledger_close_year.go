package cmd

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"siv/cmd/internal/output"
	"siv/ledger"
	"siv/ledger/store"
)

// ledgerCloseYear is siv ledger close-year.
type ledgerCloseYear struct {
	writer
	year          countFlag
	balance       ledger.Amount
	stated        amountFlag
	report        string
	unit          choice[unit]
	keyFile       string
	verifiers     []string
	withoutReport bool
	withoutSeal   bool
	force         bool
	ref, by       string
	dryRun, yes   bool

	key   *store.Key // nil without a seal
	known []store.Verifier
	asked *questions
	state *yearState // as the latest step saw it or left it
	steps []closingStep
}

func newLedgerCloseYear(e *env) *cobra.Command {
	c := &ledgerCloseYear{writer: writer{fundLedger: fundLedger{env: e}}, year: yearFlag(), unit: newChoice(inKr, units())}
	c.stated.to = &c.balance
	cmd := &cobra.Command{
		Use:   "close-year --year YEAR",
		Short: "Close an accounting year: assertion, report, close and seal (årsstängning)",
		Long: `Close an accounting year, which is the calendar year, in four steps:

  assertion  the accounts' balance on 31 December is the ledger's (--balance)
  report     the note for the annual accounts, as siv ledger report --year makes it,
             of the ledger through the assertion (--report FILE)
  close      nothing more may be dated in the year
  seal       the ledger, the close in it, is signed (--key-file FILE)

Each step is asked about first; --yes asks nothing, for scripts. A step that is
refused says why, and none follows it. The command can be given again after a stop:
what is done already is left as it is, and it goes on from there. The assertion counts
as done only if nothing dated in the year or before was recorded after it. A report or
a seal is left out only with --without-report or --without-seal.

--dry-run shows what would be done, and writes nothing. After the close nothing dated
in the year can change; siv ledger reopen takes a close back, and is seen for ever.`,
		Example: `  siv ledger close-year --year 2016 --balance 14402499,50 --report not-2016.html --key-file ~/siv-seal.key
  siv ledger close-year --year 2016 --balance 14402499,50 --without-report --without-seal --yes`,
		Args: noArguments,
		RunE: c.run,
	}
	c.addFlags(cmd)
	flags := cmd.Flags()
	flags.Var(&c.year, "year", "the accounting year to close (required)")
	flags.Var(&c.stated, "balance", "kronor that the fund holds on 31 December, as the accounts have it")
	flags.StringVar(&c.report, "report", "", "FILE of the report: .html, .xlsx, .md, .csv or .json")
	flags.BoolVar(&c.withoutReport, "without-report", false, "make no report")
	flags.Var(&c.unit, "unit", "the report in kr, or in tkr with rounding differences shown")
	flags.BoolVar(&c.force, "force", false, "replace the report when another file is there")
	flags.StringVar(&c.keyFile, "key-file", "", "FILE with the key that seals")
	flags.StringArrayVar(&c.verifiers, "verifier", nil, "another key that may have signed the latest seal, or a FILE with it; may be given again")
	flags.BoolVar(&c.withoutSeal, "without-seal", false, "make no seal")
	flags.StringVar(&c.ref, "ref", "", "what the entries refer to (default bokslut YEAR)")
	flags.StringVar(&c.by, "by", "", "who writes it")
	flags.BoolVar(&c.dryRun, "dry-run", false, "show what would be done")
	flags.BoolVarP(&c.yes, "yes", "y", false, "do every step without asking")
	completeChoice(cmd, "unit", units())
	return cmd
}

func (c *ledgerCloseYear) run(cmd *cobra.Command, _ []string) error {
	if err := c.ready(); err != nil {
		return err
	}
	var failed error
	for _, step := range []func(*cobra.Command) error{c.assert, c.makeReport, c.close, c.seal} {
		if failed = step(cmd); failed != nil {
			break
		}
	}
	if shown := c.show(); failed == nil {
		return shown
	}
	return failed
}

// ready refuses what can be refused before anything is done.
func (c *ledgerCloseYear) ready() error {
	c.asked = newQuestions(c.env)
	if c.ref == "" {
		c.ref = fmt.Sprintf("bokslut %d", c.year.value)
	}
	switch {
	case c.year.value == 0:
		return usageError{errors.New("close-year needs --year")}
	case (c.report == "") != c.withoutReport:
		return usageError{errors.New("close-year needs either --report FILE or --without-report")}
	case (c.keyFile == "") != c.withoutSeal:
		return usageError{errors.New("close-year needs either --key-file FILE or --without-seal")}
	}
	if made := (madeFile{to: c.report}); c.report != "" && !slices.Contains(noteEndings(), made.kind()) {
		return usageError{fmt.Errorf("--report names a file that ends in one of %s, not %q", joined(noteEndings()), made.kind())}
	}
	if info, err := os.Stat(filepath.Dir(c.report)); c.report != "" && (err != nil || !info.IsDir()) {
		return usageError{fmt.Errorf("--report: there is no folder %s", filepath.Dir(c.report))}
	}
	fields := []string{"step", "state", "seq", "file"}
	if c.format.value == output.JSON {
		fields = []string{"year", "dry_run", "steps"}
	}
	if err := c.knownFields(fields...); err != nil {
		return err
	}
	today, err := ledger.DateOf(c.now())
	if err != nil {
		return err
	}
	if day := c.day(); today <= day {
		return answerNo{fmt.Errorf("%d is not over: today is %s", c.year.value, today)}
	}
	if c.known, err = readVerifiers(c.verifiers); err != nil {
		return err
	}
	if c.keyFile != "" {
		if c.key, err = store.ReadKey(c.path, c.keyFile); err != nil {
			return c.failed(err)
		}
		c.known = append(c.known, c.key.Verifier)
	}
	return nil
}

// day is the last of the year.
func (c *ledgerCloseYear) day() ledger.Date {
	_, day := ledger.CalendarYear(c.year.value)
	return day
}

// agreed asks about a step. Nobody there to answer is a command that lacks --yes.
func (c *ledgerCloseYear) agreed(key string, args ...any) error {
	if c.yes {
		return nil
	}
	yes, err := c.asked.yes(c.lang().T(key, args...))
	switch {
	case errors.Is(err, errNobody):
		return hintedError{usageError{err}, "--yes does every step without asking"}
	case err == nil && !yes:
		return answerNo{hintedError{errors.New("the step was declined: it is not done, and none that follows"), "the same command goes on here"}}
	}
	return err
}

// record puts one entry in the ledger, and gives its seq. An id that an earlier
// closing of the year took gets a number.
func (c *ledgerCloseYear) record(cmd *cobra.Command, taken map[string]bool, e ledger.Entry, id string) (int64, error) {
	e.ID, e.Date, e.Ref, e.By = id, c.day(), c.ref, c.by
	for n := 2; taken[e.ID]; n++ {
		e.ID = fmt.Sprintf("%s-%d", id, n)
	}
	result, err := c.append(cmd, []ledger.Entry{e})
	if err != nil {
		return 0, c.failed(err)
	}
	return result.Receipts[0].Seq, nil
}

// ids are those of an assertion and a close of the year.
func (c *ledgerCloseYear) ids() (assertion, closing string) {
	return fmt.Sprintf("bokslut-%d", c.year.value), fmt.Sprintf("stangning-%d", c.year.value)
}

// did notes a step, and tells it at once to a reader.
func (c *ledgerCloseYear) did(s closingStep) {
	c.steps = append(c.steps, s)
	if c.prose() {
		fmt.Fprintln(c.out, s.line(c.lang()))
	}
}

// wrote tells whether anything was done now.
func (c *ledgerCloseYear) wrote() bool {
	return slices.ContainsFunc(c.steps, func(s closingStep) bool { return s.state == stepDone })
}
