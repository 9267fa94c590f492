package cmd

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadmeHasThePython: what a reader copies is what the test below runs.
func TestReadmeHasThePython(t *testing.T) {
	script, err := os.ReadFile(filepath.Join("..", "testdata", "python", "verify.py"))
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile(filepath.Join("..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(readme), "```python\n") {
		t.Skip("the README has no Python lines yet")
	}
	if !strings.Contains(string(readme), "```python\n"+string(script)+"```\n") {
		t.Error("the Python lines of the README are not those of testdata/python/verify.py")
	}
}

// TestPythonVerifies lets the README's lines of Python judge ledgers: they use
// nothing of siv, so what they accept is what the format says.
func TestPythonVerifies(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("SKIPPED: there is no python3, so nobody but siv has verified the example ledgers")
	}
	script, err := os.ReadFile(filepath.Join("..", "testdata", "python", "verify.py"))
	if err != nil {
		t.Fatal(err)
	}
	verify := func(path string) (string, error) {
		cmd := exec.Command(python, "-c", string(script), path)
		cmd.Env = append(os.Environ(), "PYTHONIOENCODING=utf-8")
		said, err := cmd.CombinedOutput()
		return string(said), err
	}
	for name, want := range map[string]string{"demo": "28 entries of Exempelkommun", "orebro": "3 entries of Örebro kommun"} {
		path := filepath.Join("..", "examples", name, "fund.jsonl")
		if said, err := verify(path); err != nil || !strings.Contains(said, want) {
			t.Errorf("%s: %v: %s", name, err, said)
		}
	}
	data, err := os.ReadFile(filepath.Join("..", "examples", "demo", "fund.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	head, err := os.ReadFile(filepath.Join("..", "examples", "demo", "fund.jsonl.head"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(data), "\n")
	for what, tampered := range map[string]string{
		"an amount changed": strings.Replace(string(data), "640000.00", "640001.00", 1),
		"a line deleted":    strings.Replace(string(data), lines[4], "", 1),
		"two swapped":       strings.Replace(string(data), lines[4]+lines[5], lines[5]+lines[4], 1),
		"cut short":         strings.TrimSuffix(string(data), lines[27]),
		"bytes after it":    string(data) + "x",
	} {
		path := filepath.Join(t.TempDir(), "fund.jsonl")
		if err := os.WriteFile(path, []byte(tampered), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path+".head", head, 0o644); err != nil {
			t.Fatal(err)
		}
		if said, err := verify(path); err == nil {
			t.Errorf("%s: accepted: %s", what, said)
		}
	}
}
