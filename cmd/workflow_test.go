package cmd

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// TestReadmeWorkflows runs the siv commands of the workflows in the README on a
// folder of proposals: as far as they can be tried without the services.
func TestReadmeWorkflows(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	example, err := os.ReadFile(filepath.Join("..", "examples", "fallforebyggande.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	commands := regexp.MustCompile(`(?m)^ +- (?:run: )?siv (.+)$`).FindAllStringSubmatch(string(readme), -1)
	if len(commands) != 2 {
		t.Fatalf("%d commands were found, want one for each service", len(commands))
	}
	for _, command := range commands {
		dir := t.TempDir()
		t.Chdir(dir)
		if err := os.Mkdir("proposals", 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join("proposals", "one.yaml"), example, 0o600); err != nil {
			t.Fatal(err)
		}
		if status, _, stderr := run(t, "", shellWords(command[1])...); status != exitDone {
			t.Errorf("siv %s: status %d, %s", command[1], status, stderr)
		}
		if files, err := filepath.Glob("re*"); err != nil || len(files) != 1 {
			t.Errorf("siv %s writes %v", command[1], files)
		}
	}
}
