package cmd

import (
	"slices"

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

// facts says how the figures were computed and what else follows from them.
func (s resultScreen) facts() []string {
	r := s.result
	var facts []string
	add := func(key string, args ...any) { facts = append(facts, s.T(key, args...)) }
	if len(r.IRR) == 0 {
		add("fact.no-irr")
	} else {
		rates := make([]string, len(r.IRR))
		for i, rate := range r.IRR {
			rates[i] = s.Number(rate.Shift(2), 2) + " %"
		}
		add("fact.irr", s.list(rates, "and"))
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
	for _, sector := range s.outside() {
		add("fact.outside", s.T("sector."+string(sector.Sector)), s.Money(sector.Savings.Undiscounted))
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
	return warningsInWords(s.Language, slices.DeleteFunc(slices.Clone(s.result.Warnings), func(w calc.Warning) bool {
		return w.Code == calc.TestsDisagree // it is the first sentence already
	}))
}
