package schema

import (
	"encoding/json"
	"strconv"

	"github.com/invopop/jsonschema"

	"siv/calc"
	"siv/calc/policy"
	"siv/cmd/input"
)

// rules is the schema of siv.policy/1.
func rules(Source) *jsonschema.Schema {
	return file(input.PolicySchema,
		may("guidelines", described(list(object(
			need("date", described(date(), "Datum", "Date")),
			need("name", described(text(), "Namn", "Name")),
			may("name_en", described(text(), "Namn på engelska", "Name in English")),
			need("source", described(text(), "Källa", "Source")),
		)), "Riktlinjer som är kända till datum men inte till innehåll", "Guidelines whose date is known, and content is not")),
		may("versions", described(list(object(
			need("id", described(id(), "Versionens id", "Id of the version")),
			need("name", described(text(), "Namn", "Name")),
			may("name_en", described(text(), "Namn på engelska", "Name in English")),
			may("amends", described(text(), "Id för den version som den ändrar i", "Id of the version that it amends")),
			need("from", described(marked(need("date", described(date(), "Datum", "Date"))), "Från när versionen gäller", "From when the version applies")),
			need("rules", described(object(ruleFields()...), "Reglerna", "The rules")),
		)), "Versioner av reglerna", "Versions of the rules")),
	)
}

// marked is a mapping that says what it rests on.
func marked(own ...field) *jsonschema.Schema {
	return object(append([]field{
		need("basis", described(oneOf(policy.Bases()), "stated (angiven), read (läst i annan källa) eller assumed (antagen)", "What it rests on")),
		need("source", described(text(), "Källa", "Source")),
		may("text", described(text(), "Regeln med våra ord", "The rule in our words")),
		may("text_en", described(text(), "Detsamma på engelska", "The same in English")),
	}, own...)...)
}

func ruleFields() []field {
	whole := func(sv, en string) *jsonschema.Schema { return described(wholeNumber().exactly(), sv, en) }
	span := func(unit, unitEN string) []field {
		return []field{need("from", whole("Minst, "+unit, "At least, "+unitEN)), need("to", whole("Högst, "+unit, "At most, "+unitEN))}
	}
	horizon := wholeNumber()
	horizon.most = json.Number(strconv.Itoa(calc.MaxHorizon))
	year := func() *jsonschema.Schema { return calendarYear().exactly() }
	reflow := marked(
		may("before", described(year(), "Gäller starter före detta år", "Applies to starts before this year")),
		may("from", described(year(), "Gäller inte starter från detta år", "Does not apply to starts from this year")))
	reflow.If, reflow.Then = &jsonschema.Schema{AnyOf: []*jsonschema.Schema{given("before"), given("from")}}, given("before", "from")
	return []field{
		may(policy.PartnersRule, described(marked(need("any_of", some(object(
			may("namnd", whole("Minst så många nämnder", "At least so many nämnder")),
			may("civil", whole("Minst så många civila aktörer", "At least so many civil actors")),
			may("public", whole("Minst så många andra offentliga aktörer", "At least so many other public actors")),
			may("areas", whole("Från minst så många områden", "From at least so many areas")),
			may("own_effects", described(truth(), "Var och en med egna effekter", "Each with effects of its own")),
		)))), "Samverkande parter", "Partners")),
		may(policy.ParticipantsRule, described(marked(
			need("kinds", described(list(oneOf(calc.Kinds())), "Vilka som får delta", "Who may take part")),
			may("excluded", described(list(oneOf(calc.Kinds())), "Vilka som inte får det", "Who may not")),
			may("company_words", described(list(text()), "Ord i namnet som visar ett företag", "Words of a name that show a company"))),
			"Deltagare", "Participants")),
		may(policy.LengthRule, described(marked(append(span("månader", "months"), may("extension", described(truth(), "Får förlängas", "May be extended")))...),
			"Längd i månader", "Length in months")),
		may(policy.CharacterRule, described(marked(need("traits", list(oneOf(policy.Traits())))), "Karaktär", "Character")),
		may(policy.ProfitabilityRule, described(marked(
			need("criterion", described(oneOf(calc.Criteria()), "Testet", "The test")),
			need("horizon", described(horizon.exactly(), "År efter avslut", "Years after completion"))), "Lönsamhet", "Profitability")),
		may(policy.ApplicationRule, described(marked(need("parts", list(oneOf(policy.Parts())))), "Ansökans delar", "Parts of the application")),
		may(policy.ScheduleRule, described(marked(), "Utvärderingsschema", "Evaluation schedule")),
		may(policy.ProcessRule, described(marked(need("steps", some(oneOf(policy.Steps()))),
			may("usual_months", described(object(span("månader", "months")...), "Normal tid", "Usual time"))), "Vägen till beslut", "The way to the decision")),
		may(policy.DecisionRule, described(marked(need("authority", text())), "Vem som beslutar", "Who decides")),
		may(policy.StartRule, described(marked(), "Start först efter beslut", "Start after the decision")),
		may(policy.NewStartsRule, described(marked(need("before", year())), "Nya starter bara före detta år", "New starts before this year only")),
		may(policy.ReflowRule, described(reflow, "Återföring", "Reflow")),
		may(policy.ReflowTermsRule, described(marked(
			need("share", described(share().exactly(), "Andel av besparingen", "Share of the saving")),
			need("cap", described(oneOf([]string{"granted", "none"}), "Tak", "Cap")),
			need("base", described(oneOf([]string{"net", "gross"}), "Underlag", "Base")),
			need("first_year", whole("Första kalenderår efter avslut", "First calendar year after completion"))), "Villkor för återföring", "Terms of reflow")),
		may(policy.FollowUpRule, described(marked(span("år efter avslut", "years after completion")...), "Uppföljning", "Follow-up")),
	}
}
