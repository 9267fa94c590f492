package calc

import "github.com/shopspring/decimal"

// Investment is one time-limited effort (satsning): what carrying it out costs,
// what goes on costing afterwards, and which costs are expected to fall. Its
// fields are those of the file siv.investment/1 (model, section 1).
type Investment struct {
	ID              string
	Name            string
	Status          Status
	Start           Month // first month
	Completion      Month // last month; savings count from the month after
	PeriodAsWritten string
	PriceYear       int // price year of the results; 0 when all amounts share one
	Rate            *decimal.Decimal
	Participants    int // 0 when not stated

	Actors       []Actor
	Decision     *Decision
	Costs        []Cost
	RunningCosts []RunningCost
	Effects      []Effect
	// Indices holds the price index figures given in the investment itself.
	Indices []IndexFigure

	ComparisonAlternative string
	Application           *Application
	Process               *Process
	Reflow                *ReflowTerms
	Evaluation            []EvaluationGoal
	Documents             []Document
}

// ActorName is the name of an actor, or its id where it has none.
func (inv *Investment) ActorName(id string) string {
	for _, a := range inv.Actors {
		if a.ID == id && a.Name != "" {
			return a.Name
		}
	}
	return id
}

// Status is where an investment stands on its way.
type Status string

// The statuses of an investment.
const (
	Proposed  Status = "proposal"
	Approved  Status = "approved"
	Ongoing   Status = "ongoing"
	Completed Status = "completed"
)

// Statuses lists every status.
func Statuses() []Status { return []Status{Proposed, Approved, Ongoing, Completed} }

// Decision is the grant (beviljande) of an investment.
type Decision struct {
	Authority string
	Date      string // YYYY-MM-DD
	Reference string
	Amount    *decimal.Decimal // kronor granted from the fund
}

// Funding says which purse pays a cost.
type Funding string

// The purses: the fund, the actor that books the cost, or somebody else.
const (
	FromFund     Funding = "fund"
	FromActor    Funding = "actor"
	FromExternal Funding = "external"
)

// Fundings lists every purse.
func Fundings() []Funding { return []Funding{FromFund, FromActor, FromExternal} }

// Cost is a cost of carrying the investment out, by calendar year.
type Cost struct {
	Item    string
	Actor   string // where the cost is booked
	Funding Funding
	Payer   Sector // of an external cost
	// PriceYear is the price year of the amounts; 0 means the investment's.
	PriceYear int
	// CurrentPrices says that each year's amount is in that year's own prices.
	CurrentPrices bool
	Amounts       []YearAmount
}

// YearAmount is an amount of a calendar year, kronor.
type YearAmount struct {
	Year   int
	Amount Number
}

// RunningCost is what goes on costing after completion: PerYear kronor in each
// of the effect years From..To.
type RunningCost struct {
	Item      string
	Actor     string
	PerYear   Number
	PriceYear int     // 0 means the investment's
	From, To  *Number // effect years; nil: the first, the last
}

// Effect is a change against the comparison alternative that makes somebody's
// costs fall.
type Effect struct {
	ID          string
	Description string
	Actor       string // whose costs fall
	UnitCost    UnitCostRef
	Intakes     []Intake
	Continues   *Continuation

	// Outcome or Change states the change; Deadweight goes with Change only.
	Outcome    *Outcome
	Change     *Number
	Deadweight *Number

	Quantity     Number  // units per person in the costly state and year
	Starts       *Number // first effect year; nil: 1
	Lasts        *Number // months; nil: to the end of the window
	Attribution  *Number // nil: 1
	Displacement *Number // nil: 0
	DropOff      *Number // yearly, from the effect's second year; nil: 0
	OptimismBias *Number // nil: 0
	Cashable     *Number // nil: not stated
	Evidence     string
}

// Intake is a number of people who enter at one time. Year is the calendar year
// of a yearly intake; 0 means everybody, at the beginning of the window.
type Intake struct {
	Year   int
	People Number
}

// Continuation is the intake of each effect year From..To when the method has
// been made permanent.
type Continuation struct {
	PerYear  Number
	From, To *Number // effect years; nil: the first, the last
}

// Outcome is the share of people in the costly state: in the comparison
// alternative and with the investment.
type Outcome struct {
	Without, With Number
}

// UnitCostRef names a unit cost: an id of the catalogue, an id pinned to a
// price year, or a unit cost written out in the investment itself.
type UnitCostRef struct {
	ID     string
	Year   int // 0: not pinned
	Inline *UnitCost
}

// Application is what the file says of the written application.
type Application struct {
	ID         string
	SharedWith []string
	Parts      []string
}

// ApplicationParts lists the parts of a complete application.
func ApplicationParts() []string {
	return []string{"situation", "comparison_alternative", "method", "costs", "effects", "implementation", "evaluation_schedule"}
}

// DocumentKinds lists the kinds of published documents.
func DocumentKinds() []string {
	return []string{"application", "summary", "final-report", "evaluation", "follow-up"}
}

// Process holds the dates of the way to a decision, YYYY-MM-DD, "" when not
// stated.
type Process struct {
	NeedsAnalysis, Idea, Application, Preparation, Decision string
}

// ReflowTerms is what the file decides about reflow (återföring).
type ReflowTerms struct {
	Applies  *bool
	Decision string
	Share    *decimal.Decimal
	Cap      string // granted | none
	Base     string // net | gross
	Plan     string // file of the plan that was decided
}

// EvaluationGoal is one goal of the evaluation schedule.
type EvaluationGoal struct {
	Goal       string
	Activities []string
	Indicators []string
	Effect     string // id of the expected economic effect
}

// Document is a published document of the investment.
type Document struct {
	Kind  string
	Title string
}
