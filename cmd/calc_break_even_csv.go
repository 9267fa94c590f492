package cmd

import (
	"siv/calc"
	"siv/cmd/internal/output"
)

// summary is the row of one file in csv.
func (s resultScreen) summary() output.Table {
	r := s.result
	var t output.Table
	row := []output.Cell{}
	add := func(key string, cell output.Cell) {
		t.Columns = append(t.Columns, output.Column{Key: key, Title: key})
		row = append(row, cell)
	}
	pair := func(key string, p calc.Pair) {
		add(key, output.Money(p.Undiscounted))
		add(key+"_present_value", output.Money(p.PresentValue))
	}
	add("file", output.Text(s.path))
	add("investment", output.Text(r.Investment.ID))
	add("name", output.Text(r.Investment.Name))
	add("passes", output.Bool(r.Passes))
	for _, c := range calc.Criteria() {
		add("test_"+string(c), output.Bool(r.Tests.Of(c)))
	}
	pair("cost", r.Cost)
	pair("running_cost", r.RunningCost)
	pair("savings", r.Savings)
	pair("net", r.Net)
	add("bcr", output.Maybe(r.BCR.Undiscounted, 4))
	add("bcr_present_value", output.Maybe(r.BCR.PresentValue, 4))
	breakEven := output.Cell{}
	if r.BreakEven != nil {
		breakEven = output.Int(r.BreakEven.Year)
	}
	add("break_even", breakEven)
	add("required_effect_share", output.Maybe(r.RequiredEffectShare, 4))
	add("rate", output.Exact(r.Rate.Value))
	add("price_year", output.Int(r.PriceYear))
	add("warnings", output.Int(len(r.Warnings)))
	t.Rows = [][]output.Cell{row}
	return t
}

// withInvestment puts the investment before every row, for files together.
func (s resultScreen) withInvestment(t output.Table) output.Table {
	t.Columns = append([]output.Column{{Key: "investment", Title: "investment"}}, t.Columns...)
	rows := make([][]output.Cell, len(t.Rows))
	for i, row := range t.Rows {
		rows[i] = append([]output.Cell{output.Text(s.result.Investment.ID)}, row...)
	}
	t.Rows = rows
	return t
}
