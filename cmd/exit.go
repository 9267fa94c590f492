package cmd

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"siv/cmd/input"
	"siv/cmd/internal/output"
	"siv/ledger"
	"siv/ledger/store"
)

// The exit statuses.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitInput       = 3
	exitNo          = 4
	exitInterrupted = 130
)

const exitStatuses = `Exit status: 0 done; 1 failed; 2 usage; 3 an input file is at fault; 4 the
answer is no (a test or rule is not met, a ledger does not verify);
130 interrupted.`

// usageError is a mistake on the command line or in the environment.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// answerNo is an answer of no that was asked for as a failure. It says nothing
// more than the answer that was shown.
type answerNo struct{ error }

func (e answerNo) Unwrap() error { return e.error }

// silently is an exit status for an answer that has told everything already.
type silently int

func (s silently) Error() string { return fmt.Sprintf("exit status %d", int(s)) }

// hintedError is an error that knows what was meant.
type hintedError struct {
	error
	hint string
}

func (e hintedError) Unwrap() error { return e.error }
func (e hintedError) Hint() string  { return e.hint }

// errorReport is an error in json.
type errorReport struct {
	Schema string      `json:"schema"`
	Status int         `json:"status"`
	Errors []errorItem `json:"errors"`
}

type errorItem struct {
	Code    string `json:"code"`
	File    string `json:"file,omitempty"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Path    string `json:"path,omitempty"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
}

// exit tells an error and returns the exit status that goes with it. This is the
// only place where one becomes the other.
func (e *env) exit(ctx context.Context, err error) int {
	if err == nil {
		return exitDone
	}
	var told silently
	if errors.As(err, &told) && ctx.Err() == nil {
		return int(told)
	}
	report := errorReport{Schema: "siv.error/1", Status: exitFailed}
	code := "failed"
	var faults input.Faults
	var usage usageError
	var field output.UnknownFieldError
	var no answerNo
	var doubt *store.InDoubt
	var damage *ledger.Damage
	switch {
	case ctx.Err() != nil && !errors.As(err, &doubt): // what may be recorded must be told all the same
		report.Status, code, err = exitInterrupted, "interrupted", errors.New("interrupted")
	case errors.As(err, &faults):
		report.Status = exitInput
		if errors.As(err, &no) { // what a rule of the ledger refuses is no fault of the file
			report.Status = exitNo
		}
	case errors.As(err, &usage), errors.As(err, &field):
		report.Status, code = exitUsage, "usage"
	case errors.As(err, &no):
		report.Status, code = exitNo, "no"
	default:
		report.Status, code = ledgerStatus(err)
	}
	for _, f := range faults {
		report.Errors = append(report.Errors, errorItem{Code: f.Code, File: f.File, Line: f.Line, Column: f.Column,
			Path: f.Path, Message: f.Message, Hint: f.Hint})
	}
	if len(faults) == 0 {
		item := errorItem{Code: code, Message: err.Error()}
		var h interface{ Hint() string }
		if errors.As(err, &h) {
			item.Hint = h.Hint()
		}
		if errors.As(err, &damage) {
			item.Line = int(damage.Line)
		}
		report.Errors = []errorItem{item}
	}
	report.write(e, faults)
	return report.Status
}

// write tells the errors: in json as they are, to people in their language.
func (r errorReport) write(e *env, faults input.Faults) {
	w, l := e.err, e.lang()
	if e.format.value == output.JSON {
		encoder := json.NewEncoder(w)
		encoder.SetEscapeHTML(false)
		_ = encoder.Encode(r) // there is nowhere left to say that this failed
		return
	}
	for i, item := range r.Errors {
		if len(faults) > 0 {
			said := faults[i]
			said.Message = l.Translate(said.Message)
			fmt.Fprintln(w, said.Error())
		} else {
			fmt.Fprintln(w, e.errScreen.Paint(output.Bad, l.T("said.error"))+" "+l.Translate(item.Message))
		}
		if item.Hint != "" {
			fmt.Fprintln(w, e.errScreen.Paint(output.Aside, l.T("said.hint"))+" "+l.Translate(item.Hint))
		}
	}
}
