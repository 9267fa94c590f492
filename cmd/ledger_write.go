package cmd

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"siv/ledger"
)

// ledgerWrite is a command that records one entry.
type ledgerWrite struct {
	writer
	entryFlags
	fromFiles
	writing
}

func newLedgerWrite(e *env, kind writing) *cobra.Command {
	c := &ledgerWrite{writer: writer{fundLedger: fundLedger{env: e}}, writing: kind}
	positional := noArguments
	if kind.kind == ledger.Correction {
		positional = args(cobra.ExactArgs(1))
	}
	cmd := &cobra.Command{
		Use:   kind.use,
		Short: kind.short,
		Long: kind.long + `

The receipt has the entry's seq, id and h. The same command given again with the
same --id is recorded once; with --id, --date is required.`,
		Example: kind.example,
		Args:    positional,
		RunE:    c.run,
	}
	if kind.kind == ledger.Correction {
		cmd.ValidArgsFunction = e.completeEntry
	}
	c.writer.addFlags(cmd)
	c.entryFlags.addFlags(cmd, append([]string{"date", "ref", "text", "by", "id"}, kind.flags...))
	c.fromFiles.addFlags(cmd, kind.kind)
	c.markRequired(cmd)
	// A field that the kind does not need may be given all the same, but help says
	// only what has a meaning.
	for _, name := range []string{"investment", "namnd", "voucher", "basis", "year", "reason"} {
		if cmd.Flags().Lookup(name) == nil {
			c.entryFlags.addFlags(cmd, []string{name})
			cmd.Flags().Lookup(name).Hidden = true
		}
	}
	return cmd
}

// markRequired says in help what an entry of the kind cannot do without.
func (c *ledgerWrite) markRequired(cmd *cobra.Command) {
	if c.kind != ledger.Close && c.kind != ledger.Reopen {
		cmd.Flags().Lookup("date").Usage += " (default today)"
	}
	for _, fault := range (&ledger.Entry{Kind: c.kind, ID: "made"}).Faults() {
		flag := cmd.Flags().Lookup(fault.Field)
		if flag != nil && !strings.HasSuffix(flag.Usage, ")") {
			flag.Usage += " (required)"
		}
	}
}

func (c *ledgerWrite) run(cmd *cobra.Command, args []string) error {
	c.entry.Kind = c.kind
	if len(args) > 0 {
		seq, err := strconv.ParseInt(args[0], 10, 64)
		if err != nil || seq < 1 {
			return usageError{fmt.Errorf("%q is not the seq of an entry: a whole number from 1", args[0])}
		}
		c.entry.Reverses = seq
	}
	if c.from != "" || c.plan != "" {
		return c.recordFile(cmd)
	}
	entry, err := c.finished(c.env)
	if err != nil {
		return err
	}
	c.undated = c.entry.Date == 0
	return c.record(cmd, entry)
}

// recordFile records the entries of a file. What the settings say of who writes
// is left out, so that two who give the same command record it once.
func (c *ledgerWrite) recordFile(cmd *cobra.Command) error {
	given := c.alone(cmd, "from", "amount", "investment", "date", "ref")
	if c.plan != "" {
		given = c.alone(cmd, "plan", "amount", "investment", "namnd", "basis", "ref", "id")
	}
	if given != nil {
		return given
	}
	if !cmd.Flags().Changed("by") {
		c.entry.By = ""
	}
	entries, err := c.given(c)
	if err != nil {
		return err
	}
	return c.record(cmd, entries...)
}

// finished is the entry that the flags make, with what follows from leaving some
// out. All that is wrong with it by itself is the error.
func (f *entryFlags) finished(e *env) (ledger.Entry, error) {
	entry := f.entry
	dated := entry.Kind == ledger.Close || entry.Kind == ledger.Reopen
	if entry.Date == 0 && !dated {
		if entry.ID != "" {
			return entry, usageError{errors.New("with --id, --date is needed: the same id must mean the same entry on another day")}
		}
		today, err := ledger.DateOf(e.now())
		if err != nil {
			return entry, err
		}
		entry.Date = today
	}
	if entry.ID == "" {
		entry.ID = newID()
	}
	return entry, f.faults(&entry)
}

// faults is what is missing or malformed in an entry, in the words of the flags.
func (f *entryFlags) faults(entry *ledger.Entry) error {
	var missing, wrong []string
	for _, fault := range append(entry.Faults(), entry.Unseen()...) {
		field := fault.Field
		switch {
		case field == "amount" && !f.amount.given, fault.Missing:
			missing = append(missing, "--"+field)
		default:
			wrong = append(wrong, "--"+field+": "+fault.Message)
		}
	}
	switch {
	case entry.Kind == ledger.Assertion && !f.amount.given:
		missing = append(missing, "--balance")
	case entry.Kind == ledger.Correction && f.amount.given && entry.Amount == 0:
		// Zero is what an entry without amount has, and would be filled in.
		wrong = append(wrong, "--amount: must be more than 0.00")
	}
	if len(missing) > 0 {
		slices.Sort(missing)
		wrong = append(wrong, fmt.Sprintf("%s needs %s", entry.Kind, strings.Join(missing, ", ")))
	}
	if len(wrong) > 0 {
		return usageError{errors.New(strings.Join(wrong, "; "))}
	}
	return nil
}
