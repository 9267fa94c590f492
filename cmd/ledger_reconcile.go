package cmd

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"siv/cmd/input"
	"siv/ledger/reconcile"
)

// ledgerReconcile is siv ledger reconcile.
type ledgerReconcile struct {
	fundLedger
	encodingFlag
	period                      period
	days                        int
	accounts, projects, columns []string
	header                      int
	proposal                    string
	force                       bool
}

func newLedgerReconcile(e *env) *cobra.Command {
	c := &ledgerReconcile{fundLedger: fundLedger{env: e}}
	cmd := &cobra.Command{
		Use:   "reconcile GENERAL-LEDGER.csv|.se",
		Short: "Hold drawdowns and refunds against the general ledger (avstämning mot huvudboken)",
		Long: `Verify the whole ledger, then hold its drawdowns and refunds against the vouchers of
the general ledger, and say what is only here, only there, or differs in amount,
sign or date. A voucher is looked for by its number, whatever its spaces, in the same
accounting year. Its entries here must add up to what its rows there do, and each
date must have one on the other side at most --days away. A correction that names
no voucher belongs to its original's. Costs are positive: debit less credit. A row that
says what another of its voucher says, of which the ledger has one, is likely there
twice, and is not proposed.

FILE is a SIE file of type 4, in which a voucher is its series and number, or a CSV
separated by ; or , with the columns voucher, date and amount, or debit and credit.
Their usual Swedish and English names are known; --gl-columns tells others, and
--encoding windows-1252 that it is not UTF-8. In a SIE file say which rows are the
fund's, as the rows of a voucher add up to nothing: --gl-accounts, --gl-projects or
both. CODE=INVESTMENT tells whose a project is; where every row of a voucher tells
that, each investment is compared by itself.

What would settle the differences is proposed: as commands, and with --proposal FILE
as a CSV for siv ledger import. Nothing is recorded. Read each proposal: siv cannot
know which side is wrong. Texts of the general ledger are not taken over.`,
		Example: `  siv ledger reconcile huvudbok-2016.csv --year 2016
  siv ledger reconcile ekonomi.se --year 2016 --gl-accounts 5000-7999 --gl-projects 4711=laslyftet,4712=skolnarvaro
  siv ledger reconcile huvudbok.csv --gl-columns voucher=Vernr,amount=Kronor --proposal forslag.csv`,
		Args:              args(cobra.ExactArgs(1)),
		RunE:              func(_ *cobra.Command, args []string) error { return c.run(args[0]) },
		ValidArgsFunction: files("csv", "se", "si", "sie"),
	}
	c.addFlags(cmd)
	c.period.addFlags(cmd, "only entries and rows")
	flags := cmd.Flags()
	flags.IntVar(&c.days, "days", 3, "how many days the dates of a voucher may differ")
	flags.StringSliceVar(&c.accounts, "gl-accounts", nil, "accounts that count: 6420 or 5000-5999")
	flags.StringSliceVar(&c.projects, "gl-projects", nil, "projects that count: CODE, or CODE=INVESTMENT")
	flags.StringSliceVar(&c.columns, "gl-columns", nil, "columns of a CSV: "+strings.Join(input.GeneralLedgerColumns(), ", ")+", each =NAME")
	flags.IntVar(&c.header, "header", 1, "line of a CSV with the names of its columns")
	c.addFlag(flags)
	flags.StringVar(&c.proposal, "proposal", "", "write what would settle it to this CSV")
	flags.BoolVar(&c.force, "force", false, "replace the file of --proposal when it is there already")
	return cmd
}

func (c *ledgerReconcile) run(path string) error {
	general, err := c.general()
	if err != nil {
		return err
	}
	there, err := c.rows(path, general)
	if err != nil {
		return err
	}
	if len(there) == 0 {
		c.warn(fmt.Sprintf("%s: no row counts: the accounts, the projects and the period leave none", path))
	}
	here := reconcile.Here{From: c.period.from, To: c.period.to}
	book, err := c.verify(here.Post)
	if err != nil {
		return err
	}
	result := reconcile.Compare(here.Items, there, c.days)
	s := reconcileScreen{Language: c.lang(), head: book.Head(), path: path, period: c.period, days: c.days, result: result,
		entries: len(here.Items), rows: len(there), proposed: here.Propose(result.Findings, c.days, book.ClosedThrough()), closed: book.ClosedThrough()}
	if c.proposal != "" && !result.Agree() {
		if err := writeFile(c.proposal, proposalCSV(s.proposed, c.bom), c.force); err != nil {
			return err
		}
		s.written = c.proposal
	}
	if err := c.render(s.document()); err != nil {
		return err
	}
	if !result.Agree() {
		return silently(exitNo)
	}
	return nil
}

// general is what the flags say of the general ledger.
func (c *ledgerReconcile) general() (input.GeneralLedger, error) {
	g := input.GeneralLedger{Header: c.header, Columns: map[string]string{}, Projects: map[string]string{}}
	if err := c.period.check(); err != nil {
		return g, err
	}
	g.From, g.To = c.period.from, c.period.to
	switch {
	case c.days < 0 || c.days > 366:
		return g, usageError{errors.New("--days is a number of days from 0 to 366")}
	case c.header < 1:
		return g, usageError{errors.New("--header is the number of a line, from 1")}
	}
	var err error
	if g.Accounts, err = input.ParseAccounts(c.accounts); err != nil {
		return g, usageError{fmt.Errorf("--gl-accounts: %w", err)}
	}
	for _, text := range c.projects {
		code, investment, _ := strings.Cut(text, "=")
		g.Projects[strings.TrimSpace(code)] = strings.TrimSpace(investment)
	}
	for _, text := range c.columns {
		what, name, ok := strings.Cut(text, "=")
		if what = strings.TrimSpace(what); !ok || name == "" || !slices.Contains(input.GeneralLedgerColumns(), what) {
			return g, usageError{fmt.Errorf("--gl-columns: %q does not name a column: write one of %s, and =NAME", text, strings.Join(input.GeneralLedgerColumns(), ", "))}
		}
		g.Columns[what] = name
	}
	return g, nil
}

// rows reads the general ledger: a SIE file by its ending or how it begins, else CSV.
func (c *ledgerReconcile) rows(path string, g input.GeneralLedger) ([]reconcile.Item, error) {
	data, err := c.readLarge(path, input.MaxGeneralLedger)
	if err != nil {
		return nil, err
	}
	ending := strings.ToLower(filepath.Ext(path))
	if !slices.Contains([]string{".se", ".si", ".sie"}, ending) && !input.LooksLikeSIE(data) {
		if data, err = c.decoded(path, data); err != nil {
			return nil, err
		}
		return input.ReadGeneralLedgerCSV(path, data, g)
	}
	if c.encoding.value != input.UTF8 {
		return nil, usageError{errors.New("--encoding is of a CSV: a SIE file is always in code page 437")}
	}
	if len(g.Accounts) == 0 && len(g.Projects) == 0 {
		return nil, usageError{errors.New("a SIE file needs --gl-accounts or --gl-projects: all the rows of a voucher add up to nothing")}
	}
	return input.ReadSIE(path, data, g)
}
