package cmd

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"siv/calc"
	"siv/cmd/input"
	"siv/unitcosts"
)

// lockOf is the name of the lock beside an investment. It does not end in .yaml,
// so that a pattern of investments leaves it out.
func lockOf(path string) string { return path + ".lock" }

// recorder is a catalogue that remembers what was taken out of it.
type recorder struct {
	prices
	unitCosts map[string]calc.UnitCost // by id and year
	figures   map[string]calc.IndexFigure
}

func newRecorder(p prices) *recorder {
	return &recorder{prices: p, unitCosts: map[string]calc.UnitCost{}, figures: map[string]calc.IndexFigure{}}
}

// UnitCost is of calc.Prices.
func (r *recorder) UnitCost(id string, year int, pinned bool) (calc.UnitCost, error) {
	u, err := r.prices.UnitCost(id, year, pinned)
	if err == nil {
		r.unitCosts[fmt.Sprint(u.ID, " ", u.PriceYear)] = u
	}
	return u, err
}

// Convert is of calc.Prices.
func (r *recorder) Convert(index string, from, to int) (calc.Conversion, error) {
	c, err := r.prices.Convert(index, from, to)
	for _, f := range c.Steps {
		r.figures[fmt.Sprint(f.Index, " ", f.Year)] = f
	}
	return c, err
}

// lockNow returns what an investment takes out of a catalogue.
func lockNow(inv *input.Investment, catalogue *unitcosts.Catalogue, opt calc.Options) (*input.Lock, error) {
	r := newRecorder(pricesFor(inv, catalogue))
	result, err := evaluateAt(inv, r, opt)
	if err != nil {
		return nil, err
	}
	lock := &input.Lock{Investment: inv.ID, PriceYear: result.PriceYear}
	for _, u := range r.unitCosts {
		lock.UnitCosts = append(lock.UnitCosts, input.LockedAmount{ID: u.ID, Year: u.PriceYear, Amount: u.Amount.Likely, Edition: u.Edition})
	}
	for _, f := range r.figures {
		lock.Figures = append(lock.Figures, input.LockedFigure{Index: f.Index, Year: f.Year, Change: f.Change, Edition: f.Edition})
	}
	lock.Sort()
	return lock, nil
}

// movedOn tells how what an investment takes now differs from what it was locked
// to, a few words for each difference.
func movedOn(was, is *input.Lock) []string {
	return append(differences(lockedAmounts(was), lockedAmounts(is)), differences(lockedFigures(was), lockedFigures(is))...)
}

// taken is an amount or a figure that was taken out of a catalogue.
type taken struct {
	name          string
	year          int
	value         decimal.Decimal
	unit, edition string
}

func lockedAmounts(lock *input.Lock) []taken {
	list := make([]taken, len(lock.UnitCosts))
	for i, u := range lock.UnitCosts {
		list[i] = taken{u.ID, u.Year, u.Amount, "kr", u.Edition}
	}
	return list
}

func lockedFigures(lock *input.Lock) []taken {
	list := make([]taken, len(lock.Figures))
	for i, f := range lock.Figures {
		list[i] = taken{f.Index, f.Year, f.Change.Shift(2), "%", f.Edition}
	}
	return list
}

func differences(was, is []taken) []string {
	place := func(list []taken, of taken) int {
		return slices.IndexFunc(list, func(t taken) bool { return t.name == of.name && t.year == of.year })
	}
	var all []string
	for _, then := range was {
		i := place(is, then)
		switch {
		case i < 0:
			all = append(all, fmt.Sprintf("%s %d -", then.name, then.year))
		case !is[i].value.Equal(then.value):
			all = append(all, fmt.Sprintf("%s %d %s → %s %s", then.name, then.year, then.value, is[i].value, then.unit))
		case is[i].edition != then.edition:
			all = append(all, fmt.Sprintf("%s %d %q → %q", then.name, then.year, then.edition, is[i].edition))
		}
	}
	for _, now := range is {
		if place(was, now) < 0 {
			all = append(all, fmt.Sprintf("%s %d +", now.name, now.year))
		}
	}
	return all
}

// movedSince holds what an investment takes from the catalogue against the lock
// beside it, and returns a warning when it moved. Without a lock there is none,
// unless --locked asks for one.
func (v *evaluation) movedSince(path string, inv *input.Investment, catalogue *unitcosts.Catalogue, opt calc.Options) (*calc.Warning, error) {
	lockPath := lockOf(path)
	data, err := os.ReadFile(lockPath)
	switch {
	case path == "-" && v.locked:
		return nil, usageError{errors.New("an investment on standard input has no lock")}
	case path == "-" || errors.Is(err, fs.ErrNotExist) && !v.locked:
		return nil, nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, input.Faults{{File: lockPath, Code: "unreadable", Message: "there is no such file", Hint: fmt.Sprintf("siv unitcosts lock %s writes it", shellWord(path))}}
	case err != nil:
		return nil, unreadable(lockPath, err)
	}
	was, err := input.DecodeLock(lockPath, data)
	if err != nil {
		return nil, err
	}
	if was.Investment != inv.ID {
		return nil, input.Faults{{File: lockPath, Path: "investment", Code: "other-investment",
			Message: fmt.Sprintf("the lock is of %q, the investment is %q", was.Investment, inv.ID)}}
	}
	opt.PriceYear = was.PriceYear // another price year of the results is no move of the catalogue
	is, err := lockNow(inv, catalogue, opt)
	if err != nil {
		return nil, err
	}
	moved := movedOn(was, is)
	if len(moved) == 0 {
		return nil, nil
	}
	words := strings.Join(moved, "; ")
	return &calc.Warning{Code: calc.CatalogueMoved, Args: []string{words},
		Text: fmt.Sprintf("the catalogue has moved on since the investment was locked: %s", words)}, nil
}

// heedLock puts it among the warnings of a result that the catalogue has moved on
// or, with --locked, makes it an answer of no. The lock never changes the result.
func (v *evaluation) heedLock(path string, inv *input.Investment, catalogue *unitcosts.Catalogue, opt calc.Options, result *calc.Result) error {
	moved, err := v.movedSince(path, inv, catalogue, opt)
	if err != nil || moved == nil {
		return err
	}
	if v.locked {
		return refusedLock(path, moved)
	}
	result.Warnings = append(result.Warnings, *moved)
	return nil
}

// tellLock is heedLock for an answer that has no place for warnings.
func (v *evaluation) tellLock(e *env, path string, inv *input.Investment, catalogue *unitcosts.Catalogue, opt calc.Options) error {
	moved, err := v.movedSince(path, inv, catalogue, opt)
	if err != nil || moved == nil {
		return err
	}
	if v.locked {
		return refusedLock(path, moved)
	}
	l := e.lang()
	fmt.Fprintln(e.err, path+": "+l.T("warning", l.T("warning."+moved.Code, moved.Args[0])))
	return nil
}

func refusedLock(path string, moved *calc.Warning) error {
	return answerNo{hintedError{fmt.Errorf("%s (%s)", moved.Text, lockOf(path)), fmt.Sprintf("siv unitcosts lock %s accepts it", shellWord(path))}}
}
