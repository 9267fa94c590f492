package cmd

import (
	"strings"

	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
	"siv/ledger"
)

// noteScreen shows a note in one language.
type noteScreen struct {
	lang.Language
	note *note
}

// title is what the note is called.
func (s noteScreen) title() string {
	return s.T("annual.title", s.note.made.Origin, s.note.periods[0])
}

func (s noteScreen) document() output.Document {
	rows := s.rows()
	sections := []output.Section{s.fund(), s.investments(), s.balanskrav()}
	if s.note.forecast != nil {
		sections = append(sections, s.forecast())
	}
	return output.Document{Sections: append(sections, s.origin()), Rows: &rows, Data: s.json()}
}

func (s noteScreen) amount(a ledger.Amount) string {
	return s.Number(s.note.unit.of(a), s.note.unit.places()) + " " + string(s.note.unit)
}

// lead says what the fund held, and how much of it is free.
func (s noteScreen) lead() []string {
	now, before := s.note.periods[0], s.note.periods[1]
	t := now.Fund.Closing()
	return []string{
		s.T("annual.lead", s.note.made.Origin, s.amount(t.Balance()), now.Through, s.amount(before.Fund.Closing().Balance()), before.Through,
			s.amount(t.Committed()), s.amount(t.Free())),
		s.T("annual.five", s.amount(t.Allocated), s.amount(t.Granted), s.amount(t.Drawn), s.amount(t.Reflowed), s.amount(t.Free())),
	}
}

func (s noteScreen) fund() output.Section {
	section := output.Section{Heading: s.T("annual.heading-note"), Lead: s.lead()}
	for _, a := range s.note.accounts() {
		section.Tables = append(section.Tables, s.table(a))
	}
	section.Notes = []string{s.T("annual.marking"), s.T("annual.afa")}
	return section
}

