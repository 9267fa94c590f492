package cmd

import (
	"bytes"
	"context"
	"errors"
	"io"
	"testing"
)

// TestAQuestionEndsWithTheCommand: ^C at a question ends it, though nobody answers and
// the terminal stays open.
func TestAQuestionEndsWithTheCommand(t *testing.T) {
	silent, open := io.Pipe()
	defer open.Close()
	ctx, stop := context.WithCancel(t.Context())
	var shown bytes.Buffer
	q := newQuestions(&env{in: interruptible{ctx, silent}, err: &shown})
	stop()
	if _, err := q.ask("Close 2025?"); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if shown.String() != "Close 2025? \n" {
		t.Errorf("shown %q", shown.String())
	}
}
