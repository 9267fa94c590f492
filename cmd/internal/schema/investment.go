package schema

import (
	"slices"

	"github.com/invopop/jsonschema"

	"siv/calc"
	"siv/cmd/input"
)

// investment is the schema of siv.investment/1.
func investment(from Source) *jsonschema.Schema {
	s := file(input.InvestmentSchema,
		need("id", described(id(), "Satsningens id: a-z, 0-9 och bindestreck", "Id of the investment: a-z, 0-9 and hyphens")),
		need("name", described(text(), "Namn", "Name")),
		need("status", described(oneOf(calc.Statuses()), "Var satsningen står: proposal (ansökan), approved (beviljad), ongoing (pågår), completed (avslutad)",
			"Where the investment stands")),
		need("start", described(month(), "Första månaden, som 2016-08", "First month, as 2016-08")),
		need("completion", described(month(), "Sista månaden; besparingar räknas från månaden efter. Den första i en månad betyder att månaden före var den sista",
			"Last month; savings count from the month after. The first of a month means that the month before was the last")),
		may("period_as_written", described(text(), "Perioden så som den är skriven", "The period as it is written")),
		may("price_year", described(calendarYear().exactly(), "Resultatets prisnivå; får utelämnas när alla belopp har samma", "Price year of the results; may be left out when all amounts share one")),
		may("rate", described(rate().exactly(), "Real kalkylränta per år, som 3%. Utelämnad: 3 %, ett antagande", "Real yearly discount rate, as 3%. Left out: 3 %, an assumption")),
		may("participants", described(wholeNumber().exactly(), "Antal deltagare; ger kostnad och besparing per deltagare", "Number of participants; gives cost and saving per participant")),
		may("comparison_alternative", described(text(), "Jämförelsealternativet: vad som händer utan satsningen", "What happens without the investment")),
		need("actors", described(some(actor()), "Aktörer: vars kostnader satsningen rör", "Actors: those whose costs it touches")),
		may("costs", described(some(cost()), "Kostnader för att genomföra satsningen, per kalenderår från start till avslut", "Costs of carrying it out, by calendar year from start to completion")),
		may("running_costs", described(list(runningCost()), "Driftkostnader: vad som fortsätter att kosta efter avslut", "What goes on costing after completion")),
		may("effects", described(some(effect(from)), "Effekter: vems kostnader minskar, och varför", "Effects: whose costs fall, and why")),
		may("indices", described(indices(), "Prisindextal som de inbyggda saknar, eller i deras ställe (med en varning)", "Price index figures that the built-in ones lack, or in their place (with a warning)")),
		may("decision", described(object(
			may("authority", described(text(), "Vem som beslutade", "Who decided")),
			may("date", described(date(), "När", "When")),
			may("reference", described(text(), "Diarienummer och paragraf", "Reference and paragraph")),
			may("amount", described(amount().exactly(), "Beviljat ur fonden, kronor", "Granted from the fund, kronor")),
		), "Beslutet, när det är fattat", "The decision, when it is made")),
		may("application", described(object(
			may("id", described(text(), "Ansökans id", "Id of the application")),
			may("shared_with", described(list(text()), "Satsningar med samma ansökan", "Investments of the same application")),
			may("parts", described(list(oneOf(calc.ApplicationParts())), "Vad ansökan innehåller", "What the application holds")),
		), "Ansökan", "The application")),
		may("process", described(object(
			may("needs_analysis", described(date(), "Behovsanalys", "Needs analysis")),
			may("idea", described(date(), "Idéprövning", "Test of the idea")),
			may("application", described(date(), "Ansökan", "Application")),
			may("preparation", described(date(), "Beredning", "Preparation")),
			may("decision", described(date(), "Beslut", "Decision")),
		), "Vägen till beslut: datum", "The way to the decision: dates")),
		may("reflow", described(reflowTerms(), "Återföring, där den avviker från programmets regler", "Reflow, where it differs from the programme's rules")),
		may("evaluation", described(object(need("schedule", list(object(
			need("goal", described(text(), "Mål", "Goal")),
			may("activities", described(list(text()), "Aktiviteter", "Activities")),
			may("indicators", described(list(text()), "Indikatorer", "Indicators")),
			may("effect", described(text(), "Id för den förväntade ekonomiska effekten", "Id of the expected economic effect")),
		)))), "Utvärderingsschemat", "The evaluation schedule")),
		may("documents", described(list(object(
			need("kind", described(oneOf(calc.DocumentKinds()), "Slag", "Kind")),
			need("title", described(text(), "Titel", "Title")),
		)), "Publicerade dokument", "Published documents")),
	)
	// In the register of completed investments figures may be unknown.
	s.If, s.Else = when("status", calc.Completed), given("costs", "effects")
	return s
}

