package calc

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
)

// Warning is something a reader of the result must know. Code is stable; Args are
// the words of Text, in its order, for a text in another language.
type Warning struct {
	Code string
	Path string // place in the investment's file; "" when it is about the whole
	Text string
	Args []string
}

// The codes of warnings.
const (
	TestsDisagree        = "tests-disagree"
	OneEffect            = "one-effect"
	RunningWithoutIntake = "running-without-intake"
	ScopeDiffers         = "scope-differs"
	DefinitionBreak      = "definition-break"
	DoubleCount          = "double-count"
	NegativeChange       = "negative-change"
	IndexForecast        = "index-forecast"
	IndexOverridden      = "index-overridden"
	NoSource             = "no-source"
	Overlap              = "overlap"
	// CatalogueMoved is told by whoever looks prices up, not here: the catalogue is
	// no longer what the investment was locked to.
	CatalogueMoved = "catalogue-moved"
	// TemplateText is told by whoever knows the templates, not here, and is siv's own
	// (the model has no such code): a text that was to be replaced still stands.
	TemplateText = "template-text"
)

// warner collects warnings.
type warner struct {
	*model
	list []Warning
}

func (w *warner) add(code, path, format string, args ...string) {
	words := make([]any, len(args))
	for i, a := range args {
		words[i] = a
	}
	w.list = append(w.list, Warning{Code: code, Path: path, Text: fmt.Sprintf(format, words...), Args: args})
}

func (m *model) warnings(t totals, r Summary) []Warning {
	w := &warner{model: m}
	if !r.Tests.Agree() {
		w.add(TestsDisagree, "", "the three tests disagree: rule %s, discounted %s, net %s",
			passFail(r.Tests.Rule), passFail(r.Tests.Discounted), passFail(r.Tests.Net))
	}
	w.oneEffect(t, r)
	w.runningWithoutIntake()
	w.scopes()
	w.definitionBreaks()
	w.doubleCounts()
	w.negativeChanges()
	w.indexFigures()
	w.noSources()
	w.overlaps()
	w.plausible()
	return w.list
}

func passFail(passes bool) string {
	if passes {
		return "pass"
	}
	return "fail"
}

// oneEffect warns when the verdict rests on the largest effect: without it, the
// test that decides would not be passed.
func (w *warner) oneEffect(t totals, r Summary) {
	if !r.Passes {
		return
	}
	largest, saving := -1, new(big.Int)
	for i, priced := range w.effects {
		f := &w.flows[priced.flow]
		if pv := w.discount.presentValue(f.row()); f.counted && pv.Cmp(saving) > 0 {
			largest, saving = i, pv
		}
	}
	if largest < 0 {
		return
	}
	without := t
	without.savingsSum = t.savingsSum.minus(w.sum(w.flows[w.effects[largest].flow].row()))
	if !w.tests(without).Of(w.opt.Criterion) {
		w.add(OneEffect, effectPath(largest), "without the effect %q the proposal would not pass", w.inv.Effects[largest].ID)
	}
}

func effectPath(i int) string { return "effects[" + strconv.Itoa(i) + "]" }

func (w *warner) runningWithoutIntake() {
	for i := range w.inv.Effects {
		if c := w.inv.Effects[i].Continues; c != nil && c.PerYear.Likely.IsPositive() {
			return
		}
	}
	for i := range w.flows {
		if f := &w.flows[i]; f.kind == runningFlow && !f.row().empty() {
			w.add(RunningWithoutIntake, "running_costs["+strconv.Itoa(f.index)+"]",
				"running costs go on after completion, but no intake does")
			return
		}
	}
}

// scopes warns when unit costs that are added hold different things: one with
// overhead or premises, another without.
func (w *warner) scopes() {
	for _, part := range []struct {
		name string
		of   func(Scope) string
	}{
		{"overhead", func(s Scope) string { return s.Overhead }},
		{"premises", func(s Scope) string { return s.Premises }},
	} {
		holds := map[string]string{} // in or out → the first unit cost
		for i, e := range w.effects {
			scope := part.of(e.unitCost.Scope)
			if scope != "" && holds[scope] == "" && w.flows[e.flow].counted {
				holds[scope] = w.unitCostName(i)
			}
		}
		if holds["in"] != "" && holds["out"] != "" {
			w.add(ScopeDiffers, "", "unit costs with and without %s are added: %s includes it, %s does not",
				part.name, holds["in"], holds["out"])
		}
	}
}

