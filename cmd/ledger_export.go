package cmd

import (
	"github.com/spf13/cobra"

	"siv/cmd/input"
	"siv/ledger/export"
	"siv/ledger/store"
)

// formatSIE is the format that has settings of its own.
const formatSIE = "sie"

// ledgerExport is siv ledger export.
type ledgerExport struct {
	fundLedger
	sieFlags
	as choice[string]
}

func newLedgerExport(e *env) *cobra.Command {
	formats := append(export.Formats(), formatSIE)
	c := &ledgerExport{fundLedger: fundLedger{env: e}, as: newChoice("csv", formats)}
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the ledger as CSV, JSON or SIE, or as a journal for hledger or beancount",
		Long: `Verify the whole ledger, then write it in another program's format:

  csv        every entry; siv ledger import reads it back
  json       the records as they stand, with the head
  hledger    a journal whose balances are those of siv ledger balance
  beancount  the same for beancount
  sie        SIE 4I, for the general ledger to read in

In the journals the fund is a marking in equity, and equity has its balance on the
credit side: Equity:Reserved:SocialInvestmentFund holds minus the balance, its
account Free minus what is free.

SIE carries only what changes the marking, as transfers between reserved and other
equity: allocations, withdrawals, reflow, and drawdowns and refunds as use of the
reservation, with nämnd and investment as objects. Grants and releases are not in
it, and no costs are: the nämnder have booked those. Which accounts is a setting of
yours; the defaults lie in the group of equity of Kommun-Bas (20) and are an
assumption, and a warning says when they are used. The characters are those of code
page 437, without § and –: they are written otherwise, which a warning tells, or
refused with --strict.`,
		Example: `  siv ledger export --format hledger > fund.journal
  hledger -f fund.journal balance
  siv ledger export --format sie --year 2016 --sie-reserved 2085 --sie-other 2010 > fond-2016.si`,
		Args: noArguments,
		RunE: c.run,
	}
	c.fundLedger.addFlags(cmd)
	c.sieFlags.addFlags(cmd)
	cmd.Flags().Var(&c.as, "format", "format to write")
	completeChoice(cmd, "format", formats)
	return cmd
}

// run reads the ledger twice, as what is written cannot be taken back: a ledger
// that does not verify gives no figures.
func (c *ledgerExport) run(cmd *cobra.Command, _ []string) error {
	sie := c.as.value == formatSIE
	if err := c.only(cmd, sie); err != nil {
		return err
	}
	r, err := store.Open(c.path)
	if err != nil {
		return c.failed(err)
	}
	defer r.Close()
	if sie {
		return c.writeSIE(cmd, r)
	}
	if err := c.whole(r, nil); err != nil {
		return err
	}
	w, err := export.New(c.as.value, c.out, r.Head)
	if err != nil {
		return err
	}
	if c.bom && c.as.value == "csv" {
		if _, err := c.out.Write([]byte("\uFEFF")); err != nil {
			return err
		}
		w = export.NewCSV(c.out, input.Guarded)
	}
	if _, err := r.Verify(w.Post); err != nil {
		return c.failed(err)
	}
	return w.Close()
}
