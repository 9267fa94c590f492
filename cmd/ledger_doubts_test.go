package cmd

import (
	"testing"

	"siv/ledger"
)

// TestDoubtfulDates is at the very days where a doubt begins.
func TestDoubtfulDates(t *testing.T) {
	day := func(text string) ledger.Date {
		d, err := ledger.ParseDate(text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for date, warnings := range map[string]int{"2027-11-26": 0, "2027-11-27": 1, "2014-02-28": 0, "2004-02-28": 0, "2004-02-27": 1} {
		d := doubts{today: day("2026-11-26"), first: day("2014-02-28")}
		d.recorded(&ledger.Entry{Seq: 2, Date: day(date)})
		if got := d.warnings(); len(got) != warnings {
			t.Errorf("%s: %q", date, got)
		}
	}
}
