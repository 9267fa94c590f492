package cmd

import (
	"errors"
	"runtime/debug"

	"github.com/spf13/cobra"

	"siv/cmd/input"
	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
	"siv/ledger"
	"siv/ledger/store"
)

// maxImport is the largest CSV that is imported, in bytes: far more than a fund
// needs, and a bound on memory all the same.
const maxImport = 1 << 30

// ledgerImport is siv ledger import.
type ledgerImport struct {
	writer
	encodingFlag
}

func newLedgerImport(e *env) *cobra.Command {
	c := &ledgerImport{writer: writer{fundLedger: fundLedger{env: e}}}
	cmd := &cobra.Command{
		Use:   "import FILE.csv | -",
		Short: "Record many entries in one commit",
		Long: `Record the entries of a CSV in one commit: all of them or none. Fields are
separated by ; or , and amounts have a decimal comma or point; the file is UTF-8, or
what --encoding says. The first line names the columns, in any order, of

  id;kind;date;amount;investment;namnd;basis;year;voucher;ref;text;by;reverses;reason;reverses_id

Every row has an id, a kind and a date. What a correction takes back is told by its
seq in this ledger (reverses) or by its id, which holds where both are given. Entries
that were recorded before with the same id and the same fields are not recorded
again, so a file can be given again after a failure. What siv ledger export --format
csv writes can be imported.

A rule that refuses a row gives exit status 4, a row that cannot be read 3.`,
		Example:           `  siv ledger import agresso-2016.csv`,
		Args:              args(cobra.ExactArgs(1)),
		RunE:              func(cmd *cobra.Command, args []string) error { return c.run(cmd, args[0]) },
		ValidArgsFunction: files("csv"),
	}
	c.addFlags(cmd)
	c.addFlag(cmd.Flags())
	return cmd
}

func (c *ledgerImport) run(cmd *cobra.Command, path string) error {
	if err := c.knownFields("recorded", "already_recorded", "entries", "h"); err != nil {
		return err
	}
	if !large(c.path) {
		// What an import makes it keeps until it is done: there is nothing to collect.
		defer debug.SetGCPercent(debug.SetGCPercent(-1))
	}
	data, err := c.readLarge(path, maxImport)
	if err != nil {
		return err
	}
	if data, err = c.decoded(path, data); err != nil {
		return err
	}
	file, err := input.ReadLedgerCSV(path, data)
	if err != nil {
		return err
	}
	result, err := c.append(cmd, file.Entries)
	if err != nil {
		return c.failed(atRow(file, err))
	}
	var known int
	for _, r := range result.Receipts {
		if r.AlreadyRecorded {
			known++
		}
	}
	recorded := len(result.Receipts) - known
	h := result.Head.H.String()
	rows := output.Table{Columns: columns("recorded", "already_recorded", "entries", "h"), Rows: [][]output.Cell{{
		output.Int(recorded), output.Int(known), output.Int(int(result.Head.Entries)), output.Text(h)}}}
	return c.recorded(output.Document{Rows: &rows, Data: struct {
		Schema          string `json:"schema"`
		Recorded        int    `json:"recorded"`
		AlreadyRecorded int    `json:"already_recorded"`
		Entries         int64  `json:"entries"`
		H               string `json:"h"`
	}{"siv.import/1", recorded, known, result.Head.Entries, h}}, c.lang().T(importedKey(recorded, result.Head.Entries), lang.Count(recorded), lang.Count(known), lang.Count(result.Head.Entries), h))
}

// importedKey is the sentence for one and for many.
func importedKey(recorded int, entries int64) string {
	switch {
	case recorded == 1 && entries == 1:
		return "ledger.imported.first"
	case recorded == 1:
		return "ledger.imported.one"
	case entries == 1:
		return "ledger.imported.only"
	}
	return "ledger.imported"
}

// atRow gives a refusal its place in the file.
func atRow(file *input.LedgerCSV, err error) error {
	var refused *store.Refused
	if !errors.As(err, &refused) {
		return err
	}
	fault := file.Fault(refused.Index, refused.Err.Field, string(refused.Err.Rule), refusedBy(refused.Err))
	fault.Hint = refusalHint(refused.Err)
	if refused.Err.Rule == ledger.RuleField {
		return input.Faults{fault}
	}
	return answerNo{input.Faults{fault}}
}
