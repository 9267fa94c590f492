package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Hash is the h of a record: what ties it to all records before it.
type Hash [sha256.Size]byte

// String writes the hash as in a ledger, in lower-case hex.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// OriginHash is the "previous h" of the first record: SHA-256("siv ledger 1\n" + origin).
func OriginHash(origin string) Hash {
	return sha256.Sum256([]byte("siv ledger 1\n" + origin))
}

// Entry is one record. Fields without a value are empty or zero. Seq, Booked and
// H are set by the ledger; the others are the entry's body.
type Entry struct {
	Seq        int64   // place in the ledger, from 1
	ID         string  // the writer's own name for the entry: the same id is recorded once
	Kind       Kind    //
	Date       Date    // what day it concerns
	Booked     Instant // when we knew
	Amount     Amount  // > 0; an assertion's is the stated balance; none for close and reopen
	Investment string  //
	Namnd      string  // the nämnd whose cost or saving it is
	Basis      string  // "forecast" or "actual"
	Year       int     // the year of the saving that flows back
	Voucher    string  // verifikation in the general ledger
	Ref        string  // the decision
	Text       string  //
	By         string  // who wrote it
	Reverses   int64   // the seq that a correction takes back
	Reason     string  //
	H          Hash    //

	// ReversesID names the entry that a correction takes back by its id, where its seq
	// is not known or is that of another copy. Adding the entry puts the seq into
	// Reverses; no line has it.
	ReversesID string
}

// Clone is a copy that shares no memory with the ledger it was read from.
// Keep clones only: an entry shown to a visitor lives in a large block of text.
func (e *Entry) Clone() Entry {
	c := *e
	for _, s := range []*string{&c.ID, &c.Investment, &c.Namnd, &c.Basis, &c.Voucher, &c.Ref, &c.Text, &c.By, &c.Reason, &c.ReversesID} {
		*s = strings.Clone(*s)
	}
	return c
}

// sameBody tells whether two entries say the same, whenever they were booked. A
// correction may leave out what its original says, so what the given one
// lacks there is not a difference.
func (e *Entry) sameBody(given Entry) bool {
	if given.Kind == Correction {
		given.fillFrom(e)
	}
	given.Seq, given.Booked, given.H = e.Seq, e.Booked, e.H
	return given == *e
}

// fillFrom takes amount, investment and nämnd from another entry where they were left out.
func (e *Entry) fillFrom(o *Entry) {
	if e.Amount == 0 {
		e.Amount = o.Amount
	}
	if e.Investment == "" {
		e.Investment = o.Investment
	}
	if e.Namnd == "" {
		e.Namnd = o.Namnd
	}
}

// Receipt says that an entry stands in the ledger.
type Receipt struct {
	Seq             int64
	ID              string
	H               Hash
	AlreadyRecorded bool // an earlier run recorded it; nothing was written now

	Before, After Standing // none when AlreadyRecorded
}
