package cmd

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"siv/cmd/internal/output"
)

// madeFile is the flags of a command that can make a file of its answer, or compare
// a file that was made with the answer.
type madeFile struct {
	to, check string
	force     bool
	into      *bytes.Buffer // in place of the file, for a command that makes it in a step of its own
}

func (m *madeFile) addFlags(cmd *cobra.Command, kinds string) {
	m.addWriteFlags(cmd, "FILE to write instead: "+kinds)
	cmd.Flags().StringVar(&m.check, "check", "", "compare FILE, byte for byte, with what would be written; exit 4 when it differs")
}

// addWriteFlags registers the flags of a command that compares nothing.
func (m *madeFile) addWriteFlags(cmd *cobra.Command, to string) {
	cmd.Flags().StringVar(&m.to, "to", "", to)
	cmd.Flags().BoolVar(&m.force, "force", false, "replace the file when it is there already")
}

// kind is the ending of the file that was asked for, "" when none was.
func (m *madeFile) kind() string { return strings.ToLower(filepath.Ext(m.to + m.check)) }

// known refuses a file that cannot be made, before anything is done.
func (m *madeFile) known(kinds ...string) error {
	flag := "--to"
	switch {
	case m.to == "" && m.check == "":
		return nil
	case m.to != "" && m.check != "":
		return usageError{errors.New("--to and --check go not together: the one writes a file, the other compares it")}
	case m.check != "":
		flag = "--check"
	}
	if !slices.Contains(kinds, m.kind()) {
		return usageError{fmt.Errorf("%s names a file that ends in one of %s, not %q", flag, joined(kinds), m.kind())}
	}
	if m.to == "" {
		return nil
	}
	return free(m.to, m.force)
}

// render shows a document, or makes a file of it in the format that its ending says.
func (m *madeFile) render(e *env, doc output.Document) error {
	if m.kind() == "" {
		return e.render(doc)
	}
	var out bytes.Buffer
	format := output.Format(strings.TrimPrefix(m.kind(), "."))
	if err := output.Render(&out, doc, output.Options{Format: format, Language: e.lang(), Fields: e.fields}); err != nil {
		return err
	}
	return m.put(e, out.Bytes())
}

// put writes the file, or compares it.
func (m *madeFile) put(e *env, data []byte) error {
	if m.into != nil {
		_, err := m.into.Write(data)
		return err
	}
	if m.check == "" {
		return writeFile(m.to, data, m.force)
	}
	there, err := e.readAtMost(m.check, int64(len(data))+1)
	switch {
	case err != nil:
		return err
	case !bytes.Equal(there, data):
		same := 0
		for same < min(len(there), len(data)) && there[same] == data[same] {
			same++
		}
		return answerNo{hintedError{fmt.Errorf("%s: it is not what the ledger gives: it differs from line %d on", m.check, 1+bytes.Count(data[:same], []byte{'\n'})),
			"give the command that the file itself ends with, --entries and --at-seal too: they hold what has come since apart. Every flag must be the one it was made with, --lang too; --to ANOTHER FILE shows the difference"}}
	}
	rows := output.Table{Columns: columns("file", "same"), Rows: [][]output.Cell{{output.Text(m.check), output.Bool(true)}}}
	return e.done(output.Document{Schema: "siv.checked-file/1", Rows: &rows}, e.lang().T("made.same", m.check))
}
