package input

import (
	"hash/crc32"
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// siePost is the post that is read: a label, fields, and between two of them a list
// of objects.
type siePost struct {
	label   []byte
	fields  []sieField
	objects []sieField
}

type sieField struct {
	bytes  []byte
	column int
}

// text is a field in UTF-8. Control characters, which are not allowed in one, become
// spaces: a terminal might obey them.
func (f sieField) text() string {
	var b strings.Builder
	for _, c := range f.bytes {
		if c < ' ' || c == 0x7f {
			c = ' '
		}
		b.WriteRune(charmap.CodePage437.DecodeByte(c))
	}
	return b.String()
}

func (p *siePost) field(n int) sieField {
	if n < len(p.fields) {
		return p.fields[n]
	}
	return sieField{}
}

// parse cuts a line into a post. What separates and quotes the fields is not part of
// the checksum; a quote after a backslash counts as the quote alone.
func (r *sieReader) parse(line []byte) bool {
	p := &r.post
	p.label, p.fields, p.objects = nil, p.fields[:0], p.objects[:0]
	listed := false
	for i := 0; i < len(line); {
		switch c := line[i]; c {
		case ' ', '\t':
			i++
			continue
		case '{', '}':
			if listed == (c == '{') {
				r.fault(i+1, "brace", "a %c out of place", c)
				return false
			}
			listed = c == '{'
			i++
			continue
		}
		f := sieField{column: i + 1}
		var ok bool
		if f.bytes, i, ok = sieValue(line, i); !ok {
			r.fault(f.column, "quote", "a quote is not closed")
			return false
		}
		switch {
		case p.label == nil:
			p.label = f.bytes
			if len(p.label) == 0 || p.label[0] != '#' {
				r.fault(f.column, "label", "a line begins with a label, as #TRANS, and this one with %q", short(f.text()))
				return false
			}
			if string(p.label) == "#KSUMMA" {
				continue
			}
		case listed:
			p.objects = append(p.objects, f)
		default:
			p.fields = append(p.fields, f)
		}
		if r.checking && !r.summed && string(p.label) != "#KSUMMA" {
			r.sum = crc32.Update(r.sum, crc32.IEEETable, f.bytes)
		}
	}
	if listed {
		r.fault(len(line), "brace", "a { is not closed")
	}
	return !listed && p.label != nil
}

// sieValue reads the field that begins at i, and tells where it ends.
func sieValue(line []byte, i int) (value []byte, end int, ok bool) {
	if line[i] != '"' {
		end = i
		for end < len(line) && line[end] != ' ' && line[end] != '\t' && line[end] != '{' && line[end] != '}' {
			end++
		}
		return line[i:end], end, true
	}
	start := i + 1
	for end = start; end < len(line); end++ {
		switch {
		case line[end] == '\\' && end+1 < len(line) && line[end+1] == '"':
			if value == nil {
				value = make([]byte, 0, len(line)-start)
				value = append(value, line[start:end]...)
			}
			end++
			value = append(value, '"')
		case line[end] == '"':
			if value == nil {
				value = line[start:end]
			}
			return value, end + 1, true
		case value != nil:
			value = append(value, line[end])
		}
	}
	return nil, end, false
}
