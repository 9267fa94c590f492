package policy_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"siv/calc"
	"siv/calc/policy"
	"siv/cmd/input"
)

func builtIn(t *testing.T) *policy.Policy {
	t.Helper()
	p, err := input.DecodePolicy("", policy.Files())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// good is an investment that meets every rule of the web page that a file can tell.
func good() *calc.Investment {
	return &calc.Investment{
		ID: "good", Name: "Good", Status: calc.Completed,
		Start: calc.NewMonth(2021, 1), Completion: calc.NewMonth(2023, 12),
		Actors: []calc.Actor{
			{ID: "skola", Name: "Skolnämnden", Kind: calc.Namnd, Area: "skola"},
			{ID: "social", Name: "Socialnämnden", Kind: calc.Namnd, Area: "ifo"},
		},
		Decision:    &calc.Decision{Authority: "Kommunstyrelsen", Date: "2020-11-10"},
		Process:     &calc.Process{NeedsAnalysis: "2020-02-01", Idea: "2020-04-01", Application: "2020-06-01", Preparation: "2020-09-01"},
		Application: &calc.Application{Parts: policy.Parts()},
		Costs:       []calc.Cost{{Item: "Team", Actor: "skola", Funding: calc.FromFund}},
		Effects:     []calc.Effect{{ID: "stod", Actor: "skola"}},
		Evaluation:  []calc.EvaluationGoal{{Goal: "Mål", Activities: []string{"a"}, Indicators: []string{"i"}, Effect: "stod"}},
		Documents:   []calc.Document{{Kind: "follow-up", Title: "Uppföljning 2025"}},
	}
}

// evaluated is the result that the rule of profitability reads.
func evaluated(savings, cost int64) *calc.Result {
	return &calc.Result{Summary: calc.Summary{Criterion: calc.RuleTest, Passes: savings >= cost, Window: calc.Window{From: 0, To: 119},
		Savings: calc.Pair{Undiscounted: decimal.NewFromInt(savings)}, Cost: calc.Pair{Undiscounted: decimal.NewFromInt(cost)}}}
}

// TestRules changes one thing in an investment and asks one rule of one version.
func TestRules(t *testing.T) {
	const press, web, closing = "pressmeddelande-2013", "webbsida", "stangning-2023"
	type change = func(*calc.Investment)
	none := func(*calc.Investment) {}
	actors := func(list ...calc.Actor) change { return func(i *calc.Investment) { i.Actors = list } }
	namnd := func(id, area string) calc.Actor { return calc.Actor{ID: id, Name: id, Kind: calc.Namnd, Area: area} }
	civil := calc.Actor{ID: "forening", Name: "Föreningen", Kind: calc.Civil}
	region := calc.Actor{ID: "region", Name: "Regionen", Kind: calc.Public, Declared: calc.Region}
	months := func(n int) change {
		return func(i *calc.Investment) { i.Completion = i.Start + calc.Month(n) - 1 }
	}
	period := func(written string) change { return func(i *calc.Investment) { i.PeriodAsWritten = written } }
	start := func(year int) change { return func(i *calc.Investment) { i.Start = calc.NewMonth(year, 6) } }
	says := func(year int, applies bool, decision string) change {
		return func(i *calc.Investment) {
			start(year)(i)
			i.Reflow = &calc.ReflowTerms{Applies: &applies, Decision: decision}
		}
	}
	undecided := func(i *calc.Investment) {
		i.Status, i.Decision, i.Application, i.Evaluation = calc.Proposed, nil, nil, nil
	}
	silent := func(i *calc.Investment) { i.Application, i.Evaluation, i.Process, i.Decision = nil, nil, nil, nil }
	noFigures := func(i *calc.Investment) { i.Costs, i.Effects = nil, nil }
	for _, c := range []struct {
		name, version, rule string
		change              change
		outcome             policy.Outcome
		code                string
	}{
		{"two nämnder", press, "partners", actors(namnd("a", ""), namnd("b", "")), policy.Met, "partners.met"},
		{"a civil actor and a nämnd", press, "partners", actors(namnd("a", ""), civil), policy.Met, "partners.met"},
		{"one nämnd", press, "partners", actors(namnd("a", "")), policy.NotMet, "partners.too-few"},
		{"a nämnd and the region", press, "partners", actors(namnd("a", ""), region), policy.NotMet, "partners.too-few"},
		{"two areas", web, "partners", none, policy.Met, "partners.met"},
		{"one area", web, "partners", actors(namnd("a", "x"), namnd("b", "x")), policy.NotMet, "partners.same-area"},
		{"an area that is not stated", web, "partners", actors(namnd("a", "x"), namnd("b", "")), policy.CannotTell, "partners.areas-unstated"},
		{"two areas and one not stated", web, "partners", actors(namnd("a", "x"), namnd("b", ""), namnd("c", "y")), policy.Met, "partners.met"},
		{"one area but a civil actor", web, "partners", actors(namnd("a", "x"), namnd("b", "x"), civil), policy.Met, "partners.met"},
		{"the region without effect", web, "partners", actors(namnd("skola", "x"), region), policy.NotMet, "partners.no-own-effect"},
		{"the region with its own effect", web, "partners", func(i *calc.Investment) {
			actors(namnd("skola", "x"), region)(i)
			i.Effects = append(i.Effects, calc.Effect{ID: "r", Actor: "region"})
		}, policy.Met, "partners.met"},
		{"the region in the register", web, "partners", func(i *calc.Investment) {
			actors(namnd("skola", "x"), region)(i)
			noFigures(i)
		}, policy.CannotTell, "partners.effects-unknown"},

		{"kinds that may take part", web, "participants", none, policy.Met, "participants.met"},
		{"a municipal company", web, "participants", actors(namnd("a", ""), calc.Actor{Name: "Bostäder AB", Kind: calc.MunicipalCompany}), policy.Met, "participants.met"},
		{"a municipal company in 2013", press, "participants", actors(namnd("a", ""), calc.Actor{Name: "Bostäder AB", Kind: calc.MunicipalCompany}), policy.CannotTell, "participants.unmentioned"},
		{"a company by its name", web, "participants", actors(namnd("a", ""), calc.Actor{Name: "Omsorg i Örebro AB", Kind: calc.Civil}), policy.CannotTell, "participants.company"},
		{"the region, which only gains", press, "participants", actors(namnd("skola", ""), region), policy.Met, "participants.met"},

		{"36 months", press, "length", months(36), policy.Met, "length.met"},
		{"11 months", press, "length", months(11), policy.NotMet, "length.too-short"},
		{"37 months, perhaps by extension", press, "length", months(37), policy.CannotTell, "length.extension"},
		{"24 months", web, "length", months(24), policy.Met, "length.met"},
		{"23 months", web, "length", months(23), policy.NotMet, "length.too-short"},
		{"48 months", web, "length", months(48), policy.Met, "length.met"},
		{"49 months", web, "length", months(49), policy.NotMet, "length.too-long"},
		{"seasons", web, "length", period("Våren 2017-våren 2020"), policy.CannotTell, "length.vague"},
		{"a season and a month", web, "length", period("Augusti 2016-våren 2019"), policy.CannotTell, "length.vague"},
		{"years alone", web, "length", period("2021-2023"), policy.CannotTell, "length.vague"},
		{"months in words", web, "length", period("1 april 2014-1 april 2017"), policy.Met, "length.met"},
		{"months in figures", web, "length", period("2021-01 till 2023-12"), policy.Met, "length.met"},

		{"two actors", web, "character.collaborative", none, policy.Met, "character.collaborative"},
		{"one actor", web, "character.collaborative", actors(namnd("a", "")), policy.NotMet, "character.alone"},
		{"new ways", web, "character.innovative", none, policy.CannotTell, "character.for-people"},
		{"no addition to a budget", press, "character.not-budget-addition", none, policy.CannotTell, "character.for-people"},
		{"effects and indicators", press, "character.measurable", none, policy.Met, "character.measurable"},
		{"no indicator", press, "character.measurable", func(i *calc.Investment) { i.Evaluation[0].Indicators = nil }, policy.NotMet, "character.no-indicators"},
		{"no figures to measure", press, "character.measurable", noFigures, policy.CannotTell, "character.no-effects"},

		{"savings as large as the cost", web, "profitability", none, policy.Met, "profitability.met"},
		{"in no source", web, "profitability", noFigures, policy.CannotTell, "profitability.no-figures"},

		{"every part", web, "application", none, policy.Met, "application.complete"},
		{"no method", web, "application", func(i *calc.Investment) { i.Application.Parts = []string{"situation"} }, policy.NotMet, "application.incomplete"},
		{"a silent register", web, "application", silent, policy.CannotTell, "application.unstated"},
		{"a silent proposal", web, "application", undecided, policy.NotMet, "application.unstated"},
		{"charged to the fund", web, "application.costs", none, policy.Met, "application.charged"},
		{"not charged to the fund", web, "application.costs", func(i *calc.Investment) { i.Costs[0].Funding = calc.FromActor }, policy.NotMet, "application.not-charged"},
		{"costs in no source", web, "application.costs", noFigures, policy.CannotTell, "application.no-costs"},
		{"an effect of a nämnd", web, "application.effects", none, policy.Met, "application.per-namnd"},
		{"an effect of the region alone", web, "application.effects", func(i *calc.Investment) {
			i.Actors = append(i.Actors, region)
			i.Effects[0].Actor = "region"
		}, policy.NotMet, "application.no-namnd"},
		{"an effect that raises the costs of a nämnd", web, "application.effects", func(i *calc.Investment) {
			rise := calc.Exactly(decimal.NewFromInt(-1))
			i.Effects[0].Change = &rise
		}, policy.NotMet, "application.no-namnd"},
		{"effects in no source", web, "application.effects", noFigures, policy.CannotTell, "application.no-effects"},

		{"a whole schedule", web, "evaluation_schedule", none, policy.Met, "schedule.complete"},
		{"a goal without activities", web, "evaluation_schedule", func(i *calc.Investment) { i.Evaluation[0].Activities = nil }, policy.NotMet, "schedule.no-activities"},
		{"an effect without goal", web, "evaluation_schedule", func(i *calc.Investment) { i.Effects = append(i.Effects, calc.Effect{ID: "two"}) }, policy.NotMet, "schedule.no-goal"},
		{"no schedule in the register", web, "evaluation_schedule", silent, policy.CannotTell, "schedule.none"},
		{"no schedule in a proposal", web, "evaluation_schedule", undecided, policy.NotMet, "schedule.none"},

		{"nine months", web, "process", none, policy.Met, "process.met"},
		{"five months", web, "process", func(i *calc.Investment) { i.Process.NeedsAnalysis, i.Process.Idea = "2020-06-01", "2020-06-01" }, policy.Met, "process.shorter"},
		{"ten months and a day", web, "process", func(i *calc.Investment) { i.Process.NeedsAnalysis = "2020-01-09" }, policy.Met, "process.longer"},
		{"application before the idea", web, "process", func(i *calc.Investment) { i.Process.Application = "2020-03-01" }, policy.NotMet, "process.order"},
		{"two dates of the decision", web, "process", func(i *calc.Investment) { i.Process.Decision = "2020-11-11" }, policy.NotMet, "process.two-dates"},
		{"no dates", web, "process", silent, policy.CannotTell, "process.undated"},

		{"kommunstyrelsen", web, "decision", none, policy.Met, "decision.met"},
		{"a nämnd decided", web, "decision", func(i *calc.Investment) { i.Decision.Authority = "socialnämnden" }, policy.NotMet, "decision.other"},
		{"no decision", web, "decision", silent, policy.CannotTell, "decision.unstated"},
		{"not yet", web, "decision", undecided, policy.CannotTell, "decision.not-yet"},

		{"started after", web, "start", none, policy.Met, "start.met"},
		{"started before", web, "start", func(i *calc.Investment) { i.Start = calc.NewMonth(2020, 10) }, policy.NotMet, "start.before"},
		{"started in the month", web, "start", func(i *calc.Investment) { i.Start = calc.NewMonth(2020, 11) }, policy.CannotTell, "start.same-month"},
		{"decided on the first", web, "start", func(i *calc.Investment) { i.Decision.Date = "2021-01-01" }, policy.Met, "start.met"},
		{"started in a season", web, "start", func(i *calc.Investment) { i.Start, i.PeriodAsWritten = calc.NewMonth(2020, 9), "Hösten 2020" }, policy.CannotTell, "start.vague"},
		{"no date to start after", web, "start", silent, policy.CannotTell, "start.no-decision"},

		{"started in 2022", closing, "new_starts", start(2022), policy.Met, "new-starts.met"},
		{"started in 2023", closing, "new_starts", start(2023), policy.NotMet, "new-starts.closed"},

		{"before 2019", web, "reflow", start(2018), policy.Met, "reflow.before"},
		{"from 2020", web, "reflow", start(2020), policy.Met, "reflow.later"},
		{"in 2019", web, "reflow", start(2019), policy.CannotTell, "reflow.undefined"},
		{"in 2019, without decision", web, "reflow", says(2019, true, ""), policy.CannotTell, "reflow.undefined"},
		{"in 2019, decided", web, "reflow", says(2019, true, "Ks 1"), policy.Met, "reflow.decided"},
		{"against the rules", web, "reflow", says(2018, false, ""), policy.NotMet, "reflow.contradicts"},
		{"against the rules, decided", web, "reflow", says(2018, false, "Ks 1"), policy.Met, "reflow.decided"},
		{"as the rules say", web, "reflow", says(2018, true, ""), policy.Met, "reflow.before"},
		{"in 2019, by the press release", press, "reflow", start(2019), policy.Met, "reflow.every"},

		{"followed up", web, "follow_up", none, policy.Met, "follow-up.met"},
		{"followed up too late", web, "follow_up", func(i *calc.Investment) { i.Documents[0].Title = "Uppföljning 2029" }, policy.NotMet, "follow-up.outside"},
		{"followed up, undated", web, "follow_up", func(i *calc.Investment) { i.Documents[0].Title = "Uppföljning" }, policy.CannotTell, "follow-up.undated"},
		{"no follow-up", web, "follow_up", func(i *calc.Investment) { i.Documents = nil }, policy.CannotTell, "follow-up.none"},
		{"not completed", web, "follow_up", func(i *calc.Investment) { i.Status = calc.Ongoing }, policy.CannotTell, "follow-up.not-due"},
	} {
		t.Run(c.rule+"/"+c.name, func(t *testing.T) {
			v, ok := builtIn(t).Version(c.version)
			if !ok {
				t.Fatalf("there is no version %s", c.version)
			}
			inv := good()
			c.change(inv)
			one := policy.Case{Investment: inv}
			if inv.Costs != nil && inv.Effects != nil {
				one.Result = evaluated(100, 100)
			}
			found := v.Check(one)
			i := slices.IndexFunc(found, func(f policy.Finding) bool { return f.Rule == c.rule })
			if i < 0 {
				t.Fatalf("the rule is not among %v", found)
			}
			if f := found[i]; f.Outcome != c.outcome || f.Code != c.code {
				t.Errorf("%s, %s; want %s, %s", f.Outcome, f.Code, c.outcome, c.code)
			}
		})
	}
}

func TestProfitabilityNotMet(t *testing.T) {
	v, _ := builtIn(t).Version("webbsida")
	for _, f := range v.Check(policy.Case{Investment: good(), Result: evaluated(99, 100)}) {
		if f.Rule == "profitability" && (f.Outcome != policy.NotMet || f.Code != "profitability.not-met") {
			t.Errorf("%+v", f)
		}
	}
}

// TestExcludedKind needs rules that exclude a kind: the municipality's name none
// that the file format has.
func TestExcludedKind(t *testing.T) {
	r := policy.Participants{Kinds: []calc.Kind{calc.Namnd}, Excluded: []calc.Kind{calc.Civil}}
	inv := good()
	inv.Actors = append(inv.Actors, calc.Actor{ID: "f", Name: "Föreningen", Kind: calc.Civil})
	found := policy.Version{Rules: []policy.Rule{r}}.Check(policy.Case{Investment: inv})
	if len(found) != 1 || found[0].Outcome != policy.NotMet || found[0].Path != "actors[2]" {
		t.Errorf("%+v", found)
	}
}

// TestEveryFindingHasWords looks for the codes that the rules spell out.
func TestEveryFindingHasWords(t *testing.T) {
	messages, err := os.ReadFile(filepath.Join("..", "..", "cmd", "internal", "lang", "messages.csv"))
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	code := regexp.MustCompile(`"((?:partners|participants|length|character|profitability|application|schedule|process|decision|start|new-starts|reflow|follow-up)\.[a-z-]+)"`)
	notCodes := []string{"reflow.applies", "reflow.decision", "decision.authority", "decision.date", "application.parts", "process.decision"} // but paths
	found := 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range code.FindAllStringSubmatch(string(source), -1) {
			if slices.Contains(notCodes, m[1]) {
				continue
			}
			found++
			if !regexp.MustCompile(`(?m)^finding\.` + regexp.QuoteMeta(m[1]) + `;`).Match(messages) {
				t.Errorf("%s: there are no words for %q", file, m[1])
			}
		}
	}
	if found < 50 {
		t.Fatalf("only %d codes were found", found)
	}
}
