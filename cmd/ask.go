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
	in *bufio.Reader
}

func newQuestions(e *env) *questions {
	return &questions{e, bufio.NewReader(io.LimitReader(e.in, 1<<16))}
}

// ask puts a question and returns the answer; ^C is an answer too.
func (q *questions) ask(question string) (string, error) {
	fmt.Fprint(q.err, question+" ")
	answer, err := q.in.ReadString('\n')
	if err != nil && answer == "" {
		fmt.Fprintln(q.err)
		if errors.Is(err, context.Canceled) {
			return "", err
		}
		return "", errNobody
	}
	return strings.TrimSpace(answer), nil
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
