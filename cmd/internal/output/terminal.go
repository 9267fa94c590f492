package output

import "strings"

// Terminal is what a text is shown on. The zero value is none, a file or a pipe:
// lines are as long as they are, and nothing is coloured.
type Terminal struct {
	Width int // in characters; 0: unbounded
	Color bool
}

// Tone is how a text is meant.
type Tone string

// The tones, each the code of its colour on a terminal.
const (
	Plain Tone = ""
	Main  Tone = "1"  // bold
	Bad   Tone = "31" // red
	Good  Tone = "32" // green
	Doubt Tone = "33" // yellow
	Aside Tone = "36" // cyan
)

// Paint colours a text, line by line, on a terminal that shows colours.
func (t Terminal) Paint(tone Tone, text string) string {
	if !t.Color || tone == Plain || text == "" {
		return text
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = "\x1b[" + string(tone) + "m" + line + "\x1b[0m"
	}
	return strings.Join(lines, "\n")
}

// Toned is the cell in a tone of its own.
func (c Cell) Toned(tone Tone) Cell {
	c.tone = tone
	return c
}

// shown is the tone of a cell on screen: that of its own, or that of a loss.
func (c Cell) shown() Tone {
	if c.tone == Plain && c.kind == number && c.number.Round(c.places).IsNegative() {
		return Bad
	}
	return c.tone
}
