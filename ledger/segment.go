package ledger

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"runtime"
	"slices"
	"sync"
	"unsafe"
)

// segmentSize is how many bytes are read at a time: room for the longest line,
// and a few hundred usual ones.
const segmentSize = 2 * MaxLine

// maxWorkers bounds the memory on large machines; the rules, which follow one
// entry at a time, cannot keep up with more.
const maxWorkers = 8

// segment is a run of whole lines, checked for itself from the hash before it.
type segment struct {
	bytes    []byte
	first    int64 // seq of the first line
	count    int   // lines
	prev     Hash  // h of the line before
	entries  []Entry
	idHashes []uint32
	lengths  []int32
	err      error
	done     chan struct{}
	encoded  []byte
}

// reading cuts the bytes that a head names into segments, has them checked on
// all cores and hands them back in order.
type reading struct {
	src     io.ReaderAt
	seed    maphash.Seed
	at, end int64
	seq     int64
	prev    Hash
	ring    []segment // segment n of the ledger is ring[n % len(ring)]
	cut     int       // segments cut so far
	given   int       // segments handed back so far
	short   *Damage   // the source ended before the head's bytes did
	work    chan *segment
	workers sync.WaitGroup
}

func newReading(src io.ReaderAt, head Head, seed maphash.Seed) *reading {
	workers := min(runtime.GOMAXPROCS(0), maxWorkers)
	r := &reading{src: src, seed: seed, end: head.Bytes, seq: 1, prev: OriginHash(head.Origin)}
	r.ring = make([]segment, workers+2)
	r.work = make(chan *segment, len(r.ring))
	for range workers {
		r.workers.Go(func() {
			for s := range r.work {
				s.check(seed)
				s.done <- struct{}{}
			}
		})
	}
	return r
}

// stop ends the workers. Nothing reads the source afterwards.
func (r *reading) stop() {
	close(r.work)
	r.workers.Wait()
}

// next is the next segment in order, nil at the end. It is good until the next call.
func (r *reading) next() *segment {
	if r.given > 0 {
		r.ring[(r.given-1)%len(r.ring)].wipe()
	}
	for r.at < r.end && r.cut-r.given < len(r.ring) {
		s := &r.ring[r.cut%len(r.ring)]
		r.cut++
		if s.done == nil {
			s.done = make(chan struct{}, 1)
		}
		if s.err = r.fill(s); s.err != nil {
			s.entries = s.entries[:0]
			s.done <- struct{}{}
			r.at = r.end
			break
		}
		r.work <- s
	}
	if r.given == r.cut {
		return r.last()
	}
	s := &r.ring[r.given%len(r.ring)]
	r.given++
	<-s.done
	return s
}

// wipe clears the text of a segment that was handed back. Whoever kept a string of
// an entry without cloning it then has zero bytes, and finds out in the smallest
// test instead of in a ledger large enough for the buffer to be filled again.
func (s *segment) wipe() { clear(s.bytes) }

// last follows the last segment: nothing, or what is missing after it.
func (r *reading) last() *segment {
	if r.short == nil {
		return nil
	}
	r.short.Line = r.seq // the first line that is not there
	return &segment{err: r.short}
}

// fill reads whole lines into the segment. Of a source that is too short it reads
// what there is, so that an earlier fault is found first.
func (r *reading) fill(s *segment) error {
	want := int(min(segmentSize, r.end-r.at))
	if cap(s.bytes) < want {
		s.bytes = make([]byte, want)
	}
	s.bytes = s.bytes[:want]
	n, err := r.src.ReadAt(s.bytes, r.at)
	if n < want {
		if err != io.EOF {
			return err
		}
		r.short = &Damage{Err: fmt.Errorf("the ledger ends after %d bytes, where the head says %d", r.at+int64(n), r.end)}
		r.end = r.at + int64(n)
		s.bytes = s.bytes[:n]
	}
	last := bytes.LastIndexByte(s.bytes, '\n')
	switch {
	case last < 0 && r.short != nil:
		r.short.Line = r.seq
		return r.short
	case last < 0 && want < segmentSize:
		return &Damage{Line: r.seq, Err: errors.New("the bytes that the head names end within the line")}
	case last < 0:
		return &Damage{Line: r.seq, Err: errSyntax}
	}
	s.bytes = s.bytes[:last+1]
	s.first, s.prev = r.seq, r.prev
	s.count = bytes.Count(s.bytes, []byte{'\n'})
	r.seq += int64(s.count)
	r.at += int64(len(s.bytes))
	r.prev = storedHash(s.bytes)
	return nil
}

// storedHash is the h that the last line states. Where that cannot be read the
// line is at fault itself, and is found before the one after it.
func storedHash(b []byte) Hash {
	const tail = len(`"}`) + 1
	end := len(b) - tail
	if end < 2*len(Hash{}) {
		return Hash{}
	}
	h, _ := parseHash(string(b[end-2*len(Hash{}) : end]))
	return h
}

// check parses each line, encodes it again, compares, and follows the chain. It
// keeps what comes before the first fault.
func (s *segment) check(seed maphash.Seed) {
	room := min(s.count, len(s.bytes)/128) // a record is longer, whatever the newlines
	s.entries = slices.Grow(s.entries[:0], room)
	s.idHashes = slices.Grow(s.idHashes[:0], room)
	s.lengths = slices.Grow(s.lengths[:0], room)
	// The entries' strings are parts of the buffer, so that a ledger of any size
	// leaves no text behind to be collected; see wipe.
	text := unsafe.String(unsafe.SliceData(s.bytes), len(s.bytes))
	prev, seq := s.prev, s.first
	for at := 0; at < len(text); seq++ {
		end := at + bytes.IndexByte(s.bytes[at:], '\n') + 1
		s.entries = append(s.entries, Entry{})
		e := &s.entries[len(s.entries)-1]
		if err := s.line(text[at:end], s.bytes[at:end], e, seq, prev); err != nil {
			s.entries = s.entries[:len(s.entries)-1]
			s.err = &Damage{Line: seq, Err: err}
			return
		}
		prev = e.H
		s.idHashes = append(s.idHashes, hashID(seed, e.ID))
		s.lengths = append(s.lengths, int32(end-at))
		at = end
	}
}

func (s *segment) line(text string, raw []byte, e *Entry, seq int64, prev Hash) error {
	if err := parseLine(text, e); err != nil {
		return err
	}
	// The h before it goes first, so that what is hashed lies in one piece.
	s.encoded = e.appendBody(append(s.encoded[:0], prev[:]...))
	hashed := len(s.encoded)
	s.encoded = e.appendEnd(s.encoded)
	if !bytes.Equal(s.encoded[len(prev):], raw) {
		return errNotSame
	}
	if h := Hash(sha256.Sum256(s.encoded[:hashed])); h != e.H {
		return fmt.Errorf("its h is not that of its bytes and the line before: %s, not %s", e.H, h)
	}
	if e.Seq != seq {
		return fmt.Errorf("its seq is %d", e.Seq)
	}
	return nil
}
