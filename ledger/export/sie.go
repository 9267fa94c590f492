package export

import (
	"bufio"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"maps"
	"slices"
	"strings"

	"siv/ledger"
)

// Account is an account of the general ledger.
type Account struct {
	Number string // digits
	Name   string
	Type   string // T, S, K or I: asset, debt or equity, cost, revenue
}

// SIE is how a SIE file is to be written.
type SIE struct {
	Version         string      // of the program, for #PROGRAM
	Generated       ledger.Date // for #GEN
	Reserved, Other Account     // the marking, and the equity that it is taken from
	From, To        ledger.Date // only entries dated on these days or between them; none: no limit
	Strict          bool        // refuse what code page 437 lacks, instead of writing it otherwise
	Checksum        bool        // with #KSUMMA
}

// SIEWriter writes a SIE file of type 4I, for a general ledger to read in: a
// voucher for each entry that changes the marking, a transfer between reserved and
// other equity. What the general ledger does not book is not there: grants and
// releases commit money and move none, and the costs are the nämnder's own.
//
// Each posting is shown to Prepare first, all of them, and then to Post: what the
// file declares stands before its vouchers.
//
// The format is SIE-gruppens "SIE filformat", utgåva 4B: code page 437, lines ended
// by CR LF, fields quoted, a quote inside them after a backslash, amounts with a
// point, minus for credit. Amounts of a voucher add up to zero. #KSUMMA is the CRC-32
// (IEEE) of labels and fields, without what separates and quotes them.
type SIEWriter struct {
	opt     SIE
	head    ledger.Head
	w       *bufio.Writer
	text    pc8
	objects [2]map[string]string // what is written for a nämnd or an investment, by its id
	sum     hash.Hash32          // nil before the first #KSUMMA, and without it
	begun   bool
}

// The dimensions of SIE that the objects belong to: 1 is kostnadsställe or
// resultatenhet, 6 is projekt.
const (
	dimNamnd      = "1"
	dimInvestment = "6"
)

// NewSIE begins a SIE file of the ledger that the head names.
func NewSIE(w io.Writer, head ledger.Head, opt SIE) (*SIEWriter, error) {
	for _, a := range []Account{opt.Reserved, opt.Other} {
		if a.Number == "" || strings.Trim(a.Number, "0123456789") != "" {
			return nil, fmt.Errorf("%q is not the number of an account: digits", a.Number)
		}
		if len(a.Type) != 1 || !strings.Contains("TSKI", a.Type) {
			return nil, fmt.Errorf("%q is not a type of account: T, S, K or I", a.Type)
		}
	}
	if opt.Reserved.Number == opt.Other.Number {
		return nil, fmt.Errorf("reserved and other equity are the same account, %s", opt.Other.Number)
	}
	return &SIEWriter{opt: opt, head: head, w: bufio.NewWriter(w), objects: [2]map[string]string{{}, {}}}, nil
}

// Prepare notes the objects and the characters of a posting.
func (s *SIEWriter) Prepare(p ledger.Posting) error {
	if !s.has(p) {
		return nil
	}
	e := p.Entry
	s.text.note(voucherText(p), e.Seq)
	for i, id := range []string{e.Namnd, e.Investment} {
		if _, known := s.objects[i][id]; id != "" && !known {
			s.text.note(id, e.Seq)
			s.objects[i][strings.Clone(id)] = string(encode(id))
		}
	}
	return nil
}

// Replaced is what code page 437 lacks and was written otherwise.
func (s *SIEWriter) Replaced() []Replacement { return s.text.list() }

// has tells whether a posting is a voucher of the file.
func (s *SIEWriter) has(p ledger.Posting) bool {
	day := p.Entry.Date
	return p.Moves.Balance() != 0 && day >= s.opt.From && (s.opt.To == 0 || day <= s.opt.To)
}

