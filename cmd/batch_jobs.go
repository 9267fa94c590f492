package cmd

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"siv/cmd/input"
)

// sources says where the investments of a batch come from.
type sources struct {
	base         string
	changedSince string
	shard        string
}

func (s *sources) addFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&s.base, "base", "", "investment that a table of variants varies")
	flags.StringVar(&s.changedSince, "changed-since", "", "only files that changed since a revision of git")
	flags.StringVar(&s.shard, "shard", "", "one part of so many, as 3/16")
}

// job is one investment to evaluate. load returns nothing for a YAML file of a
// folder that declares itself as something else.
type job struct {
	n    int
	name string
	of   string // the PATH that it came from
	load func(*env) (*input.Investment, error)
}

// jobs returns the investments in order, those after the first done places that
// belong to this shard.
func (s *sources) jobs(e *env, ctx context.Context, paths []string, done int) (iter.Seq2[job, error], error) {
	part, parts, err := s.parseShard()
	if err != nil {
		return nil, err
	}
	changed, err := s.changed(ctx)
	if err != nil {
		return nil, err
	}
	all := s.files(e, paths)
	if s.base != "" {
		if all, err = s.variants(e, paths); err != nil {
			return nil, err
		}
	}
	return func(yield func(job, error) bool) {
		n := 0
		for j, err := range all {
			if err == nil {
				if changed != nil && !changed[absolute(j.name)] {
					continue
				}
				n++
				if n <= done || (n-1)%parts != part-1 {
					continue
				}
				j.n = n
			}
			if !yield(j, err) {
				return
			}
		}
	}, nil
}

func (s *sources) parseShard() (part, parts int, err error) {
	if s.shard == "" {
		return 1, 1, nil
	}
	a, b, ok := strings.Cut(s.shard, "/")
	part, errA := strconv.Atoi(a)
	parts, errB := strconv.Atoi(b)
	if !ok || errA != nil || errB != nil || part < 1 || part > parts {
		return 0, 0, usageError{fmt.Errorf("--shard: %q is not a part of so many, as 3/16", s.shard)}
	}
	return part, parts, nil
}

// changed returns the files that differ from a revision, by absolute path; nil
// when nobody asked. It asks plain git.
func (s *sources) changed(ctx context.Context) (map[string]bool, error) {
	if s.changedSince == "" {
		return nil, nil
	}
	if strings.HasPrefix(s.changedSince, "-") {
		return nil, usageError{fmt.Errorf("--changed-since: %q is not a revision", s.changedSince)}
	}
	git := func(args ...string) ([]string, error) {
		out, err := exec.CommandContext(ctx, "git", args...).Output()
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			return nil, fmt.Errorf("git %s: %s", args[0], strings.TrimSpace(string(exit.Stderr)))
		}
		return strings.Split(strings.Trim(string(out), "\x00\n"), "\x00"), err
	}
	top, err := git("rev-parse", "--show-toplevel")
	if err != nil {
		return nil, err
	}
	changed := map[string]bool{}
	for _, args := range [][]string{
		{"diff", "--name-only", "--diff-filter=d", "-z", s.changedSince, "--"},
		{"ls-files", "--others", "--exclude-standard", "--full-name", "-z", top[0]},
	} {
		names, err := git(args...)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			changed[absolute(filepath.Join(top[0], name))] = true
		}
	}
	return changed, nil
}

// absolute returns the one path of a file, links followed where they can be.
func absolute(path string) string {
	if full, err := filepath.Abs(path); err == nil {
		path = full
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	return path
}

// files goes through files, the YAML files of folders, patterns, and for - the
// paths on standard input.
func (s *sources) files(e *env, paths []string) iter.Seq2[job, error] {
	return func(yield func(job, error) bool) {
		for _, path := range paths {
			if path == "-" {
				lines := bufio.NewScanner(e.in)
				for lines.Scan() {
					if name := strings.TrimSpace(lines.Text()); name != "" && !yield(fileJob(name), nil) {
						return
					}
				}
				if err := lines.Err(); err != nil {
					yield(job{}, err)
					return
				}
				continue
			}
			for _, one := range expand([]string{path}) {
				if !under(one, func(j job, err error) bool {
					j.of = path
					return yield(j, err)
				}) {
					return
				}
			}
		}
	}
}

// under yields a file or, of a folder, its YAML files in the order of their names.
func under(path string, yield func(job, error) bool) bool {
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		return yield(fileJob(path), nil)
	}
	err = filepath.WalkDir(path, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && strings.HasPrefix(entry.Name(), ".") && name != path:
			return fs.SkipDir
		case entry.IsDir() || !yamlName(name) || entry.Name() == settingsFile:
			return nil
		case !yield(folderJob(asWritten(path, name)), nil):
			return fs.SkipAll
		}
		return nil
	})
	if err != nil {
		return yield(job{}, unreadable(path, err))
	}
	return true
}

