package cmd

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// manyProposals writes proposals of which every twentieth is broken, each in
// another way, and returns how many those are.
func manyProposals(t *testing.T, dir string, number int) (broken int) {
	t.Helper()
	good, err := os.ReadFile(filepath.Join("..", "examples", "familjestod.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	breaks := []func(string) string{
		func(s string) string { return strings.Replace(s, "1560000", "156OOOO", 1) },
		func(s string) string { return strings.Replace(s, "effects:", "effekts:", 1) },
		func(s string) string { return s + "---\na: 1\n" },
		func(s string) string { return strings.Replace(s, "ö", "\xf6", 1) },
		func(string) string { return "" },
		func(s string) string { return s[:len(s)/2] + "\n\t- {" },
		func(s string) string { return strings.Replace(s, "familjehem-egen", "familjehem-eget", 1) },
		func(s string) string {
			return s + "extra: 1\n"
		},
	}
	for i := range number {
		text := strings.Replace(string(good), "650000", fmt.Sprint(650000+i), 1)
		if i%20 == 7 {
			text = breaks[broken%len(breaks)](text)
			broken++
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("p%05d.yaml", i)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return broken
}

// TestBatchWithBrokenFiles: each broken file is a row with its error, and nothing
// else is lost.
func TestBatchWithBrokenFiles(t *testing.T) {
	dir := t.TempDir()
	broken := manyProposals(t, dir, 400)
	status, stdout, stderr := run(t, "", "batch", dir, "-o", "ndjson")
	if status != exitInput || stderr != "" {
		t.Fatalf("status %d, %s", status, stderr)
	}
	rows, faulty := 0, 0
	err := readRows(strings.NewReader(stdout), func(r batchRow) error {
		rows++
		if r.N != rows {
			t.Fatalf("row %d has place %d", rows, r.N)
		}
		if r.Status == exitInput {
			faulty++
			if len(r.Errors) == 0 || r.Errors[0].Message == "" {
				t.Errorf("%s has no error", r.File)
			}
		} else if r.Net == nil {
			t.Errorf("%s has no figures", r.File)
		}
		return nil
	})
	if err != nil || rows != 400 || faulty != broken {
		t.Errorf("%d rows, %d at fault, want 400 and %d (%v)", rows, faulty, broken, err)
	}
	// On any number of workers the bytes are the same.
	for _, jobs := range []string{"1", "3", "16"} {
		if _, again, _ := run(t, "", "batch", dir, "-o", "ndjson", "--jobs", jobs); again != stdout {
			t.Errorf("with %s workers the answer differs", jobs)
		}
	}
}

// underWay is a run of siv batch that is told its paths on a pipe and never of their
// end: it is under way until somebody ends it, however fast or slow the machine is.
func underWay(t *testing.T, paths []string, args ...string) *exec.Cmd {
	t.Helper()
	siv, err := exec.LookPath("siv")
	if err != nil {
		t.Skip("the tool is not at hand: ", err)
	}
	cmd := exec.Command(siv, append([]string{"batch", "-"}, args...)...)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { in.Close() })
	go io.WriteString(in, strings.Join(paths, "\n")+"\n") // a pipe that breaks is the end of it
	return cmd
}

// grown waits until a file has so many bytes.
func grown(t *testing.T, path string, size int) {
	t.Helper()
	for range 60_000 {
		if info, err := os.Stat(path); err == nil && info.Size() >= int64(size) {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatalf("%s never had %d bytes", path, size)
}

// TestBatchKilledAndResumed kills runs at different moments and goes on with them:
// whole rows stay, and the end is that of one run.
func TestBatchKilledAndResumed(t *testing.T) {
	dir := t.TempDir()
	manyProposals(t, dir, 1000)
	_, want, _ := run(t, "", "batch", dir, "-o", "ndjson")
	paths, err := filepath.Glob(filepath.Join(dir, "*.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "rows.ndjson")
	for step := len(want) / 10; ; {
		before, _ := os.ReadFile(to)
		next := len(before) + step
		if next >= len(want) {
			break
		}
		cmd := underWay(t, paths, "-o", "ndjson", "--to", to, "--resume", "--jobs", "1")
		grown(t, to, next)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		cmd.Wait()
		after, _ := os.ReadFile(to)
		if whole := before[:bytes.LastIndexByte(before, '\n')+1]; !bytes.HasPrefix(after, whole) {
			t.Fatal("rows that were written are lost")
		}
	}
	run(t, strings.Join(paths, "\n"), "batch", "-", "-o", "ndjson", "--to", to, "--resume")
	if got, err := os.ReadFile(to); err != nil || string(got) != want {
		t.Fatalf("%d bytes, want %d (%v)", len(got), len(want), err)
	}
}

// TestBatchInterrupted: ^C ends a run soon, with what is done and status 130, even
// one that waits for more.
func TestBatchInterrupted(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("needs signals")
	}
	dir, to := t.TempDir(), filepath.Join(t.TempDir(), "rows.ndjson")
	manyProposals(t, dir, 5)
	paths, err := filepath.Glob(filepath.Join(dir, "*.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	cmd := underWay(t, paths, "-o", "ndjson", "--to", to)
	grown(t, to, 1)
	if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	late := time.AfterFunc(time.Minute, func() { cmd.Process.Kill() })
	defer late.Stop()
	err = cmd.Wait()
	rows, _ := os.ReadFile(to)
	if code := cmd.ProcessState.ExitCode(); code != exitInterrupted {
		t.Errorf("exit status %d (%v)", code, err)
	}
	if len(rows) == 0 || rows[len(rows)-1] != '\n' {
		t.Errorf("%d bytes are written, and do not end with a whole row", len(rows))
	}
}

// TestBatchChangedSince takes what plain git says differs: changed and new files,
// not those that are as they were.
func TestBatchChangedSince(t *testing.T) {
	dir := t.TempDir()
	git := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-c", "user.name=t", "-c", "user.email=t@example.se"}, args...)...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Skipf("git %v: %v %s", args, err, out)
		}
	}
	manyProposals(t, dir, 5)
	git("init", "-q")
	git("add", ".")
	git("commit", "-q", "-m", "five proposals")
	data, err := os.ReadFile(filepath.Join(dir, "p00002.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"p00002.yaml", "new.yaml"} {
		if err := os.WriteFile(filepath.Join(dir, name), append(data, "# changed\n"...), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	status, stdout, stderr := run(t, "", "batch", ".", "--changed-since", "HEAD", "-o", "ndjson")
	var files []string
	if err := readRows(strings.NewReader(stdout), func(r batchRow) error { files = append(files, r.File); return nil }); err != nil {
		t.Fatal(err)
	}
	if status != exitDone || strings.Join(files, " ") != "new.yaml p00002.yaml" {
		t.Errorf("status %d, files %v, %s", status, files, stderr)
	}
	if status, _, stderr := run(t, "", "batch", ".", "--changed-since", "nosuchrev"); status != exitFailed || !strings.Contains(stderr, "git diff") {
		t.Errorf("an unknown revision gives %d, %s", status, stderr)
	}
}
