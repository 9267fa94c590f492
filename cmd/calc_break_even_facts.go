package cmd

import (
	"slices"
	"strings"

	"siv/calc"
)

// breakEvenFacts says when the investment breaks even, and how much of the
// assumed effect that takes.
func (s resultScreen) breakEvenFacts() string {
	r := s.result
	text := s.T("fact.never", r.Window.Years())
	if b := r.BreakEven; b != nil && b.PaybackYears.IsZero() {
		text = s.T("fact.from-start")
	} else if b != nil {
		text = s.T("fact.break-even", b.Year, s.Number(b.PaybackYears, 2), s.Number(b.YearsAfterCompletion, 2))
	}
	if share := r.RequiredEffectShare; share.Valid {
		text += " " + s.T("fact.required", s.Number(share.Decimal.Shift(2), 2)+" %")
	}
	return text
}

// howSure says that the verdict is that of likely values, when the file has ranges,
// and which command tells how sure it is.
func (s resultScreen) howSure() []string {
	ranges := calc.Uncertain(calc.Inputs(s.result.Investment))
	if len(ranges) == 0 || s.again == "" {
		return nil
	}
	command := strings.Replace(s.again, "explain", "stability", 1)
	if len(ranges) == 1 {
		return []string{s.T("fact.range", ranges[0].Label, command)}
	}
	return []string{s.T("fact.ranges", len(ranges), command)}
}

// facts says how the figures were computed and what else follows from them.
func (s resultScreen) facts() []string {
	r := s.result
	var facts []string
	add := func(key string, args ...any) { facts = append(facts, s.T(key, args...)) }
	rates := make([]string, len(r.IRR))
	for i, rate := range r.IRR {
		rates[i] = s.Number(rate.Shift(2), 2) + " %"
	}
	switch len(rates) {
	case 0:
		add("fact.no-irr")
	case 1:
		add("fact.irr", rates[0])
	default:
		add("fact.irr-several", s.list(rates, "and"))
	}
	add("fact.rate", s.Percent(r.Rate.Value), s.T("rate."+string(r.Rate.Source)), s.T("timing."+string(r.Timing)), r.BaseYear, r.PriceYear)
	add("fact.window", r.Window.From, r.Window.To, r.Window.Years(), s.T("perspective."+string(r.Perspective)))
	if r.CostAllPayers != r.Cost && !r.CostAllPayers.Undiscounted.Equal(r.Cost.Undiscounted) {
		add("fact.all-payers", s.Money(r.CostAllPayers.Undiscounted), s.Money(r.CostAllPayers.PresentValue))
	}
	if !r.BeforeWindow.IsZero() {
		add("fact.before", s.Money(r.BeforeWindow))
	}
	if r.Cashable == nil {
		add("fact.cashable-unstated")
	}
	for _, cost := range r.Investment.Costs {
		if cost.Funding == calc.FromExternal {
			add("fact.external", cost.Item, s.T("sector."+string(cost.Payer)))
		}
	}
	if r.Perspective == calc.Society {
		for _, e := range r.Effects {
			if !e.Counted {
				add("fact.transfer", e.Effect.ID, s.Money(e.Savings.Undiscounted))
			}
		}
	} else {
		for _, sector := range s.outside() {
			add("fact.outside", s.T("sector."+string(sector.Sector)), s.Money(sector.Savings.Undiscounted))
		}
	}
	if s.again != "" {
		add("fact.explain", s.again)
	}
	return facts
}

// outside returns the sectors whose savings the perspective leaves out.
func (s resultScreen) outside() []calc.SectorResult {
	counted := map[calc.Sector]bool{}
	for _, e := range s.result.Effects {
		if e.Counted {
			i := slices.IndexFunc(s.result.Investment.Actors, func(a calc.Actor) bool { return a.ID == e.Effect.Actor })
			counted[s.result.Investment.Actors[i].Sector()] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(s.result.BySector), func(r calc.SectorResult) bool {
		return counted[r.Sector] || r.Savings.Undiscounted.IsZero()
	})
}

func (s resultScreen) warnings() []string {
	var notes []string
	forecasts := map[string][]string{} // the years of an index, which are one note
	for _, w := range s.result.Warnings {
		if w.Code == calc.IndexForecast {
			forecasts[w.Args[0]] = append(forecasts[w.Args[0]], w.Args[1])
		}
	}
	for _, w := range s.result.Warnings {
		if w.Code == calc.TestsDisagree {
			continue // it is the first sentence already
		}
		if w.Code == calc.IndexForecast {
			years := forecasts[w.Args[0]]
			if w.Args[1] != years[0] {
				continue // told with the first
			}
			if len(years) > 1 {
				notes = append(notes, s.T("warning", s.T("warning.index-forecasts", w.Args[0], joined(years))))
				continue
			}
		}
		words := make([]any, len(w.Args))
		for i, arg := range w.Args {
			words[i] = arg
		}
		notes = append(notes, s.T("warning", s.T("warning."+w.Code, words...)))
	}
	return notes
}
