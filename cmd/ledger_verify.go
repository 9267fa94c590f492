package cmd

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
	"siv/ledger"
	"siv/ledger/store"
)

// ledgerVerify is siv ledger verify.
type ledgerVerify struct {
	fundLedger
	seals, verifiers []string
}

func newLedgerVerify(e *env) *cobra.Command {
	c := &ledgerVerify{fundLedger: fundLedger{env: e}}
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Check every byte, the chain and the rules, and what was sealed",
		Long: `Check every byte of the ledger, the chain of hashes and the rules, in the order the
entries were booked, and say whether it is whole. The first bad line is named.
Bytes after the last commit, of an entry that was never acknowledged, are no part
of the ledger: here they count as a fault; elsewhere they give a warning.

This shows accidents and careless edits, and a ledger that lacks what a seal in the
folder beside it has. It does not stop someone who may write the ledger, its head and
that folder. With --seal FILE it also proves that the ledger still contains all that
was sealed: that nobody took away or rewrote an entry from before the seal was made. Use a seal that was kept out of the reach of who
writes the ledger, and the verifier of the key that you got from its holder.`,
		Example: `  siv ledger verify
  siv ledger verify --ledger fund.jsonl -o json
  siv ledger verify --seal 0000000028-6b5a3f10.seal --verifier controller.pub`,
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error { return c.run() },
	}
	c.addFlags(cmd)
	cmd.Flags().StringArrayVar(&c.seals, "seal", nil, "FILE of a seal that the ledger must still contain; may be given again")
	cmd.Flags().StringArrayVar(&c.verifiers, "verifier", nil, "the key that checks the seal, or a FILE with it; may be given again")
	return cmd
}

// sealJSON is a seal that a ledger contains, in json.
type sealJSON struct {
	Seal    string `json:"seal"`
	Entries int64  `json:"entries"`
	H       string `json:"h"`
}

func (c *ledgerVerify) run() error {
	seals, err := c.readSeals()
	if err != nil {
		return err
	}
	kept, err := store.Seals(c.path)
	if err != nil {
		return c.failed(err)
	}
	check, beside := ledger.NewSealCheck(seals...), store.NewSealCheck(kept...)
	v, err := c.check(func(p ledger.Posting) error { return errors.Join(check.Post(p), beside.Post(p)) })
	if err != nil {
		return err
	}
	if v.trailing > 0 {
		return hintedError{trailingError{fmt.Errorf("%s: %d bytes follow the last commit, line %d; the lines before are whole", c.path, v.trailing, v.Head().Entries)},
			trailingHint(v.after)}
	}
	c.warnBooked(v)
	l := c.lang()
	lead := []string{l.T("ledger.whole", c.path)}
	var contained []sealJSON
	for i, seal := range seals {
		if err := check.Missing(seal, v.Head()); err != nil {
			return c.failed(&store.NotSealed{Path: c.seals[i], Err: err})
		}
		lead = append(lead, l.T("seal.contained", c.path, lang.Count(seal.Entries), c.seals[i]))
		contained = append(contained, sealJSON{c.seals[i], seal.Entries, seal.H.String()})
	}
	if err := beside.Missing(v.Head()); err != nil {
		return c.failed(err)
	}
	if len(kept) > 0 {
		lead = append(lead, l.T("seal.beside", lang.Count(len(kept)), store.SealsPath(c.path)))
	}
	state := newStateJSON("siv.verify/1", c.path, v)
	t := state.table(l)
	rows := output.Table{Columns: columns("ledger", "origin", "entries", "h"), Rows: [][]output.Cell{{
		output.Text(c.path), output.Text(state.Origin), output.Int(int(state.Entries)), output.Text(state.H)}}}
	return c.render(output.Document{Sections: []output.Section{{Lead: lead, Tables: []output.Table{t}}}, Rows: &rows, Data: struct {
		stateJSON
		Seals  []sealJSON `json:"seals,omitempty"`
		Beside int        `json:"seals_beside,omitempty"` // whose signatures were not checked
	}{state, contained, len(kept)}})
}

// readSeals reads the seals that were asked about, each signed with a key that was given.
func (c *ledgerVerify) readSeals() ([]ledger.Seal, error) {
	switch {
	case len(c.seals) > 0 && len(c.verifiers) == 0:
		return nil, hintedError{usageError{errors.New("--seal needs --verifier: a seal proves nothing without the key that checks it")},
			"siv ledger keygen showed it, and wrote it to FILE.pub"}
	case len(c.verifiers) > 0 && len(c.seals) == 0:
		return nil, usageError{errors.New("--verifier needs --seal")}
	}
	known, err := readVerifiers(c.verifiers)
	if err != nil {
		return nil, err
	}
	var seals []ledger.Seal
	for _, file := range c.seals {
		seal, err := store.ReadSeal(file, known...)
		if err != nil {
			return nil, c.failed(err)
		}
		seals = append(seals, seal)
	}
	return seals, nil
}
