package cmd

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"siv/ledger"
	"siv/ledger/store"
)

// yearState is how far the closing of a year has come, and what it rests on.
type yearState struct {
	verified
	balance  ledger.Amount   // on the last day of the year
	moved    int64           // the last entry of money that is dated in the year or before
	asserted int64           // the last assertion on that day
	closed   int64           // the close that the year is closed by, 0 when it is open
	sealed   *store.Sealed   // a seal that holds the close, by a key that is known
	latest   *store.Sealed   // the latest seal, whoever signed it
	taken    map[string]bool // ids of the year's assertions and closes
}

// holds tells whether the assertion speaks for all of the year: a grant after it
// changes no balance, but the report.
func (s *yearState) holds() bool { return s.asserted > s.moved }

// look verifies the ledger, every seal in its folder too, and finds out. What is in
// hand need not be looked at again before a step that verifies by itself: the note
// does, and so does whatever writes, under the lock.
func (c *ledgerCloseYear) look() error {
	seals, err := store.Seals(c.path)
	if err != nil {
		return c.failed(err)
	}
	check := store.NewSealCheck(seals...)
	day := c.day()
	sums := ledger.Balance{AsOf: day}
	s := &yearState{taken: map[string]bool{}}
	assertion, closing := c.ids()
	s.verified, err = c.verify(func(p ledger.Posting) error {
		_, _ = check.Post(p), sums.Post(p) // neither fails
		e := p.Entry
		if strings.HasPrefix(e.ID, assertion) || strings.HasPrefix(e.ID, closing) {
			s.taken[strings.Clone(e.ID)] = true
		}
		switch {
		case e.Kind == ledger.Assertion && e.Date == day:
			s.asserted = e.Seq
		case e.Kind == ledger.Close && e.Date >= day && s.closed == 0:
			s.closed = e.Seq
		case e.Kind == ledger.Reopen && e.Date <= day:
			s.closed = 0
		case p.Counts.MovesMoney() && e.Date <= day:
			s.moved = e.Seq
		}
		return nil
	})
	if err != nil {
		return err
	}
	s.balance = sums.Fund.Balance()
	if err := check.Missing(s.Head()); err != nil {
		return c.failed(err)
	}
	for i, seal := range seals {
		if s.latest == nil || seal.Entries >= s.latest.Entries {
			s.latest = &seals[i]
		}
		if s.closed > 0 && seal.Entries >= s.closed && seal.SignedBy(c.known...) == nil {
			s.sealed = &seals[i]
		}
	}
	c.state = s
	return nil
}

// sealable refuses, before the first step, a latest seal that the last step would stop
// at: the year would stand closed without a seal.
func (c *ledgerCloseYear) sealable(s *yearState) error {
	if c.key == nil || s.sealed != nil || s.latest == nil {
		return nil
	}
	if err := s.latest.SignedBy(c.known...); err != nil {
		return hintedError{c.failed(err), "--verifier names the key that signed it, where that is another one than this"}
	}
	return nil
}