func actor() *jsonschema.Schema {
	declared := slices.DeleteFunc(calc.Sectors(), func(s calc.Sector) bool { return s == calc.Municipality })
	s := object(
		need("id", described(id(), "Aktörens id: a-z, 0-9 och bindestreck", "Id of the actor")),
		need("name", described(text(), "Namn", "Name")),
		need("kind", described(oneOf(calc.Kinds()), "namnd (nämnd), municipal-company (kommunalt bolag), public (annan offentlig; ange sector), civil (civilsamhället), individual (enskild)",
			"public needs sector")),
		may("area", described(text(), "Verksamhetsområde, som skola", "Area, as skola")),
		may("sector", described(oneOf(declared), "Sektor för en annan offentlig aktör: region, state (staten), other (annan)", "Sector of another public actor")),
		may("successor", described(object(
			need("id", described(text(), "Nämnden som tog över", "The nämnd that took over")),
			need("from", described(calendarYear().exactly(), "Från och med år", "From year")),
		), "Nämndens efterträdare, om den har omorganiserats", "Who came after a nämnd that was reorganised")),
	)
	s.If, s.Then, s.Else = when("kind", calc.Public), given("sector"), without("sector")
	return s
}

func cost() *jsonschema.Schema {
	year := calendarYear().exactly()
	year.Pattern = "^([1-9][0-9]{3}|current)$"
	s := object(
		need("item", described(text(), "Post, som Team", "Item, as Team")),
		need("actor", described(text(), "Aktören där kostnaden bokförs", "The actor where the cost is booked")),
		need("funding", described(oneOf(calc.Fundings()), "Vem som betalar: fund (fonden), actor (aktören själv), external (annan; ange payer)", "Who pays")),
		may("payer", described(oneOf(calc.Sectors()), "Vem som betalar en extern kostnad", "Who pays an external cost")),
		may("price_year", described(year, "Beloppens prisnivå, eller current: varje års egen. Annars filens price_year", "Price year of the amounts, or current: each year's own. Otherwise the file's")),
		need("amounts", described(someOf(years(amount().uncertain())), "Kronor per kalenderår, exklusive avdragsgill moms", "Kronor by calendar year, without recoverable VAT")),
	)
	s.If, s.Then, s.Else = when("funding", calc.FromExternal), given("payer"), without("payer")
	return s
}

func runningCost() *jsonschema.Schema {
	return object(
		need("item", described(text(), "Post", "Item")),
		need("actor", described(text(), "Aktören som betalar", "The actor that pays")),
		need("per_year", described(amount().uncertain(), "Kronor per år", "Kronor a year")),
		may("price_year", described(calendarYear().exactly(), "Beloppets prisnivå", "Price year of the amount")),
		may("from", described(effectYear().uncertain(), "Första effektår; 1 är de första tolv månaderna efter avslut", "First effect year; 1 is the first twelve months after completion")),
		may("to", described(effectYear().uncertain(), "Sista effektår", "Last effect year")),
	)
}

func reflowTerms() *jsonschema.Schema {
	return object(
		may("applies", described(truth(), "Om återföring gäller; måste anges för en start 2019", "Whether reflow applies; must be stated for a start in 2019")),
		may("decision", described(text(), "Beslutet som säger det", "The decision that says so")),
		may("share", described(share().exactly(), "Andel av besparingen", "Share of the saving")),
		may("cap", described(oneOf([]string{"granted", "none"}), "Tak: granted (det beviljade) eller none (inget)", "Cap")),
		may("base", described(oneOf([]string{"net", "gross"}), "Underlag: net (efter driftkostnader) eller gross", "Base: net of running costs, or gross")),
		may("plan", described(text(), "Fil med den beslutade planen", "File of the plan that was decided")),
	)
}

// someOf is a mapping that is not empty.
func someOf(s *jsonschema.Schema) *jsonschema.Schema {
	s.MinProperties = count(1)
	return s
}

// offer is a value that editors offer and that others may stand beside, which an
// enum would not allow.
type offer struct {
	Label       string `json:"label"`
	Description string `json:"description"`
	Body        string `json:"body"`
}

func offers(list []UnitCost) []offer {
	out := make([]offer, len(list))
	for i, u := range list {
		out[i] = offer{Label: u.ID, Description: u.Name, Body: u.ID}
	}
	return out
}
