package store

import (
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"siv/ledger"
)

// The test binary is also the other process of the tests that need one.
func TestMain(m *testing.M) {
	if job := os.Getenv("STORE_TEST_CHILD"); job != "" {
		if err := child(strings.Split(job, "\n")); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// child appends pairs of entries and says which were acknowledged, a line each.
func child(job []string) error {
	path, name := job[1], job[2]
	n, err := strconv.Atoi(job[3])
	if err != nil {
		return err
	}
	if job[0] == "limited" {
		if err := limitFileSize(path); err != nil {
			return err
		}
	}
	for i := range n {
		if _, err := Append(path, pair(fmt.Sprintf("%s-%d", name, i)), options()); err != nil {
			return err
		}
		fmt.Printf("%s-%d\n", name, i)
	}
	return nil
}

func startChild(t testing.TB, job, path, name string, n int) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), fmt.Sprintf("STORE_TEST_CHILD=%s\n%s\n%s\n%d", job, path, name, n))
	return cmd
}

// options wait as long as a test may take: how fast the disk is decides nothing.
func options() Options {
	return Options{Now: func() time.Time { return time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC) }, Wait: 10 * time.Minute}
}

// pair is one commit that leaves the balance as it was: whoever sees half of it
// sees a balance that never was.
func pair(id string) []ledger.Entry {
	day, _ := ledger.ParseDate("2014-01-01")
	return []ledger.Entry{
		{ID: id + "-in", Kind: ledger.Allocation, Date: day, Amount: 100, Ref: "KF"},
		{ID: id + "-out", Kind: ledger.Withdrawal, Date: day, Amount: 100, Ref: "KF", Text: "åter"},
	}
}

func newLedger(t testing.TB) string {
	t.Helper()
	path := t.TempDir() + "/fund.jsonl"
	if err := Init(path, "Örebro kommun", options()); err != nil {
		t.Fatal(err)
	}
	return path
}

// verified reads the ledger and gives its entries by id.
func verified(t testing.TB, path string) (map[string]int, ledger.Totals) {
	t.Helper()
	r, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	ids := map[string]int{}
	var b ledger.Balance
	if _, err := r.Verify(func(p ledger.Posting) error {
		ids[p.Entry.Clone().ID]++
		return b.Post(p)
	}); err != nil {
		t.Fatal(err)
	}
	return ids, b.Fund
}

func read(t testing.TB, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func write(t testing.TB, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o640); err != nil {
		t.Fatal(err)
	}
}
