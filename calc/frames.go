package calc

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// Frames are the budget frames of nämnder by calendar year, kronor of that year:
// the file siv.frames/1 (model, section 9).
type Frames map[string]map[int]decimal.Decimal

// Plan is a plan of reflow that was written and then decided: the file siv.plan/1.
type Plan struct {
	Investment string
	Decision   *Decision
	Rows       []PlanRow
}

// PlanRow is what a nämnd pays back in a budget year, kronor as they stand.
type PlanRow struct {
	Year   int
	Namnd  string
	Amount decimal.Decimal
	Basis  string // forecast | actual
}

// frames sets every row beside the frame of its nämnd and year. A frame that is
// missing, and a reflow above its frame, are faults.
func (r *reflow) frames() Faults {
	var f Faults
	if !r.input.CurrentPrices {
		r.plan.Warnings = append(r.plan.Warnings, Warning{Code: FramesInOtherPrices, Args: []string{fmt.Sprint(r.forecast.priceYear)},
			Text: fmt.Sprintf("frames are kronor of their year, the amounts are in prices of %d; --prices current restates them", r.forecast.priceYear)})
	}
	for i := range r.plan.Rows {
		row := &r.plan.Rows[i]
		path := "frames." + row.Namnd
		years, ok := (*r.input.Frames)[row.Namnd]
		if !ok {
			f.add("frames", "frame-missing", fmt.Sprintf("there is no frame for %s, which pays back in %d", row.Namnd, row.Year))
			continue
		}
		before, ok := years[row.Year]
		if !ok {
			f.add(path, "frame-missing", fmt.Sprintf("there is no frame for %d, when %s pays back", row.Year, row.Namnd))
			continue
		}
		after := before.Sub(row.Amount)
		if after.IsNegative() {
			f.add(fmt.Sprintf("%s.%d", path, row.Year), "above-frame", fmt.Sprintf("the reflow of %s kr is above the frame of %s kr",
				row.Amount.StringFixed(2), before.StringFixed(2)))
		}
		row.FrameBefore, row.FrameAfter = decimal.NewNullDecimal(before), decimal.NewNullDecimal(after)
	}
	return f
}

// FrameRow is what a nämnd pays back in a budget year for several investments
// together.
type FrameRow struct {
	Year                    int
	Namnd                   string
	Amount                  decimal.Decimal
	FrameBefore, FrameAfter decimal.NullDecimal
}

// SumReflow adds up the plans of several investments, by year and nämnd.
func SumReflow(plans []*ReflowPlan) []FrameRow {
	var sums []FrameRow
	for _, p := range plans {
		for _, row := range p.Rows {
			i := slices.IndexFunc(sums, func(s FrameRow) bool { return s.Year == row.Year && s.Namnd == row.Namnd })
			if i < 0 {
				i = len(sums)
				sums = append(sums, FrameRow{Year: row.Year, Namnd: row.Namnd, FrameBefore: row.FrameBefore})
			}
			sums[i].Amount = sums[i].Amount.Add(row.Amount)
		}
	}
	for i, s := range sums {
		if s.FrameBefore.Valid {
			sums[i].FrameAfter = decimal.NewNullDecimal(s.FrameBefore.Decimal.Sub(s.Amount))
		}
	}
	slices.SortFunc(sums, func(a, b FrameRow) int {
		return cmp.Or(cmp.Compare(a.Year, b.Year), strings.Compare(a.Namnd, b.Namnd))
	})
	return sums
}

// AboveFrames returns a fault for each frame that the plans together pass. Paths
// are those of the frames' file.
func AboveFrames(plans []*ReflowPlan) Faults {
	var f Faults
	for _, s := range SumReflow(plans) {
		if s.FrameAfter.Valid && s.FrameAfter.Decimal.IsNegative() {
			f.add(fmt.Sprintf("frames.%s.%d", s.Namnd, s.Year), "above-frame", fmt.Sprintf(
				"the reflow of all investments, %s kr, is above the frame of %s kr", s.Amount.StringFixed(2), s.FrameBefore.Decimal.StringFixed(2)))
		}
	}
	return f
}
