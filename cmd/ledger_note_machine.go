package cmd

import (
	"fmt"

	"github.com/shopspring/decimal"

	"siv/cmd/internal/output"
)

// rows is every figure of the note on a row of its own, for csv.
func (s noteScreen) rows() output.Table {
	n := s.note
	t := output.Table{Columns: columns("table", "period", "from", "through", "investment", "item", "amount")}
	add := func(table, period, investment, item string, amount decimal.Decimal) {
		row := []output.Cell{output.Text(table), output.Text(period), {}, {}, given(investment), output.Text(item), n.unit.cell(amount)}
		for _, p := range n.periods {
			if p.key == period {
				row[2], row[3] = output.Text(p.From.String()), output.Text(p.Through.String())
			}
		}
		t.Rows = append(t.Rows, row)
	}
	accounts := append(n.accounts(), n.balanskrav())
	if n.forecast != nil {
		accounts = append(accounts, n.forecastAccounts()...)
	}
	for _, a := range accounts {
		for i, c := range a.columns {
			for _, line := range a.lines {
				add(a.key, c.key, "", line.key, line.amounts[i])
			}
		}
	}
	for _, p := range n.periods {
		by := n.byInvestment(p)
		for _, row := range by.rows {
			table := "investments"
			switch row.investment {
			case fundLine:
				table = "investments_sum"
			case rounding:
				table, row.investment = "investments_rounding", ""
			}
			for i, key := range by.keys {
				add(table, p.key, row.investment, key, row.amounts[i])
			}
		}
	}
	for _, p := range n.periods {
		add("drawn_since_start", p.key, "", "drawn", n.unit.of(p.Fund.Closing().Drawn))
	}
	for _, m := range n.releaseDue() {
		add("release_due", n.periods[0].key, m.Investment, "left", n.unit.of(m.Closing().Committed()))
	}
	return t
}

// amountsJSON is amounts by key, in their order.
type amountsJSON = output.Object

// amounts is a column of an account.
func (a account) amounts(u unit, column int) amountsJSON {
	var list amountsJSON
	for _, line := range a.lines {
		list = append(list, output.Member{Key: line.key, Value: u.text(line.amounts[column])})
	}
	return list
}

// noteJSON is the note in json. Amounts are in the unit, with the sign by which they
// add up to the last of their object.
type noteJSON struct {
	Schema        string            `json:"schema"`
	Origin        string            `json:"origin"`
	Entries       int64             `json:"entries"`
	H             string            `json:"h"`
	Seal          *noteSealJSON     `json:"seal"`
	ClosedThrough *string           `json:"closed_through"`
	BookedBefore  *string           `json:"booked_before"`
	Command       string            `json:"command"`
	Files         []noteFileJSON    `json:"files"`
	Unit          unit              `json:"unit"`
	Periods       []notePeriodJSON  `json:"periods"`
	ReleaseDue    *[]releaseDueJSON `json:"release_due"` // null: no file said what is completed
	Forecast      *noteForecastJSON `json:"forecast"`    // null: none was asked for
}

type noteSealJSON struct {
	Seal             string `json:"seal"`
	Entries          int64  `json:"entries"`
	H                string `json:"h"`
	SignatureChecked bool   `json:"signature_checked"`
}

type noteFileJSON struct {
	File   string `json:"file"`
	SHA256 string `json:"sha256"`
}

type notePeriodJSON struct {
	Period      string               `json:"period"`
	From        string               `json:"from"`
	Through     string               `json:"through"`
	Balance     amountsJSON          `json:"balance"`
	Committed   amountsJSON          `json:"committed"`
	Free        amountsJSON          `json:"free"`
	SinceStart  amountsJSON          `json:"since_start"`
	Drawn       string               `json:"drawn_since_start"`
	Balanskrav  amountsJSON          `json:"balanskrav"`
	Investments []noteInvestmentJSON `json:"investments"`
	Rounding    amountsJSON          `json:"investments_rounding,omitempty"`
}

type noteInvestmentJSON struct {
	Investment string      `json:"investment"`
	Committed  amountsJSON `json:"committed"`
	Reflow     string      `json:"reflow"`
}

type releaseDueJSON struct {
	Investment string `json:"investment"`
	Left       string `json:"left"`
}

