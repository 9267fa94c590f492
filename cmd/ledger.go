package cmd

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"

	"siv/cmd/internal/output"
	"siv/ledger"
	"siv/ledger/store"
)

func newLedger(e *env) *cobra.Command {
	commands := []*cobra.Command{newLedgerInit(e)}
	for _, w := range writings() {
		commands = append(commands, newLedgerWrite(e, w))
	}
	commands = append(commands, newLedgerMove(e), newLedgerImport(e), newLedgerBalance(e), newLedgerList(e),
		newLedgerShow(e), newLedgerStatus(e), newLedgerVerify(e), newLedgerKeygen(e), newLedgerSeal(e), newLedgerExport(e), newLedgerReconcile(e),
		newLedgerReport(e), newLedgerTimeline(e), newLedgerCloseYear(e))
	for _, cmd := range commands {
		cmd.RunE = frugal(cmd.RunE)
	}
	return group(&cobra.Command{
		Use:   "ledger",
		Short: "Keep the ledger of the fund",
		Long: `Keep the ledger of the fund: what is set aside, granted, drawn and paid back. The
ledger is a text file that is only ever appended to, each line tied to all lines
before it. Every command verifies the whole ledger before it answers.

  siv ledger init --origin "Örebro kommun"
  siv ledger allocate --amount 65000000 --ref "KF 2013-06-10"
  siv ledger balance`,
	}, commands...)
}

// frugal runs a command with memory in mind. What verifying leaves behind is blocks
// of text that are soon garbage: of a large ledger they are collected more often
// than Go does by itself, which keeps the peak near what the ledger needs, and of a
// small one hardly ever, as the command is done before it matters.
func frugal(run func(*cobra.Command, []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		percent := 400
		if large(cmd.Flag("ledger").Value.String()) {
			percent = 5
		}
		defer debug.SetGCPercent(debug.SetGCPercent(percent))
		return run(cmd, args)
	}
}

// large tells whether a ledger leaves so much behind that collecting it pays.
func large(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Size() > 32<<20
}

// fundLedger is a ledger that a command works on.
type fundLedger struct {
	*env
	path string
}

func (f *fundLedger) addFlags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.path, "ledger", "fund.jsonl", "the ledger")
	// The only error is a flag that does not exist, which a test would show.
	_ = cmd.MarkFlagFilename("ledger", "jsonl")
}

// verified is a ledger that was verified, and what its reader found beside it.
type verified struct {
	*ledger.Ledger
	trailing int64       // bytes after the last commit
	after    store.Cause // and what they are
}

// verify checks the whole ledger, shows each entry to visit (which may be nil), and
// warns of bytes that are not part of it. What was seen is good only without error.
func (f *fundLedger) verify(visit func(ledger.Posting) error) (verified, error) {
	v, err := f.check(visit)
	if err == nil && v.trailing > 0 {
		f.warnTrailing(v.trailing, v.after)
	}
	return v, err
}

// check is verify without the warning.
func (f *fundLedger) check(visit func(ledger.Posting) error) (verified, error) {
	r, err := store.Open(f.path)
	if err != nil {
		return verified{}, f.failed(err)
	}
	defer r.Close()
	book, err := r.Verify(visit)
	if err != nil {
		return verified{}, f.failed(err)
	}
	trailing, cause, err := r.Trailing()
	if err != nil {
		return verified{}, f.failed(err)
	}
	return verified{book, trailing, cause}, nil
}

func (f *fundLedger) warnTrailing(bytes int64, after store.Cause) {
	if after == store.Merged || after == store.OldHead {
		f.warn(fmt.Sprintf("%s: %d bytes follow the last commit, whole entries that do not count; siv ledger verify says what they may be", f.path, bytes))
		return
	}
	f.warn(fmt.Sprintf("%s: %d bytes follow the last commit; they were never acknowledged and do not count", f.path, bytes))
}

// warn tells something that does not stop the command.
func (e *env) warn(message string) {
	if e.format.value == output.JSON {
		encoder := json.NewEncoder(e.err)
		encoder.SetEscapeHTML(false)
		_ = encoder.Encode(struct {
			Schema  string `json:"schema"`
			Message string `json:"message"`
		}{"siv.warning/1", message})
		return
	}
	l := e.lang()
	fmt.Fprintln(e.err, e.errScreen.Paint(output.Doubt, l.T("said.warning"))+" "+l.Translate(message))
}
