package cmd

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// runAt runs siv in this process with the clock at a time. Only a test can do
// that: the tool takes its clock from the machine and from nothing else.
func runAt(now time.Time, args []string, out *bytes.Buffer) int {
	e := &env{in: strings.NewReader(""), out: out, err: out, now: func() time.Time { return now }}
	root := newRoot(e)
	root.SetArgs(args)
	return e.exit(context.Background(), root.ExecuteContext(context.Background()))
}

// TestExampleLedgers makes the ledgers of the examples from nothing, by the
// commands beside them, and compares every byte. UPDATE=1 writes them anew.
func TestExampleLedgers(t *testing.T) {
	for _, name := range []string{"demo", "orebro", "annual"} {
		t.Run(name, func(t *testing.T) {
			example, err := filepath.Abs(filepath.Join("..", "examples", name))
			if err != nil {
				t.Fatal(err)
			}
			commands, err := os.ReadFile(filepath.Join(example, "commands.txt"))
			if err != nil {
				t.Fatal(err)
			}
			made := t.TempDir()
			copyInputs(t, example, made)
			t.Chdir(made)
			runList(t, string(commands))
			for _, file := range []string{"fund.jsonl", "fund.jsonl.head"} {
				got, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				committed := filepath.Join(example, file)
				if os.Getenv("UPDATE") != "" {
					if err := os.WriteFile(committed, got, 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(committed)
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(got, want) {
					t.Errorf("%s is not what its commands make; UPDATE=1 writes it anew\n%s", committed, firstDifference(string(want), string(got)))
				}
			}
		})
	}
}

// copyInputs copies the files that the commands read.
func copyInputs(t *testing.T, from, to string) {
	for _, pattern := range []string{"*.csv", "*.yaml"} {
		files, err := filepath.Glob(filepath.Join(from, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(to, filepath.Base(file)), data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// runList runs a list of commands, each at the time of the last comment that is one.
func runList(t *testing.T, commands string) {
	var now time.Time
	for line := range strings.Lines(commands) {
		line = strings.TrimSpace(line)
		if at, err := time.Parse("# "+time.RFC3339, line); err == nil {
			now = at
			continue
		}
		arguments, ok := strings.CutPrefix(line, "siv ")
		if !ok {
			continue
		}
		var said bytes.Buffer
		if status := runAt(now, shellWords(arguments), &said); status != exitDone {
			t.Fatalf("%s\nexit status %d: %s", line, status, said.String())
		}
	}
}

// runExample runs the list of commands of an example in a copy of its folder, and
// stays there.
func runExample(t *testing.T, name string) (commands string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("..", "examples", name))); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	list, err := os.ReadFile("commands.txt")
	if err != nil {
		t.Fatal(err)
	}
	runList(t, string(list))
	return string(list)
}
