package workbook

import "github.com/xuri/excelize/v2"

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

// The colours: ink blue and warm yellow, legible in grey.
const (
	inkBlue   = "1F3864"
	paleBlue  = "D9E2F3"
	yellow    = "FFF2CC"
	amber     = "BF9000"
	grey      = "7F7F7F"
	paleGrey  = "F2F2F2"
	changedBy = "F8CBAD"
)

func (l look) style() *excelize.Style {
	s := &excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 11},
		Alignment:  &excelize.Alignment{Vertical: "top"},
		Protection: &excelize.Protection{Locked: l.role != input}}
	if l.format != general {
		code := l.format.code()
		s.CustomNumFmt = &code
		s.Alignment.Horizontal = "right"
	}
	fill := func(colour string) { s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}} }
	line := func(side, colour string, style int) {
		s.Border = append(s.Border, excelize.Border{Type: side, Color: colour, Style: style})
	}
	switch l.role {
	case title:
		s.Font.Size, s.Font.Bold, s.Font.Color = 18, true, inkBlue
	case heading:
		s.Font.Size, s.Font.Bold, s.Font.Color = 13, true, inkBlue
	case header:
		s.Font.Bold, s.Alignment.WrapText = true, true
		fill(paleBlue)
		line("bottom", inkBlue, 1)
		if l.format == general && l.inner {
			s.Alignment.Indent = 1
		}
	case note:
		s.Font.Italic, s.Font.Color = true, "595959"
	case text:
		s.Alignment.WrapText = true
	case input:
		fill(yellow)
		for _, side := range []string{"left", "right", "top", "bottom"} {
			line(side, amber, 1)
		}
		s.Font.Color = "0000C0"
		s.Alignment.Horizontal = "right"
	case fixed:
		fill(paleGrey)
		s.Alignment.Horizontal = "right"
	case original:
		s.Font.Color, s.Alignment.Horizontal = grey, "right"
	case sum:
		s.Font.Bold = true
		line("top", inkBlue, 1)
	case verdict:
		s.Font.Bold, s.Font.Size = true, 12
	case plain:
		if l.format == general {
			s.Alignment.Indent = 1
		}
	case outcome:
		s.Font.Bold, s.Alignment.Horizontal = true, "right"
	case small:
		s.Font.Size, s.Font.Color = 9, grey
	}
	return s
}
