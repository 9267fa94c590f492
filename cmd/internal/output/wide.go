package output

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A table that is wider than the terminal would be cut into lines that nobody can
// read. Its columns of words are made narrower; where that is not enough, each row
// is shown by itself, a line for each column. Nothing is left out.

// narrowest is how narrow a column of words is made.
const narrowest = 24

// fit breaks the cells of words so that the table has at most width characters in a
// line. It reports whether they could be.
func fit(header []string, rows [][]string, right []bool, width int) bool {
	widths := make([]int, len(header))
	least := make([]int, len(header))
	total := 0
	for i := range header {
		least[i] = utf8.RuneCountInString(header[i])
		for _, row := range rows {
			widths[i] = max(widths[i], utf8.RuneCountInString(row[i]))
			if right[i] {
				continue
			}
			for _, word := range words(row[i]) {
				least[i] = max(least[i], utf8.RuneCountInString(word))
			}
		}
		widths[i] = max(widths[i], utf8.RuneCountInString(header[i]))
		if least[i] = max(least[i], narrowest); right[i] {
			least[i] = widths[i]
		}
		total += widths[i] + 2 // a space on either side
	}
	for total > width {
		widest := -1
		for i := range widths {
			if widths[i] > least[i] && (widest < 0 || widths[i] > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			return false
		}
		widths[widest]--
		total--
	}
	for _, row := range rows {
		for i, text := range row {
			if utf8.RuneCountInString(text) > widths[i] {
				row[i] = Wrap(text, widths[i], "")
			}
		}
	}
	return true
}

// lineWidth is the width of a table's lines.
func lineWidth(header []string, rows [][]string) int {
	total := 0
	for i := range header {
		widest := utf8.RuneCountInString(header[i])
		for _, row := range rows {
			widest = max(widest, utf8.RuneCountInString(row[i]))
		}
		total += widest + 2
	}
	return total
}

// records shows each row by itself.
func records(header []string, rows [][]string, s style, tone func(row, column int) Tone) string {
	widest := utf8.RuneCountInString(slices.MaxFunc(header, func(a, b string) int { return utf8.RuneCountInString(a) - utf8.RuneCountInString(b) }))
	indent := strings.Repeat(" ", widest+3)
	parts := make([]string, len(rows))
	for i, row := range rows {
		lines := make([]string, len(row))
		for j, text := range row {
			key := header[j] + strings.Repeat(" ", widest-utf8.RuneCountInString(header[j]))
			value := text
			if room := s.terminal.Width - widest - 3; room >= narrowest {
				value = Wrap(text, room, "")
			}
			value = strings.ReplaceAll(s.terminal.Paint(tone(i, j), value), "\n", "\n"+indent)
			lines[j] = strings.TrimRight(" "+key+"  "+value, " ")
		}
		parts[i] = strings.Join(lines, "\n")
	}
	return strings.Join(parts, "\n\n")
}
