package cmd

import (
	"bytes"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"siv/cmd/internal/output"
	pages "siv/cmd/internal/report"
	"siv/cmd/internal/sheet"
)

// noteEndings are those of the files that a note can be.
func noteEndings() []string { return []string{".html", ".xlsx", ".md", ".csv", ".json"} }

// show shows the note, or makes the file that was asked for.
func (s noteScreen) show(e *env, m madeFile) error {
	doc := s.document()
	var out bytes.Buffer
	var err error
	switch m.kind() {
	case ".html":
		err = pages.HTML(&out, s.around(&doc), doc)
	case ".md":
		err = pages.Markdown(&out, s.around(&doc), doc)
	case ".xlsx":
		err = sheet.WriteBook(&out, s.sheets(doc))
	default:
		return m.render(e, doc)
	}
	if err != nil {
		return err
	}
	return m.put(e, out.Bytes())
}

// around is the page of a note: what it was made from goes to its foot, and the fund
// over time stands after the investments.
func (s noteScreen) around(doc *output.Document) pages.Page {
	last := len(doc.Sections) - 1
	page := pages.Page{Language: s.Language, Title: s.title(), Origin: doc.Sections[last].Notes}
	doc.Sections[0].Answer = true
	doc.Sections = slices.Insert(doc.Sections[:last], 2, s.timeline())
	return page
}

// timeline is the fund over time, drawn to the last day of the period.
func (s noteScreen) timeline() output.Section {
	t := timelineScreen{Language: s.Language, head: s.note.made.Head, line: &s.note.timeline, last: s.note.periods[0].Through}
	return output.Section{Heading: s.T("annual.heading-timeline"), Figures: t.figures()}
}

// sheets are those of the workbook, whose sums are formulas.
func (s noteScreen) sheets(doc output.Document) []sheet.Page {
	n := s.note
	fund := s.page("annual.heading-note", doc.Sections[0])
	s.addAccounts(&fund, n.accounts())
	list := []sheet.Page{fund, s.investmentsPage(doc.Sections[1])}
	lines := s.page("annual.heading-balanskrav", doc.Sections[2])
	s.addAccounts(&lines, []account{n.balanskrav()})
	list = append(list, lines)
	if n.forecast != nil {
		expected := s.page("annual.sheet-forecast", doc.Sections[3])
		s.addAccounts(&expected, n.forecastAccounts())
		for _, t := range doc.Sections[3].Tables[3:] {
			addTable(&expected, t)
		}
		list = append(list, expected)
	}
	for i := range list {
		for _, note := range doc.Sections[i].Notes {
			list[i].Rows = append(list[i].Rows, []sheet.Cell{{Value: note}})
		}
	}
	made := s.page("annual.heading-made", doc.Sections[len(doc.Sections)-1])
	for _, note := range doc.Sections[len(doc.Sections)-1].Notes {
		made.Rows = append(made.Rows, []sheet.Cell{{Value: note}})
	}
	return append(list, made)
}

// page is a sheet with its first lines.
func (s noteScreen) page(name string, section output.Section) sheet.Page {
	p := sheet.Page{Name: s.T(name), Widths: []float64{48, 20, 20, 20, 20, 20, 20, 20, 20}}
	p.Rows = append(p.Rows, []sheet.Cell{{Value: s.title(), Strong: true}})
	for _, line := range section.Lead {
		p.Rows = append(p.Rows, []sheet.Cell{{Value: line}})
	}
	p.Rows = append(p.Rows, nil)
	return p
}

func (s noteScreen) number(amount decimal.Decimal) sheet.Cell {
	return sheet.Cell{Value: amount.InexactFloat64(), Places: int(s.note.unit.places())}
}

func (s noteScreen) formula(amount decimal.Decimal, text string) sheet.Cell {
	return sheet.Cell{Value: amount.InexactFloat64(), Formula: text, Places: int(s.note.unit.places()), Strong: true}
}

