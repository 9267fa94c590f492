package cmd

import (
	"strconv"

	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
	"siv/ledger"
)

// balanceScreen shows the sums of a fund in one language.
type balanceScreen struct {
	lang.Language
	head      ledger.Head
	clocks    clocks
	sums      *ledger.Balance
	by        fundGrouping
	completed completionsOf
}

// figure is one of the sums of a fund.
type figure struct {
	key string
	of  func(ledger.Totals) ledger.Amount
}

// fundFigures lists the sums in the order they are shown.
func fundFigures() []figure {
	return []figure{
		{"allocated", func(t ledger.Totals) ledger.Amount { return t.Allocated }},
		{"granted", func(t ledger.Totals) ledger.Amount { return t.Granted }},
		{"released", func(t ledger.Totals) ledger.Amount { return t.Released }},
		{"drawn", func(t ledger.Totals) ledger.Amount { return t.Drawn }},
		{"reflowed", func(t ledger.Totals) ledger.Amount { return t.Reflowed }},
		{"withdrawn", func(t ledger.Totals) ledger.Amount { return t.Withdrawn }},
		{"committed", ledger.Totals.Committed},
		{"balance", ledger.Totals.Balance},
		{"free", ledger.Totals.Free},
	}
}

// investmentFigures lists those of an investment, which has no balance of its own.
func investmentFigures() []figure {
	var list []figure
	for _, f := range fundFigures() {
		switch f.key {
		case "granted", "released", "drawn", "reflowed", "committed":
			list = append(list, f)
		}
	}
	return list
}

func (s balanceScreen) document() output.Document {
	rows := s.rows()
	section := output.Section{Lead: []string{s.lead()}, Tables: []output.Table{s.fund()}}
	if t := s.broken(); len(t.Rows) > 0 {
		section.Tables = append(section.Tables, t)
	}
	section.Notes = []string{s.T("balance.head", s.head.Origin, lang.Count(s.head.Entries)), "h " + s.head.H.String()}
	return output.Document{Sections: []output.Section{section}, Rows: &rows, Data: s.json()}
}

// lead says what is free, when, and as known when.
func (s balanceScreen) lead() string {
	text := s.T("balance.free", kronor(s.Language, s.sums.Fund.Free()))
	if s.clocks.asOf != 0 {
		text += s.T("balance.as-of", s.clocks.asOf)
	}
	if s.clocks.bookedBefore.value != 0 {
		text += s.T("balance.booked-before", s.clocks.bookedBefore.value)
	}
	return text + "."
}

func (s balanceScreen) fund() output.Table {
	t := output.Table{Title: s.T("balance.fund"), Columns: []output.Column{{Key: "item"}, {Key: "amount"}}}
	for _, f := range fundFigures() {
		t.Rows = append(t.Rows, []output.Cell{output.Text(s.T("balance.fund-" + f.key)), amountCell(f.of(s.sums.Fund))})
	}
	return t
}

// groups are those of the balance and, by nämnd, what names none, without which
// the nämnder would not add up to the fund.
func (s balanceScreen) groups() []ledger.Group {
	groups := s.sums.Groups()
	if rest := s.sums.Rest(); s.by == fundByNamnd && rest != (ledger.Totals{}) {
		groups = append(groups, ledger.Group{Totals: rest})
	}
	return groups
}

// broken is the fund broken down.
func (s balanceScreen) broken() output.Table {
	figures := fundFigures()
	switch s.by {
	case fundByInvestment:
		figures = investmentFigures()
	case fundByNamnd, fundByKind:
		figures = figures[:6] // what is committed, held or free is neither a nämnd's nor a kind's
	}
	t := output.Table{Title: s.T("balance.by-" + string(s.by)), Columns: titled(s.Language, "col.", string(s.by))}
	for _, f := range figures {
		t.Columns = append(t.Columns, titled(s.Language, "col.", f.key)...)
	}
	marks := s.by == fundByInvestment && s.completed != nil
	if marks {
		t.Columns = append(t.Columns, output.Column{Key: "release_due", Title: ""})
	}
	for _, g := range s.groups() {
		row := []output.Cell{s.name(g.Key)}
		for _, f := range figures {
			row = append(row, amountCell(f.of(g.Totals)))
		}
		if marks {
			row = append(row, s.due(g))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (s balanceScreen) due(g ledger.Group) output.Cell {
	if s.completed.releaseDue(g.Key, g.Totals) {
		return output.Text(s.T("balance.release-due"))
	}
	return output.Cell{}
}

// name is the key of a group.
func (s balanceScreen) name(key string) output.Cell {
	switch {
	case key == "":
		return output.Text(s.T("balance.none"))
	case s.by == fundByKind:
		return output.Word(key, s.T("kind."+key))
	case s.by == fundByYear:
		return output.Int(yearOfKey(key))
	}
	return output.Text(key)
}

func yearOfKey(key string) int {
	n, _ := strconv.Atoi(key) // the ledger made it of a date
	return n
}

// rows is the fund and then each group, for csv: the first column says which.
func (s balanceScreen) rows() output.Table {
	t := output.Table{Columns: columns("level", string(s.by))}
	for _, f := range fundFigures() {
		t.Columns = append(t.Columns, columns(f.key)...)
	}
	if s.completed != nil && s.by == fundByInvestment {
		t.Columns = append(t.Columns, columns("release_due")...)
	}
	add := func(level string, key output.Cell, g ledger.Group) {
		row := []output.Cell{output.Text(level), key}
		for _, f := range fundFigures() {
			cell := amountCell(f.of(g.Totals))
			if s.by == fundByInvestment && level != "fund" && !ofInvestment(f.key) {
				cell = output.Cell{}
			}
			row = append(row, cell)
		}
		if len(t.Columns) > len(row) {
			due := output.Cell{}
			if level != "fund" {
				due = output.Bool(s.completed.releaseDue(g.Key, g.Totals))
			}
			row = append(row, due)
		}
		t.Rows = append(t.Rows, row)
	}
	add("fund", output.Cell{}, ledger.Group{Totals: s.sums.Fund})
	for _, g := range s.groups() {
		key := output.Cell{}
		if g.Key != "" {
			key = s.name(g.Key)
		}
		add(string(s.by), key, g)
	}
	return t
}

func ofInvestment(key string) bool {
	for _, f := range investmentFigures() {
		if f.key == key {
			return true
		}
	}
	return false
}
