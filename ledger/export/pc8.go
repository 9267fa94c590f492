package export

import (
	"cmp"
	"slices"
	"unicode"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// Replacement is a character that code page 437 lacks, or that a SIE file may not
// hold, and what was written in its place.
type Replacement struct {
	Char  rune
	By    string
	Count int
	Seq   int64 // the first entry that has it; 0: none, but a name
}

// pc8 writes text in code page 437, the one character set of SIE 1 to 4, and
// keeps account of what had to be written otherwise.
type pc8 struct{ replaced map[rune]Replacement }

// encode is a text in code page 437. A letter and a mark that together are one
// letter are written as that letter, which replaces nothing.
func encode(s string) []byte {
	out := make([]byte, 0, len(s))
	for _, r := range norm.NFC.String(s) {
		if b, ok := pc8Byte(r); ok {
			out = append(out, b)
			continue
		}
		for _, plain := range instead(r) {
			b, _ := pc8Byte(plain) // a test shows that each is there
			out = append(out, b)
		}
	}
	return out
}

// note keeps account of what encode replaces in a text of an entry.
func (p *pc8) note(s string, seq int64) {
	for _, r := range norm.NFC.String(s) {
		if _, ok := pc8Byte(r); ok {
			continue
		}
		known, ok := p.replaced[r]
		if !ok {
			known = Replacement{Char: r, By: instead(r), Seq: seq}
		}
		known.Count++
		if p.replaced == nil {
			p.replaced = map[rune]Replacement{}
		}
		p.replaced[r] = known
	}
}

// list is what was replaced, in the order of the characters.
func (p *pc8) list() []Replacement {
	var list []Replacement
	for _, r := range p.replaced {
		list = append(list, r)
	}
	slices.SortFunc(list, func(a, b Replacement) int { return cmp.Compare(a.Char, b.Char) })
	return list
}

// pc8Byte is the byte of a character that a field may hold. Control characters are
// forbidden, and so § is, which code page 437 has only as a picture of one. A
// backslash would make what follows a quote, and the format has no way to write
// it before one.
func pc8Byte(r rune) (byte, bool) {
	if r < ' ' || r == 0x7f || r == '\\' {
		return 0, false
	}
	return charmap.CodePage437.EncodeRune(r)
}

// instead is what stands for a character that has no byte, as a Swedish reader
// would write it on a keyboard without it; nothing for what cannot be seen.
func instead(r rune) string {
	switch r {
	case '§':
		return "par."
	case '€':
		return "EUR"
	case '\\', '∕', '⁄':
		return "/"
	case '‐', '‑', '‒', '–', '—', '―', '−', '⁻':
		return "-"
	case '‘', '’', '‚', '‛', '′', '‹', '›', '´':
		return "'"
	case '“', '”', '„', '‟', '″':
		return `"`
	case '•', '‣', '●':
		return "·"
	case '×', '✕':
		return "x"
	case '©':
		return "(c)"
	case '®':
		return "(r)"
	case 'ø':
		return "ö"
	case 'Ø':
		return "Ö"
	case 'ð', 'đ':
		return "d"
	case 'Ð', 'Đ':
		return "D"
	case 'þ':
		return "th"
	case 'Þ':
		return "Th"
	case 'ł':
		return "l"
	case 'Ł':
		return "L"
	case 'œ':
		return "oe"
	case 'Œ':
		return "OE"
	}
	if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Mn, unicode.Me) {
		return ""
	}
	// A letter without its marks, and what is one in another shape.
	var out []rune
	for _, part := range norm.NFKD.String(string(r)) {
		switch _, ok := pc8Byte(part); {
		case ok:
			out = append(out, part)
		case unicode.Is(unicode.Mn, part):
		case part == '⁄': // ⅔ is 2⁄3
			out = append(out, '/')
		default:
			return "?"
		}
	}
	if len(out) == 0 {
		return "?"
	}
	return string(out)
}
