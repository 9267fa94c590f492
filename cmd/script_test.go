package cmd

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"siv/cmd/internal/lang"
)

func TestMain(m *testing.M) {
	if os.Getenv("SIV_ON_TERMINAL") != "" { // this is siv, run by a test on a terminal
		os.Exit(Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
	}
	testscript.Main(bareMachine{m}, map[string]func(){
		"siv": func() {
			var said bytes.Buffer
			status := Main(os.Args[1:], os.Stdin, os.Stdout, io.MultiWriter(os.Stderr, &said))
			// What Windows says itself is in a language of its own choice.
			if path := os.Getenv("SIV_TEST_ENGLISH"); path != "" && runtime.GOOS != "windows" {
				noteEnglish(path, said.String(), status)
			}
			os.Exit(status)
		},
	})
}

// bareMachine runs the tests as on a machine that says nothing of its own: whoever
// works in Swedish, has settings, or tests in GitHub Actions sees what others see.
type bareMachine struct{ *testing.M }

func (m bareMachine) Run() int {
	asked := []string{"SIV_PEERS", "SIV_OFFICE", "SIV_BROWSER", "SIV_SHOTS"} // what tests are asked for by
	for _, variable := range os.Environ() {
		name, _, _ := strings.Cut(variable, "=")
		if name == "LANGUAGE" || name == "LANG" || strings.HasPrefix(name, "LC_") || strings.HasPrefix(name, "GITHUB_") ||
			strings.HasPrefix(name, "SIV_") && !slices.Contains(asked, name) {
			os.Unsetenv(name)
		}
	}
	nowhere, err := os.MkdirTemp("", "siv")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(nowhere)
	os.Setenv("LC_ALL", "C")
	os.Setenv("XDG_CONFIG_HOME", nowhere)
	return m.M.Run()
}

// noteEnglish adds to a file what a script was told on standard error and what, put
// into Swedish, still has an English word outside of quotes.
func noteEnglish(path, said string, status int) {
	var english []string
	for line := range strings.Lines(said) {
		line = strings.TrimSuffix(line, "\n")
		_, text, ok := strings.Cut(line, ": ")
		if !ok || line[0] == '{' || strings.HasPrefix(line, "::") || status != exitInput && !strings.HasPrefix(line, "error: ") && !strings.HasPrefix(line, "hint: ") && !strings.HasPrefix(line, "warning: ") {
			continue
		}
		swedish := lang.New("sv").Translate(text)
		if word := englishWord.FindString(quotedText.ReplaceAllString(swedish, "")); word != "" {
			english = append(english, line+"\n\tis in Swedish: "+swedish+"\n")
		}
	}
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		panic(err)
	}
	defer file.Close()
	if _, err := file.WriteString(strings.Join(english, "")); err != nil {
		panic(err)
	}
}

var (
	englishWord = regexp.MustCompile(`(?:^|[ (])(?:the|is|not|of|are|must|and|has|which|no|needs|takes|cannot|it|this|only|than|write|already|exists|two|one|stands|given|says|did)(?:[ ,.:;)?]|$)`)
	quotedText  = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)
)

// TestScripts runs the tool as its users do. Outputs in the scripts are made
// again by
//
//	UPDATE=1 go test ./cmd -run TestScripts
func TestScripts(t *testing.T) {
	examples, err := filepath.Abs(filepath.Join("..", "examples"))
	if err != nil {
		t.Fatal(err)
	}
	english := filepath.Join(t.TempDir(), "english")
	t.Cleanup(func() {
		if left, err := os.ReadFile(english); err == nil && len(left) > 0 {
			t.Errorf("what the scripts were told is not all said in Swedish:\n%s", left)
		}
	})
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("..", "testdata", "script"),
		UpdateScripts:       os.Getenv("UPDATE") != "",
		RequireExplicitExec: false,
		Setup: func(e *testscript.Env) error {
			// A machine's own settings play no part, and the examples are at hand.
			e.Setenv("LANG", "C")
			e.Setenv("SIV_TEST_ENGLISH", english)
			e.Setenv("XDG_CONFIG_HOME", filepath.Join(e.WorkDir, ".config"))
			e.Setenv("APPDATA", filepath.Join(e.WorkDir, ".config")) // on Windows
			return os.CopyFS(filepath.Join(e.WorkDir, "examples"), os.DirFS(examples))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"status": status, "edited": edited},
	})
}

// edited makes a file of another in which what matches patterns is replaced:
// edited NEW FILE PATTERN TEXT...
func edited(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 4 || len(args)%2 != 0 {
		ts.Fatalf("usage: edited NEW FILE PATTERN TEXT...")
	}
	text := ts.ReadFile(args[1])
	for i := 2; i < len(args); i += 2 {
		was := text
		if text = regexp.MustCompile("(?m)"+args[i]).ReplaceAllString(text, args[i+1]); text == was {
			ts.Fatalf("%s has no %s", args[1], args[i])
		}
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o600))
}

// status runs siv and checks its exit status: status N siv ARG... Its output is
// kept for stdout, stderr and cmp, as that of exec is.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N siv ARG...")
	}
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if args[0] != strconv.Itoa(got) {
		ts.Fatalf("exit status %d, want %s", got, args[0])
	}
}
