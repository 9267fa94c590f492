package cmd

import (
	"os/exec"
	"path/filepath"
	"testing"
)

// The start of siv beside that of a program with the command library alone.
// Compare them within one run:
//
//	go test ./cmd -run xxx -bench Start

func BenchmarkStartSiv(b *testing.B)   { start(b, "siv/cmd/siv") }
func BenchmarkStartCobra(b *testing.B) { start(b, "siv/testdata/bench/cobra") }

func start(b *testing.B, program string) {
	binary := filepath.Join(b.TempDir(), "program")
	if out, err := exec.Command("go", "build", "-o", binary, program).CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	for b.Loop() {
		if err := exec.Command(binary, "version").Run(); err != nil {
			b.Fatal(err)
		}
	}
}
