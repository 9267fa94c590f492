package ledger

// Totals are sums of amounts, in the words of the municipality. Drawn is net of refunds.
type Totals struct {
	Allocated, Granted, Released, Drawn, Reflowed, Withdrawn Amount
}

// Committed is what is left of the grants: granted - released - drawn. Of one
// investment it is what that investment may still draw.
func (t Totals) Committed() Amount { return t.Granted - t.Released - t.Drawn }

// Balance is what the fund holds: allocated + reflowed - drawn - withdrawn.
func (t Totals) Balance() Amount { return t.Allocated + t.Reflowed - t.Drawn - t.Withdrawn }

// Free is what may still be granted or withdrawn: balance - committed. Drawing
// on a grant lowers both, so paying it out does not count twice.
func (t Totals) Free() Amount { return t.Balance() - t.Committed() }

func (t *Totals) add(u Totals) {
	t.Allocated += u.Allocated
	t.Granted += u.Granted
	t.Released += u.Released
	t.Drawn += u.Drawn
	t.Reflowed += u.Reflowed
	t.Withdrawn += u.Withdrawn
}

func (t Totals) negated() Totals {
	return Totals{-t.Allocated, -t.Granted, -t.Released, -t.Drawn, -t.Reflowed, -t.Withdrawn}
}
