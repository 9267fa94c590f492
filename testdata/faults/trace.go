package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// traced is the calls that the ledger rests on.
const traced = "openat,flock,write,fsync,ftruncate,renameat,close"

// call is a system call of a traced command, as strace wrote it.
type call struct {
	name     string
	line     string // with what it returned
	injected bool
}

// on tells whether the call has a path, by name or through a file descriptor.
func (c call) on(path string) bool {
	return strings.Contains(c.line, "<"+path+">") || strings.Contains(c.line, `"`+path+`"`) ||
		strings.Contains(c.line, `"`+filepath.Base(path)+`"`)
}

// strace is what goes before a command to trace it, and to inject faults if asked.
// The log has paths in place of file descriptors.
func strace(log string, more ...string) []string {
	return append([]string{"strace", "-f", "-qq", "-y", "-s", "80", "-o", log}, more...)
}

var (
	callLine    = regexp.MustCompile(`^\d+ +([a-z0-9_]+)\(`)
	unfinished  = regexp.MustCompile(`^(\d+) +([a-z0-9_]+)\((.*) <unfinished \.\.\.>$`)
	resumedLine = regexp.MustCompile(`^(\d+) +<\.\.\. ([a-z0-9_]+) resumed>(.*)$`)
)

// readTrace reads a log in the order in which the calls returned, and removes it.
func readTrace(log string) []call {
	data, err := os.ReadFile(log)
	if err != nil {
		return nil
	}
	os.Remove(log)
	begun := map[string]string{}
	var calls []call
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSuffix(line, "\n")
		if m := unfinished.FindStringSubmatch(line); m != nil {
			begun[m[1]+m[2]] = fmt.Sprintf("%s %s(%s", m[1], m[2], m[3])
			continue
		}
		if m := resumedLine.FindStringSubmatch(line); m != nil {
			line = begun[m[1]+m[2]] + m[3]
		}
		if m := callLine.FindStringSubmatch(line); m != nil {
			calls = append(calls, call{m[1], line, strings.Contains(line, "(INJECTED")})
		}
	}
	return calls
}

// order: write, fsync of the ledger, fsync of the head, rename, fsync of the
// folder, and only then the receipt; nothing is synced twice.
func order(t *trial) {
	f := t.newFund(filepath.Join(t.dir, "f"))
	folder := filepath.Dir(f.path)
	steps := []struct {
		what string
		is   func(call) bool
	}{
		{"lock", func(c call) bool {
			return c.name == "flock" && c.on(f.path+".lock") && strings.Contains(c.line, "LOCK_EX")
		}},
		{"write the ledger", func(c call) bool { return c.name == "write" && c.on(f.path) }},
		{"read it back", func(c call) bool { return c.name == "pread64" && c.on(f.path) }},
		{"fsync the ledger", func(c call) bool { return c.name == "fsync" && c.on(f.path) }},
		{"write the head", func(c call) bool { return c.name == "write" && c.on(f.path+".head.new") }},
		{"fsync the head", func(c call) bool { return c.name == "fsync" && c.on(f.path+".head.new") }},
		{"rename the head", func(c call) bool { return strings.HasPrefix(c.name, "rename") && c.on(f.path+".head.new") }},
		{"fsync the folder", func(c call) bool { return c.name == "fsync" && c.on(folder) }},
		{"read the head again", func(c call) bool { return c.name == "openat" && c.on(f.path+".head") }},
		{"unlock", func(c call) bool { return c.name == "flock" && strings.Contains(c.line, "LOCK_UN") }},
		{"the receipt", func(c call) bool { return c.name == "write" && strings.Contains(c.line, "write(1<") }},
	}
	for range t.few(20, 3) {
		id, öre := f.newID()
		log := filepath.Join(t.dir, "log")
		r := f.allocate(&how{before: strace(log, "-e", "trace=/^(openat|write|writev|pwrite64|pwritev|pread64|fsync|fdatasync|sync_file_range|rename|renameat|renameat2|flock)$")}, id, öre)
		calls := readTrace(log)
		if r.code != 0 {
			t.problem("%s", r)
		}
		at := 0
		for _, step := range steps {
			found := -1
			for i := at; i < len(calls) && found < 0; i++ {
				if step.is(calls[i]) {
					found = i
				}
			}
			if found < 0 {
				t.problem("%s is not where it should be in\n%s", step.what, lines(calls, f.path))
				break
			}
			// Reading comes before the write as well, so only the next one counts there.
			at = found + 1
		}
		for _, file := range []string{f.path, f.path + ".head.new", folder} {
			n := 0
			for _, c := range calls {
				if c.name == "fsync" && c.on(file) {
					n++
				}
			}
			if n != 1 {
				t.problem("%s is synced %d times", file, n)
			}
		}
		for _, c := range calls[:max(0, at-1)] {
			if c.name == "write" && strings.Contains(c.line, "write(1<") {
				t.problem("a receipt came before the last step:\n%s", lines(calls, f.path))
			}
		}
	}
	f.whole("in the end")
}

// aside: what a stopped run left is put aside and synced before it is cut.
func aside(t *trial) {
	f := t.newFund(filepath.Join(t.dir, "f"))
	for range t.few(5, 1) {
		end := fileSize(f.path)
		f.tear()
		id, öre := f.newID()
		log := filepath.Join(t.dir, "log")
		r := f.allocate(&how{before: strace(log, "-e", "trace=fsync,ftruncate")}, id, öre)
		t.fault(1)
		calls := readTrace(log)
		synced := slices.IndexFunc(calls, func(c call) bool { return c.name == "fsync" && c.on(fmt.Sprintf("%s.cut-%d", f.path, end)) })
		cut := slices.IndexFunc(calls, func(c call) bool { return c.name == "ftruncate" && c.on(f.path) })
		if r.code != 0 || synced < 0 || cut < synced {
			t.problem("what was left was not synced before it was cut: %s\n%s", r, lines(calls, f.path))
		}
	}
	f.whole("in the end")
}

func lines(calls []call, path string) string {
	var b strings.Builder
	for _, c := range calls {
		if strings.Contains(c.line, filepath.Dir(path)) || strings.Contains(c.line, "write(1<") {
			b.WriteString(c.line + "\n")
		}
	}
	return b.String()
}
