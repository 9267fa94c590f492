package cmd

import (
	"fmt"

	"github.com/shopspring/decimal"

	"siv/calc"
	"siv/cmd/input"
	"siv/ledger"
)

// forecastFiles are the files beside a ledger that tell what it does not: what is
// completed, what an investment is to cost the fund in a year, and what is to flow back.
type forecastFiles struct {
	completed   completionsOf // nil: nobody said
	investments map[string]*input.Investment
	file        map[string]string // of an investment
	plans       []*calc.Plan
	plan        map[string]string // the file of a plan, by investment
	made        madeFrom          // the files, as they were read
}

// readForecastFiles reads the plans and the investments, which are completed if they
// were on a day. Two files about the same
// investment would count it twice, and are a fault.
func (c *ledgerReport) readForecastFiles(through ledger.Date) (*forecastFiles, error) {
	f := &forecastFiles{investments: map[string]*input.Investment{}, file: map[string]string{}, plan: map[string]string{}}
	c.env.files = func(path string, data []byte) { f.made.add(c.fromLedger(path), data) }
	var faults input.Faults
	twice := func(path, id, other string) {
		faults = append(faults, input.Fault{File: path, Code: "twice", Message: fmt.Sprintf("%q is in %s already", id, other)})
	}
	for _, path := range expand(c.plans) {
		plan, err := c.decided(path, "")
		if err != nil {
			return nil, err
		}
		if other, ok := f.plan[plan.Investment]; ok {
			twice(path, plan.Investment, other)
		}
		f.plan[plan.Investment], f.plans = path, append(f.plans, plan)
	}
	if len(c.completions.paths) == 0 {
		return f, faultsOrNone(faults)
	}
	files, err := yamlFiles(expand(c.completions.paths))
	if err != nil {
		return nil, err
	}
	f.completed = completionsOf{}
	for _, path := range files {
		inv, err := c.investment(path)
		if err != nil {
			return nil, err
		}
		faults = append(faults, registerFaults(inv)...)
		if other, ok := f.file[inv.ID]; ok && inv.ID != "" {
			twice(path, inv.ID, other)
		}
		f.file[inv.ID], f.investments[inv.ID] = c.fromLedger(path), inv
		f.completed[inv.ID] = inv.Status == calc.Completed && lastDay(inv.Completion) <= through
	}
	return f, faultsOrNone(faults)
}

// lastDay is that of a month.
func lastDay(m calc.Month) ledger.Date {
	next, _ := ledger.ParseDate((m + 1).String() + "-01")
	return next.Previous()
}

func faultsOrNone(faults input.Faults) error {
	if len(faults) == 0 {
		return nil
	}
	return faults
}

// fundCosts is what an investment's file says that the fund pays in a year, as it is
// written, never indexed; false when the file has no costs.
func (f *forecastFiles) fundCosts(inv *input.Investment, year int) (ledger.Amount, bool) {
	if inv == nil || len(inv.Costs) == 0 {
		return 0, false
	}
	sum := decimal.Zero
	for _, cost := range inv.Costs {
		if cost.Funding != calc.FromFund {
			continue
		}
		for _, a := range cost.Amounts {
			if a.Year == year {
				sum = sum.Add(a.Amount.Likely)
			}
		}
	}
	amount, err := ledger.ParseAmount(sum.StringFixed(2))
	return amount, err == nil
}
