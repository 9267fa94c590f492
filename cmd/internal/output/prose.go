package output

import (
	"fmt"
	"io"
	"strings"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"

	"siv/cmd/internal/lang"
)

// style is how words and tables stand in a text: on screen or in Markdown.
type style struct {
	heading  string // before a section's heading; "": there are none
	title    string // before a table's title
	note     string // before a note
	width    int    // of a line of words; 0: unbroken
	terminal Terminal
	renderer func() tw.Renderer
}

// screenWidth is the width that words on screen are broken at.
const screenWidth = 100

func screenStyle(t Terminal) style {
	width := screenWidth
	if t.Width > 0 {
		width = max(min(width, t.Width), narrowest)
	}
	return style{width: width, terminal: t, renderer: func() tw.Renderer {
		return renderer.NewBlueprint(tw.Rendition{
			Borders: tw.BorderNone,
			Symbols: tw.NewSymbols(tw.StyleLight),
			Settings: tw.Settings{
				Separators: tw.Separators{ShowHeader: tw.On, ShowFooter: tw.Off, BetweenRows: tw.Off, BetweenColumns: tw.Off},
				Lines:      tw.Lines{ShowTop: tw.Off, ShowBottom: tw.Off, ShowHeaderLine: tw.On, ShowFooterLine: tw.Off},
			},
		})
	}}
}

func markdownStyle() style {
	return style{heading: "## ", title: "## ", note: "- ", renderer: func() tw.Renderer { return renderer.NewMarkdown() }}
}

// prose writes the sections or, when fields are asked for, the rows alone.
func (doc Document) prose(w io.Writer, o Options, s style) error {
	sections := doc.Sections
	if len(o.Fields) > 0 {
		t, err := doc.rows().pick(o.Fields)
		if err != nil {
			return err
		}
		sections = []Section{{Tables: []Table{t}}}
	}
	var out strings.Builder
	for i, section := range sections {
		text, err := section.prose(o, s)
		if err != nil {
			return err
		}
		switch {
		case i == 0:
		case section.Heading != "" && s.heading != "":
			out.WriteString("\n\n")
		default:
			out.WriteString("\n\n" + s.rule() + "\n\n")
		}
		out.WriteString(text)
	}
	_, err := fmt.Fprintln(w, out.String())
	return err
}

// rule is the line between two sections.
func (s style) rule() string { return strings.Repeat("-", max(3, s.width)) }

func (section Section) prose(o Options, s style) (string, error) {
	var parts []string
	if section.Heading != "" && s.heading != "" {
		s.heading = strings.Repeat("#", section.Level) + s.heading
		s.title = "#" + s.heading
		parts = append(parts, s.heading+s.safe(section.Heading))
	}
	for i, paragraph := range section.Lead {
		tone := Plain
		if i == 0 { // what is asked first
			tone = Main
		}
		parts = append(parts, s.terminal.Paint(tone, Wrap(s.paragraph(paragraph), s.width, "")))
	}
	for _, figure := range section.Figures {
		if s.heading != "" { // in place of the drawing, which text does not hold
			parts = append(parts, "*"+s.safe(figure.Title)+".* "+s.safe(figure.Alt))
		}
	}
	for _, t := range section.Tables {
		drawn, err := t.draw(o.Language, s)
		if err != nil {
			return "", err
		}
		parts = append(parts, drawn)
	}
	if len(section.Notes) > 0 {
		notes := make([]string, len(section.Notes))
		for i, note := range section.Notes {
			notes[i] = Wrap(s.note+s.paragraph(note), s.width, "  ")
		}
		if section.NotesTitle != "" {
			notes = append([]string{s.title + s.safe(section.NotesTitle)}, notes...)
		}
		parts = append(parts, strings.Join(notes, "\n"))
	}
	return strings.Join(parts, "\n\n"), nil
}

