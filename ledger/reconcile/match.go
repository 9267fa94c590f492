package reconcile

import (
	"slices"
	"sort"

	"siv/ledger"
)

// near tells whether every item that is not taken back has one on the other side
// at most so many days away: its own like if there is one.
func near(f Finding, days int) bool {
	here, there := f.rest(days)
	return within(here, there, days) && within(there, here, days)
}

// rest is what stands on each side and has no like on the other.
func (f Finding) rest(days int) (here, there []Item) {
	return matched(standing(f.Here), standing(f.There), days)
}

// Doubles are rows there that have no like here, and that say what another row of the
// voucher says, which has one: the same date, amount, investment, nämnd and text. They
// are likely to stand twice in the general ledger. Where an entry lacks its like too,
// such a row may be what that should have been, and is no double.
func (f Finding) Doubles(days int) []Item {
	firsts, again := alike(standing(f.There))
	here, missing := matched(standing(f.Here), firsts, days)
	here, again = matched(here, again, days)
	if len(here) > 0 {
		return nil
	}
	unlike := map[Item]bool{}
	for _, first := range missing {
		unlike[first.says()] = true
	}
	return slices.DeleteFunc(again, func(i Item) bool { return unlike[i.says()] })
}

// settling is what would have to be recorded for the voucher to agree: the entries and
// the rows without a like, but for doubles.
func (f Finding) settling(days int) (here, there []Item) {
	doubles := f.Doubles(days)
	if len(doubles) == 0 {
		return f.rest(days)
	}
	double := map[Item]bool{}
	for _, i := range doubles {
		double[i] = true
	}
	left := slices.DeleteFunc(standing(f.There), func(i Item) bool { return double[i] })
	return matched(standing(f.Here), left, days)
}

// onlyDoubles tells whether nothing but doubles keeps the voucher from agreeing.
func (f Finding) onlyDoubles(days int) bool {
	here, there := f.settling(days)
	return len(here)+len(there) == 0
}

// alike puts by themselves the items that say what an earlier one says.
func alike(items []Item) (firsts, again []Item) {
	seen := map[Item]bool{}
	for _, i := range items {
		if seen[i.says()] {
			again = append(again, i)
		} else {
			firsts = append(firsts, i)
		}
		seen[i.says()] = true
	}
	return firsts, again
}

// says is an item without its place, and without how its voucher is written.
func (i Item) says() Item {
	i.Voucher, i.Line, i.Seq = "", 0, 0
	return i
}

func within(items, others []Item, days int) bool {
	for _, i := range items {
		at := sort.Search(len(others), func(n int) bool { return others[n].Date >= i.Date })
		after := at < len(others) && apart(i.Date, others[at].Date) <= days
		if !after && (at == 0 || apart(i.Date, others[at-1].Date) > days) {
			return false
		}
	}
	return true
}

// standing leaves out what is taken back among the items: an entry and its
// correction, a row and one of the opposite amount.
func standing(items []Item) []Item {
	gone := make([]bool, len(items))
	entries := map[int64]int{}
	rows := map[ledger.Amount][]int{} // that nothing has taken back yet, by amount
	for n, i := range items {
		switch {
		case i.Seq != 0:
			entries[i.Seq] = n
		case len(rows[-i.Amount]) > 0:
			other := rows[-i.Amount]
			gone[n], gone[other[0]] = true, true
			rows[-i.Amount] = other[1:]
		default:
			rows[i.Amount] = append(rows[i.Amount], n)
		}
	}
	for n, i := range items {
		if original, ok := entries[i.Reverses]; ok && i.Kind == ledger.Correction {
			gone[n], gone[original] = true, true
		}
	}
	var left []Item
	for n, i := range items {
		if !gone[n] {
			left = append(left, i)
		}
	}
	return left
}

// matched leaves out each item that has its like on the other side: the same amount,
// and at most so many days away. Both sides are in order of date, so the earliest
// that will do is the one to take: it is of least use to those that follow.
func matched(here, there []Item, days int) (restHere, restThere []Item) {
	waiting := map[ledger.Amount][]int{}
	for n, t := range there {
		waiting[t.Amount] = append(waiting[t.Amount], n)
	}
	used := make([]bool, len(there))
	for _, h := range here {
		w := waiting[h.Amount]
		for len(w) > 0 && there[w[0]].Date < h.Date && apart(there[w[0]].Date, h.Date) > days {
			w = w[1:] // too early for this one, and for those that follow
		}
		if len(w) > 0 && apart(there[w[0]].Date, h.Date) <= days {
			used[w[0]] = true
			w = w[1:]
		} else {
			restHere = append(restHere, h)
		}
		waiting[h.Amount] = w
	}
	for n, t := range there {
		if !used[n] {
			restThere = append(restThere, t)
		}
	}
	return restHere, restThere
}

// acrossYears puts together what stands on one side alone in one year, and on the
// other in another, with the same sum: a voucher dated in the wrong year.
func acrossYears(alone []Finding) []Finding {
	type like struct {
		voucher string
		amount  ledger.Amount
	}
	of := func(f Finding) like { return like{key(f.Voucher), sum(f.Here) + sum(f.There)} }
	there := map[like][]int{}
	for n, f := range alone {
		if len(f.Here) == 0 {
			there[of(f)] = append(there[of(f)], n)
		}
	}
	taken := make([]bool, len(alone))
	var list []Finding
	for _, f := range alone {
		if len(f.Here) == 0 {
			continue
		}
		f.What = OnlyHere
		for _, n := range there[of(f)] {
			g := alone[n]
			if !taken[n] && (g.Investment == "" || g.Investment == f.Investment) {
				taken[n] = true
				f.What, f.There = Date, g.There
				break
			}
		}
		list = append(list, f)
	}
	for n, f := range alone {
		if len(f.Here) == 0 && !taken[n] {
			f.What = OnlyThere
			list = append(list, f)
		}
	}
	return list
}

// one is the text that all items have, of those that have any; "" where they differ.
func one(items []Item, of func(Item) string) string {
	var texts []string
	for _, i := range items {
		if text := of(i); text != "" && !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	if len(texts) == 1 {
		return texts[0]
	}
	return ""
}
