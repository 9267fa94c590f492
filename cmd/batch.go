package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"siv/calc"
	"siv/cmd/input"
	"siv/cmd/internal/output"
	"siv/unitcosts"
)

// batchFormat is how the rows of a batch are written. It holds the formats of
// other commands and two more.
type batchFormat string

const (
	batchTable    batchFormat = "table"
	batchCSV      batchFormat = "csv"
	batchJSON     batchFormat = "json"
	batchNDJSON   batchFormat = "ndjson"
	batchMarkdown batchFormat = "md"
	batchJUnit    batchFormat = "junit"
)

func batchFormats() []batchFormat {
	return []batchFormat{batchTable, batchCSV, batchJSON, batchNDJSON, batchMarkdown, batchJUnit}
}

// batch is siv batch.
type batch struct {
	*env
	judging
	gate
	sources
	rows     choice[batchFormat]
	to       string
	resume   bool
	baseline string
	annotate choice[string]
	workers  int
	prices   *unitcosts.Catalogue
	choices  calc.Options
}

func newBatch(e *env) *cobra.Command {
	c := &batch{env: e, rows: newChoice(batchTable, batchFormats()), annotate: newChoice("auto", []string{"auto", "github", "none"})}
	cmd := &cobra.Command{
		Use:   "batch PATH...",
		Short: "Evaluate many investments, with a gate for CI",
		Long: `Evaluate investments on every core, in constant memory, in the order of the
input. PATH is a file, a folder (its YAML files, folders within it too), a
pattern, or - for a list of paths on standard input, one a line. With --base
FILE.yaml, PATH is a table of variants: a column for each number that varies, as
effects.familjehem.people, and a row for each variant.

One bad file never stops the rest: it is a row with its error. Each gate that is
asked for is a condition on every investment; in siv.yaml a gate has the name of
its flag. A gate that fails says which, why and by how much.

The exit status is the worst of all rows: 3 when a file is at fault, else 4 when
a gate failed, else 0. A folder in which there is no investment is at fault, too.

--shard 3/16 takes every sixteenth path from the third on; siv batch merge makes
of the shards (-o ndjson) the bytes of one run. --to FILE --resume goes on where
a run that was stopped left FILE.

In GitHub Actions, faults and failed gates become annotations on file and line,
and a summary of the job is written.`,
		Example: `  siv batch proposals/ --gate-tests rule,net
  siv batch proposals/ --changed-since origin/main --baseline results.json
  siv batch variants.csv --base proposal.yaml -o csv
  siv batch --shard 1/4 -o ndjson --to part1.ndjson proposals/`,
		Args:              args(cobra.MinimumNArgs(1)),
		ValidArgsFunction: files("yaml", "yml", "csv"),
		RunE:              func(cmd *cobra.Command, paths []string) error { return c.run(cmd, paths) },
	}
	c.evaluation.addFlags(cmd)
	c.gate.addFlags(cmd)
	c.sources.addFlags(cmd)
	c.addPolicyFlag(cmd)
	flags := cmd.Flags()
	flags.VarP(&c.rows, "output", "o", "format of the rows: table, csv, json, ndjson, md or junit")
	flags.StringVar(&c.to, "to", "", "write the rows to a file")
	flags.BoolVar(&c.resume, "resume", false, "go on where the file of --to ends (-o ndjson)")
	flags.StringVar(&c.baseline, "baseline", "", "an earlier answer, json or ndjson: say what changed since")
	flags.Var(&c.annotate, "annotate", "annotations for GitHub Actions: auto, github or none")
	flags.IntVar(&c.workers, "jobs", 0, "how many to evaluate at a time (default: one a core)")
	completeChoice(cmd, "output", batchFormats())
	cmd.AddCommand(newBatchMerge(e))
	return cmd
}

// batchMemory is the growth of memory between two collections, per cent: many
// small evaluations live briefly, so collecting seldom costs little memory.
const batchMemory = 400

