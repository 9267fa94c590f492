package cmd

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"

	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
)

// batchWatch tells beside the rows how a batch goes: on a terminal how many are
// done and how fast, in GitHub Actions as annotations and a summary.
type batchWatch struct {
	env      *env
	terminal io.Writer // nil: none
	github   bool
	begun    time.Time
	shown    time.Time
	done     int
	failed   int
	faulty   int
	problems []batchRow // for the summary, up to maxSummary
}

// maxSummary is how many rows a summary lists; the service takes 1 MiB.
const maxSummary = 500

func newBatchWatch(c *batch) *batchWatch {
	w := &batchWatch{env: c.env, begun: c.now(),
		github: c.annotate.value == "github" || c.annotate.value == "auto" && os.Getenv("GITHUB_ACTIONS") == "true"}
	w.shown = w.begun // what is done at once shows no progress
	if file, ok := c.err.(*os.File); ok && term.IsTerminal(int(file.Fd())) {
		w.terminal = file
	}
	return w
}

func (w *batchWatch) row(r batchRow) {
	w.done++
	switch r.Status {
	case exitNo:
		w.failed++
	case exitInput:
		w.faulty++
	}
	if w.github {
		w.annotate(r)
	}
	if (r.Status != exitDone || r.Change != nil) && len(w.problems) < maxSummary {
		w.problems = append(w.problems, r)
	}
	const often = 200 * time.Millisecond
	if now := w.env.now(); w.terminal != nil && now.Sub(w.shown) > often {
		w.shown = now
		rate := int(float64(w.done)/now.Sub(w.begun).Seconds() + 0.5)
		fmt.Fprintf(w.terminal, "\r%s ", w.env.lang().T("batch.progress", lang.Count(w.done), lang.Count(rate), lang.Count(w.failed), lang.Count(w.faulty)))
	}
}

// annotate writes the workflow commands that put a problem on its line.
func (w *batchWatch) annotate(r batchRow) {
	command := func(kind, file string, line, column int, text string) {
		place := "file=" + escapeProperty(file)
		if line > 0 {
			place += fmt.Sprintf(",line=%d,col=%d", line, column)
		}
		fmt.Fprintf(w.env.err, "::%s %s::%s\n", kind, place, escapeData(text))
	}
	for _, e := range r.Errors {
		text := e.Message
		if e.Path != "" {
			text = e.Path + ": " + text
		}
		if e.Hint != "" {
			text += "\nhint: " + e.Hint
		}
		command("error", r.File, e.Line, e.Column, text)
	}
	for _, g := range r.Gates {
		command("error", r.File, 0, 0, "gate "+g.Gate+": "+g.Text)
	}
	for _, warning := range r.Warnings {
		command("warning", r.File, warning.Line, warning.Column, warning.Text)
	}
}

func escapeData(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

func escapeProperty(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(s)
}

func (w *batchWatch) close() error {
	if w.terminal != nil && w.shown.After(w.begun) {
		fmt.Fprintln(w.terminal)
	}
	path := os.Getenv("GITHUB_STEP_SUMMARY")
	if !w.github || path == "" {
		return nil
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		return err
	}
	l := w.env.lang()
	section := output.Section{Lead: []string{l.T("batch.summary", lang.Count(w.done), lang.Count(w.done-w.failed-w.faulty), lang.Count(w.failed), lang.Count(w.faulty))}}
	if len(w.problems) > 0 {
		section.Tables = []output.Table{batchTableOf(l, w.problems).Pick(0, 3, 10, 11, 12, 15, 16)}
	}
	err = output.Render(file, output.Document{Sections: []output.Section{section}}, output.Options{Format: output.Markdown, Language: l})
	if closed := file.Close(); err == nil {
		err = closed
	}
	return err
}
