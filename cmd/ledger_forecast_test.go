package cmd

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"siv/calc"
	"siv/cmd/input"
	"siv/ledger"
)

// posting reads "kind date amount investment namnd year"; an amount that is negative
// is a correction.
func posting(t *testing.T, seq int64, text string) ledger.Posting {
	t.Helper()
	f := append(strings.Fields(text), "", "", "")
	kind, _ := ledger.ParseKind(f[0])
	date, err := ledger.ParseDate(f[1])
	if err != nil {
		t.Fatal(err)
	}
	amount, err := ledger.ParseAmount(strings.TrimPrefix(f[2], "-"))
	if err != nil {
		t.Fatal(err)
	}
	e := &ledger.Entry{Seq: seq, Kind: kind, Date: date, Amount: amount, Investment: f[3], Namnd: f[4]}
	if f[5] != "" {
		e.Year = atoi(t, f[5])
	}
	p := ledger.Posting{Entry: e, Counts: kind}
	var one ledger.Moved
	one[kind] = amount
	if strings.HasPrefix(f[2], "-") {
		one[kind] = -amount
		e.Kind, e.Reverses = ledger.Correction, seq-1
	}
	p.Moves = one.Totals()
	return p
}

// TestForecast is by hand: to 2020-08-31, a grant of 1000 in 2019 and what each case adds.
func TestForecast(t *testing.T) {
	file := func(status string, amounts string) string {
		return "schema: siv.investment/1\nid: a\nname: A\nstatus: " + status + "\nstart: 2019-01\ncompletion: 2020-12\n" +
			"actors: [{id: n, name: N, kind: namnd}]\ncosts:\n" +
			"  - {item: Team, actor: n, funding: fund, price_year: 2019, amounts: {" + amounts + "}}\n" +
			"  - {item: Own, actor: n, funding: actor, price_year: 2019, amounts: {2020: 9999}}\n"
	}
	for name, c := range map[string]struct {
		entries   []string
		file      string
		completed bool
		plan      []calc.PlanRow
		want      string
	}{
		"nothing is known":          {nil, "", false, nil, "no-file 1000.00; incomplete"},
		"the file has no costs":     {nil, "schema: siv.investment/1\nid: a\n", false, nil, "no-costs 1000.00; incomplete"},
		"the rest of the year":      {[]string{"drawdown 2020-06-30 150.50 a n"}, file("ongoing", "2019: 300, 2020: 400"), false, nil, "costs drawdown 249.50"},
		"a refund leaves more":      {[]string{"drawdown 2020-06-30 150 a n", "refund 2020-07-01 50 a n"}, file("ongoing", "2020: 400"), false, nil, "costs drawdown 300.00"},
		"a correction too":          {[]string{"drawdown 2020-06-30 150 a n", "drawdown 2020-06-30 -150 a n"}, file("ongoing", "2020: 400"), false, nil, "costs drawdown 400.00"},
		"last year's is not":        {[]string{"drawdown 2019-06-30 150 a n"}, file("ongoing", "2019: 300, 2020: 400"), false, nil, "costs drawdown 400.00"},
		"drawn later already":       {[]string{"drawdown 2020-10-01 150 a n"}, file("ongoing", "2020: 400"), false, nil, "ledger drawdown 150.00; costs drawdown 250.00"},
		"drawn on the last day":     {[]string{"drawdown 2020-08-31 150 a n"}, file("ongoing", "2020: 400"), false, nil, "costs drawdown 250.00"},
		"next year's is not":        {[]string{"drawdown 2021-01-01 150 a n"}, file("ongoing", "2020: 400"), false, nil, "costs drawdown 400.00"},
		"no more than the grant":    {[]string{"drawdown 2019-06-30 900 a n"}, file("ongoing", "2020: 400"), false, nil, "costs drawdown 100.00; above-grant 300.00"},
		"nothing left of the grant": {[]string{"drawdown 2019-06-30 1000 a n"}, file("ongoing", "2020: 400"), false, nil, "nothing-left 400.00"},
		"drawn more than planned":   {[]string{"drawdown 2020-06-30 500 a n"}, file("ongoing", "2020: 400"), false, nil, "overdrawn 100.00"},
		"just what is planned":      {[]string{"drawdown 2020-06-30 400 a n"}, file("ongoing", "2020: 400"), false, nil, ""},
		"completed":                 {nil, file("completed", "2020: 400"), true, nil, "release-due 1000.00"},
		"a plan":                    {nil, file("ongoing", "2019: 300"), false, []calc.PlanRow{{Year: 2020, Namnd: "n", Amount: decimal.RequireFromString("70.10")}, {Year: 2021, Namnd: "n", Amount: decimal.RequireFromString("80")}}, "plan reflow 70.10"},
		"a plan that is booked":     {[]string{"reflow 2020-01-01 70 a n 2020"}, file("ongoing", "2019: 300"), false, []calc.PlanRow{{Year: 2020, Namnd: "n", Amount: decimal.RequireFromString("70")}}, ""},
		"booked in part":            {[]string{"reflow 2020-01-01 30 a n 2020"}, file("ongoing", "2019: 300"), false, []calc.PlanRow{{Year: 2020, Namnd: "n", Amount: decimal.RequireFromString("70")}}, "plan reflow 40.00"},
		"booked and corrected":      {[]string{"reflow 2020-01-01 70 a n 2020", "reflow 2020-02-01 -70 a n"}, file("ongoing", "2019: 300"), false, []calc.PlanRow{{Year: 2020, Namnd: "n", Amount: decimal.RequireFromString("70")}}, "plan reflow 70.00"},
		"booked of another nämnd":   {[]string{"reflow 2020-01-01 70 a m 2020"}, file("ongoing", "2019: 300"), false, []calc.PlanRow{{Year: 2020, Namnd: "n", Amount: decimal.RequireFromString("70")}}, "plan reflow 70.00"},
		"booked later":              {[]string{"reflow 2020-11-01 70 a n 2020"}, file("ongoing", "2019: 300"), false, []calc.PlanRow{{Year: 2020, Namnd: "n", Amount: decimal.RequireFromString("70")}}, "ledger reflow 70.00"},
		"due last year":             {nil, file("ongoing", "2019: 300"), false, []calc.PlanRow{{Year: 2019, Namnd: "n", Amount: decimal.RequireFromString("70")}}, "overdue 70.00; incomplete"},
		"the grant is corrected":    {[]string{"grant 2020-01-02 -1000 a"}, file("ongoing", "2019: 300"), false, []calc.PlanRow{{Year: 2020, Namnd: "n", Amount: decimal.RequireFromString("70")}}, "no-grant 70.00; incomplete"},
		"granted later":             {[]string{"grant 2020-11-01 500 b"}, file("ongoing", "2019: 300"), false, nil, "ledger grant 500.00; no-file 500.00; incomplete"},
	} {
		t.Run(name, func(t *testing.T) {
			through, _ := ledger.ParseDate("2020-08-31")
			from, _ := ledger.CalendarYear(2020)
			p := notePeriod{"current", ledger.Period{From: from, Through: through}}
			booked := newBookedFor(p)
			for i, text := range append([]string{"grant 2019-01-02 1000 a"}, c.entries...) {
				one := posting(t, int64(i+1), text)
				_ = p.Post(one)
				booked.post(one)
			}
			f := &forecastFiles{completed: completionsOf{"a": c.completed}, investments: map[string]*input.Investment{}}
			if c.file != "" {
				f.investments["a"] = input.DecodeInvestment("a.yaml", []byte(c.file))
			}
			if c.plan != nil {
				f.plans = []*calc.Plan{{Investment: "a", Decision: &calc.Decision{}, Rows: c.plan}}
			}
			out := f.forecast(&p.Period, booked)
			var got []string
			var sum ledger.Moved
			for _, i := range out.items {
				got = append(got, fmt.Sprintf("%s %s %s", i.source, i.kind, i.amount))
				sum[i.kind] += i.amount
			}
			for _, o := range out.omitted {
				got = append(got, o.reason+" "+o.amount.String())
			}
			if !out.complete() {
				got = append(got, "incomplete")
			}
			if diff := cmp.Diff(c.want, strings.Join(got, "; ")); diff != "" {
				t.Error(diff)
			}
			if sum != out.expected {
				t.Errorf("the items add up to %v, expected is %v", sum, out.expected)
			}
		})
	}
}