// assert is the first step.
func (c *ledgerCloseYear) assert(cmd *cobra.Command) error {
	if err := c.look(); err != nil {
		return err
	}
	s := c.state
	if err := c.sealable(s); err != nil {
		return err
	}
	step := closingStep{name: "assertion", amount: s.balance, day: c.day()}
	if s.closed > 0 && !s.holds() {
		return hintedError{answerNo{fmt.Errorf("%d was closed by entry %d without an assertion of all that is dated in it", c.year.value, s.closed)},
			fmt.Sprintf("siv ledger reopen --date %s --reason …, then close the year again", c.day())}
	}
	if !c.stated.given && !s.holds() && !c.yes {
		if err := c.askBalance(); err != nil {
			return err
		}
	}
	switch {
	case c.stated.given && c.balance != s.balance: // as the ledger itself would say it
		return c.failed(&ledger.Refusal{Rule: ledger.RuleAssertion, Field: "amount", Asked: c.balance, Available: s.balance, Date: c.day(),
			Message: fmt.Sprintf("the balance on %s is %s, not %s", c.day(), s.balance, c.balance)})
	case s.holds():
		step.state, step.seq = stepAlready, s.asserted
	case !c.stated.given:
		return usageError{errors.New("close-year needs --balance: what the fund holds on 31 December, as the accounts have it")}
	case c.dryRun:
		step.state = stepToDo
	default:
		id, _ := c.ids()
		if err := c.agreed("closing.ask-assertion", c.day(), kronor(c.lang(), c.balance)); err != nil {
			return err
		}
		seq, err := c.record(cmd, s.taken, ledger.Entry{Kind: ledger.Assertion, Amount: c.balance}, id)
		if err != nil {
			return err
		}
		step.state, step.seq, s.asserted = stepDone, seq, seq
	}
	c.did(step)
	return nil
}

// askBalance asks what the accounts say. The ledger's own balance is not shown
// first: who asserts is to read it in the accounts.
func (c *ledgerCloseYear) askBalance() error {
	for {
		answer, err := c.asked.ask(c.lang().T("closing.ask-balance", c.day()))
		if err != nil {
			return hintedError{usageError{err}, "--balance says what the accounts have, --yes does every step without asking"}
		}
		if err = c.stated.Set(answer); err == nil {
			return nil
		}
		fmt.Fprintln(c.err, c.lang().Translate(err.Error()))
	}
}

// close is the third step. It looks at what another writer may have put after the
// assertion, and again when the close did not come next: now nothing more can come.
func (c *ledgerCloseYear) close(cmd *cobra.Command) error {
	if err := c.look(); err != nil {
		return err
	}
	s := c.state
	step := closingStep{name: "close", day: c.day()}
	switch {
	case s.closed > 0:
		step.state, step.seq = stepAlready, s.closed
	case c.dryRun:
		step.state = stepToDo
	case !s.holds():
		return hintedError{answerNo{fmt.Errorf("entry %d, dated in %d or before, was recorded after the assertion", s.moved, c.year.value)}, "the same command asserts again"}
	default:
		_, id := c.ids()
		if err := c.agreed("closing.ask-close", c.day()); err != nil {
			return err
		}
		seq, err := c.record(cmd, s.taken, ledger.Entry{Kind: ledger.Close}, id)
		if err != nil {
			return err
		}
		step.state, step.seq, s.closed = stepDone, seq, seq
	}
	c.did(step)
	if step.state != stepDone || step.seq == s.Head().Entries+1 {
		return nil
	}
	if err := c.look(); err != nil {
		return err
	}
	if s = c.state; !s.holds() {
		return hintedError{answerNo{fmt.Errorf("entry %d, dated in %d or before, was recorded between the assertion and the close", s.moved, c.year.value)},
			fmt.Sprintf("siv ledger reopen --date %s --reason …, then close the year again", c.day())}
	}
	return nil
}

// seal is the last step.
func (c *ledgerCloseYear) seal(cmd *cobra.Command) error {
	step := closingStep{name: "seal"}
	if c.withoutSeal {
		step.state = stepSkipped
		c.did(step)
		return nil
	}
	s := c.state
	switch {
	case s.sealed != nil:
		step.state, step.file, step.seq = stepAlready, s.sealed.Path, s.sealed.Entries
	case c.dryRun:
		step.state = stepToDo
	default:
		if err := c.agreed("closing.ask-seal", c.key.Name()); err != nil {
			return err
		}
		sealed, err := store.Seal(c.path, c.key, c.known, store.Options{Now: c.now, Wait: c.wait, Context: cmd.Context()})
		if err != nil {
			return c.failed(err)
		}
		step.state, step.file, step.seq = stepDone, sealed.Path, sealed.Entries
	}
	c.did(step)
	return nil
}
