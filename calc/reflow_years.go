package calc

import (
	"math/big"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// reflow lays out a plan.
type reflow struct {
	input            ReflowInput
	terms            reflowTerms
	forecast, actual *model
	plan             *ReflowPlan
	left             *big.Int            // öre that the cap leaves; nil without a cap
	carry            map[string]*big.Int // öre by nämnd
}

// cashableStated refuses effects of a nämnd that do not state what is cashable.
func (r *reflow) cashableStated() Faults {
	var f Faults
	for i := range r.forecast.effects {
		flow := &r.forecast.flows[r.forecast.effects[i].flow]
		if r.input.Investment.Actors[flow.actor].Kind == Namnd && flow.cashable == nil {
			f.add(effectPath(i), "cashable-missing", "cashable is not stated, and reflow rests on it")
		}
	}
	return f
}

// lay lays out the years: first those whose savings the nämnder keep, then those
// of reflow, to the end of the window or of the decided plan.
func (r *reflow) lay() error {
	first := r.input.Investment.Completion.Year() + r.terms.FirstYear
	last := r.forecast.window.To.Year()
	if r.terms.Cap == "granted" {
		r.left = öre(r.plan.Granted)
	}
	if decided := r.input.Decided; decided != nil {
		total := decimal.Zero
		for _, row := range decided.Rows {
			first, last = min(first, row.Year), max(last, row.Year)
			total = total.Add(row.Amount)
		}
		if r.left != nil && öre(total).Cmp(r.left) > 0 {
			r.left = öre(total) // what was decided stands
		}
	}
	r.carry = map[string]*big.Int{}
	for year := r.forecast.window.From.Year(); year < first; year++ {
		bases, err := r.bases(r.actual, year)
		if err != nil {
			return err
		}
		for _, b := range bases {
			if amount := roundRat(b.amount, moneyPlaces); !amount.IsZero() {
				r.plan.Kept = append(r.plan.Kept, KeptRow{Namnd: b.namnd, Year: year, Amount: amount})
			}
		}
	}
	for year := first; year <= last; year++ {
		if err := r.year(year); err != nil {
			return err
		}
	}
	return nil
}

// base is what a nämnd's reflow of a year is counted from, kronor.
type base struct {
	namnd   string
	amount  *big.Rat
	settled bool // every effect of the nämnd has an outcome for the year
}

// bases returns, by id of the nämnd,
//
//	cashable savings - the same nämnd's running costs, at least 0
//
// undiscounted, of a year; base gross leaves the running costs out.
func (r *reflow) bases(m *model, year int) ([]base, error) {
	at := year - m.first
	if at < 0 || at >= m.years {
		return nil, nil
	}
	price := big.NewRat(1, 1)
	if r.input.CurrentPrices && year != m.priceYear {
		c, err := r.input.Prices.Convert(DefaultIndex, m.priceYear, year)
		if err != nil {
			return nil, Faults{{Path: "price_year", Code: "index-missing", Message: err.Error(), Hint: hintOf(err)}}
		}
		price = c.Factor
	}
	byNamnd := map[string]*base{}
	of := func(actor int) *base {
		id := r.input.Investment.Actors[actor].inYear(year)
		if byNamnd[id] == nil {
			byNamnd[id] = &base{namnd: id, amount: new(big.Rat), settled: true}
		}
		return byNamnd[id]
	}
	for i := range m.flows {
		f := &m.flows[i]
		if r.input.Investment.Actors[f.actor].Kind != Namnd {
			continue
		}
		switch f.kind {
		case savingFlow:
			b := of(f.actor)
			b.amount.Add(b.amount, f.cashable.at(at))
			b.settled = b.settled && r.input.Outcomes.known(r.input.Investment.Effects[f.index].ID, year) != nil
		case runningFlow:
			if r.terms.Base == "net" {
				b := of(f.actor)
				b.amount.Sub(b.amount, f.amounts.at(at))
			}
		}
	}
	list := make([]base, 0, len(byNamnd))
	for _, b := range byNamnd {
		if b.amount.Sign() < 0 {
			b.amount.SetInt64(0)
		}
		b.amount.Mul(b.amount, price)
		list = append(list, *b)
	}
	slices.SortFunc(list, func(a, b base) int { return strings.Compare(a.namnd, b.namnd) })
	return list, nil
}

// inYear returns the id of the nämnd that answers for the actor's costs in a year.
func (a Actor) inYear(year int) string {
	if a.Successor != nil && year >= a.Successor.From {
		return a.Successor.ID
	}
	return a.ID
}

// claim is what a nämnd is to pay back in a year, öre, before the cap.
type claim struct {
	namnd    string
	amount   *big.Rat
	entitled *big.Rat // by the actual effects; nil in a year that is not settled
}

// year lays out one budget year.
//
// A nämnd's claim is share × base by forecast, or by the actual effects that are
// known of a year not settled yet, or its row of the decided plan. The year's total
// is the sum of the claims, rounded to öre and cut at what is left of the cap, and
// is split in proportion to them. In a settled year that much was reflowed; the
// difference to the part that the actual effects give is carried to the nämnd's
// next year that is not settled. A negative rest moves on. The cap counts what is
// reflowed, carries included (model, section 8).
func (r *reflow) year(year int) error {
	claims, err := r.claims(year)
	if err != nil {
		return err
	}
	amounts := make([]*big.Rat, len(claims))
	entitled := make([]*big.Rat, len(claims))
	for i, c := range claims {
		if c.entitled == nil {
			c.amount.Add(c.amount, new(big.Rat).SetInt(r.carried(c.namnd)))
			r.carry[c.namnd] = new(big.Int)
			if c.amount.Sign() < 0 {
				r.carry[c.namnd] = roundRat(c.amount, 0).BigInt()
				c.amount.SetInt64(0)
			}
		}
		amounts[i], entitled[i] = c.amount, c.amount
		if c.entitled != nil {
			entitled[i] = c.entitled
		}
	}
	paid, due := r.split(amounts), r.split(entitled)
	for i, c := range claims {
		if c.entitled != nil {
			carry := r.carried(c.namnd)
			r.carry[c.namnd] = carry.Add(carry, new(big.Int).Sub(due[i], paid[i]))
		}
		if r.left != nil {
			r.left.Sub(r.left, paid[i])
		}
		row := ReflowRow{Year: year, Namnd: c.namnd, Amount: kronor(paid[i]), Basis: "forecast", Carry: kronor(r.carried(c.namnd))}
		if c.entitled != nil {
			row.Basis = "actual"
		}
		if paid[i].Sign() != 0 || !row.Carry.IsZero() {
			r.plan.Rows = append(r.plan.Rows, row)
		}
	}
	return nil
}

func (r *reflow) carried(namnd string) *big.Int {
	if c := r.carry[namnd]; c != nil {
		return new(big.Int).Set(c)
	}
	return new(big.Int)
}

// claims returns the claims of a year, by id of the nämnd.
func (r *reflow) claims(year int) ([]claim, error) {
	forecast, err := r.bases(r.forecast, year)
	if err != nil {
		return nil, err
	}
	actual, err := r.bases(r.actual, year)
	if err != nil {
		return nil, err
	}
	part := func(b base) *big.Rat {
		amount := new(big.Rat).Mul(rational(r.terms.Share.Shift(2)), b.amount)
		return amount
	}
	var claims []claim
	for i, b := range actual {
		c := claim{namnd: b.namnd, amount: part(b)}
		if b.settled {
			c.amount, c.entitled = part(forecast[i]), part(b)
		}
		claims = append(claims, c)
	}
	if r.input.Decided == nil {
		return claims, nil
	}
	for i := range claims {
		claims[i].amount = new(big.Rat) // the plan says what is paid
	}
	for _, row := range r.input.Decided.Rows {
		if row.Year != year {
			continue
		}
		i := slices.IndexFunc(claims, func(c claim) bool { return c.namnd == row.Namnd })
		if i < 0 {
			i = len(claims)
			claims = append(claims, claim{namnd: row.Namnd, amount: new(big.Rat)})
		}
		claims[i].amount.Add(claims[i].amount, new(big.Rat).SetInt(öre(row.Amount)))
	}
	slices.SortFunc(claims, func(a, b claim) int { return strings.Compare(a.namnd, b.namnd) })
	return claims, nil
}

// split rounds the sum of the claims to öre, cuts it at what is left of the cap,
// and splits it in proportion to them: floors first, then an öre to each of the
// largest remainders, ties in order.
func (r *reflow) split(claims []*big.Rat) []*big.Int {
	sum := new(big.Rat)
	for _, c := range claims {
		sum.Add(sum, c)
	}
	total := roundRat(sum, 0).BigInt()
	if r.left != nil && total.Cmp(r.left) > 0 {
		total.Set(r.left)
	}
	parts := make([]*big.Int, len(claims))
	if sum.Sign() == 0 {
		for i := range parts {
			parts[i] = new(big.Int)
		}
		return parts
	}
	rest := new(big.Int).Set(total)
	remainders := make([]*big.Rat, len(claims))
	order := make([]int, len(claims))
	for i, c := range claims {
		exact := new(big.Rat).SetInt(total)
		exact.Mul(exact, c).Quo(exact, sum)
		parts[i] = new(big.Int).Quo(exact.Num(), exact.Denom())
		remainders[i] = exact.Sub(exact, new(big.Rat).SetInt(parts[i]))
		rest.Sub(rest, parts[i])
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return remainders[b].Cmp(remainders[a]) })
	for i := int64(0); i < rest.Int64(); i++ {
		parts[order[i]].Add(parts[order[i]], big.NewInt(1))
	}
	return parts
}

// öre returns an amount of kronor in öre, rounded.
func öre(kronor decimal.Decimal) *big.Int { return kronor.Shift(2).Round(0).BigInt() }

// kronor returns öre as kronor.
func kronor(öre *big.Int) decimal.Decimal { return decimal.NewFromBigInt(öre, -2) }
