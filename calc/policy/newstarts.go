package policy

import "fmt"

// NewStarts says until when investments may start. It goes by the start, whenever
// the decision was made.
//
// Source: no new investments are started from 2023.
type NewStarts struct {
	Mark
	Before int // calendar year in which none starts any more
}

// Name is of Rule.
func (NewStarts) Name() string { return NewStartsRule }

// Terms is of Rule.
func (n NewStarts) Terms() []Term { return []Term{{"before", fmt.Sprint(n.Before)}} }

func (n NewStarts) judge(c Case) []Finding {
	start := c.Investment.Start
	if start.Year() < n.Before {
		return []Finding{n.find(NewStartsRule, Met, "new-starts.met", start.Year(), n.Before).at("start")}
	}
	return []Finding{n.find(NewStartsRule, NotMet, "new-starts.closed", start.Year(), n.Before).at("start")}
}
