package cmd

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"github.com/spf13/cobra"

	"siv/ledger"
	"siv/ledger/store"
)

// prefixFlag takes a number of entries. It knows whether it was given, as an empty
// ledger is a prefix too.
type prefixFlag struct {
	value int64
	given bool
}

// Set is of pflag.Value.
func (p *prefixFlag) Set(s string) error {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 || n > ledger.MaxEntries {
		return fmt.Errorf("%q is not a number of entries", s)
	}
	p.value, p.given = n, true
	return nil
}

func (p *prefixFlag) String() string {
	if !p.given {
		return ""
	}
	return strconv.FormatInt(p.value, 10)
}

// Type is what help shows for the value.
func (p *prefixFlag) Type() string { return "number" }

// noSeal is what --at-seal says for a report that names no seal.
const noSeal = "none"

// prefix is the flags that make a report from the first entries of a ledger: what
// was reported and sealed once can be made again, byte for byte, when more has been
// recorded since.
type prefix struct {
	entries   prefixFlag
	atSeal    string
	verifiers []string
}

func (p *prefix) addFlags(cmd *cobra.Command) {
	cmd.Flags().Var(&p.entries, "entries", "only the first so many entries, as the ledger was then")
	cmd.Flags().StringVar(&p.atSeal, "at-seal", "", "FILE of the seal to name, and only the entries that it seals unless --entries says; none names no seal (default the latest in the ledger's folder of seals)")
	cmd.Flags().StringArrayVar(&p.verifiers, "verifier", nil, "the key that checks the seal, or a FILE with it; may be given again")
	_ = cmd.MarkFlagFilename("at-seal", "seal")
}

// prefixed is what a report was made from.
type prefixed struct {
	ledger.Head // of the prefix; its bytes are not told
	closed      ledger.Date
	seal        *store.Sealed // nil: none
	sealFile    string        // its name, as seen from the ledger's folder
	signed      bool          // its signature was checked
}

// read verifies the whole ledger and every seal in its folder, shows the entries of
// the prefix to visit, and tells what they are.
func (p *prefix) read(f *fundLedger, visit func(ledger.Posting) error) (prefixed, error) {
	known, err := readVerifiers(p.verifiers)
	if err != nil {
		return prefixed{}, err
	}
	seals, err := store.Seals(f.path)
	if err != nil {
		return prefixed{}, f.failed(err)
	}
	limit := p.entries
	var of prefixed
	if p.atSeal != "" && p.atSeal != noSeal {
		named, err := store.SealAt(p.atSeal)
		if err != nil {
			return prefixed{}, f.failed(err)
		}
		if !limit.given {
			limit = prefixFlag{named.Entries, true}
		}
		of.seal, seals = &named, append(seals, named)
	}
	check := store.NewSealCheck(seals...)
	v, err := f.verify(func(post ledger.Posting) error {
		_ = check.Post(post) // it never fails
		e := post.Entry
		if limit.given && e.Seq > limit.value {
			return nil
		}
		of.Entries, of.H = e.Seq, e.H
		switch e.Kind {
		case ledger.Close:
			of.closed = e.Date
		case ledger.Reopen:
			of.closed = e.Date.Previous()
		}
		return visit(post)
	})
	if err != nil {
		return prefixed{}, err
	}
	of.Origin = v.Head().Origin
	if of.Entries == 0 {
		of.H = ledger.OriginHash(of.Origin)
	}
	if err := check.Missing(v.Head()); err != nil {
		return prefixed{}, f.failed(err)
	}
	if limit.value > v.Head().Entries {
		return prefixed{}, answerNo{fmt.Errorf("%s: it has %d entries, not %d", f.path, v.Head().Entries, limit.value)}
	}
	return of, p.name(f, &of, seals, known)
}

// name finds the seal that the report names, and checks who signed it if a key was given.
func (p *prefix) name(f *fundLedger, of *prefixed, seals []store.Sealed, known []store.Verifier) error {
	switch {
	case p.atSeal == "":
		for i, s := range seals {
			if s.Entries <= of.Entries && (of.seal == nil || s.Entries >= of.seal.Entries) {
				of.seal = &seals[i]
			}
		}
	case of.seal != nil && of.seal.Entries > of.Entries:
		return usageError{fmt.Errorf("--at-seal: %s seals %d entries, more than the %d of --entries", p.atSeal, of.seal.Entries, of.Entries)}
	}
	if of.seal == nil {
		if len(known) > 0 {
			return usageError{errors.New("--verifier: there is no seal to check")}
		}
		return nil
	}
	of.sealFile = f.fromLedger(of.seal.Path)
	if len(known) > 0 {
		if err := of.seal.SignedBy(known...); err != nil {
			return f.failed(err)
		}
		of.signed = true
	}
	return nil
}

// fromLedger is the path of a file as seen from the ledger's folder, so that a report
// is the same wherever it is made.
func (f *fundLedger) fromLedger(path string) string {
	rel, err := filepath.Rel(filepath.Dir(f.path), path)
	if err != nil || path == "-" {
		return path
	}
	return filepath.ToSlash(rel)
}

// again are the flags that make the report of this prefix again.
func (p *prefix) again(f *fundLedger, of prefixed) []string {
	seal := noSeal
	if of.seal != nil {
		seal = of.sealFile
	}
	flags := []string{"--entries", fmt.Sprint(of.Entries), "--at-seal", seal}
	for _, v := range p.verifiers {
		if _, err := os.Stat(v); err == nil {
			v = f.fromLedger(v)
		}
		flags = append(flags, "--verifier", v)
	}
	return flags
}
