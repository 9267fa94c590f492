package cmd

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"siv/ledger"
	"siv/ledger/store"
)

// trailingError says that bytes follow the last commit, which is a ledger that is
// not whole only to who asked whether it is.
type trailingError struct{ error }

func (e trailingError) Unwrap() error { return e.error }

// ledgerStatus is the exit status and the machine code of an error of the ledger,
// and of any other error that nobody else knows.
func ledgerStatus(err error) (status int, code string) {
	var damage *ledger.Damage
	var refusal *ledger.Refusal
	var locked *store.Locked
	var doubt *store.InDoubt
	var not *store.NotRecorded
	var seal *store.NotSealed
	switch {
	case errors.As(err, &seal):
		return exitNo, "seal"
	case errors.As(err, new(trailingError)):
		return exitNo, "trailing"
	case errors.As(err, &damage):
		return exitNo, "damage"
	case errors.As(err, &refusal) && refusal.Rule == ledger.RuleField:
		return exitUsage, string(refusal.Rule)
	case errors.As(err, &refusal):
		return exitNo, string(refusal.Rule)
	case errors.Is(err, store.ErrExists):
		return exitNo, "exists"
	case errors.As(err, &doubt):
		return exitFailed, "in-doubt"
	case errors.As(err, &locked):
		return exitFailed, "locked"
	case errors.As(err, &not):
		return exitFailed, "not-recorded"
	}
	return exitFailed, "failed"
}

// failed says which ledger an error is about, which rule refused an entry, and
// what may be done.
func (f *fundLedger) failed(err error) error {
	var damage *ledger.Damage
	var refusal *ledger.Refusal
	var locked *store.Locked
	var seal *store.NotSealed
	switch {
	case errors.As(err, &seal):
		return fmt.Errorf("%s: does not hold against a seal: %w", f.path, err)
	case errors.Is(err, store.ErrKeyPlace):
		return hintedError{err, "keep it where only its owner can read it"}
	case errors.As(err, &damage):
		damaged := fmt.Errorf("%s: %w", f.path, err)
		if hint := damageHint(store.CauseOf(f.path, damage)); hint != "" {
			return hintedError{damaged, hint}
		}
		return damaged
	case errors.As(err, &refusal):
		refused := fmt.Errorf("refused by the rule %s: %w", refusal.Rule, err)
		if hint := refusalHint(refusal); hint != "" {
			return hintedError{refused, hint}
		}
		return refused
	case errors.Is(err, fs.ErrNotExist) && f.missing():
		return hintedError{err, "siv ledger init --origin NAME makes a ledger, --ledger PATH names another"}
	case errors.As(err, &locked):
		return hintedError{err, "nothing was recorded; give the same command again, or wait longer with --wait"}
	case errors.Is(err, store.ErrNetwork):
		return hintedError{err, "--allow-network writes there all the same"}
	case f.forbidden(err):
		return hintedError{err, "who reads a ledger must be able to read it, its head and its seals; who records must also be able to write it and its folder, " +
			"and to read its lock, and belong to the group of these files"}
	}
	return err
}

// forbidden tells whether it is the ledger or a file beside it that we may not use.
func (f *fundLedger) forbidden(err error) bool {
	var path *fs.PathError
	beside := strings.TrimSuffix(f.path, filepath.Ext(f.path))
	return errors.Is(err, fs.ErrPermission) && errors.As(err, &path) && strings.HasPrefix(path.Path, beside)
}

// missing tells whether it is the ledger that is not there.
func (f *fundLedger) missing() bool {
	_, err := os.Lstat(f.path)
	return errors.Is(err, fs.ErrNotExist)
}

// damageHint is the way out where the files show what happened to them.
func damageHint(cause store.Cause) string {
	switch cause {
	case store.LineEnds:
		return "its lines end in CR LF, as git writes them on Windows: put fund.jsonl* -text into .gitattributes and check the files out again"
	case store.Merged:
		return "two copies that had both gone on were merged: put both files of one back as they were, then import the other's entries: " +
			"siv ledger export --ledger OTHER > other.csv, siv ledger import other.csv"
	case store.Unknown, store.OldHead:
	}
	return ""
}

// trailingHint is what may be done about bytes after the last commit.
func trailingHint(cause store.Cause) string {
	if cause == store.OldHead {
		return "whole entries that go on from it, of a run that was stopped, or the head is an older one: if anybody has a receipt for one, " +
			"put back the head that belongs to it before anything is recorded, which moves them aside"
	}
	if hint := damageHint(cause); hint != "" {
		return hint
	}
	return "they were never acknowledged: the next entry that is recorded moves them aside"
}

func refusedBy(r *ledger.Refusal) string {
	return fmt.Sprintf("refused by the rule %s: %s", r.Rule, r.Message)
}

// refusalHint is what may be done about a refusal, when that is known.
func refusalHint(r *ledger.Refusal) string {
	switch r.Rule {
	case ledger.RuleID, ledger.RuleReversed, ledger.RuleCorrection:
		return fmt.Sprintf("siv ledger show %d", r.Seq)
	case ledger.RuleClosed:
		return fmt.Sprintf("date it after %s, or take the close back: siv ledger reopen --date %s --reason …", r.ClosedThrough, r.Date)
	case ledger.RuleAssertion:
		return fmt.Sprintf("siv ledger list --as-of %s shows what makes the balance", r.Date)
	case ledger.RuleFree, ledger.RuleLeft, ledger.RuleDrawn:
		return fmt.Sprintf("siv ledger balance --as-of %s shows the figures", r.Date)
	}
	return ""
}
