package cmd

import (
	"bufio"
	"encoding/xml"
	"io"

	"siv/cmd/internal/output"
)

// rowWriter writes the rows of a batch one by one. What is written is on its way
// at once, so that a run that is killed loses only the rows under way.
type rowWriter interface {
	write(batchRow) error
	close() error
}

func newRowWriter(out io.Writer, format batchFormat, o output.Options) rowWriter {
	switch format {
	case batchNDJSON:
		return &ndjsonRows{out}
	case batchJSON:
		return &jsonRows{out: bufio.NewWriter(out)}
	case batchCSV:
		o.Format = output.CSV
		return &csvRows{out: out, options: o}
	case batchJUnit:
		return &junitRows{out: out}
	case batchMarkdown:
		o.Format = output.Markdown
		return &tableRows{out: out, options: o}
	default:
		o.Format = output.Screen
		return &tableRows{out: out, options: o}
	}
}

// ndjsonRows writes a line for each row.
type ndjsonRows struct{ out io.Writer }

func (w *ndjsonRows) write(r batchRow) error {
	_, err := w.out.Write(r.line)
	return err
}

func (w *ndjsonRows) close() error { return nil }

// jsonRows writes {"schema": …, "rows": […]}.
type jsonRows struct {
	out  *bufio.Writer
	more bool
}

func (w *jsonRows) write(r batchRow) error {
	before := ","
	if !w.more {
		before, w.more = `{"schema":"siv.batch/1","rows":[`+"\n", true
	}
	w.out.WriteString(before)
	_, err := w.out.Write(r.line)
	return err
}

func (w *jsonRows) close() error {
	if !w.more {
		w.out.WriteString(`{"schema":"siv.batch/1","rows":[` + "\n")
	}
	w.out.WriteString("]}\n")
	return w.out.Flush()
}

// csvRows writes a line for each row, after a header.
type csvRows struct {
	out     io.Writer
	options output.Options
	begun   bool
}

func (w *csvRows) write(r batchRow) error { return w.lines([]batchRow{r}) }

func (w *csvRows) close() error {
	if w.begun {
		return nil
	}
	return w.lines(nil)
}

func (w *csvRows) lines(rows []batchRow) error {
	t := batchTableOf(w.options.Language, rows)
	if w.begun {
		return output.CSVRows(w.out, t, w.options)
	}
	w.begun = true
	return output.Render(w.out, output.Document{Rows: &t}, w.options)
}

// tableRows keeps the rows to the end, for the widths of the columns depend on
// all of them.
type tableRows struct {
	out     io.Writer
	options output.Options
	table   output.Table
}

func (w *tableRows) write(r batchRow) error {
	if w.table.Columns == nil {
		w.table = batchTableOf(w.options.Language, nil)
	}
	w.table.Rows = append(w.table.Rows, r.cells(w.options.Language))
	return nil
}

func (w *tableRows) close() error {
	if len(w.table.Rows) == 0 {
		return nil
	}
	// What fits on a screen: file, verdict, net, ratio, break-even, change, problem.
	shown := w.table.Pick(0, 3, 10, 11, 12, 15, 16)
	return output.Render(w.out, output.Document{Sections: []output.Section{{Tables: []output.Table{shown}}}}, w.options)
}

// junitRows writes the report that GitLab and others read: a file at fault is an
// error, a gate that failed a failure.
type junitRows struct {
	out   io.Writer
	suite junitSuite
}

type junitSuite struct {
	XMLName  xml.Name    `xml:"testsuite"`
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name     string         `xml:"name,attr"`
	Class    string         `xml:"classname,attr"`
	File     string         `xml:"file,attr"`
	Failures []junitProblem `xml:"failure"`
	Errors   []junitProblem `xml:"error"`
}

type junitProblem struct {
	Type    string `xml:"type,attr"`
	Message string `xml:"message,attr"`
}

func (w *junitRows) write(r batchRow) error {
	c := junitCase{Name: r.File, Class: "siv", File: r.File}
	for _, g := range r.Gates {
		c.Failures = append(c.Failures, junitProblem{Type: "gate-" + g.Gate, Message: g.Text})
	}
	for _, e := range r.Errors {
		c.Errors = append(c.Errors, junitProblem{Type: e.Code, Message: e.at() + e.Message})
	}
	w.suite.Tests++
	if len(c.Failures) > 0 {
		w.suite.Failures++
	}
	if len(c.Errors) > 0 {
		w.suite.Errors++
	}
	w.suite.Cases = append(w.suite.Cases, c)
	return nil
}

func (w *junitRows) close() error {
	w.suite.Name = "siv batch"
	if _, err := io.WriteString(w.out, xml.Header); err != nil {
		return err
	}
	encoder := xml.NewEncoder(w.out)
	encoder.Indent("", "  ")
	if err := encoder.Encode(w.suite); err != nil {
		return err
	}
	_, err := io.WriteString(w.out, "\n")
	return err
}
