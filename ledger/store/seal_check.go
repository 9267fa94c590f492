package store

import "siv/ledger"

// SealCheck finds out whether a ledger still contains what seals in files say. Give
// its Post to the verification of the ledger, then ask Missing.
type SealCheck struct {
	check *ledger.SealCheck
	seals []Sealed
}

// NewSealCheck looks for these seals.
func NewSealCheck(seals ...Sealed) *SealCheck {
	texts := make([]ledger.Seal, len(seals))
	for i, s := range seals {
		texts[i] = s.Seal
	}
	return &SealCheck{ledger.NewSealCheck(texts...), seals}
}

// Post notes where seals end. It never fails.
func (c *SealCheck) Post(p ledger.Posting) error { return c.check.Post(p) }

// Missing returns a [*NotSealed] of the first seal that the verified ledger with this
// head does not contain all of, nil if there is none.
func (c *SealCheck) Missing(head ledger.Head) error {
	for _, s := range c.seals {
		if err := c.check.Missing(s.Seal, head); err != nil {
			return &NotSealed{s.Path, err}
		}
	}
	return nil
}