// without returns the paths that held no investment: a folder that is mistyped or
// empty must not pass a gate that nobody went through. A list on standard input may
// be empty, as one of changed files is.
func without(paths []string, held map[string]bool) input.Faults {
	var empty input.Faults
	for _, path := range paths {
		if path != "-" && !held[path] {
			empty = append(empty, input.Fault{File: path, Code: "empty", Message: "there is no investment here, so that nothing was judged"})
		}
	}
	return empty
}

func yamlName(name string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	return ext == ".yaml" || ext == ".yml"
}

func fileJob(path string) job {
	return job{name: path, load: func(e *env) (*input.Investment, error) { return e.investment(path) }}
}

// folderJob is a file that nobody named: one of another schema is passed over.
func folderJob(path string) job {
	return job{name: path, load: func(e *env) (*input.Investment, error) {
		data, err := e.read(path)
		if err != nil {
			return nil, err
		}
		if other := input.SchemaOf(data); other != "" && other != input.InvestmentSchema {
			return nil, nil
		}
		return input.DecodeInvestment(path, data), nil
	}}
}

// variants goes through tables of variants of the base investment.
func (s *sources) variants(e *env, paths []string) (iter.Seq2[job, error], error) {
	base, err := e.read(s.base)
	if err != nil {
		return nil, err
	}
	return func(yield func(job, error) bool) {
		for _, path := range paths {
			if !s.table(e, path, base, func(j job, err error) bool {
				j.of = path
				return yield(j, err)
			}) {
				return
			}
		}
	}, nil
}

// table yields a job for each row of a table of variants.
func (s *sources) table(e *env, path string, base []byte, yield func(job, error) bool) bool {
	in := e.in
	if path != "-" {
		file, err := os.Open(path)
		if err != nil {
			return yield(job{}, unreadable(path, err))
		}
		defer file.Close()
		in = file
	}
	buffered := bufio.NewReader(in)
	reader := csv.NewReader(buffered)
	reader.ReuseRecord = true
	if first, err := buffered.Peek(1 << 10); len(first) > 0 && (err == nil || errors.Is(err, io.EOF)) {
		line, _, _ := bytes.Cut(first, []byte("\n"))
		if bytes.ContainsRune(line, ';') {
			reader.Comma = ';'
		}
	}
	header, err := reader.Read()
	if err != nil {
		return yield(job{}, input.Faults{{File: path, Code: "empty", Message: "the table has no header"}})
	}
	columns := make([]string, len(header))
	for i, name := range header {
		columns[i] = strings.TrimPrefix(strings.TrimSpace(name), "\uFEFF")
	}
	for {
		record, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return true
		}
		line, _ := reader.FieldPos(0)
		j := job{name: fmt.Sprintf("%s:%d", path, line)}
		var wrong *csv.ParseError
		switch {
		case errors.As(err, &wrong):
			fault := input.Faults{{File: path, Line: wrong.Line, Column: wrong.Column, Code: "syntax", Message: wrong.Err.Error()}}
			j.load = func(*env) (*input.Investment, error) { return nil, fault }
		case err != nil:
			return yield(job{}, err)
		default:
			changes := make([]input.Override, len(record))
			for i, value := range record {
				changes[i] = input.Override{Path: columns[i], Value: strings.TrimSpace(value)}
			}
			name := j.name
			j.load = func(*env) (*input.Investment, error) { return input.DecodeVariant(name, base, changes), nil }
		}
		if !yield(j, nil) {
			return false
		}
	}
}