// draw writes a table by the table library. Its cells are finished texts: the
// library neither formats, wraps nor trims them.
func (t Table) draw(l lang.Language, s style) (string, error) {
	var out strings.Builder
	if t.Title != "" {
		out.WriteString(s.title + Wrap(s.safe(t.Title), s.width, "") + "\n")
	}
	for _, note := range t.Notes {
		out.WriteString(Wrap(s.paragraph(note), s.width, "") + "\n")
	}
	if s.title != "" && out.Len() > 0 {
		out.WriteString("\n") // Markdown needs an empty line before a table
	}
	align := make(tw.Alignment, len(t.Columns))
	header := make([]string, len(t.Columns))
	right := make([]bool, len(t.Columns))
	for i, c := range t.Columns {
		header[i] = s.cell(c.Title)
		align[i] = tw.AlignLeft
		if t.Right(i) {
			align[i], right[i] = tw.AlignRight, true
		}
	}
	rows := make([][]string, len(t.Rows))
	for i, row := range t.Rows {
		rows[i] = make([]string, len(row))
		for j, cell := range row {
			rows[i][j] = s.cell(cell.Screen(l))
		}
	}
	tone := func(row, column int) Tone { return t.Rows[row][column].shown() }
	titled := strings.Join(header, "") != ""
	if w := s.terminal.Width; w > 0 && lineWidth(header, rows) > w && !fit(header, rows, right, w) && titled {
		return out.String() + records(header, rows, s, tone), nil
	}
	cells := tw.CellConfig{
		Formatting: tw.CellFormatting{AutoFormat: tw.Off, AutoWrap: tw.WrapNone},
		Alignment:  tw.CellAlignment{PerColumn: align},
	}
	table := tablewriter.NewTable(&out, tablewriter.WithRenderer(s.renderer()),
		tablewriter.WithConfig(tablewriter.Config{Header: cells, Row: cells,
			Behavior: tw.Behavior{TrimSpace: tw.Off, TrimLine: tw.Off}}))
	if titled {
		table.Header(header)
	}
	for i, row := range rows {
		for j := range row {
			row[j] = s.terminal.Paint(tone(i, j), row[j])
		}
		if err := table.Append(row); err != nil {
			return "", err
		}
	}
	if err := table.Render(); err != nil {
		return "", err
	}
	return trimLines(out.String()), nil
}

// trimLines drops the space that the table library leaves at the ends of lines.
func trimLines(s string) string {
	lines := strings.Split(strings.TrimRight(s, "\n"), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.Join(lines, "\n")
}

// Screen writes a cell on screen.
func (c Cell) Screen(l lang.Language) string {
	if c.screen != "" {
		return c.screen
	}
	switch c.kind {
	case number:
		return l.Number(c.number, c.places)
	case truth:
		if c.truth {
			return l.T("yes")
		}
		return l.T("no")
	default:
		return c.plain(".")
	}
}

// Wrap breaks a paragraph into lines of at most width characters, 0 meaning none.
func Wrap(paragraph string, width int, indent string) string {
	if width == 0 {
		return paragraph
	}
	var out strings.Builder
	length := 0
	for i, word := range words(paragraph) {
		n := len([]rune(word))
		switch {
		case i == 0:
		case length+1+n > width:
			out.WriteString("\n" + indent)
			length = len(indent)
		default:
			out.WriteByte(' ')
			length++
		}
		out.WriteString(word)
		length += n
	}
	return out.String()
}

// Unbroken puts a space that no line is broken at inside numbers, and between a
// number and its unit.
func Unbroken(paragraph string) string {
	list := words(paragraph)
	for i, word := range list {
		list[i] = strings.ReplaceAll(word, " ", "\u00a0")
	}
	return strings.Join(list, " ")
}

// words splits a paragraph where a line may break: not inside a number, nor
// between a number and its unit.
func words(paragraph string) []string {
	var list []string
	for word := range strings.SplitSeq(paragraph, " ") {
		last := len(list) - 1
		if last >= 0 && endsInDigit(list[last]) && (beginsWithDigit(word) || strings.HasPrefix(word, "kr") || strings.HasPrefix(word, "%")) {
			list[last] += " " + word
			continue
		}
		list = append(list, word)
	}
	return list
}

func endsInDigit(s string) bool     { return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' }
func beginsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }
