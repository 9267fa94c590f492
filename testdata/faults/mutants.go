package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// mutant is the source with one precaution taken out, and the test that must see it.
type mutant struct {
	name, file, old, new string
	red                  string // the test that must turn red
}

// mutantsOf lists the precautions. Old must stand in the file exactly once.
func mutantsOf() []mutant {
	const commit, unix, linux, lock = "commit.go", "sys_unix.go", "sys_linux.go", "lock.go"
	const sync = "error { return pathError(\"fsync\", f, unix.Fsync(int(f.Fd()))) }"
	return []mutant{
		{"no lock", lock, "ok, err := l.TryLock()", "ok, err := true, error(nil)", "writers"},
		{"no lock", lock, "ok, err := l.TryLock()", "ok, err := true, error(nil)", "same-id"},
		{"no fsync", linux, sync, "error { return nil }", "order"},
		{"no fsync", linux, sync, "error { return nil }", "power-ext4"},
		{"no directory fsync", unix, "error { return syncFile(d) }", "error { return nil }", "order"},
		{"fsync retried", linux, sync, "error {\n\tif unix.Fsync(int(f.Fd())) == nil {\n\t\treturn nil\n\t}\n\treturn pathError(\"fsync\", f, unix.Fsync(int(f.Fd())))\n}", "fsync-once"},
		{"fsync retried when interrupted", linux, sync, "error { return f.Sync() }", "fsync-once"},
		{"no read-back", commit, "\tif info.Size() != at", "\tif len(lines) > 0 {\n\t\treturn syncFile(f)\n\t}\n\tif info.Size() != at", "lying-write"},
		{"read back, not compared", commit, "if !bytes.Equal(back, lines", "if false && !bytes.Equal(back, lines", "lying-write"},
		{"receipt before head", commit, "\t\terr = writeNext(path, book.Head())", "\t\tos.Stdout.Write(book.Pending())\n\t\terr = writeNext(path, book.Head())", "order"},
		{"receipt before head", commit, "\t\terr = writeNext(path, book.Head())", "\t\tos.Stdout.Write(book.Pending())\n\t\terr = writeNext(path, book.Head())", "nth-call"},
		{"head not synced", commit, "return syncFile(next)", "return nil", "order"},
		{"head not read again", commit, "err := stillCommitted(path, book.Head()); err", "err := error(nil); err", "order"},
		{"what is put aside not synced", "recover.go", "err = syncFile(aside)", "err = nil", "aside"},
		{"seal not synced", "seal.go", "err = syncFile(f)", "err = nil", "seal-faults"},
		{"seal not read again", "seal.go", "return stillSealed(path, signed)", "return nil", "seal-faults"},
		{"seal written in place", "seal.go", "next := path + \".new\"", "next := path", "seal-faults"},
		{"not cut after a failure", commit, "f.Truncate(old.Bytes); cut != nil", "error(nil); cut != nil", "short-write"},
	}
}

// mutants builds each and runs the test that must see it.
func mutants(t *trial) {
	built := map[string]string{}
	for i, m := range mutantsOf() {
		siv, ok := built[m.name]
		if !ok {
			siv = filepath.Join(t.dir, fmt.Sprint("siv", i))
			if err := m.build(t.dir, siv); err != nil {
				t.problem("%s: %v", m.name, err)
				continue
			}
			built[m.name] = siv
		}
		for _, one := range tests() {
			if one.name != m.red {
				continue
			}
			folder := filepath.Join(t.dir, fmt.Sprint("m", i))
			if err := os.Mkdir(folder, 0o755); err != nil {
				t.problem("%v", err)
			}
			l := &lab{siv: siv, work: folder, quick: true}
			verdict := l.run(one)
			fmt.Printf("         %-34s %-12s %s\n", m.name, m.red, firstOf(verdict))
			if verdict.green() {
				t.problem("without %q nothing was red in %s", m.name, m.red)
			}
			if len(verdict.problems) > 0 && strings.HasPrefix(verdict.problems[0], "THIS MACHINE") {
				t.problem("%s: %s", m.name, verdict.problems[0])
			}
			t.fault(1)
		}
	}
}

func firstOf(t *trial) string {
	if t.green() {
		return "GREEN"
	}
	first, _, _ := strings.Cut(strings.Join(t.problems, "\n"), "\n")
	return fmt.Sprintf("red: %.120s", first)
}

// build compiles siv with one file of ledger/store replaced.
func (m mutant) build(work, siv string) error {
	root, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}").Output()
	if err != nil {
		return err
	}
	file := filepath.Join(strings.TrimSpace(string(root)), "ledger", "store", m.file)
	source, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if n := strings.Count(string(source), m.old); n != 1 {
		return fmt.Errorf("%s has %q %d times", m.file, m.old, n)
	}
	mutated := filepath.Join(work, "mutant.go")
	if err := os.WriteFile(mutated, []byte(strings.Replace(string(source), m.old, m.new, 1)), 0o644); err != nil {
		return err
	}
	overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{file: mutated}})
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(work, "overlay.json"), overlay, 0o644); err != nil {
		return err
	}
	if out, err := exec.Command("go", "build", "-overlay", filepath.Join(work, "overlay.json"), "-o", siv, "./cmd/siv").CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	return nil
}
