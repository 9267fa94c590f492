package form

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"siv/cmd/internal/sheet"
)

// validate offers what a cell may hold, and explains it.
func (b *writer) validate(f field, help string, col1, row1, col2, row2 int) {
	v := excelize.NewDataValidation(true)
	v.Sqref = sheet.At(col1, row1) + ":" + sheet.At(col2, row2)
	if help != "" {
		title := []rune(b.word(f.label))
		if len(title) > 32 {
			title = append(title[:31], '…')
		}
		text := []rune(help)
		v.SetInput(string(title), string(text[:min(len(text), 250)]))
	}
	drop := func(words []string) {
		b.keep(v.SetDropList(words))
		v.ShowErrorMessage = true
	}
	switch f.kind {
	case choice:
		drop(choices(f, b.Language))
	case truth:
		drop([]string{b.word("yes"), b.word("no")})
	case actor:
		v.SetSqrefDropList(fmt.Sprintf("'%s'!$A$5:$A$%d", b.word("form.sheet.actors"), 4+max(actors().records, b.count(actors()))))
	case effect:
		last, err := excelize.ColumnNumberToName(firstRecord + max(effects().records, b.count(effects())))
		b.keep(err)
		v.SetSqrefDropList(fmt.Sprintf("'%s'!$C$%d:$%s$%d", b.word("form.sheet.effects"), effectRow, last, effectRow))
	case unit:
		v.SetSqrefDropList(fmt.Sprintf("'%s'!$A$5:$A$%d", b.word("form.sheet.unit-costs"), 4+max(1, len(b.UnitCosts))))
		v.SetError(excelize.DataValidationErrorStyleWarning, b.word(f.label), b.word("form.not-listed"))
	case measure:
		v.SetSqrefDropList(fmt.Sprintf("'%s'!$A$2:$A$%d", b.word("form.sheet.lists"), 1+len(b.measures())))
	default:
		if help == "" {
			return
		}
	}
	b.keep(b.file.AddDataValidation(b.sheet, v))
}

// effectRow is the row of the ids in the sheet of effects.
const effectRow = 5

// unitCosts lists the unit costs of the catalogue.
func (b *writer) unitCosts() {
	b.begin("form.sheet.unit-costs", 32, 60, 18, 10, 16, 70)
	b.line(b.word("form.sheet.unit-costs"), "title")
	b.line(b.word("form.unit-costs.lead"), "note")
	b.row += 2
	for i, key := range []string{"unitcost.id", "unitcost.name", "unitcost.unit", "unitcost.year", "unitcost.amount", "unitcost.source"} {
		b.set(i+1, b.row, b.word(key), "header")
	}
	b.freeze(1, b.row)
	for _, u := range b.UnitCosts {
		b.row++
		for i, v := range []any{u.ID, u.Name, u.Unit, u.Year, u.Amount, u.Source} {
			style := "text"
			if i == 4 {
				style = "money"
			}
			b.set(i+1, b.row, v, style)
		}
	}
}

// measures are the labels of the numbers that may be ranges.
func (b *writer) measures() []string {
	var labels []string
	for _, t := range uncertain() {
		for _, f := range t.fields {
			labels = append(labels, b.word(f.label))
		}
	}
	return labels
}

// lists holds what drop-downs refer to.
func (b *writer) lists() {
	b.begin("form.sheet.lists", 50)
	b.line(b.word("form.measure"), "header")
	for _, label := range b.measures() {
		b.line(label, "text")
	}
	b.keep(b.file.SetSheetVisible(b.sheet, false))
}
