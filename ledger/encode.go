package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
)

// MaxLine is the longest line, its newline counted. It bounds the memory that a
// verifier needs whatever the bytes.
const MaxLine = 64 << 10

// AppendLine appends the entry's line, with its newline: keys in fixed order,
// those without a value left out, no spaces, only " and \ escaped. It is the
// one encoder.
func (e *Entry) AppendLine(b []byte) []byte {
	return e.appendEnd(e.appendBody(b))
}

// lineRoom is the most that the entry's line can take, but for what is escaped in it.
func (e *Entry) lineRoom() int {
	const keysAndNumbers = 330
	return keysAndNumbers + len(e.ID) + len(e.Investment) + len(e.Namnd) + len(e.Basis) + len(e.Voucher) +
		len(e.Ref) + len(e.Text) + len(e.By) + len(e.Reason)
}

// appendEnd appends what follows the body: h, the only value outside the hash.
func (e *Entry) appendEnd(b []byte) []byte {
	b = hex.AppendEncode(append(b, `,"h":"`...), e.H[:])
	return append(b, "\"}\n"...)
}

// appendBody appends what the hash covers: the line before its last `,"h":"`.
func (e *Entry) appendBody(b []byte) []byte {
	b = append(b, `{"seq":`...)
	b = strconv.AppendInt(b, e.Seq, 10)
	b = appendString(b, `,"id":"`, e.ID)
	b = appendString(b, `,"kind":"`, e.Kind.String())
	b = append(b, `,"date":"`...)
	b = e.Date.append(b)
	b = append(b, `","booked":"`...)
	b = append(e.Booked.append(b), '"')
	if e.Kind.hasAmount() {
		b = append(b, `,"amount":"`...)
		b = append(e.Amount.append(b), '"')
	}
	b = appendString(b, `,"investment":"`, e.Investment)
	b = appendString(b, `,"namnd":"`, e.Namnd)
	b = appendString(b, `,"basis":"`, e.Basis)
	if e.Year != 0 {
		b = append(b, `,"year":`...)
		b = strconv.AppendInt(b, int64(e.Year), 10)
	}
	b = appendString(b, `,"voucher":"`, e.Voucher)
	b = appendString(b, `,"ref":"`, e.Ref)
	b = appendString(b, `,"text":"`, e.Text)
	b = appendString(b, `,"by":"`, e.By)
	if e.Reverses != 0 {
		b = append(b, `,"reverses":`...)
		b = strconv.AppendInt(b, e.Reverses, 10)
	}
	return appendString(b, `,"reason":"`, e.Reason)
}

// appendString appends a key with its opening quote and the escaped value, or
// nothing when there is no value.
func appendString(b []byte, key, s string) []byte {
	if s == "" {
		return b
	}
	return append(appendEscaped(append(b, key...), s), '"')
}

func appendEscaped(b []byte, s string) []byte {
	if strings.IndexByte(s, '"') < 0 && strings.IndexByte(s, '\\') < 0 {
		return append(b, s...)
	}
	for i := 0; i < len(s); i++ {
		if s[i] == '"' || s[i] == '\\' {
			b = append(b, '\\')
		}
		b = append(b, s[i])
	}
	return b
}

// Follows tells whether the entry's h is that of its bytes and of the record before it.
func (e *Entry) Follows(prev Hash) bool {
	h, _ := chain(nil, prev, e.appendBody(nil))
	return h == e.H
}

// chain is the h of a record: SHA-256(previous h ‖ body). The scratch buffer is
// returned to be used again.
func chain(scratch []byte, prev Hash, body []byte) (Hash, []byte) {
	scratch = append(append(scratch[:0], prev[:]...), body...)
	return sha256.Sum256(scratch), scratch
}
