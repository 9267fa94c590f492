package cmd

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestReadme runs every command of the README that begins with "$ siv", in order
// and in one folder, and compares what it says. UPDATE=1 writes the outputs anew.
// A line <!-- clock 2016-02-12T09:10:00Z --> before a block, which a reader does not
// see, sets the clock: an entry of a ledger, and so its h, holds when it was booked.
func TestReadme(t *testing.T) {
	path, err := filepath.Abs(filepath.Join("..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "examples"), os.DirFS(filepath.Join("..", "examples"))); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	got, commands := rerun(string(data))
	if commands == 0 {
		t.Fatal("no command was found")
	}
	want := string(data)
	if runtime.GOOS == "windows" { // where words are quoted in another way
		got, want = strings.ReplaceAll(got, "'", `"`), strings.ReplaceAll(want, "'", `"`)
	}
	if got == want {
		return
	}
	if os.Getenv("UPDATE") == "" {
		t.Fatalf("the README tells other outputs than the commands give; UPDATE=1 writes them anew:\n%s", firstDifference(want, got))
	}
	if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
		t.Fatal(err)
	}
}

// rerun returns the text with the output of each command made anew.
func rerun(text string) (string, int) {
	var out strings.Builder
	commands, inside := 0, false
	now := time.Date(2026, 1, 20, 9, 0, 0, 0, time.UTC)
	for line := range strings.Lines(text) {
		if at, err := time.Parse("<!-- clock "+time.RFC3339+" -->\n", line); err == nil {
			now = at
		}
		switch {
		case line == "```console\n":
			inside = true
		case line == "```\n" && inside:
			inside = false
		case inside && strings.HasPrefix(line, "$ siv "):
			out.WriteString(line)
			var said bytes.Buffer
			runAt(now, shellWords(strings.TrimPrefix(strings.TrimSpace(line), "$ siv ")), &said)
			out.WriteString(said.String())
			commands++
			continue
		case inside:
			continue // what was said before
		}
		out.WriteString(line)
	}
	return out.String(), commands
}

// shellWords splits a command line as a shell does, double quotes included.
func shellWords(line string) []string {
	var words []string
	for i, part := range strings.Split(line, `"`) {
		if i%2 == 1 {
			words[len(words)-1] += part
			continue
		}
		fields := strings.Fields(part)
		if i > 0 && len(fields) > 0 && !strings.HasPrefix(part, " ") {
			words[len(words)-1] += fields[0]
			fields = fields[1:]
		}
		words = append(words, fields...)
		if strings.HasSuffix(part, " ") {
			words = append(words, "")
		}
	}
	if len(words) > 0 && words[len(words)-1] == "" {
		words = words[:len(words)-1]
	}
	return words
}

func firstDifference(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return "- " + a[i] + "\n+ " + b[i]
		}
	}
	return "one is longer"
}
