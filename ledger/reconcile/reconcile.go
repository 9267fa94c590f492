package reconcile

import (
	"cmp"
	"slices"

	"siv/ledger"
)

// What a finding says. The words are codes, and never change.
type What string

// The findings. A voucher that is on both sides differs in one of four ways.
const (
	OnlyHere  What = "only-here"  // the general ledger does not have it
	OnlyThere What = "only-there" // the fund ledger does not have it
	Amount    What = "amount"     // the sums differ
	Sign      What = "sign"       // one is the other with its sign turned
	Date      What = "date"       // the sums agree, the dates do not
	Double    What = "double"     // they would agree but for rows that stand twice there
)

// Finding is a voucher that does not agree.
type Finding struct {
	What       What
	Voucher    string
	Investment string // "" where vouchers were compared whole
	Here       []Item // of the fund ledger
	There      []Item // of the general ledger
}

// Difference is how much more is here than there.
func (f Finding) Difference() ledger.Amount { return sum(f.Here) - sum(f.There) }

// Sums are what the finding's items add up to, here and there.
func (f Finding) Sums() (here, there ledger.Amount) { return sum(f.Here), sum(f.There) }

// Result is the answer of [Compare].
type Result struct {
	Findings    []Finding     // in the order of their first dates
	Here, There ledger.Amount // what each side adds up to
	Vouchers    int           // how many agree
}

// Agree tells whether there is nothing to settle.
func (r Result) Agree() bool { return len(r.Findings) == 0 }

// Compare holds one side against the other. A voucher of an accounting year, which
// is the calendar year, is compared with the one of the same name and year: its
// entries here add up to what its rows there do, and each date has one on the other
// side that is at most so many days away. Where every row of a voucher names its
// investment, each investment of the voucher is compared by itself. What adds up to
// nothing and has no counterpart, as an entry and its correction, is in order. Every
// item is looked at once, so that the differences of the findings add up to that of
// the sides.
func Compare(here, there []Item, days int) Result {
	r := Result{Here: sum(here), There: sum(there)}
	var alone []Finding
	for _, f := range pairs(here, there) {
		a, b := f.Sums()
		switch {
		case len(f.Here) == 0 || len(f.There) == 0:
			if a == b { // both nothing
				r.Vouchers++
				continue
			}
			alone = append(alone, f)
			continue
		case a == b && near(f, days):
			r.Vouchers++
			continue
		case a == b:
			f.What = Date
		case a == -b:
			f.What = Sign
		case f.onlyDoubles(days):
			f.What = Double
		default:
			f.What = Amount
		}
		r.Findings = append(r.Findings, f)
	}
	r.Findings = append(r.Findings, acrossYears(alone)...)
	slices.SortStableFunc(r.Findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.first(), b.first()), cmp.Compare(a.Voucher, b.Voucher), cmp.Compare(a.Investment, b.Investment))
	})
	return r
}

func (f Finding) first() ledger.Date {
	var first ledger.Date
	for _, items := range [][]Item{f.Here, f.There} {
		if len(items) > 0 && (first == 0 || items[0].Date < first) {
			first = items[0].Date
		}
	}
	return first
}

// place is what is compared with what.
type place struct {
	voucher, investment string
	year                int
}

// pairs puts the items of both sides together, voucher by voucher, in order.
func pairs(here, there []Item) []Finding {
	whole := map[place]bool{} // vouchers with a row that names no investment
	of := func(i Item) place { return place{voucher: key(i.Voucher), year: i.Date.Year()} }
	for _, i := range there {
		if i.Investment == "" && i.Amount != 0 {
			whole[of(i)] = true
		}
	}
	var order []place
	found := map[place]*Finding{}
	at := func(i Item) *Finding {
		p := of(i)
		if !whole[p] {
			p.investment = i.Investment
		}
		f := found[p]
		if f == nil {
			f = &Finding{Voucher: i.Voucher, Investment: p.investment}
			found[p] = f
			order = append(order, p)
		}
		return f
	}
	for _, i := range here {
		f := at(i)
		f.Here = append(f.Here, i)
	}
	for _, i := range there {
		if i.Amount != 0 {
			f := at(i)
			f.There = append(f.There, i)
		}
	}
	list := make([]Finding, len(order))
	for n, p := range order {
		list[n] = *found[p]
		inOrder(list[n].Here)
		inOrder(list[n].There)
	}
	return list
}
