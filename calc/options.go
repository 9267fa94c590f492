package calc

import "github.com/shopspring/decimal"

// DefaultHorizon is the number of years after completion in which savings count:
// "ten years from the completion of the investment" (the municipality's rule).
const DefaultHorizon = 10

// RateSource says where a discount rate came from.
type RateSource string

// The sources of a rate, in their order of precedence.
const (
	RateFromFlag    RateSource = "flag"
	RateFromEnv     RateSource = "env"
	RateFromFile    RateSource = "file"
	RateFromConfig  RateSource = "config"
	RateFromDefault RateSource = "default"
)

// Rate is a real yearly discount rate, 0.03 for 3 %, and where it came from.
type Rate struct {
	Value  decimal.Decimal
	Source RateSource
}

// DefaultRate is 3 % real: an assumption, for the municipality's rules state no
// rate. It is the rate of a benefit calculator in use in Swedish municipalities.
func DefaultRate() Rate { return Rate{Value: decimal.New(3, -2), Source: RateFromDefault} }

// Criterion names the test that decides the verdict.
type Criterion string

// The tests (model, section 7). RuleTest is the municipality's published rule.
const (
	RuleTest       Criterion = "rule"
	DiscountedTest Criterion = "discounted"
	NetTest        Criterion = "net"
)

// Criteria lists every test.
func Criteria() []Criterion { return []Criterion{RuleTest, DiscountedTest, NetTest} }

// Options are the choices of an evaluation that the investment leaves open.
type Options struct {
	Rate        *Rate // goes before the investment's own rate; nil: none
	Fallback    Rate  // when neither Rate nor the investment states one
	Perspective Perspective
	Criterion   Criterion
	Timing      Timing
	BaseYear    int // year discounted to; 0: the year of the investment's start
	PriceYear   int // price year of the results; 0: the investment's
	Horizon     int // years
}

// DefaultOptions returns the choices of the model: 3 % at the start of each
// year, ten years, the municipality's perspective, judged by the net test.
func DefaultOptions() Options {
	return Options{
		Fallback:    DefaultRate(),
		Perspective: MunicipalityOnly,
		Criterion:   NetTest,
		Timing:      AtStart,
		Horizon:     DefaultHorizon,
	}
}

// rate returns the rate that applies to an investment.
func (o Options) rate(inv *Investment) Rate {
	switch {
	case o.Rate != nil:
		return *o.Rate
	case inv.Rate != nil:
		return Rate{Value: *inv.Rate, Source: RateFromFile}
	default:
		return o.Fallback
	}
}

// MaxHorizon is the longest window that can be asked for, years.
const MaxHorizon = 100

// check refuses options that no file is to blame for.
func (o Options) check() Faults {
	var f Faults
	if o.Horizon < 1 || o.Horizon > MaxHorizon {
		f.add("horizon", "out-of-range", "the horizon is 1 to 100 years")
	}
	for _, y := range []int{o.BaseYear, o.PriceYear} {
		if y != 0 && (y < firstYear || y > lastYear) {
			f.add("options", "out-of-range", "a year lies between 1900 and 2200")
		}
	}
	for _, r := range []*Rate{o.Rate, &o.Fallback} {
		if r != nil && !r.Value.GreaterThan(one().Neg()) {
			f.add("rate", "out-of-range", "a rate lies above -100 %")
		}
	}
	return f
}
