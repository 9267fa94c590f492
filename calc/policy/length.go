package policy

import "fmt"

// Length says how many months an investment runs, first and last counted.
//
// Source: 1-3 years, extension possible (press release); 2-4 years (web page).
type Length struct {
	Mark
	From, To  int  // months
	Extension bool // more is possible, by an extension
}

// Name is of Rule.
func (Length) Name() string { return LengthRule }

// Terms is of Rule.
func (l Length) Terms() []Term {
	return []Term{{"from", fmt.Sprintf("%dm", l.From)}, {"to", fmt.Sprintf("%dm", l.To)}, {"extension", fmt.Sprint(l.Extension)}}
}

func (l Length) judge(c Case) []Finding {
	inv := c.Investment
	months := int(inv.Completion-inv.Start) + 1
	var f Finding
	switch {
	case vague(inv.PeriodAsWritten):
		f = l.find(LengthRule, CannotTell, "length.vague", inv.PeriodAsWritten, inv.Start, inv.Completion).at("period_as_written")
	case months < l.From:
		f = l.find(LengthRule, NotMet, "length.too-short", months, l.From, l.To).at("completion")
	case months <= l.To:
		f = l.find(LengthRule, Met, "length.met", months, l.From, l.To).at("completion")
	case l.Extension:
		f = l.find(LengthRule, CannotTell, "length.extension", months, l.From, l.To).at("completion")
	default:
		f = l.find(LengthRule, NotMet, "length.too-long", months, l.From, l.To).at("completion")
	}
	return []Finding{f}
}
