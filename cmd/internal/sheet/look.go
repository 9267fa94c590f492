package sheet

import "github.com/xuri/excelize/v2"

// The colours of the workbooks: ink blue and warm yellow, legible in grey.
const (
	InkBlue  = "1F3864"
	PaleBlue = "D9E2F3"
	Yellow   = "FFF2CC"
	Amber    = "BF9000"
	DarkGrey = "595959"
	Grey     = "7F7F7F"
	PaleGrey = "F2F2F2"
)

// Part is what a cell is in any of the workbooks.
type Part int

// The parts.
const (
	Plain Part = iota
	Title
	Heading
	Header // of a column
	Note
	Text  // broken into lines
	Input // to fill in
)

// Style is the look of a part, for the workbook to add to.
func (p Part) Style() *excelize.Style {
	s := &excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 11}, Alignment: &excelize.Alignment{Vertical: "top"}}
	switch p {
	case Title:
		s.Font.Size, s.Font.Bold, s.Font.Color = 18, true, InkBlue
	case Heading:
		s.Font.Size, s.Font.Bold, s.Font.Color = 13, true, InkBlue
	case Header:
		s.Font.Bold, s.Alignment.WrapText = true, true
		Fill(s, PaleBlue)
	case Note:
		s.Font.Italic, s.Font.Color = true, DarkGrey
	case Text:
		s.Alignment.WrapText = true
	case Input:
		Fill(s, Yellow)
		Line(s, Amber, "left", "right", "top", "bottom")
	}
	return s
}

// Height is the height of a row that begins with the part, in points; 0 for that of
// every other row.
func (p Part) Height() float64 {
	switch p {
	case Title:
		return 27
	case Heading:
		return 20
	}
	return 0
}

// Fill colours a cell.
func Fill(s *excelize.Style, colour string) {
	s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}

// Line draws thin lines along sides of a cell.
func Line(s *excelize.Style, colour string, sides ...string) {
	for _, side := range sides {
		s.Border = append(s.Border, excelize.Border{Type: side, Color: colour, Style: 1})
	}
}

// Describe says what a workbook is. No clock: the same workbook has the same bytes.
func Describe(book *excelize.File, title, language string) error {
	return book.SetDocProps(&excelize.DocProperties{Title: title, Creator: "siv", Language: language,
		Created: "1980-01-01T00:00:00Z", Modified: "1980-01-01T00:00:00Z"})
}

// OnPaper lays a sheet out on A4, some pages wide and as many high as it takes, and
// hides the grid.
func OnPaper(book *excelize.File, name string, landscape bool, wide int) error {
	orientation, a4, high, grid := "portrait", 9, 0, false
	if landscape {
		orientation = "landscape"
	}
	err := book.SetPageLayout(name, &excelize.PageLayoutOptions{Orientation: &orientation, Size: &a4, FitToWidth: &wide, FitToHeight: &high})
	if err != nil {
		return err
	}
	return book.SetSheetView(name, 0, &excelize.ViewOptions{ShowGridLines: &grid})
}
