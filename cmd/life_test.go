package cmd

import (
	"os"
	"strings"
	"testing"
)

// TestLife runs the whole life of an investment, from nothing, and asks what the
// ledger holds of its plan in the end.
func TestLife(t *testing.T) {
	runExample(t, "life")

	status, stdout, stderr := run(t, "", "ledger", "status", "completed.yaml", "-o", "csv", "--fields", "what,year,namnd,planned,posted,outstanding")
	want := `what;year;namnd;planned;posted;outstanding
budget;2016;;650000,00;640210,50;9789,50
budget;2017;;1560000,00;1533000,00;27000,00
budget;2018;;1560000,00;1548000,00;12000,00
budget;2019;;780000,00;772000,00;8000,00
reflow;2020;grundskolenamnden;80303,25;80303,25;0,00
reflow;2020;socialnamnden;613959,60;613959,60;0,00
reflow;2021;grundskolenamnden;80303,25;80303,25;0,00
reflow;2021;socialnamnden;537563,64;537563,64;0,00
reflow;2022;grundskolenamnden;80303,25;80303,25;0,00
reflow;2022;socialnamnden;468807,28;468807,28;0,00
reflow;2023;grundskolenamnden;80303,25;0,00;80303,25
`
	if status != exitDone || !strings.HasPrefix(stdout, want) {
		t.Errorf("status %d, %s\n%s", status, stderr, firstDifference(want, stdout))
	}

	// The plan is what the tool wrote, with its decision.
	draft, _ := os.ReadFile("draft.yaml")
	plan, _ := os.ReadFile("plan.yaml")
	_, written, _ := strings.Cut(string(draft), "\nplan:\n")
	_, decided, _ := strings.Cut(string(plan), "\nplan:\n")
	if written == "" || written != decided {
		t.Error("examples/life/plan.yaml is not the plan that is written")
	}

	// A plan that was edited after posting is refused, and nothing is written.
	before, _ := os.ReadFile("fund.jsonl")
	edited := strings.Replace(string(plan), "amount: 468807.28", "amount: 468807.29", 1)
	if err := os.WriteFile("plan.yaml", []byte(edited), 0o600); err != nil {
		t.Fatal(err)
	}
	if status, _, stderr := run(t, "", "ledger", "reflow", "--plan", "plan.yaml", "--year", "2022"); status != exitNo || !strings.Contains(stderr, "rule id") {
		t.Errorf("an edited plan gives status %d, %s", status, stderr)
	}
	other := strings.Replace(string(plan), "  - {year: 2022, namnd: grundskolenamnden, amount: 80303.25, basis: forecast}\n", "", 1)
	if err := os.WriteFile("plan.yaml", []byte(other), 0o600); err != nil {
		t.Fatal(err)
	}
	if status, _, stderr := run(t, "", "ledger", "reflow", "--plan", "plan.yaml", "--year", "2022"); status != exitNo || !strings.Contains(stderr, "that is not in the plan") {
		t.Errorf("another plan gives status %d, %s", status, stderr)
	}
	after, _ := os.ReadFile("fund.jsonl")
	if string(before) != string(after) {
		t.Error("a refused plan was written")
	}
}
