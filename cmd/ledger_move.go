package cmd

import (
	"errors"

	"github.com/spf13/cobra"

	"siv/ledger"
)

// ledgerMove is siv ledger move.
type ledgerMove struct {
	writer
	entryFlags
	from, to string
}

func newLedgerMove(e *env) *cobra.Command {
	c := &ledgerMove{writer: writer{fundLedger: fundLedger{env: e}}}
	cmd := &cobra.Command{
		Use:   "move",
		Short: "Move what is left of a grant to another investment",
		Long: `Move what is left of one investment's grants, or a part of it, to another: a
release and a grant in one commit, both or none. Their ids are the one given,
with -release and -grant after it. --ref names the decision.`,
		Example: `  siv ledger move --from laslyftet --to skolnarvaro --amount 250000 --ref "KS 2017-03-07 § 44"`,
		Args:    noArguments,
		RunE:    c.run,
	}
	c.writer.addFlags(cmd)
	c.entryFlags.addFlags(cmd, []string{"amount", "date", "ref", "text", "by", "id", "namnd", "reason"})
	cmd.Flags().Lookup("date").Usage += " (default today)"
	for _, name := range []string{"amount", "ref"} {
		cmd.Flags().Lookup(name).Usage += " (required)"
	}
	cmd.Flags().StringVar(&c.from, "from", "", "id of the investment that gives (required)")
	cmd.Flags().StringVar(&c.to, "to", "", "id of the investment that gets (required)")
	return cmd
}

func (c *ledgerMove) run(cmd *cobra.Command, _ []string) error {
	switch {
	case c.from == "" || c.to == "":
		return usageError{errors.New("move needs --from and --to")}
	case c.from == c.to:
		return usageError{errors.New("--from and --to are the same investment")}
	}
	c.entry.Kind, c.entry.Investment = ledger.Grant, c.to
	grant, err := c.finished(c.env)
	if err != nil {
		return err
	}
	release := grant
	release.Kind, release.Investment = ledger.Release, c.from
	release.ID, grant.ID = grant.ID+"-release", grant.ID+"-grant"
	if err := c.faults(&release); err != nil {
		return err
	}
	c.undated = c.entry.Date == 0
	return c.record(cmd, release, grant)
}
