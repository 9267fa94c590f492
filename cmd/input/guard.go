package input

import "strings"

// Guarded is a text for a cell of csv that Excel will open: one that it would compute
// as a formula, for it begins with = + - or @ (or with a tab or a carriage return),
// gets an apostrophe in front. A number, as -12,50, is none. A text that has the
// apostrophe already gets another, so that what is read again is what was written.
func Guarded(text string) string {
	if isFormula(strings.TrimLeft(text, "'")) {
		return "'" + text
	}
	return text
}

// unguarded is the text that Guarded was given.
func unguarded(text string) string {
	if without, ok := strings.CutPrefix(text, "'"); ok && isFormula(strings.TrimLeft(without, "'")) {
		return without
	}
	return text
}

func isFormula(text string) bool {
	if text == "" || !strings.Contains("=+-@\t\r", text[:1]) {
		return false
	}
	return text[0] != '+' && text[0] != '-' || strings.Trim(text[1:], "0123456789 .,%") != ""
}
