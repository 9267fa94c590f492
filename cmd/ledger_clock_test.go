package cmd

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// TestClocks: a clock that is wrong is told when it makes a difference, and which day
// today was taken for.
func TestClocks(t *testing.T) {
	t.Chdir(t.TempDir())
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	t.Setenv("LC_ALL", "C")
	stockholm := time.FixedZone("CET", 3600)
	const behind, jump = "before the last entry, which was booked", "more than two years after the last entry"
	for _, c := range []struct {
		at        time.Time
		arguments string
		says      []string
		not       []string
	}{
		{time.Date(2025, 6, 1, 8, 0, 0, 0, time.UTC), "ledger init --origin T", nil, []string{"clock"}},
		{time.Date(2025, 6, 1, 8, 0, 0, 0, time.UTC), "ledger allocate --ref K --amount 1", []string{"dated 2025-06-01, today by the clock of this machine (UTC)"}, []string{behind, jump}},
		// Midnight in Sweden comes an hour before that of UTC.
		{time.Date(2026, 1, 1, 0, 30, 0, 0, stockholm), "ledger allocate --ref K --amount 2", []string{"dated 2026-01-01, today by the clock of this machine (CET)"}, []string{behind, jump}},
		{time.Date(2025, 12, 31, 23, 30, 0, 0, time.UTC), "ledger allocate --ref K --amount 3", []string{"dated 2025-12-31, today by the clock of this machine (UTC)"}, nil},
		{time.Date(2025, 12, 31, 23, 40, 0, 0, time.UTC), "ledger allocate --ref K --amount 3 --date 2025-12-31 --id x", nil, []string{"today by the clock"}},
		// Clocks differ by seconds; a clock that was set back is another matter.
		{time.Date(2025, 12, 31, 23, 35, 0, 0, time.UTC), "ledger allocate --ref K --amount 4", nil, []string{behind}},
		{time.Date(2025, 12, 31, 23, 34, 59, 0, time.UTC), "ledger allocate --ref K --amount 5", []string{behind + " 2025-12-31T23:40:00Z: what is recorded now is booked then, too"}, nil},
		{time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC), "ledger allocate --ref K --amount 5 --date 2025-12-31", []string{behind}, nil},
		// What is recorded already is not recorded now.
		{time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC), "ledger allocate --ref K --amount 3 --date 2025-12-31 --id x", []string{"already recorded"}, []string{behind}},
		{time.Date(2027, 12, 31, 23, 40, 0, 0, time.UTC), "ledger verify", nil, []string{"clock"}},
		{time.Date(2027, 12, 31, 23, 34, 0, 0, time.UTC), "ledger move --from a --to b --ref K --amount 1", []string{"refused by the rule left"}, []string{jump}},
		{time.Date(2099, 3, 1, 10, 0, 0, 0, time.UTC), "ledger allocate --ref K --amount 6 --date 2026-03-01", []string{jump + ", which was booked 2025-12-31T23:40:00Z: if it is wrong, put the ledger and its head back"}, nil},
		{time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC), "ledger allocate --ref K --amount 7 --date 2026-03-02", []string{behind + " 2099-03-01T10:00:00Z"}, []string{jump}},
		{time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC), "ledger status", []string{"the last entry is booked 2099-03-01T10:00:00Z, and the clock of this machine is at 2026-03-02T10:00:00Z: one of the two was wrong"}, nil},
		{time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC), "ledger verify", []string{"is whole", "one of the two was wrong"}, nil},
		{time.Date(2099, 3, 1, 10, 0, 0, 0, time.UTC), "ledger verify", nil, []string{"clock"}},
		// A leap day is a day of leap years only.
		{time.Date(2028, 2, 29, 10, 0, 0, 0, time.UTC), "ledger allocate --ref K --amount 8", []string{"dated 2028-02-29"}, nil},
		{time.Date(2028, 2, 29, 10, 0, 0, 0, time.UTC), "ledger allocate --ref K --amount 8 --date 2100-02-29", []string{"is not a date"}, nil},
	} {
		var out bytes.Buffer
		runAt(c.at, shellWords(c.arguments), &out)
		for _, text := range c.says {
			if !strings.Contains(out.String(), text) {
				t.Errorf("%s at %s does not say %q:\n%s", c.arguments, c.at, text, out.String())
			}
		}
		for _, text := range c.not {
			if strings.Contains(out.String(), text) {
				t.Errorf("%s at %s says %q:\n%s", c.arguments, c.at, text, out.String())
			}
		}
	}
}