type noteForecastJSON struct {
	Complete   bool                   `json:"complete"`
	Balance    map[string]amountsJSON `json:"balance"`
	Committed  map[string]amountsJSON `json:"committed"`
	Free       map[string]amountsJSON `json:"free"`
	Items      []expectedItemJSON     `json:"items"`
	NotCounted []notCountedJSON       `json:"not_counted"`
}

type expectedItemJSON struct {
	Source     string `json:"source"`
	Kind       string `json:"kind"`
	Investment string `json:"investment,omitempty"`
	Namnd      string `json:"namnd,omitempty"`
	Amount     string `json:"amount"`
	Ref        string `json:"ref,omitempty"`
}

type notCountedJSON struct {
	Reason     string `json:"reason"`
	Investment string `json:"investment"`
	Namnd      string `json:"namnd,omitempty"`
	Year       int    `json:"year,omitempty"`
	Amount     string `json:"amount"`
}

func (s noteScreen) json() noteJSON {
	n := s.note
	data := noteJSON{Schema: "siv.ledger-report/1", Origin: n.made.Origin, Entries: n.made.Entries, H: n.made.H.String(), Command: n.command,
		Files: []noteFileJSON{}, Unit: n.unit}
	if seal := n.made.seal; seal != nil {
		data.Seal = &noteSealJSON{n.made.sealFile, seal.Entries, seal.H.String(), n.made.signed}
	}
	if n.made.closed != 0 {
		data.ClosedThrough = new(n.made.closed.String())
	}
	if n.bookedBefore != 0 {
		data.BookedBefore = new(n.bookedBefore.String())
	}
	for _, path := range n.files.made.paths {
		data.Files = append(data.Files, noteFileJSON{path, fmt.Sprintf("%x", n.files.made.hash[path])})
	}
	accounts, balanskrav := n.accounts(), n.balanskrav()
	for i, p := range n.periods {
		one := notePeriodJSON{Period: p.key, From: p.From.String(), Through: p.Through.String(),
			Balance: accounts[0].amounts(n.unit, i), Committed: accounts[1].amounts(n.unit, i), Free: accounts[2].amounts(n.unit, i),
			SinceStart: accounts[3].amounts(n.unit, i), Drawn: n.unit.text(n.unit.of(p.Fund.Closing().Drawn)),
			Balanskrav: balanskrav.amounts(n.unit, i), Investments: []noteInvestmentJSON{}}
		by := n.byInvestment(p)
		for _, row := range by.rows {
			var all amountsJSON
			for j, key := range by.keys {
				all = append(all, output.Member{Key: key, Value: n.unit.text(row.amounts[j])})
			}
			last := len(all) - 1
			switch row.investment {
			case fundLine:
			case rounding:
				one.Rounding = all
			default:
				one.Investments = append(one.Investments, noteInvestmentJSON{row.investment, all[:last], n.unit.text(row.amounts[last])})
			}
		}
		data.Periods = append(data.Periods, one)
	}
	if n.files.completed != nil {
		data.ReleaseDue = &[]releaseDueJSON{}
		for _, m := range n.releaseDue() {
			*data.ReleaseDue = append(*data.ReleaseDue, releaseDueJSON{m.Investment, n.unit.text(n.unit.of(m.Closing().Committed()))})
		}
	}
	if n.forecast != nil {
		data.Forecast = n.forecastJSON()
	}
	return data
}

func (n *note) forecastJSON() *noteForecastJSON {
	f := n.forecast
	data := &noteForecastJSON{Complete: f.complete(), Items: []expectedItemJSON{}, NotCounted: []notCountedJSON{}}
	accounts := n.forecastAccounts()
	for i, to := range []*map[string]amountsJSON{&data.Balance, &data.Committed, &data.Free} {
		*to = map[string]amountsJSON{}
		for j, c := range accounts[i].columns {
			(*to)[c.key] = accounts[i].amounts(n.unit, j)
		}
	}
	for _, i := range f.items {
		data.Items = append(data.Items, expectedItemJSON{i.source, i.kind.String(), i.investment, i.namnd, n.unit.text(n.unit.of(i.amount)), i.ref})
	}
	for _, u := range f.omitted {
		data.NotCounted = append(data.NotCounted, notCountedJSON{u.reason, u.investment, u.namnd, u.year, n.unit.text(n.unit.of(u.amount))})
	}
	return data
}
