package ledger

import (
	"fmt"
	"hash/maphash"
	"io"
)

// MaxEntries is the most entries that a ledger holds.
const MaxEntries = 1<<32 - 1

// Ledger is a verified ledger in memory, ready to be extended. It keeps no
// entries: it reads them again where it must.
type Ledger struct {
	head     Head
	fund     fund
	ids      ids
	seed     maphash.Seed
	lines    lines
	reversed seqSet
	booked   Instant
	scratch  []byte
}

// newLedger is a ledger before its first entry, whose head says what is to come.
func newLedger(src io.ReaderAt, head Head) *Ledger {
	// The head may lie: room is made for what its bytes can hold, and no more
	// than a large ledger needs before it grows.
	room := min(head.Entries, head.Bytes/128, 1<<21)
	return &Ledger{
		head:  Head{Origin: head.Origin, H: OriginHash(head.Origin)},
		fund:  fund{investments: map[string]*investment{}},
		ids:   newIDs(room),
		seed:  maphash.MakeSeed(),
		lines: lines{src: src, committed: head.Bytes},
	}
}

// Head is the head that commits everything added so far.
func (l *Ledger) Head() Head { return l.head }

// Pending is the lines added since the ledger was verified, in order.
func (l *Ledger) Pending() []byte { return l.lines.pending }

// ClosedThrough is the last closed day, none when nothing is closed.
func (l *Ledger) ClosedThrough() Date { return l.fund.closed }

// LastBooked is the time of booking that the next entry cannot come before.
func (l *Ledger) LastBooked() Instant { return l.booked }

// Entry reads the entry of a seq, for instance the one that a correction is to reverse.
func (l *Ledger) Entry(seq int64) (Entry, error) {
	if seq < 1 || seq > l.head.Entries {
		return Entry{}, fmt.Errorf("there is no entry %d", seq)
	}
	return l.lines.entry(seq)
}

// Find reads the entry with an id, and tells whether there is one.
func (l *Ledger) Find(id string) (Entry, bool, error) {
	var e Entry
	seq, err := l.find(id, hashID(l.seed, id), &e)
	return e, seq != 0 && err == nil, err
}

// Add extends the ledger by one entry, of which only the body counts, booked now,
// or when the last entry was if the clock is behind it. An id that is known with
// the same body gives the earlier receipt and adds nothing; that is looked at
// before any rule. What is refused leaves the ledger as it was; the error is
// then a [*Refusal].
func (l *Ledger) Add(e Entry, now Instant) (Receipt, error) {
	r, err := l.admit(&e, l.check(&e), now)
	if err == nil && !r.AlreadyRecorded {
		r.H = l.link(&e)
	}
	return r, err
}

// check is what can be found out about an entry without the ones before it.
type check struct {
	idHash uint32
	faulty bool
}

func (l *Ledger) check(e *Entry) check { return check{hashID(l.seed, e.ID), e.Faults() != nil} }

// admit is the first half of adding: all that may refuse the entry. It completes
// the entry but for its h, and counts it.
func (l *Ledger) admit(e *Entry, known check, now Instant) (Receipt, error) {
	var earlier Entry
	if err := l.resolve(e, &earlier); err != nil {
		return Receipt{}, err
	}
	seq, err := l.find(e.ID, known.idHash, &earlier)
	switch {
	case err != nil:
		return Receipt{}, err
	case seq != 0 && earlier.sameBody(*e):
		return Receipt{Seq: seq, ID: e.ID, H: earlier.H, AlreadyRecorded: true}, nil
	case seq != 0:
		return Receipt{}, &Refusal{Rule: RuleID, Field: "id", Seq: seq,
			Message: fmt.Sprintf("the id %q is that of entry %d, which says something else", e.ID, seq)}
	}
	if known.faulty {
		return Receipt{}, fieldRefusal(e.Faults()[0])
	}
	e.Seq, e.Booked = l.head.Entries+1, max(now, l.booked)
	original, err := l.original(e)
	if err != nil {
		return Receipt{}, err
	}
	if original != nil {
		e.fillFrom(original)
	}
	if 2*e.lineRoom() > MaxLine { // an escaped text is at most twice as long
		if line := len(e.AppendLine(nil)); line > MaxLine {
			return Receipt{}, &Refusal{Rule: RuleSize, Message: fmt.Sprintf("the entry makes a line of %d bytes; at most %d are allowed", line, MaxLine)}
		}
	}
	closed := l.fund.closed
	p, err := l.accept(e, original, known.idHash)
	if err != nil {
		return Receipt{}, err
	}
	after := l.Standing(e.Investment)
	return Receipt{Seq: e.Seq, ID: e.ID, Before: after.before(p.Moves, closed), After: after}, nil
}

