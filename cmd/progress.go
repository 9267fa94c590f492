package cmd

import (
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// longWork is how much must be done for it to take so long that one waits.
const longWork = 100_000

// progress shows on a terminal how much of a long work is done.
type progress struct {
	out     io.Writer // nil: no terminal
	all     int
	percent int
}

func newProgress(out io.Writer, all int) *progress {
	p := &progress{all: all}
	if file, ok := out.(*os.File); ok && all >= longWork && term.IsTerminal(int(file.Fd())) {
		p.out = out
	}
	return p
}

func (p *progress) show(done int) {
	percent := int(int64(done) * 100 / int64(p.all))
	if p.out == nil || percent == p.percent {
		return
	}
	p.percent = percent
	fmt.Fprintf(p.out, "\r%3d %%", percent)
}

// clear takes the line away.
func (p *progress) clear() {
	if p.out != nil && p.percent > 0 {
		fmt.Fprintf(p.out, "\r     \r")
	}
}