// unitCostName names the unit cost of an effect.
func (w *warner) unitCostName(effect int) string {
	if id := w.effects[effect].unitCost.ID; id != "" {
		return id
	}
	return "the unit cost of " + w.inv.Effects[effect].ID
}

func (w *warner) definitionBreaks() {
	for i, e := range w.effects {
		if u := e.unitCost; u.DefinitionBreak {
			w.add(DefinitionBreak, effectPath(i)+".unit_cost",
				"the definition of %s changed in %s: the amount cannot be compared with earlier years", u.ID, strconv.Itoa(u.PriceYear))
		}
	}
}

// doubleCounts warns when two effects take the same saving: same actor, same unit
// cost, same people.
func (w *warner) doubleCounts() {
	for i, a := range w.inv.Effects {
		for j := range i {
			b := w.inv.Effects[j]
			if a.Actor == b.Actor && sameUnitCost(a.UnitCost, b.UnitCost) && samePeople(a.Intakes, b.Intakes) {
				w.add(DoubleCount, effectPath(i), "%s and %s have the same actor, unit cost and people: the same saving may be counted twice", b.ID, a.ID)
				break
			}
		}
	}
}

func sameUnitCost(a, b UnitCostRef) bool {
	if a.Inline != nil && b.Inline != nil {
		return a.Inline.Amount.Likely.Equal(b.Inline.Amount.Likely) && a.Inline.Unit == b.Inline.Unit
	}
	return a.Inline == nil && b.Inline == nil && a.ID == b.ID
}

func samePeople(a, b []Intake) bool {
	if len(a) != len(b) {
		return false
	}
	byYear := func(x, y Intake) int { return x.Year - y.Year }
	a, b = slices.SortedFunc(slices.Values(a), byYear), slices.SortedFunc(slices.Values(b), byYear)
	return slices.EqualFunc(a, b, func(x, y Intake) bool {
		return x.Year == y.Year && x.People.Likely.Equal(y.People.Likely)
	})
}

func (w *warner) negativeChanges() {
	for i, e := range w.inv.Effects {
		if e.LikelyChange().IsNegative() {
			w.add(NegativeChange, effectPath(i), "the change of %s is negative: its costs rise", e.ID)
		}
	}
}

// indexFigures warns of forecast and replaced index figures, each once.
func (w *warner) indexFigures() {
	type figure struct {
		index string
		year  int
	}
	var forecast, replaced []IndexFigure
	seen := map[figure]bool{}
	for i := range w.flows {
		for _, step := range w.flows[i].price.Steps {
			if f := (figure{step.Index, step.Year}); !seen[f] {
				seen[f] = true
				if step.Forecast {
					forecast = append(forecast, step)
				}
				if step.Replaces {
					replaced = append(replaced, step)
				}
			}
		}
	}
	for _, f := range w.inv.Indices { // those of the file are told whether they are used or not
		if f.Replaces && !seen[figure{f.Index, f.Year}] {
			replaced = append(replaced, f)
		}
	}
	for _, f := range forecast {
		w.add(IndexForecast, "", "%s %s is a forecast", f.Index, strconv.Itoa(f.Year))
	}
	for _, f := range replaced {
		w.add(IndexOverridden, "", "%s %s is the investment's own figure, %s %%, in place of the built-in one",
			f.Index, strconv.Itoa(f.Year), f.Change.Shift(2).String())
	}
}

// noSources warns of unit costs that are written out without unit or source.
func (w *warner) noSources() {
	for i, e := range w.effects {
		if u := e.unitCost; u.Source == "" || u.Unit == "" {
			w.add(NoSource, effectPath(i)+".unit_cost", "the unit cost of %s is stated without unit or source", w.inv.Effects[i].ID)
		}
	}
}

// overlaps warns when unit costs that are added hold part of the same cost. It is
// enough that one of the two says so.
func (w *warner) overlaps() {
	told := map[[2]string]bool{}
	for i, a := range w.effects {
		for j, b := range w.effects[:i] {
			u, v := b.unitCost, a.unitCost
			if !slices.Contains(u.Overlaps, v.ID) && !slices.Contains(v.Overlaps, u.ID) || !w.flows[a.flow].counted || !w.flows[b.flow].counted {
				continue
			}
			if pair := [2]string{u.ID, v.ID}; u.ID != v.ID && !told[pair] && !told[[2]string{v.ID, u.ID}] {
				told[pair] = true
				w.add(Overlap, effectPath(i)+".unit_cost", "%s (%s) and %s (%s) hold part of the same cost: what they share is counted twice",
					u.ID, w.inv.Effects[j].ID, v.ID, w.inv.Effects[i].ID)
			}
		}
	}
}
