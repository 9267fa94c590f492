package ledger

import "sync"

// batchSize is how many entries are sealed at a time.
const batchSize = 256

// batch seals entries on one core while another looks at the rules for those that
// follow: both must go in order, but not in step.
type batch struct {
	admitted []admitted
	full     chan []admitted // to be sealed, in order
	empty    chan []admitted // sealed, to be filled again
	inFlight sync.WaitGroup
}

type admitted struct {
	entry   Entry
	receipt *Receipt
}

// AddAll adds entries one after another as [Ledger.Add] does, until one fails. The
// receipts are those of the entries before it.
func (l *Ledger) AddAll(entries []Entry, now Instant) ([]Receipt, error) {
	l.reserve(entries)
	receipts := make([]Receipt, len(entries))
	b := &batch{full: make(chan []admitted), empty: make(chan []admitted, 2)}
	for range cap(b.empty) {
		b.empty <- make([]admitted, 0, min(len(entries), batchSize))
	}
	b.admitted = <-b.empty
	go b.seal(l)
	l.lines.settle = b.settle
	defer func() {
		b.settle()
		close(b.full)
		l.lines.settle = nil
	}()
	for i, e := range entries {
		var err error
		if receipts[i], err = l.admit(&e, now); err != nil {
			return receipts[:i], err
		}
		if !receipts[i].AlreadyRecorded {
			b.add(e, &receipts[i])
		}
	}
	return receipts, nil
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

func (b *batch) add(e Entry, r *Receipt) {
	b.admitted = append(b.admitted, admitted{e, r})
	if len(b.admitted) == cap(b.admitted) {
		b.send()
	}
}

func (b *batch) send() {
	b.inFlight.Add(1)
	b.full <- b.admitted
	b.admitted = <-b.empty
}

// settle returns when every entry that was admitted is sealed.
func (b *batch) settle() {
	if len(b.admitted) > 0 {
		b.send()
	}
	b.inFlight.Wait()
}

func (b *batch) seal(l *Ledger) {
	for block := range b.full {
		for i := range block {
			block[i].receipt.H = l.seal(&block[i].entry)
		}
		b.inFlight.Done()
		b.empty <- block[:0]
	}
}
