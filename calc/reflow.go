package calc

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// ReflowRules are the programme's rules of reflow (återföring), which an
// investment's own terms may replace.
type ReflowRules struct {
	// An investment that starts in a calendar year before Before reflows, one that
	// starts in From or later does not; between them it is not defined.
	Before, From int
	Share        decimal.Decimal // of the base
	Cap          string          // granted | none
	Base         string          // net | gross
	FirstYear    int             // calendar years after completion, 1 for the next
}

// ReflowInput is what a plan of reflow is made of. Outcomes, Frames and Decided
// may be nil.
type ReflowInput struct {
	Investment *Investment
	Prices     Prices
	Options    Options
	Rules      ReflowRules
	Outcomes   *Outcomes
	Frames     *Frames
	Decided    *Plan // a plan that was decided: kronor as they stand
	// CurrentPrices restates each budget year by the price index; otherwise amounts
	// are in prices of the investment's price year.
	CurrentPrices bool
}

// ReflowPlan is what each nämnd pays back to the fund, by budget year.
type ReflowPlan struct {
	Investment    *Investment
	Applies       bool
	Reason        string // why it applies, or why not
	Granted       decimal.Decimal
	PriceYear     int // of the amounts; 0 when they are in current prices
	Rows          []ReflowRow
	Kept          []KeptRow
	Warnings      []Warning
	CurrentPrices bool
}

// ReflowRow is what a nämnd pays back in a budget year. Carry is what moves on to
// its next year: the actual effects of settled years less what was reflowed.
type ReflowRow struct {
	Year                    int
	Namnd                   string
	Amount                  decimal.Decimal
	Basis                   string // forecast | actual
	FrameBefore, FrameAfter decimal.NullDecimal
	Carry                   decimal.Decimal
}

// KeptRow is the base of a year before the first year of reflow, which the nämnd
// keeps.
type KeptRow struct {
	Namnd  string
	Year   int
	Amount decimal.Decimal
}

// FileFaults are faults of a file beside the investment: its outcomes, frames or
// plan.
type FileFaults struct {
	Of string // outcomes | frames | plan
	Faults
}

// FramesInOtherPrices is the code of the warning that frames, which are kronor of
// their year, stand beside amounts in other prices.
const FramesInOtherPrices = "frames-in-other-prices"

// Reflow makes the plan of an investment. What is paid back in a budget year is, in
// kronor and over all nämnder,
//
//	min(share × Σ base(nämnd), what is left of the cap)
//
// rounded to öre and split in proportion to the bases, an öre to each of the largest
// remainders; base is the nämnd's cashable savings of the year less its running costs,
// at least 0 (model, section 8). The error is Faults of the investment, or FileFaults.
func Reflow(in ReflowInput) (*ReflowPlan, error) {
	forecast, faults := newModel(in.Investment, in.Prices, in.Options)
	if len(faults) > 0 {
		return nil, faults
	}
	terms, faults := termsOf(in.Investment, in.Rules, in.Decided != nil)
	if len(faults) > 0 {
		return nil, faults
	}
	plan := &ReflowPlan{Investment: in.Investment, Applies: terms.applies, Reason: terms.reason,
		Granted: forecast.granted(), PriceYear: forecast.priceYear, CurrentPrices: in.CurrentPrices}
	if in.CurrentPrices {
		plan.PriceYear = 0
	}
	if !terms.applies {
		return plan, nil
	}
	r := &reflow{input: in, terms: terms, forecast: forecast, actual: forecast, plan: plan}
	if faults := r.cashableStated(); len(faults) > 0 {
		return nil, faults
	}
	if in.Outcomes != nil {
		if r.actual, faults = newObservedModel(in.Investment, in.Prices, in.Options, in.Outcomes); len(faults) > 0 {
			return nil, FileFaults{"outcomes", faults}
		}
	}
	if err := r.lay(); err != nil {
		return nil, err
	}
	if in.Frames != nil {
		if faults := r.frames(); len(faults) > 0 {
			return nil, FileFaults{"frames", faults}
		}
	}
	return plan, nil
}

// reflowTerms are the rules with the investment's own terms in their place.
type reflowTerms struct {
	ReflowRules
	applies bool
	reason  string
}

// termsOf decides whether reflow applies: by the start and the rules, or by a
// plan that was decided. Where the rules leave it undefined, or the file says
// otherwise than they, the file must name a decision: nothing is guessed.
func termsOf(inv *Investment, rules ReflowRules, decided bool) (reflowTerms, Faults) {
	t := reflowTerms{ReflowRules: rules}
	own := inv.Reflow
	if own == nil {
		own = &ReflowTerms{}
	}
	if own.Share != nil {
		t.Share = *own.Share
	}
	if own.Cap != "" {
		t.Cap = own.Cap
	}
	if own.Base != "" {
		t.Base = own.Base
	}
	start := inv.Start.Year()
	undefined := start >= rules.Before && start < rules.From
	byRule := start < rules.Before
	switch {
	case decided:
		t.applies, t.reason = true, "a plan was decided"
	case own.Applies != nil && (undefined || *own.Applies != byRule):
		if own.Decision == "" {
			return t, Faults{{Path: "reflow", Code: "reflow-undecided",
				Message: fmt.Sprintf("says that reflow %s, which the rules do not say of a start in %d, and names no decision", doesApply(*own.Applies), start),
				Hint:    `name it: reflow: {applies: …, decision: "…"}`}}
		}
		t.applies, t.reason = *own.Applies, fmt.Sprintf("decision: %s", own.Decision)
	case undefined:
		return t, Faults{{Path: "reflow", Code: "reflow-undefined",
			Message: fmt.Sprintf("the rules do not say whether reflow applies to a start in %d: before %d it does, from %d it does not", start, rules.Before, rules.From),
			Hint:    `decide it in the file: reflow: {applies: true, decision: "…"} or {applies: false, decision: "…"}`}}
	case byRule:
		t.applies, t.reason = true, fmt.Sprintf("started before %d", rules.Before)
	default:
		t.reason = fmt.Sprintf("started in %d or later", rules.From)
	}
	return t, nil
}

func doesApply(b bool) string {
	if b {
		return "applies"
	}
	return "does not apply"
}

// granted is the amount decided, else the costs that the fund pays as they are
// written: kronor, never indexed.
func (m *model) granted() decimal.Decimal {
	if d := m.inv.Decision; d != nil && d.Amount != nil {
		return *d.Amount
	}
	total := decimal.Zero
	for _, c := range m.inv.Costs {
		if c.Funding == FromFund {
			for _, a := range c.Amounts {
				total = total.Add(a.Amount.Likely)
			}
		}
	}
	return total
}
