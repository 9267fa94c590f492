package output

import "strings"

// oneLine keeps a text on its line.
var oneLine = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ")

// marks are what Markdown would take for HTML, a link, code or emphasis.
var marks = strings.NewReplacer(`\`, `\\`, "<", `\<`, "](", `]\(`, "][", `]\[`, "`", "\\`", "*", `\*`)

// MarkdownText writes a text so that Markdown shows it as it is, on one line: it comes
// from files that others wrote.
func MarkdownText(text string) string { return marks.Replace(oneLine.Replace(text)) }

// safe keeps a text on one line, and in Markdown what it is.
func (s style) safe(text string) string {
	if s.width == 0 {
		return MarkdownText(text)
	}
	return oneLine.Replace(text)
}

// paragraph is a text that begins a line, which in Markdown makes no heading, list,
// quotation, rule, fence or definition of a link of it.
func (s style) paragraph(text string) string {
	text = s.safe(text)
	if s.width == 0 {
		text = strings.TrimLeft(text, " \t")
		reference := strings.HasPrefix(text, "[") && strings.Contains(text, "]:")
		if reference || text != "" && strings.ContainsRune("#>+-=~|", rune(text[0])) {
			return `\` + text
		}
	}
	return text
}

// cell keeps a text within its cell: on one line, and in Markdown without a pipe.
func (s style) cell(text string) string {
	text = s.safe(text)
	if s.width == 0 {
		text = strings.ReplaceAll(text, "|", `\|`)
	}
	return text
}
