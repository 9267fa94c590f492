package store

import (
	"bufio"
	"errors"
	"io"
	"os"
	"strings"

	"siv/ledger"
)

// Cause is what is likely to have made the files of a ledger what they are, as far as
// they show it themselves. It only helps to find the way out.
type Cause string

// The causes that files show.
const (
	Unknown  Cause = ""
	LineEnds Cause = "line-ends" // lines end in CR LF, as git writes them on Windows unless told not to
	Merged   Cause = "merged"    // two copies that had each gone on were put together
	OldHead  Cause = "old-head"  // whole entries go on from what the head names
)

// CauseOf looks at the place of a damage: at the head, or at the line that is named.
func CauseOf(path string, d *ledger.Damage) Cause {
	if d.Line > 0 {
		line := lineAt(path, d.Line)
		if e, err := ledger.ParseLine(line); err == nil && e.Seq < d.Line {
			return Merged // the line of a place that another copy has filled otherwise
		}
		return causeIn(line)
	}
	head, err := readSmall(headPath(path))
	if err != nil {
		return Unknown
	}
	first, second, _ := strings.Cut(string(head), "\n")
	if _, err := ledger.ParseHead(first + "\n"); err == nil && second != "" {
		return Merged // one head after another
	}
	return causeIn(string(head))
}

// causeIn tells what a text shows that should be a line of ours.
func causeIn(text string) Cause {
	for _, mark := range []string{"<<<<<<<", "|||||||", "=======", ">>>>>>>"} {
		if strings.HasPrefix(text, mark) {
			return Merged
		}
	}
	if strings.HasSuffix(text, "\r\n") {
		return LineEnds
	}
	return Unknown
}

// lineAt reads a line with its newline, from 1, or as much of it as a line may have.
func lineAt(path string, number int64) string {
	f, err := openRead(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	lines := bufio.NewReaderSize(f, ledger.MaxLine)
	for n := int64(1); ; {
		part, err := lines.ReadSlice('\n')
		if n == number {
			return string(part)
		}
		if err == nil {
			n++
		} else if !errors.Is(err, bufio.ErrBufferFull) {
			return ""
		}
	}
}

// trailingCause looks at what follows the bytes that the head names: entries that go on
// from them, or that another copy has in their place.
func trailingCause(f *os.File, head ledger.Head) Cause {
	rest := bufio.NewReaderSize(io.NewSectionReader(f, head.Bytes, ledger.MaxLine), ledger.MaxLine)
	line, err := rest.ReadString('\n')
	if err != nil {
		return Unknown
	}
	e, err := ledger.ParseLine(line)
	switch {
	case err != nil:
		return causeIn(line)
	case e.Seq <= head.Entries || !e.Follows(head.H):
		return Merged
	}
	return OldHead
}
