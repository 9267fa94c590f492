package workbook

import (
	"github.com/xuri/excelize/v2"

	"siv/cmd/internal/sheet"
)

// look is what a cell is for and how its number is written.
type look struct {
	role   role
	format format
	inner  bool // a header beside others
}

type role int

const (
	plain role = iota
	title
	heading
	header
	note
	text
	input    // may be changed
	original // what the file says
	fixed    // a fact of the file that may not
	result   // a formula
	sum      // a formula that adds up others
	verdict  // the answer
	outcome  // of a test
	small    // paths and keys
)

type format int

const (
	general format = iota
	money
	share
	ratio
	factor
	year
	number
	month
)

// code is the number format. Formats are the same in every language: a
// spreadsheet shows them by its own.
func (f format) code() string {
	return [...]string{"General", `#,##0.00`, `0.00%`, `0.0000`, `0.0000000000`, `0`, `#,##0.####`, `yyyy-mm`}[f]
}

// part is what the role is in any workbook.
func (r role) part() sheet.Part {
	switch r {
	case title:
		return sheet.Title
	case heading:
		return sheet.Heading
	case header:
		return sheet.Header
	case note:
		return sheet.Note
	case text:
		return sheet.Text
	case input:
		return sheet.Input
	default:
		return sheet.Plain
	}
}

func (l look) style() *excelize.Style {
	s := l.role.part().Style()
	s.Protection = &excelize.Protection{Locked: l.role != input}
	if l.format != general {
		code := l.format.code()
		s.CustomNumFmt = &code
		s.Alignment.Horizontal = "right"
	}
	switch l.role {
	case header:
		sheet.Line(s, sheet.InkBlue, "bottom")
		if l.format == general && l.inner {
			s.Alignment.Indent = 1
		}
	case input:
		s.Font.Color, s.Alignment.Horizontal = "0000C0", "right"
	case fixed:
		sheet.Fill(s, sheet.PaleGrey)
		s.Alignment.Horizontal = "right"
	case original:
		s.Font.Color, s.Alignment.Horizontal = sheet.Grey, "right"
	case sum:
		s.Font.Bold = true
		sheet.Line(s, sheet.InkBlue, "top")
	case verdict:
		s.Font.Bold, s.Font.Size = true, 12
	case plain:
		if l.format == general {
			s.Alignment.Indent = 1
		}
	case outcome:
		s.Font.Bold, s.Alignment.Horizontal = true, "right"
	case small:
		s.Font.Size, s.Font.Color = 9, sheet.Grey
	}
	return s
}
