package cmd

import (
	"context"
	"io"
)

// interruptible is standard input that ends with an error when the context does, so
// that ^C ends whatever waits for it: a pipe that stays open, or a question.
type interruptible struct {
	ctx context.Context
	in  io.Reader
}

// Read is of io.Reader. A read cannot be broken off, so one that nobody waits for
// any longer is left behind: the program ends then.
func (r interruptible) Read(p []byte) (int, error) {
	type answer struct {
		data []byte
		err  error
	}
	answers := make(chan answer, 1)
	go func() {
		data := make([]byte, len(p)) // what is left behind may not write into p
		n, err := r.in.Read(data)
		answers <- answer{data[:n], err}
	}()
	select {
	case a := <-answers:
		return copy(p, a.data), a.err
	case <-r.ctx.Done():
		return 0, r.ctx.Err()
	}
}
