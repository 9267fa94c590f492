package cmd

import (
	"errors"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"siv/calc"
	"siv/calc/policy"
	"siv/cmd/input"
	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
)

// paper is one investment of a report, and all that was found out about it.
type paper struct {
	resultScreen
	prefix     string                   // of its anchors
	saidBy     func(flag string) string // who gave a flag its value; "" for nobody
	uncertain  uncertainScreen
	varied     *decimal.Decimal // the share that made the ranges; nil: those of the file
	trace      *calc.Trace
	oneWay     *calc.Sensitivity
	simulation *calc.Simulation
	plan       *calc.ReflowPlan
	noPlan     error          // why there is none
	followed   *calc.FollowUp // nil: nothing is known of what came of it
	judged     judged
	notJudged  error // why no rules judge it
}

// ourShare is how far a number of a file without ranges is moved when nobody says.
func ourShare() decimal.Decimal { return decimal.New(2, -1) }

// papers finds out all about each investment.
func (c *report) papers(cmd *cobra.Command, all []evaluated) ([]*paper, error) {
	rules, err := c.rules(c.env)
	if err != nil {
		return nil, err
	}
	reflow := &reflowCommand{env: c.env, evaluation: c.evaluation, policyFlag: c.policyFlag, outcomesFlag: c.outcomesFlag, frames: c.frames, prices: c.budget}
	beside, err := reflow.readBeside()
	if err != nil {
		return nil, err
	}
	var list []*paper
	var plans []*calc.ReflowPlan
	var ids []string
	for _, one := range all {
		p := &paper{resultScreen: resultScreen{Language: c.lang(), evaluated: one}, saidBy: func(flag string) string { return c.saidBy(cmd, flag) }}
		if one.path != "-" {
			p.again = again(cmd, one.path)
		}
		if err := p.compute(c, cmd); err != nil {
			return nil, err
		}
		ids = append(ids, one.file.ID)
		if err := p.follow(beside.outcomes[one.file.ID], c.options(c.env, cmd)); err != nil {
			return nil, err
		}
		if err := p.payBack(reflow, cmd, rules, beside); err != nil {
			return nil, err
		}
		if p.plan != nil {
			plans = append(plans, p.plan)
		}
		judging := judging{c.evaluation, c.policyFlag}
		p.judged, p.notJudged = judging.judgeFile(c.env, cmd, rules, one.catalogue, one.path, one.file)
		list = append(list, p)
	}
	if faults := beside.check(ids, plans); len(faults) > 0 {
		return nil, faults
	}
	return list, nil
}

// compute traces the result and moves its numbers. A file without ranges gets those
// of --vary, or ours.
func (p *paper) compute(c *report, cmd *cobra.Command) error {
	s := &subject{evaluated: p.evaluated, investment: p.file.Investment, prices: pricesFor(p.file, p.catalogue), options: c.options(c.env, cmd)}
	switch ranges := calc.Uncertain(calc.Inputs(s.investment)); {
	case c.vary.value != nil:
		p.varied = c.vary.value
	case len(ranges) == 0:
		share := ourShare()
		p.varied = &share
	}
	if p.varied != nil {
		s.investment = calc.Vary(s.investment, *p.varied)
	}
	p.uncertain = s.screen(c.env)
	var err error
	if p.trace, err = calc.Explain(p.file.Investment, s.prices, s.options); err == nil {
		p.oneWay, err = calc.OneWaySensitivity(s.investment, s.prices, s.options)
	}
	if err == nil {
		p.simulation, err = c.simulate(c.env, cmd, s)
	}
	if err != nil {
		return s.fault(err)
	}
	return nil
}

// payBack plans the reflow. What the investment itself leaves open is told in the
// report; a fault of the frames or of a decided plan is one of the command.
func (p *paper) payBack(c *reflowCommand, cmd *cobra.Command, dated *policy.Policy, beside *besideFiles) error {
	rules, ok := dated.ReflowRules()
	if !ok {
		p.noPlan = errors.New("the rules say nothing of reflow")
		return nil
	}
	in := calc.ReflowInput{Investment: p.file.Investment, Prices: pricesFor(p.file, p.catalogue), Options: c.options(c.env, cmd), Rules: rules,
		CurrentPrices: c.prices.value == current}
	plan, err := c.plan(p.path, p.file, in, beside)
	var faults input.Faults
	if errors.As(err, &faults) && !slices.ContainsFunc(faults, func(f input.Fault) bool { return f.File != p.path }) {
		p.noPlan = err
		return nil
	}
	p.plan = plan
	return err
}

