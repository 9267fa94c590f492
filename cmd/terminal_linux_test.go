package cmd

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// onTerminal runs siv on a terminal of so many characters a line, and returns what
// stands on it.
func onTerminal(t *testing.T, width uint16, environ []string, args ...string) string {
	t.Helper()
	control, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip(err) // a machine without terminals
	}
	defer control.Close()
	number, err := unix.IoctlGetInt(int(control.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	if err := unix.IoctlSetPointerInt(int(control.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	terminal, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := unix.IoctlSetWinsize(int(terminal.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Col: width, Row: 24}); err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self, args...)
	c.Args[0] = "siv"
	c.Env = append(append(os.Environ(), "SIV_ON_TERMINAL=1", "TERM=xterm", "LANG=C", "LC_ALL=", "NO_COLOR="), environ...)
	c.Stdout, c.Stderr = terminal, terminal
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	terminal.Close()
	shown, _ := io.ReadAll(control) // ends with an error when nobody writes any more
	_ = c.Wait()                    // some answers are no
	return strings.ReplaceAll(string(shown), "\r\n", "\n")
}

// TestColorsOnTerminals: on a terminal the answer, what is met or not, what is
// negative and errors are coloured; not when NO_COLOR or TERM asks for none.
func TestColorsOnTerminals(t *testing.T) {
	ask := []string{"calc", "break-even", "../examples/familjestod.yaml"}
	shown := onTerminal(t, 200, nil, ask...)
	for _, want := range []string{
		"\x1b[1mThe three tests disagree on Familjestöd: ", "\x1b[31mnot met\x1b[0m", "\x1b[32mmet\x1b[0m", "\x1b[31m-1,589,542.79\x1b[0m",
	} {
		if !strings.Contains(shown, want) {
			t.Errorf("%q is not in\n%s", want, shown)
		}
	}
	// The colours take no room: without them it is what a file gets.
	plain := onTerminal(t, 200, []string{"NO_COLOR=1"}, ask...)
	if _, file, _ := run(t, "", append(ask, "--lang", "en")...); plain != file {
		t.Errorf("without colours:\n%s\nin a file:\n%s", plain, file)
	}
	if without := stripped(shown); without != plain {
		t.Errorf("the columns move with the colours:\n%s\n%s", without, plain)
	}
	if shown := onTerminal(t, 200, []string{"TERM=dumb"}, ask...); shown != plain {
		t.Errorf("on a dumb terminal:\n%s", shown)
	}
	for _, format := range []string{"json", "csv", "md"} {
		if shown := onTerminal(t, 40, nil, append(ask, "-o", format)...); strings.Contains(shown, "\x1b") {
			t.Errorf("-o %s is coloured:\n%s", format, shown)
		}
	}
	if shown := onTerminal(t, 200, nil, "calc", "break-evn"); !strings.HasPrefix(shown, "\x1b[31merror:\x1b[0m unknown command") ||
		!strings.Contains(shown, "\n\x1b[36mhint:\x1b[0m did you mean") {
		t.Errorf("errors are shown as %q", shown)
	}
}

func stripped(s string) string {
	for _, code := range []string{"0", "1", "31", "32", "33", "36"} {
		s = strings.ReplaceAll(s, "\x1b["+code+"m", "")
	}
	return s
}

// TestNothingIsWiderThanTheTerminal, and nothing is left out: words are broken, and
// where that is not enough each row stands by itself.
func TestNothingIsWiderThanTheTerminal(t *testing.T) {
	for _, args := range [][]string{
		{"calc", "break-even", "../examples/familjestod.yaml"},
		{"investment", "check", "../examples/skolfranvaro.yaml"},
		{"investment", "list", "../examples/orebro/investments"},
		{"unitcosts", "list", "--area", "skola"},
		{"batch", "../examples/arbete.yaml", "--gate-tests", "rule,net"},
	} {
		_, file, _ := run(t, "", append(args, "--lang", "en")...)
		for _, width := range []int{60, 80, 120} {
			shown := onTerminal(t, uint16(width), []string{"NO_COLOR=1"}, args...)
			for line := range strings.SplitSeq(shown, "\n") {
				line = line[strings.LastIndexByte(line, '\r')+1:]                      // progress is written over
				if n := len([]rune(line)); n > width && !strings.Contains(line, "/") { // a path is one word
					t.Errorf("siv %s on %d characters has a line of %d: %s", strings.Join(args, " "), width, n, line)
				}
			}
			if width == 80 {
				has := map[string]bool{}
				for _, word := range strings.Fields(shown) {
					has[word] = true
				}
				for _, word := range strings.Fields(file) {
					if !has[word] && !strings.Contains(word, "─") {
						t.Errorf("siv %s on %d characters leaves out %q", strings.Join(args, " "), width, word)
					}
				}
			}
		}
	}
}
