package cmd

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"siv/calc"
	"siv/cmd/input"
	"siv/ledger"
)

// fromFiles are the flags that take entries out of other files: a grant out of an
// investment's decision, reflows out of a plan that was decided.
type fromFiles struct {
	from string
	plan string
}

func (f *fromFiles) addFlags(cmd *cobra.Command, kind ledger.Kind) {
	switch kind {
	case ledger.Grant:
		cmd.Flags().StringVar(&f.from, "from", "", "investment file whose decision gives amount, date and reference")
	case ledger.Reflow:
		cmd.Flags().StringVar(&f.plan, "plan", "", "decided plan whose rows of --year are recorded, each once")
	}
}

// given returns the entries of the file that was named, or none.
func (f *fromFiles) given(c *ledgerWrite) ([]ledger.Entry, error) {
	switch {
	case f.from != "":
		entry, err := c.granted(f.from)
		return []ledger.Entry{entry}, err
	case f.plan != "":
		return c.planned(f.plan)
	}
	return nil, nil
}

// alone refuses flags that a file gives.
func (f *entryFlags) alone(cmd *cobra.Command, file string, names ...string) error {
	for _, name := range names {
		if flag := cmd.Flags().Lookup(name); flag != nil && flag.Changed {
			return usageError{fmt.Errorf("--%s goes not together with --%s, which gives it", name, file)}
		}
	}
	return nil
}

// granted is the grant that an investment's decision tells of. Its id follows from
// investment and day, so that the same decision is recorded once.
func (c *ledgerWrite) granted(path string) (ledger.Entry, error) {
	inv, err := c.investment(path)
	if err != nil {
		return ledger.Entry{}, err
	}
	faults := inv.Faults(inv.Check())
	if len(faults) == 0 {
		faults = inv.Faults(decisionFaults(inv.Investment))
	}
	if len(faults) > 0 {
		return ledger.Entry{}, faults
	}
	entry := c.entry
	entry.Kind, entry.Investment, entry.Ref = ledger.Grant, inv.ID, inv.Decision.Reference
	if entry.Date, err = ledger.ParseDate(inv.Decision.Date); err != nil {
		return entry, err
	}
	if entry.Amount, err = ledger.ParseAmount(inv.Decision.Amount.StringFixed(2)); err != nil {
		return entry, err
	}
	if entry.ID == "" {
		entry.ID = fmt.Sprintf("grant-%s-%s", inv.ID, inv.Decision.Date)
	}
	return entry, nil
}

// decisionFaults is what a decision lacks to be a grant.
func decisionFaults(inv *calc.Investment) calc.Faults {
	d := inv.Decision
	if d == nil {
		return calc.Faults{{Path: "decision", Code: "undecided", Message: "the investment names no decision"}}
	}
	var f calc.Faults
	add := func(path, message string) {
		f = append(f, calc.Fault{Path: path, Code: "undecided", Message: message})
	}
	if d.Authority != "kommunstyrelsen" {
		add("decision.authority", "a grant is decided by kommunstyrelsen")
	}
	if d.Date == "" {
		add("decision.date", "is missing")
	}
	if d.Reference == "" {
		add("decision.reference", "is missing")
	}
	if d.Amount == nil || !d.Amount.IsPositive() {
		add("decision.amount", "is missing")
	}
	return f
}

// planned are the reflows of a plan in one budget year. Ids follow from the plan,
// so that each is recorded once however often the command is given; a row that was
// changed since is then refused, for its id is known with another body.
func (c *ledgerWrite) planned(path string) ([]ledger.Entry, error) {
	plan, err := c.decided(path, "")
	if err != nil {
		return nil, err
	}
	year := c.entry.Year
	if year == 0 {
		return nil, usageError{errors.New("--plan needs --year, the budget year to record")}
	}
	date := c.entry.Date
	if date == 0 { // the frame is lower from the first day of its year
		if date, err = ledger.ParseDate(fmt.Sprintf("%04d-01-01", year)); err != nil {
			return nil, err
		}
	}
	var entries []ledger.Entry
	for _, row := range plan.Rows {
		if row.Year != year || row.Amount.IsZero() {
			continue
		}
		amount, err := ledger.ParseAmount(row.Amount.StringFixed(2))
		if err != nil {
			return nil, err
		}
		entries = append(entries, ledger.Entry{Kind: ledger.Reflow, ID: reflowID(plan.Investment, row.Namnd, year), Date: date, Amount: amount,
			Investment: plan.Investment, Namnd: row.Namnd, Basis: row.Basis, Year: year, Ref: plan.Decision.Reference,
			Text: c.entry.Text, By: c.entry.By, Voucher: c.entry.Voucher})
	}
	if len(entries) == 0 {
		return nil, input.Faults{{File: path, Code: "no-rows", Message: fmt.Sprintf("the plan has nothing to record for %d", year)}}
	}
	return entries, c.onlyPlanned(entries)
}

func reflowID(investment, namnd string, year int) string {
	return fmt.Sprintf("reflow-%s-%d-%s", investment, year, namnd)
}

// onlyPlanned refuses a year for which the ledger holds a reflow out of another
// plan: one of a nämnd that this plan does not name.
func (c *ledgerWrite) onlyPlanned(entries []ledger.Entry) error {
	known := map[string]bool{}
	for _, e := range entries {
		known[e.ID] = true
	}
	first := entries[0]
	var other string
	corrected := map[int64]bool{}
	of := map[int64]string{}
	_, err := c.check(func(p ledger.Posting) error {
		e := p.Entry
		if e.Kind == ledger.Correction {
			corrected[e.Reverses] = true
		}
		if e.Kind == ledger.Reflow && e.Investment == first.Investment && e.Year == first.Year && !known[e.ID] {
			of[e.Seq] = e.Clone().ID
		}
		return nil
	})
	if err != nil {
		return err
	}
	for seq, id := range of {
		if !corrected[seq] && (other == "" || id < other) {
			other = id
		}
	}
	if other != "" {
		return answerNo{hintedError{fmt.Errorf("the ledger has a reflow of %s for %d that is not in the plan: %s", first.Investment, first.Year, other),
			"correct it first, or record by hand what differs"}}
	}
	return nil
}
