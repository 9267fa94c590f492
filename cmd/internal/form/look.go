package form

import (
	"strings"

	"github.com/xuri/excelize/v2"
)

// style returns the style of a name: what is said, or "input " and a format.
func (b *writer) style(name string) int {
	if id, ok := b.styles[name]; ok {
		return id
	}
	s := &excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 11}, Alignment: &excelize.Alignment{Vertical: "top"}}
	fill := func(colour string) { s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}} }
	switch name {
	case "title":
		s.Font.Size, s.Font.Bold, s.Font.Color = 18, true, "1F3864"
	case "heading":
		s.Font.Size, s.Font.Bold, s.Font.Color = 13, true, "1F3864"
	case "note":
		s.Font.Italic, s.Font.Color = true, "595959"
	case "help":
		s.Font.Size, s.Font.Color, s.Alignment.WrapText = 9, "595959", true
	case "text":
		s.Alignment.WrapText = true
	case "label":
		s.Font.Bold, s.Alignment.WrapText = true, true
	case "header":
		s.Font.Bold, s.Alignment.WrapText = true, true
		fill("D9E2F3")
	case "money":
		code := "#,##0.00"
		s.CustomNumFmt = &code
	default:
		fill("FFF2CC")
		for _, side := range []string{"left", "right", "top", "bottom"} {
			s.Border = append(s.Border, excelize.Border{Type: side, Color: "BF9000", Style: 1})
		}
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
