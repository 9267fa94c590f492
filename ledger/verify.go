package ledger

import (
	"errors"
	"fmt"
	"io"
)

// Verify reads the ledger that the head names, checks every byte, the chain and
// the rules in booking order, and shows each entry to visit (which may be nil)
// as it counts. What an entry says can be believed only once Verify returns without
// an error, and its strings are wiped soon after visit returns: keep a [Entry.Clone].
//
// Blocks of lines are parsed and hashed on all cores, each from the stored hash
// of the line before it; the rules follow in order. Memory is that of a few
// blocks, of investments and dates, and eight bytes an entry for its id.
//
// What does not verify is a [*Damage], which names the first bad line. Any other
// error is that of the source or of visit.
func Verify(src io.ReaderAt, head Head, visit func(Posting) error) (*Ledger, error) {
	l := newLedger(src, head)
	if err := l.replay(head, visit); err != nil {
		return nil, err
	}
	switch {
	case l.head.Entries != head.Entries:
		return nil, &Damage{Err: fmt.Errorf("%d entries stand in %d bytes, where the head says %d", l.head.Entries, head.Bytes, head.Entries)}
	case l.head.H != head.H:
		return nil, &Damage{Line: head.Entries, Err: fmt.Errorf("the head ends in h %s, the ledger in %s", head.H, l.head.H)}
	}
	return l, nil
}

func (l *Ledger) replay(head Head, visit func(Posting) error) error {
	r := newReading(l.lines.src, head, l.seed)
	defer r.stop()
	for {
		seg := r.next()
		if seg == nil {
			return nil
		}
		for i := range seg.entries {
			p, err := l.replayEntry(&seg.entries[i], seg.idHashes[i])
			if err != nil {
				return asDamage(l.head.Entries+1, err)
			}
			l.lines.mark(p.Entry.Seq, l.head.Bytes)
			l.head.Bytes += int64(seg.lengths[i])
			l.head.H = p.Entry.H
			if visit != nil {
				if err := visit(p); err != nil {
					return err
				}
			}
		}
		if seg.err != nil {
			return seg.err
		}
	}
}

func (l *Ledger) replayEntry(e *Entry, idHash uint32) (Posting, error) {
	var earlier Entry
	if seq, err := l.find(e.ID, idHash, &earlier); err != nil {
		return Posting{}, err
	} else if seq != 0 {
		return Posting{}, &Refusal{Rule: RuleID, Field: "id", Seq: seq, Message: fmt.Sprintf("the id %q stands in line %d already", e.ID, seq)}
	}
	original, err := l.original(e)
	if err != nil {
		return Posting{}, err
	}
	return l.accept(e, original, idHash)
}

// asDamage makes a rule's refusal damage of a line; an error of the source stays one.
func asDamage(line int64, err error) error {
	var refusal *Refusal
	if errors.As(err, &refusal) || errors.Is(err, errMoved) || errors.Is(err, errInstant) {
		return &Damage{Line: line, Err: err}
	}
	return err
}
