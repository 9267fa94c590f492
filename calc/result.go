package calc

import "github.com/shopspring/decimal"

// Summary is what an evaluation found in few figures. Money is in kronor of
// PriceYear, rounded to 2 places; ratios have 4, years and people 2. A value that
// does not exist is not Valid, or nil (model, section 7).
type Summary struct {
	Investment  *Investment
	Perspective Perspective
	Criterion   Criterion
	Rate        Rate
	Timing      Timing
	BaseYear    int
	PriceYear   int
	Window      Window

	Cost          Pair // of the payers inside the perspective
	CostAllPayers Pair
	RunningCost   Pair
	Savings       Pair
	Gain          Pair // savings - running cost
	Net           Pair // savings - running cost - cost
	BCR           Ratio
	Cashable      *CashableResult // nil: not stated by every counted effect
	BeforeWindow  decimal.Decimal

	Tests  Tests
	Passes bool // the test named by Criterion

	BreakEven *BreakEven // nil: not within the horizon
	// RequiredEffectShare = (C_PV + R_PV) / S_PV; absent when nothing is saved.
	RequiredEffectShare decimal.NullDecimal
	Warnings            []Warning
}

// Result is all that an evaluation found.
type Result struct {
	Summary
	IRR            []decimal.Decimal // ascending
	ByActor        []ActorResult
	ByActorYear    []ActorYear
	BySector       []SectorResult
	ByYear         []YearResult
	Effects        []EffectResult
	PerParticipant *PerParticipant // nil: no number of participants stated
}

// Pair is an amount undiscounted and as present value, kronor.
type Pair struct {
	Undiscounted, PresentValue decimal.Decimal
}

// Ratio is a ratio of undiscounted amounts and of present values.
type Ratio struct {
	Undiscounted, PresentValue decimal.NullDecimal
}

// CashableResult is the result with the cashable part of the savings alone.
type CashableResult struct {
	Savings, Net Pair
	BCR          Ratio
}

// Tests are the three tests of profitability. Each compares amounts rounded to
// öre, and a tie passes.
type Tests struct {
	Rule       bool // S_U >= C_U, the municipality's published rule
	Discounted bool // S_PV >= C_PV
	Net        bool // S_PV - R_PV >= C_PV
}

// Of returns the outcome of the test a criterion names.
func (t Tests) Of(c Criterion) bool {
	switch c {
	case RuleTest:
		return t.Rule
	case DiscountedTest:
		return t.Discounted
	default:
		return t.Net
	}
}

// Agree reports whether the three tests have one answer.
func (t Tests) Agree() bool { return t.Rule == t.Discounted && t.Discounted == t.Net }

// BreakEven is the first calendar year from which the cumulative net present
// value stays at or above zero after having been negative.
type BreakEven struct {
	Year int
	// PaybackYears counts from the first month of the start.
	PaybackYears decimal.Decimal
	// YearsAfterCompletion is PaybackYears less the length of the investment.
	YearsAfterCompletion decimal.Decimal
}

// ActorResult is what an actor pays and saves, whatever the perspective.
type ActorResult struct {
	Actor       Actor
	OwnCost     Pair
	FundCost    Pair // booked at the actor, paid by the fund
	RunningCost Pair
	Savings     Pair
	Cashable    *Pair // nil: one of its effects does not state it
	Net         Pair  // savings - running cost - own cost
}

// ActorYear is one calendar year of an actor, undiscounted.
type ActorYear struct {
	Actor                                   Actor
	Year                                    int
	OwnCost, FundCost, RunningCost, Savings decimal.Decimal
	Cashable                                decimal.NullDecimal
	Net                                     decimal.Decimal
}

// SectorResult is what a sector pays and saves, whatever the perspective.
type SectorResult struct {
	Sector                     Sector
	Cost, RunningCost, Savings Pair
}

// YearResult is one calendar year inside the perspective.
type YearResult struct {
	Year                            int
	Cost, RunningCost, Savings, Net decimal.Decimal
	DiscountFactor                  decimal.Decimal // 10 places
	NetPresentValue                 decimal.Decimal
	CumulativePresentValue          decimal.Decimal
}

// EffectResult is what one effect saves, and how much of it is needed for the
// whole to break even with the other effects as they are.
type EffectResult struct {
	Effect  Effect
	Savings Pair
	Counted bool // inside the perspective
	// RequiredShare = 1 - net_PV / S_PV(effect); absent when the effect is not
	// counted or saves nothing.
	RequiredShare decimal.NullDecimal
	// RequiredPeople is RequiredShare × people in all intakes × change: people whose
	// outcome must change, not participants.
	RequiredPeople decimal.NullDecimal
}

// PerParticipant is cost and savings for each participant.
type PerParticipant struct {
	Cost, Savings Pair
}
