package ledger

import (
	"bytes"
	"errors"
	"io"
	"slices"
)

// lines finds the line of a seq again. It remembers where every sixteenth line
// begins, so that neither a correction's original nor an id's entry has to be
// kept in memory.
type lines struct {
	src       io.ReaderAt
	committed int64 // bytes of src that are the ledger
	pending   []byte
	marks     []int64
	buf       []byte // what was read last, to be filled again
	settle    func() // waits for lines that are still being made; nil: there are none
}

const markEvery = 16

var errMoved = errors.New("the ledger changed while it was read")

// mark notes where the line of a seq begins, for all seqs in order.
func (l *lines) mark(seq, offset int64) {
	if (seq-1)%markEvery == 0 {
		l.marks = append(l.marks, offset)
	}
}

// entry reads the entry of a seq that has been marked past.
func (l *lines) entry(seq int64) (Entry, error) {
	var e Entry
	if l.settle != nil {
		l.settle()
	}
	m := (seq - 1) / markEvery
	if seq < 1 || m >= int64(len(l.marks)) {
		return e, errMoved
	}
	skip := (seq - 1) % markEvery
	l.buf = l.buf[:0]
	for at := l.marks[m]; ; {
		const more = 8 << 10 // usually all that is needed
		have := len(l.buf)
		l.buf = slices.Grow(l.buf, more)[:have+more]
		n, err := l.read(l.buf[have:], at)
		l.buf = l.buf[:have+n]
		at += int64(n)
		rest := l.buf
		for end := bytes.IndexByte(rest, '\n'); end >= 0; end = bytes.IndexByte(rest, '\n') {
			if skip == 0 {
				if parseLine(string(rest[:end+1]), &e) != nil || e.Seq != seq {
					return e, errMoved
				}
				return e, nil
			}
			skip--
			rest = rest[end+1:]
		}
		switch {
		case errors.Is(err, io.EOF) || len(rest) > MaxLine:
			return e, errMoved
		case err != nil:
			return e, err
		}
		l.buf = l.buf[:copy(l.buf, rest)] // the unfinished line
	}
}

// read reads from the committed bytes, or from the pending ones after them.
func (l *lines) read(p []byte, at int64) (int, error) {
	if at >= l.committed {
		at -= l.committed
		if at >= int64(len(l.pending)) {
			return 0, io.EOF
		}
		return copy(p, l.pending[at:]), nil
	}
	n, err := l.src.ReadAt(p[:min(int64(len(p)), l.committed-at)], at)
	if n > 0 {
		return n, nil
	}
	return n, err
}