// resolve puts the seq of the entry that a correction names by its id into it. Scratch
// is room to read that one.
func (l *Ledger) resolve(e, scratch *Entry) error {
	if e.ReversesID == "" {
		return nil
	}
	seq, err := l.find(e.ReversesID, hashID(l.seed, e.ReversesID), scratch)
	if err == nil && seq == 0 {
		return &Refusal{Rule: RuleReverses, Field: "reverses_id", Message: fmt.Sprintf("there is no earlier entry with the id %q to correct", e.ReversesID)}
	}
	e.Reverses, e.ReversesID = seq, ""
	return err
}

// link is the second half: the line of an entry that was admitted, and its h. It
// touches nothing that the first half looks at, but for lines that are read again.
func (l *Ledger) link(e *Entry) Hash {
	at := len(l.lines.pending)
	l.lines.mark(e.Seq, l.head.Bytes)
	pending := e.appendBody(l.lines.pending)
	e.H, l.scratch = chain(l.scratch, l.head.H, pending[at:])
	l.lines.pending = e.appendEnd(pending)
	l.head.Bytes += int64(len(l.lines.pending) - at)
	l.head.H = e.H
	return e.H
}

// accept refuses an entry whose id is new, or counts it as the next one.
func (l *Ledger) accept(e, original *Entry, idHash uint32) (Posting, error) {
	if faults := e.faults(); faults != nil {
		return Posting{}, fieldRefusal(faults[0])
	}
	switch {
	case e.Booked < l.booked:
		return Posting{}, &Refusal{Rule: RuleBooked, Field: "booked",
			Message: fmt.Sprintf("booked %s, before the entry above it, %s", e.Booked, l.booked)}
	case e.Booked == 0:
		return Posting{}, errInstant
	case e.Seq > MaxEntries:
		return Posting{}, &Refusal{Rule: RuleSize, Message: fmt.Sprintf("a ledger holds at most %d entries", int64(MaxEntries))}
	}
	p, refusal := l.fund.post(e, original)
	if refusal != nil {
		return p, refusal
	}
	if original != nil {
		l.reversed.add(original.Seq)
	}
	l.ids.insert(idHash, e.Seq)
	l.booked, l.head.Entries = e.Booked, e.Seq
	return p, nil
}

// original is the entry that a correction may take back, and nil for other kinds.
func (l *Ledger) original(e *Entry) (*Entry, error) {
	if e.Kind != Correction || e.Reverses == 0 {
		return nil, nil
	}
	r := &Refusal{Rule: RuleReverses, Field: "reverses", Seq: e.Reverses}
	if e.Reverses < 0 || e.Reverses > l.head.Entries {
		r.Message = fmt.Sprintf("there is no earlier entry %d to correct", e.Reverses)
		return nil, r
	}
	original, err := l.lines.entry(e.Reverses)
	switch {
	case err != nil:
		return nil, err
	case !original.Kind.MovesMoney():
		r.Message = fmt.Sprintf("entry %d moves no money of its own (%s) and cannot be corrected", original.Seq, original.Kind)
		return nil, r
	case l.reversed.has(original.Seq):
		r.Rule, r.Message = RuleReversed, fmt.Sprintf("entry %d is corrected already", original.Seq)
		return nil, r
	}
	return &original, nil
}

// find reads the entry with an id into e and gives its seq, 0 when there is none.
func (l *Ledger) find(id string, hash uint32, e *Entry) (int64, error) {
	return l.ids.find(hash, func(seq int64) (bool, error) {
		var err error
		*e, err = l.lines.entry(seq)
		return e.ID == id, err
	})
}

// seqSet is a set of entries, a bit each.
type seqSet []uint64

func (s seqSet) has(seq int64) bool {
	return seq/64 < int64(len(s)) && s[seq/64]&(1<<(seq%64)) != 0
}

func (s *seqSet) add(seq int64) {
	if need := int(seq/64) + 1; need > len(*s) {
		*s = append(*s, make([]uint64, need-len(*s))...)
	}
	(*s)[seq/64] |= 1 << (seq % 64)
}
