package cmd

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"siv/cmd/internal/output"
	"siv/ledger"
)

// unit is what the amounts of a note are told in.
type unit string

const (
	inKr  unit = "kr"
	inTkr unit = "tkr"
)

func units() []unit { return []unit{inKr, inTkr} }

// of is an amount in the unit: kronor and öre, or thousands of kronor rounded half
// away from zero.
func (u unit) of(a ledger.Amount) decimal.Decimal {
	if u == inTkr {
		return decimal.New(int64(a), -5).Round(0)
	}
	return inKronor(a)
}

// places is how many decimals an amount has in the unit.
func (u unit) places() int32 {
	if u == inTkr {
		return 0
	}
	return 2
}

func (u unit) cell(d decimal.Decimal) output.Cell { return output.Number(d, u.places()) }
func (u unit) text(d decimal.Decimal) string      { return d.StringFixed(u.places()) }

// note is the note on the marking in equity: figures, and what they were made from.
type note struct {
	unit         unit
	periods      []notePeriod // the one that is reported first
	timeline     ledger.Timeline
	files        *forecastFiles
	forecast     *forecast // of an interim report
	made         prefixed
	bookedBefore ledger.Instant
	command      string
}

// notePeriod is a column of the note.
type notePeriod struct {
	key string
	ledger.Period
}

func wholeYear(key string, year int) notePeriod {
	from, through := ledger.CalendarYear(year)
	return notePeriod{key, ledger.Period{From: from, Through: through}}
}

// String names the days: a whole year by its number.
func (p notePeriod) String() string {
	if from, through := ledger.CalendarYear(p.From.Year()); p.From == from && p.Through == through {
		return fmt.Sprint(p.From.Year())
	}
	return fmt.Sprintf("%s – %s", p.From, p.Through)
}

// column is what an account shows beside others.
type column struct {
	key string
	ledger.Movement
}

func (n *note) columns() []column {
	list := make([]column, len(n.periods))
	for i, p := range n.periods {
		list[i] = column{p.key, p.Fund}
	}
	return list
}

// account is lines that add up to the last one, in each column.
type account struct {
	key     string
	columns []column
	lines   []accountLine
}

type accountLine struct {
	key     string
	amounts []decimal.Decimal // by column, in the unit, each rounded by itself
}

// rounding is the key of the line that tells what rounded figures lack of the rounded sum.
const rounding = "rounding"

// noteItem is a line of an account before it is rounded; the last is the sum of the others.
type noteItem struct {
	key string
	of  func(ledger.Movement) ledger.Amount
}

func movedBy(kind ledger.Kind, sign ledger.Amount) noteItem {
	return noteItem{kind.String(), func(m ledger.Movement) ledger.Amount { return sign * m.Moved[kind] }}
}

func opening(of func(ledger.Totals) ledger.Amount) noteItem {
	return noteItem{"opening", func(m ledger.Movement) ledger.Amount { return of(m.Opening) }}
}

func closing(key string, of func(ledger.Totals) ledger.Amount) noteItem {
	return noteItem{key, func(m ledger.Movement) ledger.Amount { return of(m.Closing()) }}
}

// balanceItems are what moves the marking: opening + movements = closing.
func balanceItems() []noteItem {
	return []noteItem{opening(ledger.Totals.Balance), movedBy(ledger.Allocation, 1), movedBy(ledger.Reflow, 1),
		movedBy(ledger.Drawdown, -1), movedBy(ledger.Refund, 1), movedBy(ledger.Withdrawal, -1), closing("closing", ledger.Totals.Balance)}
}

// committedItems are what moves the commitments, of the fund and of an investment.
func committedItems() []noteItem {
	return []noteItem{opening(ledger.Totals.Committed), movedBy(ledger.Grant, 1), movedBy(ledger.Release, -1),
		movedBy(ledger.Drawdown, -1), movedBy(ledger.Refund, 1), closing("closing", ledger.Totals.Committed)}
}

func freeItems() []noteItem {
	return []noteItem{closing("balance", ledger.Totals.Balance),
		closing("committed", func(t ledger.Totals) ledger.Amount { return -t.Committed() }), closing("free", ledger.Totals.Free)}
}

// sinceStartItems are what is free counted from the fund's first day instead.
func sinceStartItems() []noteItem {
	return []noteItem{
		closing("allocated", func(t ledger.Totals) ledger.Amount { return t.Allocated }),
		closing("reflowed", func(t ledger.Totals) ledger.Amount { return t.Reflowed }),
		closing("withdrawn", func(t ledger.Totals) ledger.Amount { return -t.Withdrawn }),
		closing("granted", func(t ledger.Totals) ledger.Amount { return -t.Granted }),
		closing("released", func(t ledger.Totals) ledger.Amount { return t.Released }),
		closing("free", ledger.Totals.Free),
	}
}

