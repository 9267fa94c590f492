package input

import (
	"bytes"
	"fmt"
	"strings"

	"siv/ledger"
	"siv/ledger/reconcile"
)

// maxSIEFaults is how many faults of one file are told: the bytes of another kind of
// file would make one of every line.
const maxSIEFaults = 100

// dimProject is the dimension of SIE that is reserved for projects.
const dimProject = "6"

// ReadSIE reads the rows that count of the vouchers of a SIE file of type 4, as
// SIE-gruppens "SIE filformat", utgåva 4B, has it: code page 437, posts of a label
// and fields, vouchers of rows in braces. Balances and posts that are not known are
// passed over, and so are rows that were struck out (#BTRANS) or added later
// (#RTRANS), as each of the latter is followed by the same row as #TRANS. Vouchers
// must add up to zero, and a #KSUMMA must be right. The voucher of a row is its
// series and number, a debit is positive. The error is [Faults].
func ReadSIE(file string, data []byte, g GeneralLedger) ([]reconcile.Item, error) {
	r := &sieReader{file: file, g: g}
	for len(data) > 0 && len(r.faults) < maxSIEFaults {
		line, rest, _ := bytes.Cut(data, []byte("\n"))
		data = rest
		r.number++
		r.line(bytes.TrimSuffix(line, []byte("\r")))
	}
	r.end()
	if len(r.faults) > 0 {
		return nil, r.faults
	}
	return r.items, nil
}

// LooksLikeSIE tells whether a file is a SIE file by how it begins.
func LooksLikeSIE(data []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(data, " \t\r\n"), []byte("#FLAGGA"))
}

type sieReader struct {
	file   string
	g      GeneralLedger
	items  []reconcile.Item
	faults Faults

	number int // of the line
	post   siePost
	typed  bool // #SIETYP was there

	voucher *sieVoucher
	inside  bool // between its braces

	sum              uint32
	checking, summed bool // after the first #KSUMMA, after the last
}

// sieVoucher is the voucher that is read.
type sieVoucher struct {
	line    int
	name    string
	date    ledger.Date
	balance ledger.Amount
}

func (r *sieReader) fault(column int, code, format string, args ...any) {
	r.faults = append(r.faults, Fault{File: r.file, Line: r.number, Column: max(column, 1), Code: code, Message: fmt.Sprintf(format, args...)})
}

func (r *sieReader) line(line []byte) {
	switch string(bytes.Trim(line, " \t")) {
	case "":
		return
	case "{":
		if r.voucher == nil || r.inside {
			r.fault(1, "brace", "a { that no #VER stands before")
		}
		r.inside = r.voucher != nil
		return
	case "}":
		r.close()
		return
	}
	if !r.parse(line) {
		return
	}
	switch string(r.post.label) {
	case "#SIETYP":
		r.typed = true
		if kind := r.post.field(0).text(); kind != "4" {
			r.fault(r.post.field(0).column, "type", "a SIE file of type %s has no vouchers; type 4 has", kind)
		}
	case "#FORMAT":
		if set := r.post.field(0).text(); set != "PC8" {
			r.fault(r.post.field(0).column, "format", "the characters are said to be %q; a SIE file has PC8", short(set))
		}
	case "#VER":
		r.begin()
	case "#TRANS":
		r.row()
	case "#KSUMMA":
		r.checksum()
	}
}

// begin reads #VER series number date.
func (r *sieReader) begin() {
	if r.voucher != nil {
		r.fault(1, "brace", "the voucher of line %d has no end", r.voucher.line)
	}
	date := r.date(r.post.field(2))
	name := strings.TrimSpace(r.post.field(0).text() + " " + r.post.field(1).text())
	r.voucher, r.inside = &sieVoucher{line: r.number, name: name, date: date}, false
}

// date reads a day, 0 with a fault when it is none.
func (r *sieReader) date(f sieField) ledger.Date {
	day, err := generalLedgerDate(f.text())
	switch {
	case err == nil:
	case len(f.bytes) == 8 && allDigits(string(f.bytes)):
		r.fault(f.column, "date", "%q is no day of the calendar", f.text())
	default:
		r.fault(f.column, "date", "%q is not a date, which is written 20251231", short(f.text()))
	}
	return day
}

// close ends a voucher.
func (r *sieReader) close() {
	if !r.inside {
		r.fault(1, "brace", "a } that ends nothing")
		return
	}
	if r.voucher.balance != 0 {
		r.fault(1, "balance", "the voucher of line %d adds up to %s, not to 0.00", r.voucher.line, r.voucher.balance)
	}
	r.voucher, r.inside = nil, false
}

// row reads #TRANS account {objects} amount date text.
func (r *sieReader) row() {
	if !r.inside {
		r.fault(1, "brace", "a row that is in no voucher")
		return
	}
	amount, err := signedAmount(r.post.field(1).text())
	if err != nil || bytes.IndexByte(r.post.field(1).bytes, ',') >= 0 {
		r.fault(r.post.field(1).column, "amount", "%q is not an amount of kronor and öre with a point", short(r.post.field(1).text()))
		return
	}
	if r.voucher.balance += amount; r.voucher.balance > ledger.MaxTurnover || r.voucher.balance < -ledger.MaxTurnover {
		r.fault(r.post.field(1).column, "amount", "the voucher of line %d is larger than is believed", r.voucher.line)
		r.voucher.balance = 0
	}
	project := ""
	for i := 0; i+1 < len(r.post.objects); i += 2 {
		if string(r.post.objects[i].bytes) == dimProject {
			project = r.post.objects[i+1].text()
		}
	}
	investment, ok := r.g.takes(r.post.field(0).text(), project)
	if !ok {
		return
	}
	day := r.voucher.date
	if own := r.post.field(2); len(own.bytes) > 0 {
		day = r.date(own)
	}
	if amount == 0 || !r.g.period(day) {
		return
	}
	if r.voucher.name == "" {
		r.fault(1, "missing", "the voucher of line %d has no number", r.voucher.line)
	}
	r.items = append(r.items, reconcile.Item{Voucher: r.voucher.name, Date: day, Amount: amount, Investment: investment,
		Text: r.post.field(3).text(), Line: r.number})
}

// checksum reads #KSUMMA, which stands before what is summed and, with the sum, after it.
func (r *sieReader) checksum() {
	switch given := r.post.field(0).text(); {
	case !r.checking:
		r.checking, r.sum = true, 0
	case r.summed:
		r.fault(1, "checksum", "a third #KSUMMA")
	case given != fmt.Sprint(r.sum):
		r.fault(r.post.field(0).column, "checksum", "#KSUMMA is %q, and the file adds up to %d: it was changed or damaged", short(given), r.sum)
		r.summed = true
	default:
		r.summed = true
	}
}

func (r *sieReader) end() {
	switch {
	case len(r.faults) >= maxSIEFaults:
		r.fault(1, "too-many", "there are more faults, which are not told")
	case r.voucher != nil:
		r.fault(1, "brace", "the voucher of line %d has no end", r.voucher.line)
	case !r.typed:
		r.faults = append(r.faults, Fault{File: r.file, Code: "type", Message: "is no SIE file of type 4: it has no #SIETYP"})
	case r.checking && !r.summed:
		r.fault(1, "checksum", "the file is cut short: it has no last #KSUMMA")
	}
}
