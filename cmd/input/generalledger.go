package input

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"siv/ledger"
	"siv/ledger/reconcile"
)

// MaxGeneralLedger is the largest file of a general ledger that is read, in bytes.
const MaxGeneralLedger = 512 << 20

// GeneralLedger says which rows of a general ledger's file count, and how they are read.
type GeneralLedger struct {
	Accounts []AccountRange    // none: every account
	Projects map[string]string // codes of projects that count, and the investment of each where that was said; none: every row
	From, To ledger.Date       // days that count; none: no limit
	Columns  map[string]string // names of a CSV's columns, by [GeneralLedgerColumns]; the usual ones are known
	Header   int               // the line with those names
}

// GeneralLedgerColumns are what a CSV of a general ledger may tell. An amount is one
// column, or debit and credit are two.
func GeneralLedgerColumns() []string {
	return []string{"voucher", "date", "amount", "debit", "credit", "account", "project", "investment", "namnd", "text"}
}

// usualColumns are names that accounting systems give the columns.
func usualColumns() map[string][]string {
	return map[string][]string{
		"voucher":    {"voucher", "verifikation", "verifikat", "vernr", "ver.nr", "ver nr", "verifikationsnummer", "verifikationsnr", "verifikatnr", "ver"},
		"date":       {"date", "datum", "bokföringsdatum", "bokf.datum", "bokf datum", "verdatum", "verifikationsdatum"},
		"amount":     {"amount", "belopp"},
		"debit":      {"debit", "debet"},
		"credit":     {"credit", "kredit"},
		"account":    {"account", "konto", "kontonr", "kontonummer"},
		"project":    {"project", "projekt", "projektkod", "projektnr", "proj"},
		"investment": {"investment", "satsning"},
		"namnd":      {"namnd", "nämnd"},
		"text":       {"text", "vertext", "benämning"},
	}
}

// AccountRange is the accounts from one number to another.
type AccountRange struct{ First, Last string }

// ParseAccounts reads accounts and runs of them: 2081, 5000-5999.
func ParseAccounts(texts []string) ([]AccountRange, error) {
	var list []AccountRange
	for _, text := range texts {
		first, last, run := strings.Cut(strings.TrimSpace(text), "-")
		if !run {
			last = first
		}
		if !allDigits(first) || !allDigits(last) || len(first) != len(last) || last < first {
			return nil, fmt.Errorf("%q is not an account or a run of them: write 2081 or 5000-5999", text)
		}
		list = append(list, AccountRange{first, last})
	}
	return list, nil
}

// takes tells whether a row counts, and of which investment it is, where that was
// said. A name may stand after an account's number or a project's code.
func (g *GeneralLedger) takes(account, project string) (investment string, ok bool) {
	account, _, _ = strings.Cut(account, " ")
	in := func(r AccountRange) bool {
		return len(account) == len(r.First) && r.First <= account && account <= r.Last
	}
	if len(g.Accounts) > 0 && !slices.ContainsFunc(g.Accounts, in) {
		return "", false
	}
	if len(g.Projects) == 0 {
		return "", true
	}
	if investment, ok = g.Projects[project]; !ok {
		project, _, _ = strings.Cut(project, " ")
		investment, ok = g.Projects[project]
	}
	return investment, ok
}

func (g *GeneralLedger) period(day ledger.Date) bool {
	return day >= g.From && (g.To == 0 || day <= g.To)
}

// generalLedgerCSV is a table with the places of what it tells.
type generalLedgerCSV struct {
	*RawTable
	at map[string]int
}

// ReadGeneralLedgerCSV reads the rows of a general ledger that count. Fields are
// separated by ; or , or tabs, amounts have a decimal comma or point, dates are
// 2025-12-31 or 20251231. A debit is positive. The error is [Faults].
func ReadGeneralLedgerCSV(file string, data []byte, g GeneralLedger) ([]reconcile.Item, error) {
	table, err := ReadCSVTable(file, data, max(g.Header, 1))
	if err != nil {
		return nil, err
	}
	c := generalLedgerCSV{table, map[string]int{}}
	if faults := c.columns(&g); faults != nil {
		return nil, faults
	}
	var items []reconcile.Item
	var faults Faults
	for _, row := range table.Rows {
		investment, ok := g.takes(c.text(row, "account"), c.text(row, "project"))
		if !ok || row.empty() {
			continue
		}
		item, wrong := c.item(row)
		if len(wrong) > 0 {
			faults = append(faults, wrong...)
			continue
		}
		if investment != "" {
			item.Investment = investment
		}
		if g.period(item.Date) && item.Amount != 0 {
			items = append(items, item)
		}
	}
	if faults != nil {
		return nil, faults
	}
	return items, nil
}

