package cmd

import (
	"fmt"

	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
	"siv/ledger"
)

// stepState is how a step of the closing went. The words are codes, and never change.
type stepState string

const (
	stepDone    stepState = "done"
	stepAlready stepState = "done-already"
	stepSkipped stepState = "skipped"
	stepToDo    stepState = "to-do" // in a dry run
)

// closingStep is a step of the closing of a year.
type closingStep struct {
	name   string
	state  stepState
	seq    int64 // the entry that it recorded; of a seal, how many it seals
	file   string
	amount ledger.Amount
	day    ledger.Date
}

// line tells a step to a reader.
func (s closingStep) line(l lang.Language) string {
	text := fmt.Sprintf("%s: %s", l.T("closing.step-"+s.name), l.T("closing.state-"+string(s.state)))
	switch {
	case s.state == stepSkipped:
		return text
	case s.name == "assertion":
		text += ". " + l.T("closing.balance", s.day, kronor(l, s.amount))
	case s.name == "close":
		text += ". " + l.T("closing.closed", s.day)
	case s.name == "report":
		text += ". " + s.file
	case s.file != "":
		text += ". " + l.T("closing.sealed", s.file, lang.Count(s.seq))
		return text
	}
	if s.seq > 0 {
		text += " " + l.T("closing.entry", s.seq)
	}
	return text
}

// prose tells whether the answer is for a reader.
func (e *env) prose() bool {
	return (e.format.value == output.Screen || e.format.value == output.Markdown) && len(e.fields) == 0
}

type closingStepJSON struct {
	Step  string  `json:"step"`
	State string  `json:"state"`
	Seq   *int64  `json:"seq"`
	File  *string `json:"file"`
}

// show is the answer in machine formats, and what a reader is told in the end. It is
// shown also when a step was refused: what was done is done.
func (c *ledgerCloseYear) show() error {
	l := c.lang()
	if c.prose() {
		var last string
		switch {
		case len(c.steps) < 4:
			return nil
		case c.dryRun:
			last = l.T("closing.dry-run")
		case c.wrote():
			last = l.T("closing.done", c.year.value)
		default:
			last = l.T("closing.already", c.year.value)
		}
		_, err := fmt.Fprintln(c.out, last)
		return err
	}
	rows := output.Table{Columns: columns("step", "state", "seq", "file")}
	data := struct {
		Schema string            `json:"schema"`
		Year   int               `json:"year"`
		DryRun bool              `json:"dry_run"`
		Steps  []closingStepJSON `json:"steps"`
	}{"siv.close-year/1", c.year.value, c.dryRun, []closingStepJSON{}}
	for _, s := range c.steps {
		one := closingStepJSON{Step: s.name, State: string(s.state)}
		seq := output.Cell{}
		if s.seq > 0 {
			one.Seq, seq = &s.seq, output.Int(int(s.seq))
		}
		if s.file != "" {
			one.File = &s.file
		}
		data.Steps = append(data.Steps, one)
		rows.Rows = append(rows.Rows, []output.Cell{output.Text(s.name), output.Text(string(s.state)), seq, given(s.file)})
	}
	return c.render(output.Document{Rows: &rows, Data: data})
}
