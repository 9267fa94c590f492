package cmd

import (
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"siv/ledger"
)

// entryFlags are the flags that an entry is made of.
type entryFlags struct {
	entry  ledger.Entry
	amount amountFlag
	date   dateFlag
	year   yearOf
}

// addFlags registers the named flags.
func (f *entryFlags) addFlags(cmd *cobra.Command, names []string) {
	f.amount.to, f.date.to, f.year.to = &f.entry.Amount, &f.entry.Date, &f.entry.Year
	flags := cmd.Flags()
	text := func(to *string, name, usage string) { flags.StringVar(to, name, "", usage) }
	for _, name := range names {
		switch name {
		case "amount":
			flags.Var(&f.amount, name, "kronor, as 4200000 or 12500,50")
		case "balance":
			flags.Var(&f.amount, name, "kronor that the fund holds, as 4200000 or 12500,50 (required)")
		case "date":
			flags.Var(&f.date, name, "day that the entry concerns")
		case "investment":
			text(&f.entry.Investment, name, "id of the investment")
		case "namnd":
			text(&f.entry.Namnd, name, "nämnd whose cost or saving it is")
		case "basis":
			text(&f.entry.Basis, name, "forecast or actual: what the saving rests on")
			completeChoice(cmd, name, []string{"forecast", "actual"})
		case "year":
			flags.Var(&f.year, name, "year of the saving")
		case "voucher":
			text(&f.entry.Voucher, name, "verifikation in the general ledger")
		case "ref":
			text(&f.entry.Ref, name, "the decision")
		case "text":
			text(&f.entry.Text, name, "what it is about; no personal data, as a ledger cannot forget")
		case "by":
			text(&f.entry.By, name, "who writes it")
		case "reason":
			text(&f.entry.Reason, name, "why")
		case "id":
			text(&f.entry.ID, name, "name of the entry, by which it is recorded once (default made and shown)")
		}
	}
}

// amountFlag takes an amount. It knows whether it was given, as zero is an amount.
type amountFlag struct {
	to    *ledger.Amount
	given bool
}

// Set is of pflag.Value.
func (a *amountFlag) Set(s string) error {
	value, err := ledger.ParseAmount(s)
	if err != nil {
		return fmt.Errorf("%q is %w", s, err)
	}
	*a.to, a.given = value, true
	return nil
}

func (a *amountFlag) String() string {
	if !a.given {
		return ""
	}
	return a.to.String()
}

// Type is what help shows for the value.
func (a *amountFlag) Type() string { return "amount" }

// dateFlag takes a day.
type dateFlag struct{ to *ledger.Date }

// Set is of pflag.Value.
func (d *dateFlag) Set(s string) error {
	value, err := ledger.ParseDate(s)
	if err != nil {
		return fmt.Errorf("%q is %w", s, err)
	}
	*d.to = value
	return nil
}

func (d *dateFlag) String() string {
	if d.to == nil {
		return ""
	}
	return d.to.String()
}

// Type is what help shows for the value.
func (d *dateFlag) Type() string { return "date" }

// timeFlag takes a time of booking, or a day for the midnight it begins with.
type timeFlag struct{ value ledger.Instant }

// Set is of pflag.Value.
func (t *timeFlag) Set(s string) error {
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		at, err = time.Parse(time.DateOnly, s)
	}
	if err == nil && at.Nanosecond() != 0 {
		err = fmt.Errorf("fractions of a second")
	}
	if err == nil {
		t.value, err = ledger.InstantOf(at)
	}
	if err != nil {
		return fmt.Errorf("%q is not a time: write 2016-07-16T00:00:00+02:00, or 2016-07-16 for midnight UTC", s)
	}
	return nil
}

func (t *timeFlag) String() string { return t.value.String() }

// Type is what help shows for the value.
func (t *timeFlag) Type() string { return "time" }

// yearOf takes the year of a saving.
type yearOf struct{ to *int }

// Set is of pflag.Value.
func (y *yearOf) Set(s string) error {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > 9999 {
		return fmt.Errorf("%q is not a year", s)
	}
	*y.to = n
	return nil
}

func (y *yearOf) String() string {
	if y.to == nil || *y.to == 0 {
		return ""
	}
	return strconv.Itoa(*y.to)
}

// Type is what help shows for the value.
func (y *yearOf) Type() string { return "year" }
