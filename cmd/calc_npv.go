package cmd

import (
	"errors"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"siv/calc"
	"siv/cmd/input"
	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
)

// npv is siv calc npv.
type npv struct {
	*env
	rate, finance, reinvest rateFlag
	timing                  choice[calc.Timing]
	firstT                  int
}

func newNPV(e *env) *cobra.Command {
	c := &npv{env: e, timing: newChoice(calc.DefaultOptions().Timing, calc.Timings())}
	cmd := &cobra.Command{
		Use:   "npv FLOWS.csv | -",
		Short: "Present value, rates of return and payback of any flows",
		Long: `Calculate what dated flows are worth: present values, net present value, benefit
per krona of cost, every internal rate of return, the modified one, and payback
with and without discounting.

FLOWS.csv is separated by ; or , and its first line names the columns: t or year,
then cost and benefit (both positive), or flow (negative is a cost). A flow at t
is divided by (1+r)^(t+τ), τ being 0 at the start of the year, 1/2 in its middle
and 1 at its end. The first year is t = 0. Flows of the same t add up.

` + exitStatuses,
		Example: `  siv calc npv flows.csv --rate 3.1% --first-t 1
  siv calc npv flows.csv --timing mid -o json
  siv calc npv flows.csv --finance-rate 5% --reinvest-rate 2%`,
		Args:              args(cobra.ExactArgs(1)),
		ValidArgsFunction: files("csv"),
		RunE:              func(cmd *cobra.Command, paths []string) error { return c.run(cmd, paths[0]) },
	}
	flags := cmd.Flags()
	flags.Var(&c.rate, "rate", "yearly discount rate, as 3% or 0.03 (default "+calc.DefaultRate().Value.Shift(2).String()+"%)")
	flags.Var(&c.timing, "timing", "where in its year a flow lies when it is discounted")
	flags.IntVar(&c.firstT, "first-t", 0, "t of the first flow (default the file's own)")
	flags.Var(&c.finance, "finance-rate", "what money costs, for the modified rate of return (default --rate)")
	flags.Var(&c.reinvest, "reinvest-rate", "what money earns, for the modified rate of return (default --rate)")
	completeChoice(cmd, "timing", calc.Timings())
	return cmd
}

func (c *npv) run(cmd *cobra.Command, path string) error {
	data, err := c.read(path)
	if err != nil {
		return err
	}
	flows, err := input.DecodeFlows(path, data)
	if err != nil {
		return err
	}
	if cmd.Flags().Changed("first-t") {
		shift(flows, c.firstT)
	}
	rate := calc.DefaultRate()
	if c.rate.value != nil {
		rate.Value = *c.rate.value
		switch c.origin(cmd, "rate") {
		case fromFlag:
			rate.Source = calc.RateFromFlag
		case fromEnv:
			rate.Source = calc.RateFromEnv
		default:
			rate.Source = calc.RateFromConfig
		}
	}
	result, err := calc.ValueFlows(flows, calc.FlowTerms{Rate: rate.Value, Timing: c.timing.value,
		Finance: c.finance.value, Reinvest: c.reinvest.value})
	var faults calc.Faults
	if errors.As(err, &faults) {
		return input.Faults{{File: path, Code: faults[0].Code, Message: faults[0].Message}}
	}
	if err != nil {
		return err
	}
	return c.render(npvScreen{c.lang(), result, rate}.document())
}

// shift moves flows so that the first one is at t.
func shift(flows []calc.DatedFlow, t int) {
	first := flows[0].T
	for _, f := range flows {
		first = min(first, f.T)
	}
	for i := range flows {
		flows[i].T += t - first
	}
}

// npvJSON is the stable answer siv.npv/1: numbers with up to 12 decimals, null for
// what does not exist.
type npvJSON struct {
	Schema            string   `json:"schema"`
	Rate              string   `json:"rate"`
	Timing            string   `json:"timing"`
	FirstT            int      `json:"first_t"`
	PVCosts           string   `json:"pv_costs"`
	PVBenefits        string   `json:"pv_benefits"`
	NPV               string   `json:"npv"`
	BCR               *string  `json:"bcr"`
	IRR               []string `json:"irr"`
	MIRR              *string  `json:"mirr"`
	Payback           *string  `json:"payback"`
	DiscountedPayback *string  `json:"discounted_payback"`
}

func newNPVJSON(r *calc.FlowResult) npvJSON {
	out := npvJSON{Schema: "siv.npv/1", Rate: r.Terms.Rate.String(), Timing: string(r.Terms.Timing), FirstT: r.FirstT,
		PVCosts: r.PVCosts.String(), PVBenefits: r.PVBenefits.String(), NPV: r.NPV.String(),
		BCR: shortest(r.BCR), IRR: []string{}, MIRR: shortest(r.MIRR),
		Payback: shortest(r.Payback), DiscountedPayback: shortest(r.DiscountedPayback)}
	for _, rate := range r.IRR {
		out.IRR = append(out.IRR, rate.String())
	}
	return out
}

// shortest is a number with as many decimals as it has, or null.
func shortest(d decimal.NullDecimal) *string {
	if !d.Valid {
		return nil
	}
	s := d.Decimal.String()
	return &s
}

