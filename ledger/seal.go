package ledger

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Seal is what a checkpoint says that someone outside signs: so many entries of
// this ledger end in this h. As each h is tied to all lines before it, that
// speaks for every one of them.
type Seal struct {
	Origin  string
	Entries int64
	H       Hash
}

// Seal is what there is to sign of the ledger that the head names.
func (h Head) Seal() Seal { return Seal{h.Origin, h.Entries, h.H} }

// Text is what is signed.
func (s Seal) Text() string {
	return fmt.Sprintf("siv ledger 1\n%s\n%d\n%s\n", s.Origin, s.Entries, s.H)
}

var errSeal = errors.New("not the text of a seal in the one form that is allowed")

// ParseSeal reads the text of a seal, accepted only if writing it again gives the same.
func ParseSeal(text string) (Seal, error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 5 {
		return Seal{}, errSeal
	}
	entries, err := strconv.ParseInt(lines[2], 10, 64)
	h, hashErr := parseHash(lines[3])
	s := Seal{lines[1], entries, h}
	if _, originErr := NewHead(s.Origin); err != nil || hashErr != nil || originErr != nil || entries < 0 || s.Text() != text {
		return Seal{}, errSeal
	}
	return s, nil
}

// SealCheck finds out whether a ledger still contains what seals say. Give its
// Post to [Verify], then ask Missing.
type SealCheck struct {
	found map[int64]Hash // the h of each entry that a seal ends in
}

// NewSealCheck looks for these seals.
func NewSealCheck(seals ...Seal) *SealCheck {
	c := &SealCheck{found: map[int64]Hash{}}
	for _, s := range seals {
		c.found[s.Entries] = Hash{}
	}
	return c
}

// Post notes the h of an entry that a seal ends in. It never fails.
func (c *SealCheck) Post(p Posting) error {
	if _, asked := c.found[p.Entry.Seq]; asked {
		c.found[p.Entry.Seq] = p.Entry.H
	}
	return nil
}

// Missing says what of a seal the verified ledger with this head does not
// contain, nil if it contains all of it.
func (c *SealCheck) Missing(s Seal, head Head) error {
	h := c.found[s.Entries]
	if s.Entries == 0 {
		h = OriginHash(head.Origin)
	}
	switch {
	case s.Origin != head.Origin:
		return fmt.Errorf("it is of %q, and the ledger of %q", s.Origin, head.Origin)
	case s.Entries > head.Entries:
		return fmt.Errorf("%d entries were sealed, and the ledger has %d: it was rolled back", s.Entries, head.Entries)
	case s.H != h:
		return fmt.Errorf("its %d entries ended in h %s, those of the ledger end in %s: what was sealed was rewritten", s.Entries, s.H, h)
	}
	return nil
}
