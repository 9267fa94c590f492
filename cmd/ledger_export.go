package cmd

import (
	"github.com/spf13/cobra"

	"siv/ledger/export"
	"siv/ledger/store"
)

// ledgerExport is siv ledger export.
type ledgerExport struct {
	fundLedger
	as choice[string]
}

func newLedgerExport(e *env) *cobra.Command {
	c := &ledgerExport{fundLedger: fundLedger{env: e}, as: newChoice("csv", export.Formats())}
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the ledger as CSV or JSON, or as a journal for hledger or beancount",
		Long: `Verify the whole ledger, then write it in another program's format:

  csv        every entry; siv ledger import reads it back
  json       the records as they stand, with the head
  hledger    a journal whose balances are those of siv ledger balance
  beancount  the same for beancount

In the journals the fund is a marking in equity, and equity has its balance on the
credit side: Equity:Reserved:SocialInvestmentFund holds minus the balance, its
account Free minus what is free.`,
		Example: `  siv ledger export --format hledger > fund.journal
  hledger -f fund.journal balance`,
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error { return c.run() },
	}
	c.addFlags(cmd)
	cmd.Flags().Var(&c.as, "format", "format to write")
	completeChoice(cmd, "format", export.Formats())
	return cmd
}

// run reads the ledger twice, as what is written cannot be taken back: a ledger
// that does not verify gives no figures.
func (c *ledgerExport) run() error {
	r, err := store.Open(c.path)
	if err != nil {
		return c.failed(err)
	}
	defer r.Close()
	if _, err := r.Verify(nil); err != nil {
		return c.failed(err)
	}
	if trailing, err := r.Trailing(); err != nil {
		return c.failed(err)
	} else if trailing > 0 {
		c.warnTrailing(trailing)
	}
	if c.bom && c.as.value == "csv" {
		if _, err := c.out.Write([]byte("\uFEFF")); err != nil {
			return err
		}
	}
	w, err := export.New(c.as.value, c.out, r.Head)
	if err != nil {
		return err
	}
	if _, err := r.Verify(w.Post); err != nil {
		return c.failed(err)
	}
	return w.Close()
}
