package calc

import (
	"fmt"

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