// columns finds the columns by the names that were given, or the usual ones.
func (c *generalLedgerCSV) columns(g *GeneralLedger) Faults {
	var faults Faults
	told := map[string]bool{}
	fault := func(what, code, message, hint string) {
		told[what] = true
		faults = append(faults, Fault{File: c.File, Line: max(g.Header, 1), Column: 1, Code: code, Message: message, Hint: hint})
	}
	for _, what := range GeneralLedgerColumns() {
		names, given := usualColumns()[what], g.Columns[what]
		if given != "" {
			names = []string{strings.ToLower(strings.TrimSpace(given))}
		}
		var found []int
		for i, title := range c.Header {
			if slices.Contains(names, strings.ToLower(title)) {
				found = append(found, i)
			}
		}
		switch {
		case len(found) == 1:
			c.at[what] = found[0]
		case len(found) > 1:
			fault(what, "column", fmt.Sprintf("more than one column can be %s", what), fmt.Sprintf("--gl-columns %s=NAME says which", what))
		case given != "":
			fault(what, "column", fmt.Sprintf("there is no column %q", given), didYouMean(given, c.Header))
		}
	}
	_, amount := c.at["amount"]
	_, debit := c.at["debit"]
	_, credit := c.at["credit"]
	need := map[string]bool{"voucher": true, "date": true, "amount": !debit || !credit, "account": len(g.Accounts) > 0, "project": len(g.Projects) > 0}
	for _, what := range slices.Sorted(maps.Keys(need)) {
		if _, ok := c.at[what]; !ok && need[what] && !told[what] {
			fault(what, "missing", fmt.Sprintf("no column is known to be %s", what), fmt.Sprintf("--gl-columns %s=NAME says which; the file has %s", what, c.titles()))
		}
	}
	if amount && debit && credit {
		delete(c.at, "debit")
		delete(c.at, "credit")
	}
	return faults
}

// titles are the columns that the file has, as many as a reader takes in.
func (c *generalLedgerCSV) titles() string {
	var list []string
	for _, title := range c.Header[:min(20, len(c.Header))] {
		list = append(list, short(title))
	}
	return strings.Join(list, ", ")
}

func (c *generalLedgerCSV) text(row RawRow, what string) string {
	if at, ok := c.at[what]; ok {
		return row.cell(at)
	}
	return ""
}

// item reads a row that counts.
func (c *generalLedgerCSV) item(row RawRow) (reconcile.Item, Faults) {
	item := reconcile.Item{Voucher: c.text(row, "voucher"), Investment: c.text(row, "investment"), Namnd: c.text(row, "namnd"),
		Text: c.text(row, "text"), Line: row.Line}
	var faults Faults
	fault := func(what, code, message string) {
		f := c.place(row, c.at[what])
		f.Path, f.Code, f.Message = what, code, message
		faults = append(faults, f)
	}
	if item.Voucher == "" {
		fault("voucher", "missing", "the row has no voucher")
	}
	var err error
	if item.Date, err = generalLedgerDate(c.text(row, "date")); err != nil {
		fault("date", "malformed", err.Error())
	}
	sides := []string{"amount"}
	if _, one := c.at["amount"]; !one {
		sides = []string{"debit", "credit"}
	}
	empty := true
	for n, side := range sides {
		text := c.text(row, side)
		if text == "" {
			continue
		}
		empty = false
		amount, err := signedAmount(text)
		if err != nil {
			fault(side, "malformed", err.Error())
		}
		if n == 1 {
			amount = -amount
		}
		item.Amount += amount
	}
	if empty {
		fault(sides[0], "missing", "the row has no amount")
	}
	return item, faults
}

// generalLedgerDate reads 2025-12-31 or 20251231, and the midnight that databases add.
func generalLedgerDate(s string) (ledger.Date, error) {
	s = strings.TrimSuffix(s, " 00:00:00")
	if len(s) == 8 && allDigits(s) {
		s = s[:4] + "-" + s[4:6] + "-" + s[6:]
	}
	return ledger.ParseDate(s)
}

// signedAmount reads kronor and öre, minus for a credit.
func signedAmount(s string) (ledger.Amount, error) {
	value, err := parseMoney(strings.Replace(s, "−", "-", 1))
	if err != nil {
		return 0, err
	}
	ore := value.Shift(2)
	if !ore.IsInteger() || ore.Abs().GreaterThan(decimal.NewFromInt(int64(ledger.MaxAmount))) {
		return 0, fmt.Errorf("%q is not an amount in kronor and öre of at most %s", short(s), ledger.MaxAmount)
	}
	return ledger.Amount(ore.IntPart()), nil
}
