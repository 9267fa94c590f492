package ledger

import "sync"

// batchRun is how many entries are checked or linked at a time.
const batchRun = 256

// batch is entries on their way into a ledger. What concerns each by itself is
// looked at on all cores; then one core looks at the rules while another links what
// was admitted into the chain: both must go in order, but not in step.
type batch struct {
	entries  []Entry
	receipts []Receipt
	admitted int         // so many of the entries
	sent     int         // so many of them to be linked
	runs     chan [2]int // first entry and the one after the last, in order
	inFlight sync.WaitGroup
}

// AddAll adds entries one after another as [Ledger.Add] does, until one fails. The
// receipts are those of the entries before it. What the ledger says of an entry is
// put into it: seq, booked, h, and what a correction takes from its original.
func (l *Ledger) AddAll(entries []Entry, now Instant) ([]Receipt, error) {
	checks := l.checkAll(entries)
	l.reserve(entries)
	b := &batch{entries: entries, receipts: make([]Receipt, len(entries)), runs: make(chan [2]int, 8)}
	go b.link(l)
	l.lines.settle = b.settle
	defer func() {
		b.settle()
		close(b.runs)
		l.lines.settle = nil
	}()
	for i := range entries {
		var err error
		if b.receipts[i], err = l.admit(&entries[i], checks[i], now); err != nil {
			return b.receipts[:i], err
		}
		if b.admitted++; b.admitted-b.sent == batchRun {
			b.send()
		}
	}
	return b.receipts, nil
}

// checkAll checks entries on all cores.
func (l *Ledger) checkAll(entries []Entry) []check {
	checks := make([]check, len(entries))
	var checkers sync.WaitGroup
	for from := 0; from < len(entries); from += batchRun {
		checkers.Go(func() {
			for i := from; i < min(from+batchRun, len(entries)); i++ {
				checks[i] = l.check(&entries[i])
			}
		})
	}
	checkers.Wait()
	return checks
}

// reserve makes room for what is to be added, so that a large import does not pay for growing.
func (l *Ledger) reserve(entries []Entry) {
	room := len(l.lines.pending)
	for i := range entries {
		room += entries[i].lineRoom()
	}
	// Made, not grown: growing would clear it, and so touch what is never used.
	l.lines.pending = append(make([]byte, 0, room), l.lines.pending...)
	l.ids.reserve(len(entries))
}

func (b *batch) send() {
	b.inFlight.Add(1)
	b.runs <- [2]int{b.sent, b.admitted}
	b.sent = b.admitted
}

// settle returns when every entry that was admitted is linked.
func (b *batch) settle() {
	if b.sent < b.admitted {
		b.send()
	}
	b.inFlight.Wait()
}

func (b *batch) link(l *Ledger) {
	for run := range b.runs {
		for i := run[0]; i < run[1]; i++ {
			if r := &b.receipts[i]; !r.AlreadyRecorded {
				r.H = l.link(&b.entries[i])
			}
		}
		b.inFlight.Done()
	}
}
