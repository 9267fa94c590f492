package cmd

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"siv/ledger"
	"siv/ledger/export"
	"siv/ledger/store"
)

// sieFlags are the flags of the SIE format alone.
type sieFlags struct {
	reserved, other accountFlag
	ktyp            choice[string]
	generated       ledger.Date
	period          period
	strict, ksumma  bool
}

func (f *sieFlags) addFlags(cmd *cobra.Command) {
	f.ktyp = newChoice("S", []string{"T", "S", "K", "I"})
	for _, s := range knownSettings() { // their defaults are settings, which siv config shows
		switch s.name {
		case "sie-reserved":
			_ = f.reserved.Set(s.byDefault)
		case "sie-other":
			_ = f.other.Set(s.byDefault)
		}
	}
	flags := cmd.Flags()
	flags.Var(&f.reserved, "sie-reserved", "sie: account of reserved equity, a number and its name")
	flags.Var(&f.other, "sie-other", "sie: account of other equity, a number and its name")
	flags.Var(&f.ktyp, "sie-ktyp", "sie: type of both accounts; S is debt and equity")
	flags.Var(&dateFlag{&f.generated}, "generated", "sie: day the file is said to be made (default today)")
	flags.BoolVar(&f.strict, "strict", false, "sie: refuse characters that code page 437 lacks")
	flags.BoolVar(&f.ksumma, "ksumma", false, "sie: end with a checksum")
	f.period.addFlags(cmd, "sie: only vouchers")
	completeChoice(cmd, "sie-ktyp", []string{"T", "S", "K", "I"})
}

// only refuses the flags of SIE with another format.
func (f *sieFlags) only(cmd *cobra.Command, sie bool) error {
	for _, name := range []string{"sie-reserved", "sie-other", "sie-ktyp", "generated", "strict", "ksumma", "year", "from", "to"} {
		if !sie && cmd.Flags().Changed(name) {
			return usageError{fmt.Errorf("--%s belongs to --format sie", name)}
		}
	}
	return f.period.check()
}

// writeSIE shows the ledger to the writer twice: the file declares first what its
// vouchers name.
func (c *ledgerExport) writeSIE(cmd *cobra.Command, r *store.Reader) error {
	opt := export.SIE{Version: buildVersion(buildInfo()), Generated: c.generated, From: c.period.from, To: c.period.to, Strict: c.strict, Checksum: c.ksumma,
		Reserved: c.reserved.as(c.ktyp.value), Other: c.other.as(c.ktyp.value)}
	if opt.Generated == 0 {
		today, err := ledger.DateOf(c.now())
		if err != nil {
			return err
		}
		opt.Generated = today
	}
	w, err := export.NewSIE(c.out, r.Head, opt)
	if err != nil {
		return usageError{err}
	}
	if err := c.whole(r, w.Prepare); err != nil {
		return err
	}
	if _, err := r.Verify(w.Post); err != nil {
		var not *export.NotPC8
		if errors.As(err, &not) {
			return hintedError{answerNo{err}, "without --strict they are written otherwise, and a warning says how"}
		}
		return c.failed(err)
	}
	if err := w.Close(); err != nil {
		return err
	}
	c.tellAssumed(cmd)
	c.tellReplaced(w.Replaced())
	return nil
}

// whole verifies the ledger, and warns of bytes that are not part of it.
func (c *ledgerExport) whole(r *store.Reader, visit func(ledger.Posting) error) error {
	if _, err := r.Verify(visit); err != nil {
		return c.failed(err)
	}
	trailing, cause, err := r.Trailing()
	if err != nil {
		return c.failed(err)
	}
	if trailing > 0 {
		c.warnTrailing(trailing, cause)
	}
	return nil
}

func (c *ledgerExport) tellAssumed(cmd *cobra.Command) {
	for _, name := range []string{"sie-reserved", "sie-other"} {
		if c.origin(cmd, name) == fromDefault {
			c.warn(fmt.Sprintf("the account %s is an assumption: --%s, or %s in siv.yaml, says which", cmd.Flag(name).Value, name, name))
		}
	}
}

func (c *ledgerExport) tellReplaced(found []export.Replacement) {
	if len(found) == 0 {
		return
	}
	list := make([]string, len(found))
	for i, r := range found {
		list[i] = fmt.Sprintf("%q → %q (%d)", r.Char, r.By, r.Count)
	}
	c.warn(fmt.Sprintf("code page 437 lacks some characters, which were written otherwise: %s", strings.Join(list, ", ")))
}

// accountFlag takes an account: its number, and after a space its name.
type accountFlag struct{ number, name string }

// Set is of pflag.Value.
func (a *accountFlag) Set(s string) error {
	number, name, _ := strings.Cut(strings.TrimSpace(s), " ")
	if number == "" || strings.Trim(number, "0123456789") != "" {
		return fmt.Errorf("%q is not an account: write its number, or its number and name", s)
	}
	a.number, a.name = number, strings.TrimSpace(name)
	return nil
}

func (a *accountFlag) String() string { return strings.TrimSpace(a.number + " " + a.name) }

// Type is what help shows for the value.
func (a *accountFlag) Type() string { return "account" }

func (a *accountFlag) as(ktyp string) export.Account {
	name := a.name
	if name == "" {
		name = a.number
	}
	return export.Account{Number: a.number, Name: name, Type: ktyp}
}
