package ledger

import (
	"fmt"
	"strings"
)

// fund is what the rules look at: the running sums that may never be negative, and
// what is closed. Memory grows with investments and dates.
type fund struct {
	sums        series // by freeSum and balanceSum
	investments map[string]*investment
	turnover    Amount
	closed      Date // the last closed day
	closedSince Instant
	closedBy    int64
}

type investment struct {
	sums   series // by leftSum and drawnSum
	grants series // how many grants stand, dated no later: a corrected grant is no grant
}

// Places in the sums of the fund and of an investment.
const (
	freeSum    = 0
	balanceSum = 1
	leftSum    = 0 // granted - released - (drawn - refunded)
	drawnSum   = 1 // net of refunds
)

// Posting is an entry as it counts.
type Posting struct {
	Entry    *Entry
	Original *Entry // what a correction takes back, else nil
	Counts   Kind   // the entry's kind; a correction counts under its original's
	Moves    Totals // what it adds; a correction takes away
}

// post refuses the entry or counts it. A refused entry leaves the fund as it was.
// Original is what a correction takes back, else nil.
func (f *fund) post(e, original *Entry) (Posting, *Refusal) {
	p := Posting{Entry: e, Original: original, Counts: e.Kind}
	if r := f.open(e); r != nil {
		return p, r
	}
	switch e.Kind {
	case Close:
		f.closed, f.closedSince, f.closedBy = e.Date, e.Booked, e.Seq
		return p, nil
	case Reopen:
		f.closed, f.closedSince, f.closedBy = e.Date.Previous(), e.Booked, e.Seq
		return p, nil
	case Assertion:
		return p, f.assert(e)
	case Correction:
		p.Counts = original.Kind
		p.Moves = original.Kind.moves(original.Amount).negated()
		if r := corrects(e, original); r != nil {
			return p, r
		}
	default:
		p.Moves = e.Kind.moves(e.Amount)
	}
	if e.Amount > MaxTurnover-f.turnover {
		return p, &Refusal{Rule: RuleSize, Field: "amount", Asked: e.Amount, Available: MaxTurnover - f.turnover,
			Message: fmt.Sprintf("the amounts of a ledger add up to at most %s", MaxTurnover)}
	}
	inv := f.investments[e.Investment]
	if r := f.allows(p, inv); r != nil {
		return p, r
	}
	if inv == nil {
		inv = &investment{}
		f.investments[strings.Clone(e.Investment)] = inv
	}
	f.count(p, inv, original)
	return p, nil
}

// open refuses entries of every kind dated in a closed period. Only a reopening
// belongs there, and a close must lie after it.
func (f *fund) open(e *Entry) *Refusal {
	closed := e.Date <= f.closed
	if e.Kind != Reopen && !closed || e.Kind == Reopen && closed {
		return nil
	}
	r := &Refusal{Field: "date", Date: e.Date, ClosedThrough: f.closed, ClosedSince: f.closedSince, Seq: f.closedBy}
	since := fmt.Sprintf("the ledger is closed through %s since %s (entry %d)", f.closed, f.closedSince, f.closedBy)
	switch {
	case e.Kind == Close:
		r.Rule, r.Message = RuleClose, fmt.Sprintf("a close through %s closes nothing more: %s", e.Date, since)
	case e.Kind != Reopen:
		r.Rule, r.Message = RuleClosed, fmt.Sprintf("%s is closed: %s", e.Date, since)
	case f.closed == 0:
		r.Rule, r.Message = RuleReopen, fmt.Sprintf("%s is not closed: nothing is", e.Date)
	default:
		r.Rule, r.Message = RuleReopen, fmt.Sprintf("%s is not closed: %s", e.Date, since)
	}
	return r
}

func (f *fund) assert(e *Entry) *Refusal {
	balance := f.sums.at(e.Date)[balanceSum]
	if balance == e.Amount {
		return nil
	}
	return &Refusal{Rule: RuleAssertion, Field: "amount", Asked: e.Amount, Available: balance, Date: e.Date,
		Message: fmt.Sprintf("the balance on %s is %s, not %s", e.Date, balance, e.Amount)}
}

// corrects checks a correction against its original, whose amount, investment and
// nämnd it repeats, and whose date it may not come before.
func corrects(e, original *Entry) *Refusal {
	r := &Refusal{Rule: RuleCorrection, Seq: original.Seq, Asked: e.Amount, Available: original.Amount, Date: original.Date}
	switch {
	case e.Amount != original.Amount:
		r.Field = "amount"
		r.Message = fmt.Sprintf("a correction has its original's amount: entry %d has %s, not %s", original.Seq, original.Amount, e.Amount)
	case e.Investment != original.Investment:
		r.Field = "investment"
		r.Message = fmt.Sprintf("a correction has its original's investment: entry %d has %q, not %q", original.Seq, original.Investment, e.Investment)
	case e.Namnd != original.Namnd:
		r.Field = "namnd"
		r.Message = fmt.Sprintf("a correction has its original's nämnd: entry %d has %q, not %q", original.Seq, original.Namnd, e.Namnd)
	case e.Date < original.Date:
		r.Field = "date"
		r.Message = fmt.Sprintf("a correction is not dated before its original: entry %d is of %s", original.Seq, original.Date)
	default:
		return nil
	}
	return r
}

// allows checks the sums that may not be negative on the entry's date or any later one.
func (f *fund) allows(p Posting, inv *investment) *Refusal {
	e := p.Entry
	if e.Kind == Reflow && e.Year > e.Date.Year() {
		return &Refusal{Rule: RuleYear, Field: "year", Date: e.Date,
			Message: fmt.Sprintf("a reflow for %d cannot be dated %s, before that year", e.Year, e.Date)}
	}
	if inv == nil {
		inv = &investment{}
	}
	if (e.Kind == Reflow || e.Kind == Drawdown) && inv.grants.at(e.Date)[0] == 0 {
		return &Refusal{Rule: RuleGrant, Field: "investment", Date: e.Date,
			Message: fmt.Sprintf("%q has no grant dated %s or earlier", e.Investment, e.Date)}
	}
	for _, sum := range [...]struct {
		rule   Rule
		change Amount
		of     *series
		which  int
	}{
		{RuleDrawn, p.Moves.Drawn, &inv.sums, drawnSum},
		{RuleLeft, p.Moves.Committed(), &inv.sums, leftSum},
		{RuleFree, p.Moves.Free(), &f.sums, freeSum},
	} {
		if sum.change >= 0 {
			continue
		}
		if low, when := sum.of.lowest(sum.which, e.Date); low+sum.change < 0 {
			return shortage(sum.rule, e, low, when)
		}
	}
	return nil
}

func (f *fund) count(p Posting, inv *investment, original *Entry) {
	day := p.Entry.Date
	f.turnover += p.Entry.Amount
	if change := (sums{p.Moves.Free(), p.Moves.Balance()}); change != (sums{}) {
		f.sums.add(day, change)
	}
	if change := (sums{p.Moves.Committed(), p.Moves.Drawn}); change != (sums{}) {
		inv.sums.add(day, change)
	}
	switch {
	case p.Entry.Kind == Grant:
		inv.grants.add(day, sums{1})
	case p.Counts == Grant:
		inv.grants.add(original.Date, sums{-1})
	}
}
