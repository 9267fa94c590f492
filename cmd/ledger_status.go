package cmd

import (
	"strings"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
	"siv/ledger"
)

// ledgerStatusOf is siv ledger status.
type ledgerStatusOf struct {
	fundLedger
	completions
}

func newLedgerStatus(e *env) *cobra.Command {
	c := &ledgerStatusOf{fundLedger: fundLedger{env: e}}
	cmd := &cobra.Command{
		Use:   "status [FILE...]",
		Short: "Where each investment and the ledger itself stand",
		Long: `Verify the whole ledger, then show its state: whose it is, how many entries it has
and the h they end in, what is closed and when it was last written to. Then, for
each investment, what is granted, drawn and left, and the date of its last entry.

With --investments, an investment whose file says that it is completed and whose
grants are not all drawn or released is marked release due.

With FILE, an investment, its budget by year (the costs that the fund pays, as
written) is held against its drawdowns, and, when it has a decided plan of
reflow, what is planned for each nämnd and year against what is posted.`,
		Example: `  siv ledger status
  siv ledger status --investments proposals
  siv ledger status familjestod.yaml`,
		Args:              args(cobra.ArbitraryArgs),
		ValidArgsFunction: completeYAML,
		RunE: func(_ *cobra.Command, files []string) error {
			if len(files) > 0 {
				return c.budgets(expand(files))
			}
			return c.run()
		},
	}
	c.fundLedger.addFlags(cmd)
	c.completions.addFlags(cmd)
	return cmd
}

func (c *ledgerStatusOf) run() error {
	var sums ledger.Balance
	last := map[string]ledger.Date{}
	book, err := c.verify(func(p ledger.Posting) error {
		if e := p.Entry; e.Investment != "" && e.Date > last[e.Investment] {
			last[strings.Clone(e.Investment)] = e.Date
		}
		return sums.Post(p)
	})
	if err != nil {
		return err
	}
	c.warnBooked(book)
	completed, err := c.completed(c.env)
	if err != nil {
		return err
	}
	state := newStateJSON("siv.status/1", c.path, book)
	var list []investmentStatusJSON
	for _, g := range sums.Groups() {
		one := investmentStatusJSON{Investment: g.Key, Granted: g.Granted.String(), Drawn: g.Drawn.String(),
			Left: g.Committed().String(), LastDate: last[g.Key].String()}
		if completed != nil {
			due := completed.releaseDue(g.Key, g.Totals)
			one.ReleaseDue = &due
		}
		list = append(list, one)
	}
	rows := investmentStatus(c.lang(), sums.Groups(), last, completed)
	section := output.Section{Tables: []output.Table{state.table(c.lang())}}
	if len(rows.Rows) > 0 {
		section.Tables = append(section.Tables, rows)
	}
	return c.render(output.Document{Sections: []output.Section{section}, Rows: &rows, Data: struct {
		stateJSON
		Investments []investmentStatusJSON `json:"investments"`
	}{state, append([]investmentStatusJSON{}, list...)}})
}

// investmentStatusJSON is where an investment stands, in json.
type investmentStatusJSON struct {
	Investment string `json:"investment"`
	Granted    string `json:"granted"`
	Drawn      string `json:"drawn"`
	Left       string `json:"left"`
	LastDate   string `json:"last_date"`
	ReleaseDue *bool  `json:"release_due,omitempty"` // only where files said what is completed
}

func investmentStatus(l lang.Language, groups []ledger.Group, last map[string]ledger.Date, completed completionsOf) output.Table {
	t := output.Table{Title: l.T("balance.by-investment"), Columns: titled(l, "col.", "investment", "granted", "drawn", "left", "last_date")}
	if completed != nil {
		t.Columns = append(t.Columns, output.Column{Key: "release_due", Title: l.T("balance.release-due")})
	}
	for _, g := range groups {
		row := []output.Cell{output.Text(g.Key), amountCell(g.Granted), amountCell(g.Drawn), amountCell(g.Committed()), output.Text(last[g.Key].String())}
		if completed != nil {
			row = append(row, output.Bool(completed.releaseDue(g.Key, g.Totals)))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// stateJSON is the state of a ledger, in json.
type stateJSON struct {
	Schema        string  `json:"schema"`
	Ledger        string  `json:"ledger"`
	Origin        string  `json:"origin"`
	Entries       int64   `json:"entries"`
	Bytes         int64   `json:"bytes"`
	H             string  `json:"h"`
	ClosedThrough *string `json:"closed_through"`
	LastBooked    *string `json:"last_booked"`
	TrailingBytes int64   `json:"trailing_bytes"`
}

func newStateJSON(schema, path string, v verified) stateJSON {
	head := v.Head()
	s := stateJSON{Schema: schema, Ledger: path, Origin: head.Origin, Entries: head.Entries, Bytes: head.Bytes,
		H: head.H.String(), TrailingBytes: v.trailing}
	if day := v.ClosedThrough(); day != 0 {
		s.ClosedThrough = new(day.String())
	}
	if at := v.LastBooked(); at != 0 {
		s.LastBooked = new(at.String())
	}
	return s
}

// table is the state of a ledger, a line for each thing there is to say.
func (s stateJSON) table(l lang.Language) output.Table {
	t := output.Table{Columns: []output.Column{{Key: "item"}, {Key: "value"}}}
	add := func(key, value string) {
		t.Rows = append(t.Rows, []output.Cell{output.Text(l.T("state." + key)), output.Text(value)})
	}
	count := func(key string, n int64) { add(key, l.Number(decimal.NewFromInt(n), 0)) }
	or := func(s *string) string {
		if s == nil {
			return l.T("receipt.nothing")
		}
		return *s
	}
	add("ledger", s.Ledger)
	add("origin", s.Origin)
	count("entries", s.Entries)
	count("bytes", s.Bytes)
	add("h", s.H)
	add("closed", or(s.ClosedThrough))
	add("booked", or(s.LastBooked))
	if s.TrailingBytes > 0 {
		count("trailing", s.TrailingBytes)
	}
	return t
}
