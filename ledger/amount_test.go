package ledger

import (
	"testing"
	"time"
)

func TestParseAmount(t *testing.T) {
	for s, want := range map[string]string{
		"1": "1.00", "1,5": "1.50", "1.05": "1.05", "0": "0.00", "007": "7.00", "0,01": "0.01",
		"999999999999.99": "999999999999.99", "65000000": "65000000.00",
	} {
		if a, err := ParseAmount(s); err != nil || a.String() != want {
			t.Errorf("%q is %s, %v; want %s", s, a, err, want)
		}
	}
	for _, s := range []string{"", "-1", "+1", "1.", "1,", ".5", "1.234", "1 000", "1.000,00", "1,000.00", "1e3", "kr 1", "1 ", " 1",
		"0x1", "１", "1.5.", "1..5", "1.-5", "1000000000000", "99999999999999999999999999"} {
		if a, err := ParseAmount(s); err == nil {
			t.Errorf("%q was read as %s", s, a)
		}
	}
	if got := Amount(-5).String(); got != "-0.05" {
		t.Errorf("minus five öre is %s", got)
	}
	if got := Amount(-1 << 63).String(); got != "-92233720368547758.08" {
		t.Errorf("the least amount is %s", got)
	}
}

// The calendar is the standard library's, leap years and all.
func TestDates(t *testing.T) {
	day := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	if first, err := DateOf(day); err != nil || first.Previous() != 0 {
		t.Errorf("before the first day is %s, %v", first.Previous(), err)
	}
	for day = day.AddDate(0, 0, 1); day.Year() < 2105; day = day.AddDate(0, 0, 1) {
		d, err := ParseDate(day.Format(time.DateOnly))
		if err != nil || d.String() != day.Format(time.DateOnly) || d.Previous().String() != day.AddDate(0, 0, -1).Format(time.DateOnly) ||
			d.Previous().Next() != d || !d.Time().Equal(day) {
			t.Fatalf("%s is %s after %s, %v", day, d, d.Previous(), err)
		}
		if day.Year() == 3 {
			day = day.AddDate(1890, 0, 0)
		}
	}
	for _, s := range []string{"", "2014-02-29", "1900-02-29", "2014-00-01", "2014-13-01", "2014-01-00", "2014-01-32", "0000-01-01",
		"2014-1-01", "14-01-01", "2014/01/01", "2014-01-0x", "+014-01-01", "2014-01-01 "} {
		if d, err := ParseDate(s); err == nil {
			t.Errorf("%q was read as %s", s, d)
		}
	}
}

func TestInstants(t *testing.T) {
	at := time.Date(2020, 2, 29, 23, 59, 58, 999, time.FixedZone("", 3600))
	i, err := InstantOf(at)
	if err != nil || i.String() != "2020-02-29T22:59:58Z" {
		t.Errorf("%s, %v", i, err)
	}
	if again, err := ParseInstant(i.String()); err != nil || again != i {
		t.Errorf("%s, %v", again, err)
	}
	if next, _ := InstantOf(at.Add(2 * time.Second)); next <= i {
		t.Errorf("%s is not after %s", next, i)
	}
	if _, err := InstantOf(time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)); err == nil {
		t.Error("the year 10000 was written")
	}
}