// shortestCell is a cell of a number with as many decimals as it has.
func shortestCell(d decimal.Decimal) output.Cell {
	_, decimals, _ := strings.Cut(d.String(), ".")
	return output.Number(d, int32(len(decimals)))
}

func maybeShortest(d decimal.NullDecimal) output.Cell {
	if !d.Valid {
		return output.Cell{}
	}
	return shortestCell(d.Decimal)
}

// npvScreen shows the worth of flows in one language.
type npvScreen struct {
	lang.Language
	result *calc.FlowResult
	rate   calc.Rate
}

func (s npvScreen) document() output.Document {
	rows := s.summary()
	return output.Document{
		Sections: []output.Section{{Lead: []string{s.lead()}, Tables: []output.Table{s.keyFigures(), s.times()},
			NotesTitle: s.T("title.facts"), Notes: s.notes()}},
		Rows: &rows, Data: newNPVJSON(s.result),
	}
}

func (s npvScreen) lead() string {
	key := "npv.gain"
	if s.result.NPV.IsNegative() {
		key = "npv.loss"
	}
	return s.T(key, s.Number(s.result.NPV.Abs(), 2))
}

func (s npvScreen) percent(d decimal.Decimal) string { return s.Number(d.Shift(2), 2) + " %" }

func (s npvScreen) keyFigures() output.Table {
	r := s.result
	t := output.Table{Columns: []output.Column{{Key: "item"}, {Key: "value"}}}
	add := func(key string, cell output.Cell) {
		t.Rows = append(t.Rows, []output.Cell{output.Text(s.T(key)), cell})
	}
	add("npv.pv-costs", output.Number(r.PVCosts, 2))
	add("npv.pv-benefits", output.Number(r.PVBenefits, 2))
	add("npv.npv", output.Number(r.NPV, 2))
	add("npv.bcr", output.Maybe(r.BCR, 4))
	none := output.Text(s.T("npv.none"))
	rates := make([]string, len(r.IRR))
	for i, rate := range r.IRR {
		rates[i] = s.percent(rate)
	}
	if len(rates) == 0 {
		rates = []string{s.T("npv.none")}
	}
	add("npv.irr", output.Text(strings.Join(rates, "; ")))
	if r.MIRR.Valid {
		add("npv.mirr", output.Text(s.percent(r.MIRR.Decimal)))
	} else {
		add("npv.mirr", none)
	}
	payback := func(key string, d decimal.NullDecimal) {
		if d.Valid {
			add(key, output.Number(d.Decimal, 2))
		} else {
			add(key, none)
		}
	}
	payback("npv.payback", r.Payback)
	payback("npv.discounted-payback", r.DiscountedPayback)
	return t
}

func (s npvScreen) times() output.Table {
	t := output.Table{Title: s.T("npv.times"), Columns: []output.Column{
		{Key: "t", Title: "t"}, {Key: "cost", Title: s.T("col.cost")}, {Key: "benefit", Title: s.T("col.benefit")},
		{Key: "net", Title: s.T("col.net")}, {Key: "discount_factor", Title: s.T("col.discount-factor")},
		{Key: "present_value", Title: s.T("col.present-value")}, {Key: "cumulative", Title: s.T("col.cumulative-present-value")}}}
	for _, f := range s.result.Times {
		t.Rows = append(t.Rows, []output.Cell{output.Int(f.T), output.Number(f.Cost, 2), output.Number(f.Benefit, 2), output.Number(f.Net, 2),
			output.Number(f.Factor, 10), output.Number(f.PresentValue, 2), output.Number(f.Cumulative, 2)})
	}
	return t
}

func (s npvScreen) notes() []string {
	terms := s.result.Terms
	notes := []string{s.T("npv.rate", s.Percent(terms.Rate), s.T("rate."+string(s.rate.Source)), s.T("timing."+string(terms.Timing)), s.result.FirstT)}
	if terms.Finance != nil || terms.Reinvest != nil {
		finance, reinvest := terms.Rate, terms.Rate
		if terms.Finance != nil {
			finance = *terms.Finance
		}
		if terms.Reinvest != nil {
			reinvest = *terms.Reinvest
		}
		notes = append(notes, s.T("npv.two-rates", s.Percent(finance), s.Percent(reinvest)))
	}
	return notes
}

// summary is the row in csv.
func (s npvScreen) summary() output.Table {
	r := s.result
	irr := make([]string, len(r.IRR))
	for i, rate := range r.IRR {
		irr[i] = strings.Replace(rate.String(), ".", ",", 1)
	}
	t := output.Table{Columns: columns("rate", "timing", "first_t", "pv_costs", "pv_benefits", "npv", "bcr", "irr", "mirr", "payback", "discounted_payback")}
	t.Rows = [][]output.Cell{{shortestCell(r.Terms.Rate), output.Text(string(r.Terms.Timing)), output.Int(r.FirstT),
		shortestCell(r.PVCosts), shortestCell(r.PVBenefits), shortestCell(r.NPV), maybeShortest(r.BCR),
		output.Text(strings.Join(irr, " ")), maybeShortest(r.MIRR), maybeShortest(r.Payback), maybeShortest(r.DiscountedPayback)}}
	return t
}
