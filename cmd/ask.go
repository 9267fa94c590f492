package cmd

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
)

// errNobody says that a question was put and nobody answered.
var errNobody = errors.New("nobody answers")

// questions asks whoever is at the terminal. Questions are no data: they go beside
// them, to the stream of errors.
type questions struct {
	*env
	ctx context.Context // ended by ^C, which is an answer too
	in  *bufio.Reader
}

func newQuestions(ctx context.Context, e *env) *questions {
	return &questions{e, ctx, bufio.NewReader(io.LimitReader(e.in, 1<<16))}
}

// ask puts a question and returns the answer. A read cannot be broken off, so one that
// nobody waits for any longer is left behind: the program ends then.
func (q *questions) ask(question string) (string, error) {
	fmt.Fprint(q.err, question+" ")
	answers := make(chan string, 1)
	go func() {
		answer, err := q.in.ReadString('\n')
		if err != nil && answer == "" {
			close(answers)
			return
		}
		answers <- answer
	}()
	select {
	case answer, ok := <-answers:
		if !ok {
			fmt.Fprintln(q.err)
			return "", errNobody
		}
		return strings.TrimSpace(answer), nil
	case <-q.ctx.Done():
		fmt.Fprintln(q.err)
		return "", q.ctx.Err()
	}
}

// yes puts a question until it is answered by yes or no, in either language.
func (q *questions) yes(question string) (bool, error) {
	for {
		answer, err := q.ask(question + " " + q.lang().T("ask.yes-no"))
		if err != nil {
			return false, err
		}
		switch strings.ToLower(answer) {
		case "j", "ja", "y", "yes":
			return true, nil
		case "n", "nej", "no":
			return false, nil
		}
	}
}
