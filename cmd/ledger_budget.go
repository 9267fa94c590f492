package cmd

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"siv/calc"
	"siv/cmd/input"
	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
	"siv/ledger"
)

// budget is an investment's budget from the fund and its plan of reflow, beside
// what the ledger holds of them.
type budget struct {
	inv    *input.Investment
	plan   *calc.Plan // nil: none was decided
	totals ledger.Totals
	drawn  map[int]ledger.Amount       // by year of the day
	posted map[namndYear]ledger.Amount // reflows, by nämnd and year of the saving
}

type namndYear struct {
	namnd string
	year  int
}

// savingYears are the years of the savings that reflows bring back, by seq: a
// correction does not repeat its own.
type savingYears map[int64]int

// of is the year of the saving of an entry. It is asked of every entry in turn.
func (s savingYears) of(e *ledger.Entry) int {
	switch e.Kind {
	case ledger.Reflow:
		s[e.Seq] = e.Year
	case ledger.Correction:
		return s[e.Reverses]
	}
	return e.Year
}

// budgets shows the investments of files beside the ledger.
func (c *ledgerStatusOf) budgets(paths []string) error {
	byID := map[string]*budget{}
	var list []*budget
	var faults input.Faults
	for _, path := range paths {
		b, err := c.budget(path)
		if err != nil {
			return err
		}
		faults = append(faults, registerFaults(b.inv)...)
		byID[b.inv.ID], list = b, append(list, b)
	}
	if len(faults) > 0 {
		return faults
	}
	saved := savingYears{}
	var sums ledger.Balance
	_, err := c.verify(func(p ledger.Posting) error {
		b := byID[p.Entry.Investment]
		if b == nil {
			return nil
		}
		b.drawn[p.Entry.Date.Year()] += p.Moves.Drawn
		year := saved.of(p.Entry)
		if p.Moves.Reflowed != 0 {
			b.posted[namndYear{strings.Clone(p.Entry.Namnd), year}] += p.Moves.Reflowed
		}
		return sums.Post(p)
	})
	if err != nil {
		return err
	}
	for _, g := range sums.Groups() {
		byID[g.Key].totals = g.Totals
	}
	return c.render(budgetDocument(c.lang(), list))
}

func (c *ledgerStatusOf) budget(path string) (*budget, error) {
	inv, err := c.investment(path)
	if err != nil {
		return nil, err
	}
	b := &budget{inv: inv, drawn: map[int]ledger.Amount{}, posted: map[namndYear]ledger.Amount{}}
	if terms := inv.Reflow; terms != nil && terms.Plan != "" {
		b.plan, err = c.decided(filepath.Join(filepath.Dir(path), terms.Plan), inv.ID)
	}
	return b, err
}

// byYear returns, by year, the costs that the fund pays as they are written.
func (b *budget) byYear() map[int]decimal.Decimal {
	budget := map[int]decimal.Decimal{}
	for _, cost := range b.inv.Costs {
		if cost.Funding == calc.FromFund {
			for _, a := range cost.Amounts {
				budget[a.Year] = budget[a.Year].Add(a.Amount.Likely)
			}
		}
	}
	for year, drawn := range b.drawn {
		if drawn != 0 {
			budget[year] = budget[year].Add(decimal.Zero)
		}
	}
	return budget
}

// reflows returns every nämnd and year that is planned or posted, in order.
func (b *budget) reflows() (keys []namndYear, planned map[namndYear]decimal.Decimal) {
	planned = map[namndYear]decimal.Decimal{}
	if b.plan != nil {
		for _, row := range b.plan.Rows {
			planned[namndYear{row.Namnd, row.Year}] = row.Amount
		}
	}
	for key := range planned {
		keys = append(keys, key)
	}
	for key := range b.posted {
		if _, ok := planned[key]; !ok {
			keys = append(keys, key)
		}
	}
	slices.SortFunc(keys, func(x, y namndYear) int {
		return cmp.Or(cmp.Compare(x.year, y.year), strings.Compare(x.namnd, y.namnd))
	})
	return keys, planned
}

// budgetJSON is an investment beside the ledger, in json.
type budgetJSON struct {
	Investment string             `json:"investment"`
	Granted    string             `json:"granted"`
	Drawn      string             `json:"drawn"`
	Released   string             `json:"released"`
	Left       string             `json:"left"`
	ReleaseDue bool               `json:"release_due"`
	Years      []budgetYearJSON   `json:"years"`
	Reflow     []budgetReflowJSON `json:"reflow"`
}

