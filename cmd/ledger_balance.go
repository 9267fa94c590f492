package cmd

import (
	"github.com/spf13/cobra"

	"siv/ledger"
)

// fundGrouping is what siv ledger balance breaks the fund down by.
type fundGrouping string

const (
	fundByInvestment fundGrouping = "investment"
	fundByNamnd      fundGrouping = "namnd"
	fundByYear       fundGrouping = "year"
	fundByKind       fundGrouping = "kind"
)

func fundGroupings() []fundGrouping {
	return []fundGrouping{fundByInvestment, fundByNamnd, fundByYear, fundByKind}
}

// ledgerBalance is siv ledger balance.
type ledgerBalance struct {
	fundLedger
	clocks
	completions
	groupBy choice[fundGrouping]
}

func newLedgerBalance(e *env) *cobra.Command {
	c := &ledgerBalance{fundLedger: fundLedger{env: e}, groupBy: newChoice(fundByInvestment, fundGroupings())}
	cmd := &cobra.Command{
		Use:   "balance",
		Short: "What the fund has set aside, granted, drawn, and what is free",
		Long: `Verify the whole ledger, then show the fund: what was allocated, granted,
released, drawn (net of refunds), reflowed and withdrawn; what is committed, which
is what is left of the grants; the balance; and what is free, which is the balance
less what is committed. Then the same for each investment.

--as-of counts the entries dated on that day or before. --booked-before counts
those booked before that time: what was known then. Together they answer how
much was free on 30 June, as it was known on 15 July. A correction counts under
the kind of the entry it takes back, and from its own date.

With --investments, an investment whose file says that it is completed and whose
grants are not all drawn or released is marked release due.

A ledger that does not verify gives no figures.`,
		Example: `  siv ledger balance
  siv ledger balance --as-of 2016-06-30 --booked-before 2016-07-16
  siv ledger balance --group-by namnd -o csv`,
		Args: noArguments,
		RunE: c.run,
	}
	c.fundLedger.addFlags(cmd)
	c.clocks.addFlags(cmd)
	c.completions.addFlags(cmd)
	cmd.Flags().Var(&c.groupBy, "group-by", "break the fund down by investment, namnd, year or kind")
	completeChoice(cmd, "group-by", fundGroupings())
	return cmd
}

func (c *ledgerBalance) run(*cobra.Command, []string) error {
	by, _ := ledger.ParseGrouping(string(c.groupBy.value))
	sums := ledger.Balance{By: by, AsOf: c.asOf, BookedBefore: c.bookedBefore.value}
	book, err := c.verify(sums.Post)
	if err != nil {
		return err
	}
	completed, err := c.completed(c.env)
	if err != nil {
		return err
	}
	s := balanceScreen{Language: c.lang(), head: book.Head(), clocks: c.clocks, sums: &sums, by: c.groupBy.value, completed: completed}
	return c.render(s.document())
}
