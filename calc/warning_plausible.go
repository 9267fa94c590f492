package calc

import (
	"strconv"

	"github.com/shopspring/decimal"
)

// The codes of warnings about what is likely to be a slip, or more than was meant.
const (
	NeverWearsOff   = "never-wears-off"
	MorePeople      = "more-people"
	LongInvestment  = "long-investment"
	PaidByOwnSector = "paid-by-own-sector"
	OldPrices       = "old-prices"
	HighRate        = "high-rate"
)

// longInvestment is how many years an investment may go on before its completion is
// more likely to be a slip of the year: the programme's longest is four.
const longInvestment = 10

// oldPrices is how many years the price year may lie before the start: a budget is
// written in prices of its own time.
const oldPrices = 5

func (w *warner) plausible() {
	w.neverWearsOff()
	w.morePeople()
	w.tooLong()
	w.paidByOwnSector()
	w.oldPrices()
	w.highRate()
}

// neverWearsOff warns of an effect that is counted in full to the end of the window
// because the file is silent, which is the most hopeful reading. A stated drop_off of 0
// is an assumption that somebody made. It is told of what the perspective leaves out
// too, for the figures by actor hold it.
func (w *warner) neverWearsOff() {
	for i, e := range w.inv.Effects {
		if e.Lasts == nil && e.DropOff == nil {
			w.add(NeverWearsOff, effectPath(i), "the effect %s is counted undiminished to the end of the window: neither lasts nor drop_off is stated", e.ID)
		}
	}
}

// morePeople warns of an effect on more people than take part.
func (w *warner) morePeople() {
	if w.inv.Participants == 0 {
		return
	}
	for i, e := range w.inv.Effects {
		sum := decimal.Zero
		for _, in := range e.Intakes {
			sum = sum.Add(in.People.Likely)
		}
		if sum.GreaterThan(decimal.NewFromInt(int64(w.inv.Participants))) {
			w.add(MorePeople, effectPath(i)+".people", "the effect %s counts %s people, and the participants are %s",
				e.ID, sum.String(), strconv.Itoa(w.inv.Participants))
		}
	}
}

func (w *warner) tooLong() {
	if years := int(w.inv.Completion-w.inv.Start+1) / monthsPerYear; years > longInvestment {
		w.add(LongInvestment, "completion", "from start to completion there are %s years, so that a year may be wrong", strconv.Itoa(years))
	}
}

// paidByOwnSector warns of an external cost whose payer is the sector of the actor that
// books it: when that actor pays, it shall burden it.
func (w *warner) paidByOwnSector() {
	for i, cost := range w.inv.Costs {
		if cost.Funding != FromExternal {
			continue
		}
		for _, a := range w.inv.Actors {
			if a.ID == cost.Actor && a.Sector() == cost.Payer {
				w.add(PaidByOwnSector, "costs["+strconv.Itoa(i)+"].funding",
					"the cost %s is paid by another party of the same sector as %s: when %s pays it, the funding is actor", cost.Item, w.inv.ActorName(a.ID), w.inv.ActorName(a.ID))
			}
		}
	}
}

// oldPrices warns of amounts that are taken to be in prices of long before the start,
// as when a price year was left from another file.
func (w *warner) oldPrices() {
	years := w.inv.Start.Year() - w.inv.PriceYear
	if w.inv.PriceYear != 0 && years > oldPrices {
		w.add(OldPrices, "price_year", "amounts without a price year of their own are taken to be in prices of %s, %s years before the start",
			strconv.Itoa(w.inv.PriceYear), strconv.Itoa(years))
	}
}

// highRate warns of a rate of the file above 10 %: the default is 3 %, and 0.3 is more
// likely to be a slip.
func (w *warner) highRate() {
	if r := w.inv.Rate; r != nil && r.GreaterThan(decimal.New(1, -1)) {
		w.add(HighRate, "rate", "a real discount rate of %s %% a year is far above the default of 3 %%", r.Shift(2).String())
	}
}
