package cmd

import "siv/ledger"

// fundJSON is sums of the fund in json.
type fundJSON struct {
	Allocated string `json:"allocated"`
	Granted   string `json:"granted"`
	Released  string `json:"released"`
	Drawn     string `json:"drawn"`
	Reflowed  string `json:"reflowed"`
	Withdrawn string `json:"withdrawn"`
	Committed string `json:"committed"`
	Balance   string `json:"balance"`
	Free      string `json:"free"`
}

func newFundJSON(t ledger.Totals) fundJSON {
	return fundJSON{t.Allocated.String(), t.Granted.String(), t.Released.String(), t.Drawn.String(), t.Reflowed.String(),
		t.Withdrawn.String(), t.Committed().String(), t.Balance().String(), t.Free().String()}
}

// investmentSumsJSON is sums of one investment in json.
type investmentSumsJSON struct {
	Investment string `json:"investment"`
	Granted    string `json:"granted"`
	Released   string `json:"released"`
	Drawn      string `json:"drawn"`
	Reflowed   string `json:"reflowed"`
	Committed  string `json:"committed"`
	ReleaseDue *bool  `json:"release_due,omitempty"` // only where files said what is completed
}

type namndSumsJSON struct {
	Namnd *string `json:"namnd"` // null: entries that name none
	fundJSON
}

type yearSumsJSON struct {
	Year int `json:"year"`
	fundJSON
}

type kindSumsJSON struct {
	Kind string `json:"kind"`
	fundJSON
}

// balanceJSON is the answer of siv ledger balance in json. Of the four lists it has
// the one that was asked for.
type balanceJSON struct {
	Schema       string                `json:"schema"`
	Origin       string                `json:"origin"`
	AsOf         *string               `json:"as_of"`
	BookedBefore string                `json:"booked_before,omitempty"`
	Entries      int64                 `json:"entries"`
	H            string                `json:"h"`
	Fund         fundJSON              `json:"fund"`
	Investments  *[]investmentSumsJSON `json:"investments,omitempty"`
	Namnder      *[]namndSumsJSON      `json:"namnder,omitempty"`
	Years        *[]yearSumsJSON       `json:"years,omitempty"`
	Kinds        *[]kindSumsJSON       `json:"kinds,omitempty"`
}

func (s balanceScreen) json() balanceJSON {
	data := balanceJSON{Schema: "siv.balance/1", Origin: s.head.Origin, BookedBefore: s.clocks.bookedBefore.String(),
		Entries: s.head.Entries, H: s.head.H.String(), Fund: newFundJSON(s.sums.Fund)}
	if s.clocks.asOf != 0 {
		day := s.clocks.asOf.String()
		data.AsOf = &day
	}
	switch s.by {
	case fundByInvestment:
		data.Investments = &[]investmentSumsJSON{}
		for _, g := range s.sums.Groups() {
			one := investmentSumsJSON{Investment: g.Key, Granted: g.Granted.String(), Released: g.Released.String(),
				Drawn: g.Drawn.String(), Reflowed: g.Reflowed.String(), Committed: g.Committed().String()}
			if s.completed != nil {
				due := s.completed.releaseDue(g.Key, g.Totals)
				one.ReleaseDue = &due
			}
			*data.Investments = append(*data.Investments, one)
		}
	case fundByNamnd:
		data.Namnder = &[]namndSumsJSON{}
		for _, g := range s.groups() {
			one := namndSumsJSON{fundJSON: newFundJSON(g.Totals)}
			if g.Key != "" {
				one.Namnd = &g.Key
			}
			*data.Namnder = append(*data.Namnder, one)
		}
	case fundByYear:
		data.Years = &[]yearSumsJSON{}
		for _, g := range s.sums.Groups() {
			*data.Years = append(*data.Years, yearSumsJSON{yearOfKey(g.Key), newFundJSON(g.Totals)})
		}
	case fundByKind:
		data.Kinds = &[]kindSumsJSON{}
		for _, g := range s.sums.Groups() {
			*data.Kinds = append(*data.Kinds, kindSumsJSON{g.Key, newFundJSON(g.Totals)})
		}
	}
	return data
}
