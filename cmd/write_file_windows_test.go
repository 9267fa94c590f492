package cmd

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFileThatIsOpen: Windows replaces no file that another program has open, and does
// not say so.
func TestFileThatIsOpen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rapport å.md")
	report := []string{"report", `..\examples\arbete.yaml`, "--to", path, "--force", "--lang", "sv"}
	if status, _, said := run(t, "", report...); status != exitDone {
		t.Fatal(status, said)
	}
	held, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	status, _, said := run(t, "", report...)
	held.Close()
	if status != exitFailed || !strings.Contains(said, "rapport å.md kan inte öppnas") || !strings.Contains(said, "\ntips: den kan vara öppen på annat håll, som i Excel: stäng den där") {
		t.Errorf("status %d: %s", status, said)
	}
	if left, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*")); err != nil || len(left) != 1 {
		t.Errorf("%q, %v", left, err)
	}
	if status, _, said := run(t, "", report...); status != exitDone {
		t.Error(status, said)
	}
}