// Post writes a posting as a voucher, when it changes the marking. Equity has its
// balance on the credit side, so what is added to the marking is credited to it.
func (s *SIEWriter) Post(p ledger.Posting) error {
	if err := s.begin(); err != nil {
		return err
	}
	if !s.has(p) {
		return nil
	}
	e, change := p.Entry, p.Moves.Balance()
	// Series and number are left to the general ledger, as they may be in 4I.
	s.record("#VER", quote(nil), quote(nil), plain(day(e.Date)), quote(encode(voucherText(p))), plain(day(bookedOn(e))))
	s.line("{")
	s.record("#TRANS", plain(s.opt.Reserved.Number), s.objectsOf(e), plain((-change).String()))
	s.record("#TRANS", plain(s.opt.Other.Number), s.objectsOf(e), plain(change.String()))
	s.line("}")
	return nil
}

// Close ends the file. The first error of writing is told here.
func (s *SIEWriter) Close() error {
	if err := s.begin(); err != nil {
		return err
	}
	if s.sum != nil {
		sum := s.sum.Sum32()
		s.sum = nil
		s.record("#KSUMMA", plain(fmt.Sprint(sum)))
	}
	return s.w.Flush()
}

func (s *SIEWriter) begin() error {
	if s.begun {
		return nil
	}
	s.begun = true
	accounts := []Account{s.opt.Other, s.opt.Reserved}
	slices.SortFunc(accounts, func(a, b Account) int { return strings.Compare(a.Number, b.Number) })
	for _, name := range []string{s.opt.Version, s.head.Origin, accounts[0].Name, accounts[1].Name} {
		s.text.note(name, 0)
	}
	if err := errors.Join(s.strictly(), s.told()); err != nil {
		return err
	}
	s.record("#FLAGGA", plain("0"))
	if s.opt.Checksum {
		s.record("#KSUMMA")
		s.sum = crc32.NewIEEE()
	}
	s.record("#PROGRAM", quote(encode("siv")), quote(encode(s.opt.Version)))
	s.record("#FORMAT", plain("PC8"))
	s.record("#GEN", plain(day(s.opt.Generated)))
	s.record("#SIETYP", plain("4"))
	s.record("#FNAMN", quote(encode(s.head.Origin)))
	s.record("#PROSA", quote(encode(fmt.Sprintf("Liggare med %d poster, h %s", s.head.Entries, s.head.H))))
	for i, dim := range []struct{ number, name string }{{dimNamnd, "Nämnd"}, {dimInvestment, "Satsning"}} {
		s.record("#DIM", plain(dim.number), quote(encode(dim.name)))
		for _, id := range slices.Sorted(maps.Values(s.objects[i])) {
			s.record("#OBJEKT", plain(dim.number), quote([]byte(id)), quote([]byte(id)))
		}
	}
	for _, a := range accounts {
		s.record("#KONTO", plain(a.Number), quote(encode(a.Name)))
		s.record("#KTYP", plain(a.Number), plain(a.Type))
	}
	return nil
}

// NotPC8 says which characters a SIE file cannot hold.
type NotPC8 struct{ Found []Replacement }

func (e *NotPC8) Error() string {
	list := make([]string, len(e.Found))
	for i, r := range e.Found {
		list[i] = fmt.Sprintf("%q (U+%04X)", r.Char, r.Char)
		if r.Seq > 0 {
			list[i] = fmt.Sprintf("%q (U+%04X, seq %d)", r.Char, r.Char, r.Seq)
		}
	}
	return fmt.Sprintf("code page 437 has no %s", strings.Join(list, ", "))
}

func (s *SIEWriter) strictly() error {
	if found := s.text.list(); s.opt.Strict && len(found) > 0 {
		return &NotPC8{found}
	}
	return nil
}

// told makes sure that objects which differ in the ledger differ in the file.
func (s *SIEWriter) told() error {
	for _, objects := range s.objects {
		seen := map[string]string{}
		for _, id := range slices.Sorted(maps.Keys(objects)) {
			written := objects[id]
			if first, ok := seen[written]; ok {
				return fmt.Errorf("%q and %q cannot be told apart in code page 437", first, id)
			}
			if written == "" {
				return fmt.Errorf("%q cannot be written in code page 437", id)
			}
			seen[written] = id
		}
	}
	return nil
}
