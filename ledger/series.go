package ledger

import "sort"

// series is a pair of sums that run over dates: its value at a date is all that
// was added at that date or before. Entries come nearly in date order, so the
// end is cheap; an entry dated back costs in proportion to the dates after it, a
// block of dates at a time. Memory is 20 bytes a date.
type series struct{ blocks []block }

// sums are two amounts that change together: balance and free of the fund, left
// and net drawn of an investment.
type sums [2]Amount

func (s *sums) add(t sums) { s[0] += t[0]; s[1] += t[1] }

// block is a run of dates and the values from each until the next. Lift is added
// to each of its values; low is the least of them before the lift, unless stale.
type block struct {
	days   []Date
	values []sums
	lift   sums
	low    sums
	stale  bool
}

const blockSize = 256

// at is the value on a day.
func (s *series) at(day Date) sums {
	b, i := s.find(day)
	if b < 0 {
		return sums{}
	}
	return s.blocks[b].value(i)
}

// last is the value after every date.
func (s *series) last() sums {
	if len(s.blocks) == 0 {
		return sums{}
	}
	b := &s.blocks[len(s.blocks)-1]
	return b.value(len(b.values) - 1)
}

// lowest is the least value of one of the two on the day or on any later one, and
// the first day it stands.
func (s *series) lowest(which int, day Date) (Amount, Date) {
	var low Amount
	when := day
	b, i := s.find(day)
	if b >= 0 {
		first := &s.blocks[b]
		low = first.value(i)[which]
		for i++; i < len(first.days); i++ {
			if v := first.value(i)[which]; v < low {
				low, when = v, first.days[i]
			}
		}
	}
	for b++; b < len(s.blocks); b++ {
		later := &s.blocks[b]
		later.refresh()
		if v := later.low[which] + later.lift[which]; v < low {
			low, when = v, later.firstAt(which, v)
		}
	}
	return low, when
}

// add adds sums on a day, and so on every later one.
func (s *series) add(day Date, change sums) {
	b, i := s.find(day)
	if b < 0 {
		b, i = s.insert(0, 0, day, sums{})
	} else if last := &s.blocks[b]; last.days[i] != day {
		b, i = s.insert(b, i+1, day, last.value(i))
	}
	at := &s.blocks[b]
	for ; i < len(at.values); i++ {
		at.values[i].add(change)
	}
	at.stale = true
	for b++; b < len(s.blocks); b++ {
		s.blocks[b].lift.add(change)
	}
}

// find is the place of the last date on or before a day; block -1 if there is none.
func (s *series) find(day Date) (b, i int) {
	b = len(s.blocks) - 1
	if b >= 0 && s.blocks[b].days[0] > day {
		b = sort.Search(b, func(i int) bool { return s.blocks[i].days[0] > day }) - 1
	}
	if b < 0 {
		return -1, 0
	}
	days := s.blocks[b].days
	i = len(days) - 1
	if days[i] > day {
		i = sort.Search(i, func(i int) bool { return days[i] > day }) - 1
	}
	return b, i
}

// insert puts a day with its value at place i of block b, and tells where it ended
// up when a full block was split. Near the end it is split right there: entries
// come a little out of order, and two halves would stay half empty.
func (s *series) insert(b, i int, day Date, value sums) (int, int) {
	if len(s.blocks) == 0 {
		s.blocks = []block{{}}
	}
	if len(s.blocks[b].days) == blockSize {
		half := blockSize / 2
		if i > blockSize*3/4 {
			half = i
		}
		s.split(b, half)
		if i >= half {
			b, i = b+1, i-half
		}
	}
	at := &s.blocks[b]
	value.add(sums{-at.lift[0], -at.lift[1]})
	at.days = append(at.days, 0)
	at.values = append(at.values, sums{})
	copy(at.days[i+1:], at.days[i:])
	copy(at.values[i+1:], at.values[i:])
	at.days[i], at.values[i] = day, value
	return b, i
}

func (s *series) split(b, half int) {
	s.blocks = append(s.blocks, block{})
	copy(s.blocks[b+2:], s.blocks[b+1:])
	left := &s.blocks[b]
	s.blocks[b+1] = block{
		days:   append(make([]Date, 0, blockSize), left.days[half:]...),
		values: append(make([]sums, 0, blockSize), left.values[half:]...),
		lift:   left.lift,
		stale:  true,
	}
	left.days, left.values, left.stale = left.days[:half], left.values[:half], true
}

func (b *block) value(i int) sums {
	v := b.values[i]
	v.add(b.lift)
	return v
}

func (b *block) refresh() {
	if !b.stale {
		return
	}
	b.low = b.values[0]
	for _, v := range b.values[1:] {
		b.low[0], b.low[1] = min(b.low[0], v[0]), min(b.low[1], v[1])
	}
	b.stale = false
}

func (b *block) firstAt(which int, value Amount) Date {
	for i := range b.days {
		if b.value(i)[which] == value {
			return b.days[i]
		}
	}
	return 0
}