// sections is the paper from the verdict to the trace, under the report's title or,
// below a heading of its own, beside others.
func (p *paper) sections(level int) []output.Section {
	var list []output.Section
	add := func(key string, s output.Section) {
		s.Anchor, s.Heading, s.Level = p.prefix+key, p.T("report."+key), level
		list = append(list, s)
	}
	add("verdict", p.answer())
	add("about", output.Section{Tables: []output.Table{p.about()}})
	if p.followed != nil {
		add("follow-up", p.followUp())
	}
	add("cumulative", output.Section{Lead: []string{p.breakEvenFacts()}, Figures: p.figures(cumulativeChart)})
	add("years", output.Section{Figures: p.figures(yearsChart), Tables: []output.Table{p.years()}})
	add("actors", output.Section{Lead: []string{p.T("report.actors-lead")}, Figures: p.figures(actorsChart),
		Tables: []output.Table{p.actors(), p.actorYears(), p.sectors()}})
	add("effects", output.Section{Lead: []string{p.T("report.effects-lead")}, Tables: []output.Table{p.described()}})
	add("tornado", p.swings())
	add("distribution", p.chance())
	add("reflow", p.reflow())
	add("schedule", p.schedule())
	add("assumptions", p.assumptions())
	add("rules", p.rulesChecked())
	add("trace", p.appendix())
	return list
}

func (p *paper) answer() output.Section {
	s := output.Section{Answer: true, Lead: slices.Concat(p.verdict(), []string{p.breakEvenFacts()}, p.chanceInShort(), p.followUpInShort(), p.whoPays()),
		Tables:     []output.Table{p.explainedFigures(), p.tests()},
		NotesTitle: p.T("report.warnings"), Notes: p.warnings()}
	if len(s.Notes) == 0 {
		s.Notes = []string{p.T("report.no-warnings")}
	}
	return s
}

// about is what the file says of the investment in words.
func (p *paper) about() output.Table {
	inv := p.file.Investment
	t := output.Table{Title: p.T("report.about-title"), Columns: p.columns("fact", "value")}
	add := func(key, text string) {
		if text != "" {
			t.Rows = append(t.Rows, []output.Cell{output.Text(p.T(key)), output.Text(text)})
		}
	}
	add("report.status", p.T("status."+string(inv.Status)))
	period := p.T("report.period-is", inv.Start, inv.Completion)
	if inv.PeriodAsWritten != "" {
		period += p.T("report.as-written", inv.PeriodAsWritten)
	}
	add("report.period", period)
	if inv.Participants > 0 {
		add("report.participants", p.Shortest(decimal.NewFromInt(int64(inv.Participants))))
	}
	names := make([]string, len(inv.Actors))
	for i, a := range inv.Actors {
		names[i] = inv.ActorName(a.ID)
	}
	add("report.taking-part", joined(names))
	if d := inv.Decision; d != nil {
		words := nonEmpty(d.Authority, d.Date, d.Reference)
		if d.Amount != nil {
			words = append(words, p.Money(*d.Amount))
		}
		add("report.decision", joined(words))
	}
	add("report.comparison", inv.ComparisonAlternative)
	documents := make([]string, len(inv.Documents))
	for i, d := range inv.Documents {
		documents[i] = d.Title
	}
	add("report.documents", joined(documents))
	return t
}