// table is an account as a table.
func (s noteScreen) table(a account) output.Table {
	t := output.Table{Title: s.T("annual."+a.key, s.note.unit), Columns: []output.Column{{Key: "item"}}}
	for _, c := range a.columns {
		t.Columns = append(t.Columns, output.Column{Key: c.key, Title: s.column(c.key)})
	}
	for _, line := range a.lines {
		row := []output.Cell{output.Text(s.line(a.key, line.key))}
		for _, amount := range line.amounts {
			row = append(row, s.note.unit.cell(amount))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// line is the text of a line of an account. A forecast has the lines of the note.
func (s noteScreen) line(account, key string) string {
	if key == rounding {
		return s.T("annual.rounding")
	}
	return s.T("annual." + strings.TrimPrefix(account, "forecast_") + "-" + key)
}

// column is the title of a column: the days of a period, or what a forecast is made of.
func (s noteScreen) column(key string) string {
	for _, p := range s.note.periods {
		if p.key == key {
			return p.String()
		}
	}
	if key == rounding {
		return s.T("annual.rounding")
	}
	now := s.note.periods[0]
	switch _, last := ledger.CalendarYear(now.Through.Year()); key {
	case "booked":
		return s.T("annual.booked", now.Through)
	case "expected":
		return s.T(s.asKnown("annual.expected"), last)
	}
	return s.T(s.asKnown("annual.full_year"), now.Through.Year())
}

// asKnown is the message of a forecast that lacks what is not known, so that nobody
// takes a zero for a forecast of nothing.
func (s noteScreen) asKnown(key string) string {
	if !s.note.forecast.complete() {
		return key + "-known"
	}
	return key
}

func (s noteScreen) investments() output.Section {
	section := output.Section{Heading: s.T("annual.heading-investments")}
	for _, p := range s.note.periods {
		t := s.note.byInvestment(p)
		table := output.Table{Title: s.T("annual.investments", p, s.note.unit),
			Columns: append(titled(s.Language, "col.", "investment"), titled(s.Language, "annual.col-", t.keys...)...)}
		for _, line := range t.rows {
			row := []output.Cell{output.Text(s.investment(line.investment))}
			for _, amount := range line.amounts {
				row = append(row, s.note.unit.cell(amount))
			}
			table.Rows = append(table.Rows, row)
		}
		section.Tables = append(section.Tables, table)
	}
	due := s.note.releaseDue()
	switch {
	case s.note.files.completed == nil:
		section.Notes = append(section.Notes, s.T("annual.completed-unknown"))
	case len(due) == 0:
		section.Notes = append(section.Notes, s.T("annual.none-due"))
	}
	for _, m := range due {
		section.Notes = append(section.Notes, s.T("annual.due", m.Investment, s.amount(m.Closing().Committed())))
	}
	return section
}

func (s noteScreen) investment(id string) string {
	switch id {
	case fundLine:
		return s.T("annual.fund")
	case rounding:
		return s.T("annual.rounding")
	}
	return id
}

func (s noteScreen) balanskrav() output.Section {
	section := output.Section{Heading: s.T("annual.heading-balanskrav"), Tables: []output.Table{s.table(s.note.balanskrav())}}
	for _, key := range []string{"signs", "cost", "sources", "assumptions"} {
		section.Notes = append(section.Notes, s.T("annual.balanskrav-note-"+key))
	}
	return section
}

func (s noteScreen) forecast() output.Section {
	f := s.note.forecast
	now := s.note.periods[0]
	full := f.booked.Add(f.expected).Closing()
	_, last := ledger.CalendarYear(now.Through.Year())
	section := output.Section{Heading: s.T("annual.heading-forecast", now.Through.Year()),
		Lead: []string{s.T(s.asKnown("annual.forecast"), last, s.amount(full.Balance()), s.amount(full.Committed()), s.amount(full.Free()))}}
	if !f.complete() {
		section.Lead = append(section.Lead, s.T("annual.forecast-incomplete"))
	}
	for _, a := range s.note.forecastAccounts() {
		section.Tables = append(section.Tables, s.table(a))
	}
	items := output.Table{Title: s.T("annual.forecast_items", s.note.unit),
		Columns: titled(s.Language, "annual.items-", "source", "kind", "investment", "namnd", "amount", "ref")}
	for _, i := range f.items {
		items.Rows = append(items.Rows, []output.Cell{output.Text(s.T("annual.source-" + i.source)), output.Text(s.T("kind." + i.kind.String())),
			given(i.investment), given(i.namnd), s.note.unit.cell(s.note.unit.of(i.amount)), given(i.ref)})
	}
	if len(items.Rows) > 0 {
		section.Tables = append(section.Tables, items)
	}
	for _, u := range f.omitted {
		section.Notes = append(section.Notes, s.T("annual.left-"+u.reason, u.investment, s.amount(u.amount), u.namnd, u.year))
	}
	section.Notes = append(section.Notes, s.T("annual.forecast-limits"))
	return section
}

// origin says what the note was made from, and how to make it again.
func (s noteScreen) origin() output.Section {
	m := s.note.made
	lines := []string{s.T("annual.made", m.Origin, lang.Count(m.Entries), m.H)}
	switch {
	case m.seal == nil:
		lines = append(lines, s.T("annual.no-seal"))
	case m.signed:
		lines = append(lines, s.T("annual.seal-signed", m.sealFile, lang.Count(m.seal.Entries), m.seal.H))
	default:
		lines = append(lines, s.T("annual.seal", m.sealFile, lang.Count(m.seal.Entries), m.seal.H))
	}
	if through := s.note.periods[0].Through; m.closed >= through {
		lines = append(lines, s.T("annual.closed", m.closed))
	} else {
		lines = append(lines, s.T("annual.open", through))
	}
	if s.note.bookedBefore != 0 {
		lines = append(lines, s.T("annual.booked-before", s.note.bookedBefore))
	}
	lines = append(lines, s.T("annual.compared"))
	if s.note.unit == inTkr {
		lines = append(lines, s.T("annual.rounded"))
	}
	lines = append(lines, s.note.files.made.lines(s.Language)...)
	return output.Section{Heading: s.T("annual.heading-made"), NotesTitle: s.T("annual.heading-made"),
		Notes: append(lines, s.T("annual.again", s.note.command+" --lang "+s.Code()))}
}
