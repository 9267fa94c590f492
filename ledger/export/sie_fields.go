package export

import (
	"fmt"
	"strings"

	"siv/ledger"
)

// field is a field as it is written and as #KSUMMA counts it.
type field struct{ written, counted []byte }

func plain(s string) field { return field{[]byte(s), []byte(s)} }

// quote puts a text in quotes.
func quote(text []byte) field {
	written := append(make([]byte, 0, len(text)+2), '"')
	for _, b := range text {
		if b == '"' {
			written = append(written, '\\')
		}
		written = append(written, b)
	}
	return field{append(written, '"'), text}
}

// objectsOf is the list of the objects that an entry names.
func (s *SIEWriter) objectsOf(e *ledger.Entry) field {
	var f field
	add := func(dim, object string) {
		if object == "" {
			return
		}
		q := quote([]byte(object))
		if f.written != nil {
			f.written = append(f.written, ' ')
		}
		f.written = append(append(append(f.written, dim...), ' '), q.written...)
		f.counted = append(append(f.counted, dim...), q.counted...)
	}
	add(dimNamnd, s.objects[0][e.Namnd])
	add(dimInvestment, s.objects[1][e.Investment])
	f.written = append(append([]byte{'{'}, f.written...), '}')
	return f
}

func (s *SIEWriter) record(label string, fields ...field) {
	s.w.WriteString(label)
	if s.sum != nil {
		s.sum.Write([]byte(label)) //nolint:errcheck // a hash takes everything
	}
	for _, f := range fields {
		s.w.WriteByte(' ')
		s.w.Write(f.written)
		if s.sum != nil {
			s.sum.Write(f.counted) //nolint:errcheck // a hash takes everything
		}
	}
	s.w.WriteString("\r\n")
}

func (s *SIEWriter) line(text string) { s.w.WriteString(text + "\r\n") }

func day(d ledger.Date) string { return strings.ReplaceAll(d.String(), "-", "") }

// bookedOn is the day, in UTC, on which an entry was booked.
func bookedOn(e *ledger.Entry) ledger.Date {
	d, _ := ledger.ParseDate(fmt.Sprintf("%.10s", e.Booked)) // of a verified entry
	return d
}

// voucherText says what an entry is, its place in the ledger first, so that it is
// found again from the general ledger, and what may be cut off there last.
func voucherText(p ledger.Posting) string {
	e := p.Entry
	words := fmt.Sprintf("%d %s", e.Seq, inSwedish(p.Counts))
	if e.Kind == ledger.Correction {
		words = fmt.Sprintf("%d rättelse av %d, %s", e.Seq, e.Reverses, inSwedish(p.Counts))
	}
	if e.Investment != "" {
		words += " " + e.Investment
	}
	for _, more := range []string{e.Voucher, e.Ref, e.Text, e.Reason} {
		if more != "" {
			words += ", " + more
		}
	}
	return words
}

// inSwedish is the word for a kind in a file that has its words from Swedish.
func inSwedish(k ledger.Kind) string {
	switch k {
	case ledger.Allocation:
		return "avsättning"
	case ledger.Withdrawal:
		return "omdisponering"
	case ledger.Drawdown:
		return "uttag"
	case ledger.Refund:
		return "kreditering"
	case ledger.Reflow:
		return "återföring"
	}
	return k.String()
}
