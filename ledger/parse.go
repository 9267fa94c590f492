package ledger

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"strings"
	"unicode/utf8"
)

var (
	errSyntax  = errors.New("not a record in the one form that is allowed")
	errText    = errors.New("text is not valid UTF-8, or has a control character")
	errNotSame = errors.New("encoding the record again gives other bytes")
)

// ParseLine reads one line with its newline. It is the one parser, and accepts a
// line only if encoding the entry again gives the very same bytes.
func ParseLine(line string) (Entry, error) {
	var e Entry
	err := parseLine(line, &e)
	if err == nil && string(e.AppendLine(nil)) != line {
		err = errNotSame
	}
	return e, err
}

// parseLine reads a line into e, whose strings are parts of it where nothing was
// escaped. The caller compares bytes with the encoder's.
func parseLine(line string, e *Entry) error {
	if len(line) > MaxLine || !strings.HasSuffix(line, "}\n") {
		return errSyntax
	}
	if !plainText(line[:len(line)-1]) {
		return errText
	}
	p := parser{rest: line}
	*e = Entry{}
	e.Seq = p.number(`{"seq":`)
	e.ID = p.text(`,"id":"`)
	e.Kind, _ = ParseKind(p.text(`,"kind":"`))
	e.Date = parsed(&p, `,"date":"`, ParseDate)
	e.Booked = parsed(&p, `,"booked":"`, ParseInstant)
	e.Amount = parsed(&p, `,"amount":"`, ParseAmount)
	e.Investment = p.text(`,"investment":"`)
	e.Namnd = p.text(`,"namnd":"`)
	e.Basis = p.text(`,"basis":"`)
	e.Year = int(p.number(`,"year":`))
	e.Voucher = p.text(`,"voucher":"`)
	e.Ref = p.text(`,"ref":"`)
	e.Text = p.text(`,"text":"`)
	e.By = p.text(`,"by":"`)
	e.Reverses = p.number(`,"reverses":`)
	e.Reason = p.text(`,"reason":"`)
	e.H = parsed(&p, `,"h":"`, parseHash)
	if p.failed || p.rest != "}\n" || e.Kind == 0 || e.Date == 0 || e.Booked == 0 {
		return errSyntax
	}
	return nil
}

// parser takes keys off the front of a line, each at most once and in the order
// asked for. A key that is not next has no value.
type parser struct {
	rest   string
	failed bool
}

func (p *parser) take(key string) bool {
	if !strings.HasPrefix(p.rest, key) {
		return false
	}
	p.rest = p.rest[len(key):]
	return true
}

func (p *parser) text(key string) string {
	if !p.take(key) {
		return ""
	}
	end := strings.IndexByte(p.rest, '"')
	if end < 0 {
		p.failed = true
		return ""
	}
	s := p.rest[:end]
	if strings.IndexByte(s, '\\') >= 0 {
		return p.escaped()
	}
	p.rest = p.rest[end+1:]
	return s
}

func (p *parser) escaped() string {
	var b strings.Builder
	for i := 0; i < len(p.rest); i++ {
		switch c := p.rest[i]; c {
		case '"':
			p.rest = p.rest[i+1:]
			return b.String()
		case '\\':
			i++
			if i == len(p.rest) || p.rest[i] != '"' && p.rest[i] != '\\' {
				p.failed = true
				return ""
			}
			b.WriteByte(p.rest[i])
		default:
			b.WriteByte(c)
		}
	}
	p.failed = true
	return ""
}

// number reads an integer of at most ten digits: enough for a seq, and no overflow.
func (p *parser) number(key string) int64 {
	if !p.take(key) {
		return 0
	}
	var n int64
	i := 0
	for ; i < len(p.rest) && '0' <= p.rest[i] && p.rest[i] <= '9'; i++ {
		n = n*10 + int64(p.rest[i]-'0')
		if i == 10 {
			p.failed = true
			return 0
		}
	}
	if n == 0 {
		p.failed = true
	}
	p.rest = p.rest[i:]
	return n
}

func parsed[T any](p *parser, key string, parse func(string) (T, error)) T {
	var none T
	if !p.take(key) {
		return none
	}
	end := strings.IndexByte(p.rest, '"')
	if end < 0 {
		p.failed = true
		return none
	}
	v, err := parse(p.rest[:end])
	if err != nil {
		p.failed = true
	}
	p.rest = p.rest[end+1:]
	return v
}

func parseHash(s string) (Hash, error) {
	var h Hash
	if len(s) != 2*len(h) {
		return h, errSyntax
	}
	_, err := hex.Decode(h[:], []byte(s))
	return h, err
}

// plainText tells whether s is valid UTF-8 without control characters below
// U+0020. It looks at eight bytes at a time, as every byte of a ledger passes here.
func plainText(s string) bool {
	const low, high = 0x0101010101010101, 0x8080808080808080
	var notASCII uint64
	i := 0
	for ; i+8 <= len(s); i += 8 {
		w := binary.LittleEndian.Uint64([]byte(s[i : i+8]))
		if (w-low*0x20)&^w&high != 0 {
			return false
		}
		notASCII |= w & high
	}
	for ; i < len(s); i++ {
		if s[i] < 0x20 {
			return false
		}
		notASCII |= uint64(s[i] & 0x80)
	}
	return notASCII == 0 || utf8.ValidString(s)
}