type budgetYearJSON struct {
	Year   int    `json:"year"`
	Budget string `json:"budget"`
	Drawn  string `json:"drawn"`
	Left   string `json:"left"`
}

type budgetReflowJSON struct {
	Year        int    `json:"year"`
	Namnd       string `json:"namnd"`
	Planned     string `json:"planned"`
	Posted      string `json:"posted"`
	Outstanding string `json:"outstanding"`
}

func (b *budget) json() budgetJSON {
	out := budgetJSON{Investment: b.inv.ID, Granted: b.totals.Granted.String(), Drawn: b.totals.Drawn.String(),
		Released: b.totals.Released.String(), Left: b.totals.Committed().String(),
		ReleaseDue: b.inv.Status == calc.Completed && b.totals.Committed() > 0, Years: []budgetYearJSON{}, Reflow: []budgetReflowJSON{}}
	byYear := b.byYear()
	for _, year := range sortedYears(byYear) {
		drawn := inKronor(b.drawn[year])
		out.Years = append(out.Years, budgetYearJSON{Year: year, Budget: money(byYear[year]), Drawn: money(drawn), Left: money(byYear[year].Sub(drawn))})
	}
	keys, planned := b.reflows()
	for _, key := range keys {
		posted := inKronor(b.posted[key])
		out.Reflow = append(out.Reflow, budgetReflowJSON{Year: key.year, Namnd: key.namnd, Planned: money(planned[key]), Posted: money(posted),
			Outstanding: money(planned[key].Sub(posted))})
	}
	return out
}

func sortedYears[V any](m map[int]V) []int {
	years := make([]int, 0, len(m))
	for year := range m {
		years = append(years, year)
	}
	slices.Sort(years)
	return years
}

func budgetDocument(l lang.Language, list []*budget) output.Document {
	rows := output.Table{Columns: columns("investment", "what", "year", "namnd", "planned", "posted", "outstanding")}
	doc := output.Document{Rows: &rows}
	data := struct {
		Schema      string       `json:"schema"`
		Investments []budgetJSON `json:"investments"`
	}{"siv.budget/1", []budgetJSON{}}
	for _, b := range list {
		figures := b.json()
		data.Investments = append(data.Investments, figures)
		years := output.Table{Title: l.T("budget.title", b.inv.Name), Columns: titled(l, "budget.", "year", "budget", "drawn", "left")}
		for _, y := range figures.Years {
			cells := []output.Cell{output.Int(y.Year), output.Exactly(y.Budget), output.Exactly(y.Drawn), output.Exactly(y.Left)}
			years.Rows = append(years.Rows, cells)
			rows.Rows = append(rows.Rows, append([]output.Cell{output.Text(b.inv.ID), output.Text("budget"), cells[0], {}}, cells[1:]...))
		}
		reflow := output.Table{Title: l.T("budget.reflow", b.inv.Name), Columns: titled(l, "budget.", "year", "namnd", "planned", "posted", "outstanding")}
		for _, r := range figures.Reflow {
			cells := []output.Cell{output.Int(r.Year), output.Word(r.Namnd, b.inv.Investment.ActorName(r.Namnd)), output.Exactly(r.Planned), output.Exactly(r.Posted), output.Exactly(r.Outstanding)}
			reflow.Rows = append(reflow.Rows, cells)
			rows.Rows = append(rows.Rows, append([]output.Cell{output.Text(b.inv.ID), output.Text("reflow")}, cells...))
		}
		t := b.totals
		section := output.Section{Lead: []string{l.T("budget.state", b.inv.Name, kronor(l, t.Granted), kronor(l, t.Drawn), kronor(l, t.Released), kronor(l, t.Committed()))}}
		if figures.ReleaseDue {
			section.Lead = append(section.Lead, l.T("budget.release-due", kronor(l, t.Committed())))
		}
		if len(years.Rows) > 0 {
			section.Tables = append(section.Tables, years)
		}
		if len(reflow.Rows) > 0 {
			section.Tables = append(section.Tables, reflow)
		}
		if b.plan == nil {
			section.Notes = []string{l.T("budget.no-plan")}
		}
		doc.Sections = append(doc.Sections, section)
	}
	doc.Data = data
	return doc
}
