package export

import (
	"bufio"
	"bytes"
	"io"

	"siv/ledger"
)

// jsonWriter writes the records as they stand in the ledger, in one object with
// the head. A record's line is JSON already, and keeps its h.
type jsonWriter struct {
	w    *bufio.Writer
	line []byte
	more bool
}

func newJSON(w io.Writer, head ledger.Head) *jsonWriter {
	j := &jsonWriter{w: bufio.NewWriter(w)}
	j.w.WriteString(`{"schema":"siv.ledger/1","head":`)
	j.w.Write(bytes.TrimSuffix(head.AppendLine(nil), []byte("\n")))
	j.w.WriteString(`,"entries":[`)
	return j
}

func (j *jsonWriter) Post(p ledger.Posting) error {
	if j.more {
		j.w.WriteByte(',')
	}
	j.more = true
	j.line = append(append(j.line[:0], '\n'), bytes.TrimSuffix(p.Entry.AppendLine(nil), []byte("\n"))...)
	_, err := j.w.Write(j.line)
	return err
}

func (j *jsonWriter) Close() error {
	j.w.WriteString("\n]}\n")
	return j.w.Flush()
}
