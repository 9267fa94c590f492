package ledger

import "fmt"

// Rule is the machine code of a rule that refuses an entry. Codes are never renamed.
type Rule string

// The rules. All but RuleField are answers of the ledger; RuleField says that the
// entry by itself is incomplete or malformed.
const (
	RuleField      Rule = "field"      // a field is missing or malformed
	RuleID         Rule = "id"         // the id is known with another body
	RuleFree       Rule = "free"       // free would be negative
	RuleLeft       Rule = "left"       // what is left of an investment's grants would be negative
	RuleDrawn      Rule = "drawn"      // an investment's net drawn would be negative
	RuleGrant      Rule = "grant"      // the investment has no grant dated so early
	RuleClosed     Rule = "closed"     // the date lies in a closed period
	RuleClose      Rule = "close"      // a close must reach further than before
	RuleReopen     Rule = "reopen"     // only a closed day can be reopened
	RuleReverses   Rule = "reverses"   // no such earlier money entry
	RuleReversed   Rule = "reversed"   // already corrected
	RuleCorrection Rule = "correction" // a correction says other than its original, or is dated before it
	RuleAssertion  Rule = "assertion"  // the balance is not what was stated
	RuleYear       Rule = "year"       // a reflow's year is after that of its date
	RuleBooked     Rule = "booked"     // the time of booking goes back
	RuleSize       Rule = "size"       // more than a ledger holds: line, entries or turnover
)

// Refusal says which rule refuses an entry, with the figures. Nothing was recorded.
type Refusal struct {
	Rule          Rule
	Message       string
	Field         string  // the field that the rule speaks of
	Asked         Amount  // the amount that was asked for
	Available     Amount  // what there is on Date: free, left, drawn or the balance, by Rule
	Date          Date    // the day on which Available stands
	ClosedThrough Date    // RuleClosed, RuleClose, RuleReopen: the last closed day
	ClosedSince   Instant // when that was booked
	Seq           int64   // the earlier entry that stands in the way
}

func (r *Refusal) Error() string { return r.Message }

func fieldRefusal(f FieldFault) *Refusal {
	message := f.Message
	if !f.Missing {
		message = f.Field + ": " + message
	}
	return &Refusal{Rule: RuleField, Field: f.Field, Message: message}
}

// shortage is the refusal of an amount that is more than there is on some day.
func shortage(rule Rule, e *Entry, available Amount, when Date) *Refusal {
	r := &Refusal{Rule: rule, Field: "amount", Asked: e.Amount, Available: available, Date: when}
	switch rule {
	case RuleLeft:
		r.Message = fmt.Sprintf("%s of %s is more than the %s left of the grants of %q on %s", e.Kind, e.Amount, available, e.Investment, when)
	case RuleDrawn:
		r.Message = fmt.Sprintf("%s of %s is more than the %s drawn for %q on %s", e.Kind, e.Amount, available, e.Investment, when)
	default:
		r.Message = fmt.Sprintf("%s of %s is more than the %s that is free on %s", e.Kind, e.Amount, available, when)
	}
	if when > e.Date {
		r.Message = fmt.Sprintf("%s, and the entry would count from %s on", r.Message, e.Date)
	}
	return r
}

// Damage says that a ledger does not verify: the first thing that is wrong with
// it. No figure of such a ledger can be believed.
type Damage struct {
	Line int64 // the first bad line, 0 when the fault is not in a line
	Err  error // what is wrong: a *Refusal when a rule refuses a stored entry
}

func (d *Damage) Error() string {
	if d.Line == 0 {
		return fmt.Sprintf("the ledger does not verify: %s", d.Err)
	}
	return fmt.Sprintf("the ledger does not verify: line %d: %s", d.Line, d.Err)
}

func (d *Damage) Unwrap() error { return d.Err }
