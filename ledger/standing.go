package ledger

// Standing is where a ledger stands when every entry counts, whatever its date.
type Standing struct {
	Balance, Free Amount
	Left          Amount // of the grants of one investment
	Closed        Date   // the last closed day, none when nothing is closed
}

// Standing tells where the ledger stands. It costs next to nothing.
func (l *Ledger) Standing(investment string) Standing {
	s := Standing{Closed: l.fund.closed}
	fund := l.fund.sums.last()
	s.Free, s.Balance = fund[freeSum], fund[balanceSum]
	if inv := l.fund.investments[investment]; inv != nil {
		s.Left = inv.sums.last()[leftSum]
	}
	return s
}

// before is where it stood before an entry moved what it did.
func (s Standing) before(moved Totals, closed Date) Standing {
	return Standing{Balance: s.Balance - moved.Balance(), Free: s.Free - moved.Free(), Left: s.Left - moved.Committed(), Closed: closed}
}
