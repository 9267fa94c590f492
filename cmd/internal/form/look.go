package form

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"siv/cmd/internal/sheet"
)

// style returns the style of a name: what is said, or "input " and a format.
func (b *writer) style(name string) int {
	if id, ok := b.styles[name]; ok {
		return id
	}
	var s *excelize.Style
	switch name {
	case "title":
		s = sheet.Title.Style()
	case "heading":
		s = sheet.Heading.Style()
	case "note":
		s = sheet.Note.Style()
	case "help":
		s = sheet.Text.Style()
		s.Font.Size, s.Font.Color = 9, sheet.DarkGrey
	case "text":
		s = sheet.Text.Style()
	case "label":
		s = sheet.Text.Style()
		s.Font.Bold = true
	case "header":
		s = sheet.Header.Style()
	case "money":
		s = sheet.Plain.Style()
		code := amount.format()
		s.CustomNumFmt = &code
	default:
		s = sheet.Input.Style()
		s.Alignment.WrapText = true
		code := strings.TrimPrefix(name, "input ")
		s.CustomNumFmt = &code
	}
	id, err := b.file.NewStyle(s)
	b.keep(err)
	b.styles[name] = id
	return id
}

// format is the number format of a field's cells. Months and dates are texts: a
// spreadsheet would make a day of 2019-06.
func (k kind) format() string {
	switch k {
	case month, date:
		return "@"
	case amount:
		return "#,##0.00"
	case share:
		return "0.00%"
	case year, whole:
		return "0"
	default:
		return "General"
	}
}
