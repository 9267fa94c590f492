package ledger

// Kind is what an entry does to the fund.
type Kind uint8

// The kinds of entry. The first seven move money; only they can be reversed.
const (
	Allocation Kind = iota + 1 // avsättning: set aside into the fund
	Withdrawal                 // omdisponering: taken out of the reservation by decision
	Grant                      // beviljande: a decided investment budget, a commitment
	Drawdown                   // uttag: cost that the fund answers for
	Refund                     // kreditering: lowers what is drawn
	Release                    // återlämnande: an unspent grant back to the free balance
	Reflow                     // återföring: a nämnd's saving paid back to the fund
	Correction                 // rättelse: reverses one earlier entry
	Assertion                  // avstämning: states the balance at a date
	Close                      // stängning: no more entries through a date
	Reopen                     // öppning: takes a close back
)

// Kinds lists every kind in the order of the specification's table.
func Kinds() []Kind {
	return []Kind{Allocation, Withdrawal, Grant, Drawdown, Refund, Release, Reflow, Correction, Assertion, Close, Reopen}
}

// String is the word for the kind in a ledger.
func (k Kind) String() string {
	switch k {
	case Allocation:
		return "allocation"
	case Withdrawal:
		return "withdrawal"
	case Grant:
		return "grant"
	case Drawdown:
		return "drawdown"
	case Refund:
		return "refund"
	case Release:
		return "release"
	case Reflow:
		return "reflow"
	case Correction:
		return "correction"
	case Assertion:
		return "assertion"
	case Close:
		return "close"
	case Reopen:
		return "reopen"
	}
	return ""
}

// ParseKind reads a kind by its word in a ledger.
func ParseKind(s string) (Kind, bool) {
	for k := Allocation; k <= Reopen; k++ {
		if k.String() == s {
			return k, true
		}
	}
	return 0, false
}

// MovesMoney tells whether entries of the kind change a balance by themselves.
func (k Kind) MovesMoney() bool { return Allocation <= k && k <= Reflow }

// hasAmount tells whether entries of the kind state an amount: all but close and reopen.
func (k Kind) hasAmount() bool { return k != Close && k != Reopen }

// moves is what an entry of the kind and amount adds to the totals. It is the
// one place that says what a kind does: rules and reports both follow from it.
func (k Kind) moves(a Amount) Totals {
	switch k {
	case Allocation:
		return Totals{Allocated: a}
	case Withdrawal:
		return Totals{Withdrawn: a}
	case Grant:
		return Totals{Granted: a}
	case Drawdown:
		return Totals{Drawn: a}
	case Refund:
		return Totals{Drawn: -a}
	case Release:
		return Totals{Released: a}
	case Reflow:
		return Totals{Reflowed: a}
	}
	return Totals{}
}
