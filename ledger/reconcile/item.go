// Package reconcile holds the drawdowns and refunds of a fund ledger against the
// vouchers of the general ledger, and says what is only here, only there, or
// differs. It knows no file: a caller brings both sides as items.
package reconcile

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"siv/ledger"
)

// Item is an entry of the fund ledger, or a row of the general ledger.
type Item struct {
	Voucher    string
	Date       ledger.Date
	Amount     ledger.Amount // kronor that the fund answers for: a drawdown or a cost +, a refund or a credit -
	Investment string        // "" where the general ledger does not say
	Namnd      string        // likewise
	Text       string
	Line       int   // of the general ledger's file; 0 for an entry
	Seq        int64 // of the entry; 0 for a row
	Kind       ledger.Kind
	Reverses   int64 // the seq of the entry that a correction takes back
}

// Here gathers the items of the fund ledger. Give its Post to [ledger.Verify].
type Here struct {
	From, To ledger.Date // only entries dated on these days or between them; none: no limit
	Items    []Item

	vouchers map[int64]string  // of drawdowns and refunds, by seq
	namnd    map[string]string // of each investment, where there is but one; else ""
	ids      map[string]bool   // that proposals had
	reversed map[int64]bool    // entries that are corrected
}

// Post notes a drawdown, a refund, or the correction of one. A correction that
// names no voucher is of its original's: together they add up to nothing there. It
// never fails.
func (h *Here) Post(p ledger.Posting) error {
	e := p.Entry
	if p.Counts != ledger.Drawdown && p.Counts != ledger.Refund {
		return nil
	}
	voucher := strings.Clone(e.Voucher)
	if h.vouchers == nil {
		h.vouchers, h.namnd, h.ids, h.reversed = map[int64]string{}, map[string]string{}, map[string]bool{}, map[int64]bool{}
	}
	if strings.HasPrefix(e.ID, idPrefix) {
		h.ids[strings.Clone(e.ID)] = true
	}
	if namnd, known := h.namnd[e.Investment]; !known {
		h.namnd[strings.Clone(e.Investment)] = strings.Clone(e.Namnd)
	} else if namnd != e.Namnd {
		h.namnd[strings.Clone(e.Investment)] = ""
	}
	if e.Kind == ledger.Correction && voucher == "" {
		voucher = h.vouchers[e.Reverses]
	}
	h.vouchers[e.Seq] = voucher
	if e.Reverses != 0 {
		h.reversed[e.Reverses] = true
	}
	if e.Date < h.From || h.To != 0 && e.Date > h.To {
		return nil
	}
	h.Items = append(h.Items, Item{Voucher: voucher, Date: e.Date, Amount: p.Moves.Drawn, Investment: strings.Clone(e.Investment),
		Namnd: strings.Clone(e.Namnd), Text: strings.Clone(e.Text), Seq: e.Seq, Kind: e.Kind, Reverses: e.Reverses})
	return nil
}

// key makes vouchers equal that are written with other spaces or letters: "V 1187"
// and "v1187".
func key(voucher string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, voucher))
}

func sum(items []Item) ledger.Amount {
	var total ledger.Amount
	for _, i := range items {
		total += i.Amount
	}
	return total
}

// inOrder sorts items by date, and those of a day by amount and where they stand.
func inOrder(items []Item) {
	slices.SortFunc(items, func(a, b Item) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Amount, b.Amount), cmp.Compare(a.Seq, b.Seq), cmp.Compare(a.Line, b.Line))
	})
}

// apart is how many days lie between two dates.
func apart(a, b ledger.Date) int {
	days := int(b.Time().Sub(a.Time()).Hours()) / 24
	return max(days, -days)
}
