package reconcile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"siv/ledger"
)

// idPrefix begins the ids of proposed entries, so that the same proposal recorded
// twice is recorded once.
const idPrefix = "avstamning-"

// Propose is the entries that would make the fund ledger agree with the general
// ledger: a correction of each entry that has no like there, and a drawdown or a
// refund for each row that has none here. What is closed stays as it is: an entry
// that belongs there is dated on the first open day, as is a correction, and where
// the date alone differs nothing is proposed. Nor is anything for [Finding.Doubles]: it
// is the general ledger that is likely wrong, and who knows better records it.
//
// What neither the general ledger says nor an entry of the voucher is left out: a
// nämnd or an investment is for a person to add. Texts of the general ledger are not
// taken over, as they may hold names. Nothing is checked against the rules: the
// ledger does that when the entries are recorded.
func (h *Here) Propose(findings []Finding, days int, closed ledger.Date) []ledger.Entry {
	p := proposals{here: h, closed: closed, ids: map[string]bool{}}
	for _, f := range findings {
		if f.What == Date && f.last() <= closed {
			continue // neither can be moved to another closed day
		}
		here, there := f.settling(days)
		for _, i := range here {
			p.takeBack(i)
		}
		for _, i := range there {
			known := append(slices.Clone(f.Here), i)
			i.Investment = cmp.Or(i.Investment, one(known, func(i Item) string { return i.Investment }))
			i.Namnd = cmp.Or(i.Namnd, one(known, func(i Item) string { return i.Namnd }), h.namnd[i.Investment])
			p.record(i.Amount, i)
		}
	}
	// First what is taken back, then costs, then credits: a credit may need its cost.
	order := func(e ledger.Entry) int {
		return slices.Index([]ledger.Kind{ledger.Correction, ledger.Drawdown, ledger.Refund}, e.Kind)
	}
	slices.SortStableFunc(p.list, func(a, b ledger.Entry) int { return cmp.Compare(order(a), order(b)) })
	return p.list
}

func (f Finding) last() ledger.Date {
	return max(f.Here[len(f.Here)-1].Date, f.There[len(f.There)-1].Date)
}

type proposals struct {
	here   *Here
	closed ledger.Date
	ids    map[string]bool
	list   []ledger.Entry
}

// takeBack corrects an entry. A correction, or what is corrected already, cannot be:
// the opposite is recorded.
func (p *proposals) takeBack(i Item) {
	if i.Kind == ledger.Correction || p.here.reversed[i.Seq] {
		p.record(-i.Amount, i)
		return
	}
	p.list = append(p.list, ledger.Entry{ID: fmt.Sprintf("%srattelse-%d", idPrefix, i.Seq), Kind: ledger.Correction, Date: p.open(i.Date),
		Reverses: i.Seq, Reason: because(i.Voucher)})
}

// because is the reason of a correction, in the language of the ledger's own words.
func because(voucher string) string {
	return fmt.Sprintf("stämmer inte med huvudboken, verifikation %s", voucher)
}

func (p *proposals) record(amount ledger.Amount, i Item) {
	e := ledger.Entry{Kind: ledger.Drawdown, Amount: amount, Date: p.open(i.Date), Investment: i.Investment, Namnd: i.Namnd, Voucher: i.Voucher}
	if amount < 0 {
		e.Kind, e.Amount = ledger.Refund, -amount
	}
	id := fmt.Sprintf("%s%s-%s-%s", idPrefix, key(i.Voucher), strings.ReplaceAll(i.Date.String(), "-", ""), amount)
	e.ID = id
	for n := 2; p.ids[e.ID] || p.here.ids[e.ID]; n++ {
		e.ID = fmt.Sprintf("%s-%d", id, n)
	}
	p.ids[e.ID] = true
	p.list = append(p.list, e)
}

// open is the day, or the first that is not closed.
func (p *proposals) open(day ledger.Date) ledger.Date {
	if day > p.closed {
		return day
	}
	return p.closed.Next()
}
