package ledger

import (
	"encoding/hex"
	"errors"
	"strconv"
)

// Head is the commit point: how much of the file is the ledger, and the hash it ends in.
type Head struct {
	Origin  string // whose ledger it is
	Entries int64
	Bytes   int64
	H       Hash
}

var errHead = errors.New("not a head in the one form that is allowed")

// ErrOrigin says that an origin cannot name a ledger.
var ErrOrigin = errors.New("an origin is a text of 1 to 1000 bytes in UTF-8 without control characters")

// NewHead is the head of an empty ledger.
func NewHead(origin string) (Head, error) {
	if origin == "" || len(origin) > 1000 || !plainText(origin) {
		return Head{}, ErrOrigin
	}
	return Head{Origin: origin, H: OriginHash(origin)}, nil
}

// AppendLine appends the head's line, with its newline.
func (h Head) AppendLine(b []byte) []byte {
	b = append(appendEscaped(append(b, `{"origin":"`...), h.Origin), `","entries":`...)
	b = strconv.AppendInt(b, h.Entries, 10)
	b = strconv.AppendInt(append(b, `,"bytes":`...), h.Bytes, 10)
	b = hex.AppendEncode(append(b, `,"h":"`...), h.H[:])
	return append(b, "\"}\n"...)
}

// ParseHead reads a head, accepted only if encoding it again gives the very same bytes.
func ParseHead(line string) (Head, error) {
	p := parser{rest: line}
	h := Head{
		Origin:  p.text(`{"origin":"`),
		Entries: parsedCount(&p, `,"entries":`),
		Bytes:   parsedCount(&p, `,"bytes":`),
		H:       parsed(&p, `,"h":"`, parseHash),
	}
	if _, err := NewHead(h.Origin); err != nil || p.failed || string(h.AppendLine(nil)) != line {
		return Head{}, errHead
	}
	return h, nil
}

// parsedCount reads an integer that may be 0.
func parsedCount(p *parser, key string) int64 {
	if !p.take(key) {
		return 0
	}
	i := 0
	for i < len(p.rest) && '0' <= p.rest[i] && p.rest[i] <= '9' {
		i++
	}
	n, err := strconv.ParseInt(p.rest[:i], 10, 64)
	p.failed = p.failed || err != nil
	p.rest = p.rest[i:]
	return n
}