func (c *batch) run(cmd *cobra.Command, paths []string) error {
	if c.resume && (c.to == "" || c.rows.value != batchNDJSON) {
		return usageError{errors.New("--resume goes with --to FILE and -o ndjson")}
	}
	if err := c.check(); err != nil {
		return err
	}
	if err := c.ready(c, cmd); err != nil {
		return err
	}
	debug.SetGCPercent(batchMemory)
	var err error
	if c.prices, err = c.evaluation.prices(c.env); err != nil {
		return err
	}
	c.choices = c.options(c.env, cmd)
	before, err := c.readBaseline()
	if err != nil {
		return err
	}
	out, done, err := c.open()
	if err != nil {
		return err
	}
	options := output.Options{Language: c.lang(), BOM: c.bom}
	if c.to == "" {
		options.Terminal = c.screen
	}
	rows := newRowWriter(out, c.rows.value, options)
	jobs, err := c.jobs(c.env, cmd.Context(), paths, done.n)
	if err != nil {
		return err
	}
	watch, held := newBatchWatch(c), map[string]bool{}
	worst := done.worst
	evaluate := func(ctx context.Context, j job) batchRow {
		row := c.evaluate(ctx, j)
		before.compare(&row)
		row.encode(c.rows.value)
		return row
	}
	streamed := stream(cmd.Context(), c.workersOr(runtime.GOMAXPROCS(0)), jobs, evaluate, func(row batchRow) error {
		if row.skipped {
			return nil
		}
		held[row.of] = true
		worst = worse(worst, row.Status)
		watch.row(row)
		return rows.write(row)
	})
	if err := errors.Join(streamed, watch.close(), rows.close(), out.Close()); err != nil {
		return err
	}
	if c.shard == "" && c.changedSince == "" && done.n == 0 { // else some paths may well be without
		if empty := without(paths, held); len(empty) > 0 {
			return empty
		}
	}
	return statusOf(worst)
}

// statusOf is the exit status of rows that have told everything already.
func statusOf(worst int) error {
	if worst == exitDone {
		return nil
	}
	return silently(worst)
}

func (c *batch) workersOr(cores int) int {
	if c.workers > 0 {
		return c.workers
	}
	return cores
}

// worse returns the worse of two statuses of rows: a file at fault before a gate
// that failed.
func worse(a, b int) int {
	order := map[int]int{exitDone: 0, exitNo: 1, exitInput: 2}
	if order[b] > order[a] {
		return b
	}
	return a
}

// evaluate makes the row of a job.
func (c *batch) evaluate(ctx context.Context, j job) batchRow {
	row := batchRow{N: j.n, File: j.name, of: j.of}
	inv, err := j.load(c.env)
	if err != nil {
		return row.failed(err)
	}
	if inv == nil { // a YAML file of a folder that is no investment
		row.skipped = true
		return row
	}
	result, err := summarize(inv, c.prices, c.choices)
	if err != nil {
		return row.failed(err)
	}
	moved, err := c.movedSince(j.name, inv, c.prices, c.choices)
	if err != nil {
		return row.failed(err)
	}
	if moved != nil {
		result.Warnings = append(result.Warnings, *moved)
	}
	row.fill(inv, result)
	if moved != nil && c.locked {
		row.Gates, row.Status = append(row.Gates, batchGate{Gate: "locked", Text: moved.Text}), exitNo
	}
	c.gate.judge(ctx, c, &row, inv, result)
	return row
}

// open opens what the rows are written to, and says what it holds already.
func (c *batch) open() (io.WriteCloser, resumed, error) {
	if c.to == "" {
		return nopCloser{c.out}, resumed{}, nil
	}
	if c.resume {
		return resumeFile(c.to)
	}
	file, err := os.OpenFile(c.to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, os.ErrExist) {
		return nil, resumed{}, fmt.Errorf("%s exists already; remove it, or go on with --resume", c.to)
	}
	return file, resumed{}, err
}

type nopCloser struct{ io.Writer }

func (nopCloser) Close() error { return nil }

// failed makes a row of an error.
func (r batchRow) failed(err error) batchRow {
	r.Status = exitInput
	var faults input.Faults
	if !errors.As(err, &faults) {
		faults = input.Faults{{File: r.File, Code: "failed", Message: err.Error()}}
	}
	for _, f := range faults {
		r.Errors = append(r.Errors, errorItem{Code: f.Code, File: f.File, Line: f.Line, Column: f.Column, Path: f.Path, Message: f.Message, Hint: f.Hint})
	}
	return r
}