// swings is what each uncertain number does on its own.
func (p *paper) swings() output.Section {
	s := output.Section{Lead: []string{p.ranges()}}
	if len(p.oneWay.Inputs) == 0 {
		return s
	}
	s.Figures = p.figures(tornadoChart)
	t := p.uncertain.tornado(p.oneWay).Tables[0]
	t = t.Pick(0, 1, 2, 3, 4, 5, 6, 7, 8) // without the bar, which is drawn
	for i, in := range p.oneWay.Inputs {
		t.Rows[i][0] = p.inputName(in.Input)
		for k, value := range []decimal.Decimal{in.Number.Low, in.Number.Likely, in.Number.High} {
			t.Rows[i][k+1] = output.Text(p.inputValue(in.Input, value))
		}
		if in.Switching.Valid { // exact in the JSON; here two decimals are enough
			t.Rows[i][8] = output.Text(p.inputValue(in.Input, in.Switching.Decimal.Round(placesOf(in.Input))))
		}
	}
	s.Tables, s.Notes = []output.Table{t}, []string{p.T("sensitivity.switching")}
	return s
}

// ranges says where the ranges come from that are moved and drawn.
func (p *paper) ranges() string {
	switch {
	case len(p.oneWay.Inputs) == 0:
		return p.T("report.nothing-uncertain")
	case p.varied == nil:
		return p.T("report.ranges-of-file")
	default:
		return p.T("report.ranges-varied", p.Percent(*p.varied))
	}
}

// chance is how likely it is that the investment pays for itself.
func (p *paper) chance() output.Section {
	if len(p.oneWay.Inputs) == 0 {
		return output.Section{Lead: []string{p.T("report.nothing-uncertain")}}
	}
	u, r := p.uncertain, p.simulation
	shares := u.shares(r)
	for i, in := range r.Inputs {
		shares.Rows[i][0] = p.inputName(in.Input)
		shares.Rows[i][1] = output.Text(p.inputValue(in.Input, in.Number.Low))
		shares.Rows[i][2] = output.Text(p.inputValue(in.Input, in.Number.Likely))
		shares.Rows[i][3] = output.Text(p.inputValue(in.Input, in.Number.High))
	}
	return output.Section{Lead: []string{u.simulation(r).Lead[0], p.ranges()}, Figures: p.figures(distributionChart),
		Tables: []output.Table{u.chances(r), u.spreads(r), shares, u.histogram(r).Pick(0, 1, 2)}, // without the bar, which is drawn
		Notes: []string{p.T("simulate.evpi", u.estimateMoney(r.PerfectInformation)), p.T("simulate.seed", lang.Count(r.Draws), r.Seed),
			p.T("simulate.percentiles"), p.T("simulate.shares")}}
}

// reflow is what is paid back to the fund, or why nothing is shown.
func (p *paper) reflow() output.Section {
	if p.plan == nil {
		return output.Section{Lead: []string{p.T("report.cannot-be-shown", p.Translate(p.noPlan.Error()))}}
	}
	s := reflowDocument(p.Language, []*calc.ReflowPlan{p.plan}).Sections[0]
	frames, notes := p.frameFigures()
	s.Figures, s.Notes = append(p.figures(reflowChart), frames...), append(notes, s.Notes...)
	if len(p.plan.Rows) > 0 && !p.plan.Rows[0].FrameBefore.Valid {
		s.Notes = append(s.Notes, p.T("report.no-frames"))
	}
	return s
}

func (p *paper) schedule() output.Section {
	s := scheduleDocument(p.Language, p.path, p.file).Sections[0]
	s.Lead = nil // it is the heading
	return captioned(s, p.T("report.schedule-title"))
}

func (p *paper) rulesChecked() output.Section {
	if p.notJudged != nil {
		return output.Section{Lead: []string{p.T("report.cannot-be-shown", p.Translate(p.notJudged.Error()))}}
	}
	return captioned(checkScreen{p.Language, lang.New("en"), p.judged}.section(), p.T("report.rules-title"))
}

// captioned gives the first table of a section a title, which the screen does without.
func captioned(s output.Section, title string) output.Section {
	if len(s.Tables) > 0 && s.Tables[0].Title == "" {
		s.Tables[0].Title = title
	}
	return s
}

// appendix is what siv calc explain shows.
func (p *paper) appendix() output.Section {
	s := traceScreen{resultScreen: p.resultScreen, trace: p.trace, whole: true}.section()
	s.NewPage, s.NotesTitle, s.Notes = true, "", nil // the notes stand with the assumptions
	return s
}