// balanskravItems are the lines for the balanskravsutredning, with the sign that each
// has there: what is put into the marking lowers the result, what is taken out of it
// for the costs of the year raises it. Their sum is opening - closing balance.
func balanskravItems() []noteItem {
	return []noteItem{movedBy(ledger.Allocation, -1), movedBy(ledger.Reflow, -1), movedBy(ledger.Drawdown, 1), movedBy(ledger.Refund, -1),
		movedBy(ledger.Withdrawal, 1), {"sum", func(m ledger.Movement) ledger.Amount { return m.Opening.Balance() - m.Closing().Balance() }}}
}

// account makes an account of items. Where rounded figures do not add up to their
// rounded sum, a line before the sum says by how much.
func (u unit) account(key string, columns []column, items []noteItem) account {
	a := account{key: key, columns: columns}
	differs := false
	rest := accountLine{key: rounding}
	for _, c := range columns {
		left := decimal.Zero
		for i, item := range items {
			amount := u.of(item.of(c.Movement))
			if i == len(items)-1 {
				left = amount.Sub(left)
			} else {
				left = left.Add(amount)
			}
		}
		rest.amounts = append(rest.amounts, left)
		differs = differs || !left.IsZero()
	}
	for i, item := range items {
		line := accountLine{key: item.key}
		for _, c := range columns {
			line.amounts = append(line.amounts, u.of(item.of(c.Movement)))
		}
		if i == len(items)-1 && differs {
			a.lines = append(a.lines, rest)
		}
		a.lines = append(a.lines, line)
	}
	return a
}

// accounts are those of the fund, in the order they are shown.
func (n *note) accounts() []account {
	return []account{
		n.unit.account("balance", n.columns(), balanceItems()),
		n.unit.account("committed", n.columns(), committedItems()),
		n.unit.account("free", n.columns(), freeItems()),
		n.unit.account("since_start", n.columns(), sinceStartItems()),
	}
}

func (n *note) balanskrav() account {
	return n.unit.account("balanskrav", n.columns(), balanskravItems())
}

// byInvestment is the commitments of each investment in a period, and what it paid
// back. Its last row is the fund, its last but one, if any, what rounding leaves.
type byInvestment struct {
	period notePeriod
	keys   []string // of the columns
	rows   []investmentLine
}

type investmentLine struct {
	investment string // "" the fund, "rounding" what rounding leaves
	amounts    []decimal.Decimal
}

// fundLine marks the row of the fund.
const fundLine = ""

func (n *note) byInvestment(p notePeriod) byInvestment {
	items := committedItems()
	line := func(m ledger.Movement) investmentLine {
		row := investmentLine{investment: m.Investment}
		left := decimal.Zero
		for i, item := range items {
			amount := n.unit.of(item.of(m))
			if i == len(items)-1 {
				row.amounts = append(row.amounts, amount.Sub(left))
			}
			left = left.Add(amount)
			row.amounts = append(row.amounts, amount)
		}
		return investmentLine{row.investment, append(row.amounts, n.unit.of(m.Moved[ledger.Reflow]))}
	}
	t := byInvestment{period: p}
	for i, item := range items {
		if i == len(items)-1 {
			t.keys = append(t.keys, rounding)
		}
		t.keys = append(t.keys, item.key)
	}
	t.keys = append(t.keys, ledger.Reflow.String())
	fund := line(p.Fund)
	rest := investmentLine{rounding, slices.Clone(fund.amounts)}
	for _, m := range p.Investments() {
		if m.Opening.Committed() == 0 && m.Moved == (ledger.Moved{}) {
			continue // long done
		}
		row := line(m)
		t.rows = append(t.rows, row)
		for i, amount := range row.amounts {
			rest.amounts[i] = rest.amounts[i].Sub(amount)
		}
	}
	if slices.ContainsFunc(rest.amounts, func(d decimal.Decimal) bool { return !d.IsZero() }) {
		t.rows = append(t.rows, rest)
	}
	t.rows = append(t.rows, fund)
	return t.withoutEmptyRounding(len(items) - 1)
}

// withoutEmptyRounding drops the column of rounding where there is none.
func (t byInvestment) withoutEmptyRounding(at int) byInvestment {
	for _, row := range t.rows {
		if !row.amounts[at].IsZero() {
			return t
		}
	}
	t.keys = slices.Delete(t.keys, at, at+1)
	for i := range t.rows {
		t.rows[i].amounts = slices.Delete(t.rows[i].amounts, at, at+1)
	}
	return t
}

// releaseDue are the completed investments with a grant left at the end of the period.
func (n *note) releaseDue() []ledger.Movement {
	var due []ledger.Movement
	for _, m := range n.periods[0].Investments() {
		if n.files.completed.releaseDue(m.Investment, m.Closing()) {
			due = append(due, m)
		}
	}
	return due
}
