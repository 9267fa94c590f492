package cmd

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

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
	result, err := calc.Evaluate(inv.Investment, r, opt)
	if faults := inv.Faults(err); len(faults) > 0 {
		return nil, faults
	}
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
	var all []string
	for _, u := range was.UnitCosts {
		i := slices.IndexFunc(is.UnitCosts, func(v input.LockedAmount) bool { return v.ID == u.ID && v.Year == u.Year })
		switch {
		case i < 0:
			all = append(all, fmt.Sprintf("%s %d -", u.ID, u.Year))
		case !is.UnitCosts[i].Amount.Equal(u.Amount):
			all = append(all, fmt.Sprintf("%s %d %s → %s kr", u.ID, u.Year, u.Amount, is.UnitCosts[i].Amount))
		case is.UnitCosts[i].Edition != u.Edition:
			all = append(all, fmt.Sprintf("%s %d %q → %q", u.ID, u.Year, u.Edition, is.UnitCosts[i].Edition))
		}
	}
	for _, u := range is.UnitCosts {
		if !slices.ContainsFunc(was.UnitCosts, func(v input.LockedAmount) bool { return v.ID == u.ID && v.Year == u.Year }) {
			all = append(all, fmt.Sprintf("%s %d +", u.ID, u.Year))
		}
	}
	for _, f := range was.Figures {
		i := slices.IndexFunc(is.Figures, func(g input.LockedFigure) bool { return g.Index == f.Index && g.Year == f.Year })
		switch {
		case i < 0:
			all = append(all, fmt.Sprintf("%s %d -", f.Index, f.Year))
		case !is.Figures[i].Change.Equal(f.Change):
			all = append(all, fmt.Sprintf("%s %d %s → %s %%", f.Index, f.Year, f.Change.Shift(2), is.Figures[i].Change.Shift(2)))
		case is.Figures[i].Edition != f.Edition:
			all = append(all, fmt.Sprintf("%s %d %q → %q", f.Index, f.Year, f.Edition, is.Figures[i].Edition))
		}
	}
	for _, f := range is.Figures {
		if !slices.ContainsFunc(was.Figures, func(g input.LockedFigure) bool { return g.Index == f.Index && g.Year == f.Year }) {
			all = append(all, fmt.Sprintf("%s %d +", f.Index, f.Year))
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