// addAccounts adds accounts, each with a sum that follows its lines. What is free
// follows the sums above it.
func (s noteScreen) addAccounts(p *sheet.Page, accounts []account) {
	sums := map[string]int{} // the row of an account's sum
	for _, a := range accounts {
		t := s.table(a)
		head := []sheet.Cell{{Value: t.Title, Strong: true}}
		for _, c := range t.Columns[1:] {
			head = append(head, sheet.Cell{Value: c.Title, Strong: true})
		}
		p.Rows = append(p.Rows, head)
		first, last := len(p.Rows)+1, len(p.Rows)+len(a.lines)
		forecast := strings.HasPrefix(a.key, "forecast_")
		prefix := strings.TrimSuffix(a.key, "free")
		for i, line := range a.lines {
			row := []sheet.Cell{{Value: s.line(a.key, line.key), Strong: i == len(a.lines)-1}}
			for j, amount := range line.amounts {
				column := j + 2
				switch {
				case i == len(a.lines)-1:
					row = append(row, s.formula(amount, "SUM("+sheet.At(column, first)+":"+sheet.At(column, last-1)+")"))
				case strings.HasSuffix(a.key, "free") && line.key == "balance":
					row = append(row, s.formula(amount, sheet.At(column, sums[prefix+"balance"])))
				case strings.HasSuffix(a.key, "free") && line.key == "committed":
					row = append(row, s.formula(amount, "-"+sheet.At(column, sums[prefix+"committed"])))
				case forecast && j == len(line.amounts)-1:
					row = append(row, s.formula(amount, "SUM("+sheet.At(2, len(p.Rows)+1)+":"+sheet.At(column-1, len(p.Rows)+1)+")"))
				default:
					row = append(row, s.number(amount))
				}
			}
			p.Rows = append(p.Rows, row)
		}
		sums[a.key] = last
		p.Rows = append(p.Rows, nil)
	}
}

// investmentsPage is the investments of each period: what is left of the grants
// follows each row, and the fund is the sum of the rows.
func (s noteScreen) investmentsPage(section output.Section) sheet.Page {
	p := s.page("annual.heading-investments", section)
	p.Widths[0] = 28
	for k, period := range s.note.periods {
		by := s.note.byInvestment(period)
		t := section.Tables[k]
		p.Rows = append(p.Rows, []sheet.Cell{{Value: t.Title, Strong: true}})
		var head []sheet.Cell
		for _, c := range t.Columns {
			head = append(head, sheet.Cell{Value: c.Title, Strong: true})
		}
		p.Rows = append(p.Rows, head)
		first := len(p.Rows) + 1
		closed := len(by.keys) - 2 // the closing commitment, before the reflow
		for _, line := range by.rows {
			at := len(p.Rows) + 1
			row := []sheet.Cell{{Value: s.investment(line.investment), Strong: line.investment == fundLine}}
			for j, amount := range line.amounts {
				switch {
				case line.investment == fundLine && at > first:
					row = append(row, s.formula(amount, "SUM("+sheet.At(j+2, first)+":"+sheet.At(j+2, at-1)+")"))
				case j == closed:
					row = append(row, s.formula(amount, "SUM("+sheet.At(2, at)+":"+sheet.At(j+1, at)+")"))
				default:
					row = append(row, s.number(amount))
				}
			}
			p.Rows = append(p.Rows, row)
		}
		p.Rows = append(p.Rows, nil)
	}
	return p
}

// addTable adds a table as it stands.
func addTable(p *sheet.Page, t output.Table) {
	p.Rows = append(p.Rows, []sheet.Cell{{Value: t.Title, Strong: true}})
	var head []sheet.Cell
	for _, c := range t.Columns {
		head = append(head, sheet.Cell{Value: c.Title, Strong: true})
	}
	p.Rows = append(p.Rows, head)
	for _, cells := range t.Rows {
		var row []sheet.Cell
		for _, cell := range cells {
			row = append(row, sheet.Cell{Value: cell.Spreadsheet()})
		}
		p.Rows = append(p.Rows, row)
	}
	p.Rows = append(p.Rows, nil)
}
