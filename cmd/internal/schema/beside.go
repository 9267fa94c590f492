package schema

import (
	"github.com/invopop/jsonschema"

	"siv/cmd/input"
)

// The files that stand beside an investment.

// outcomes is the schema of siv.outcomes/1.
func outcomes(Source) *jsonschema.Schema {
	observed := object(
		may("with", described(share().exactly(), "Observerad andel i det kostsamma läget", "The observed share in the costly state")),
		may("change", described(change().exactly(), "Observerad förändring", "The observed change")),
		may("units", described(signed().exactly(), "Så många enheter färre än i jämförelsealternativet", "So many units fewer than in the comparison alternative")),
		may("source", described(text(), "Källa", "Source")),
	)
	observed.OneOf = []*jsonschema.Schema{given("with"), given("change"), given("units")}
	return file(input.OutcomesSchema,
		need("investment", described(text(), "Satsningens id", "Id of the investment")),
		may("costs", described(years(amount().exactly()), "Vad ett år kostade, i årets priser", "What a year cost, in its own prices")),
		may("effects", described(named(years(observed)), "Effekterna, med sina id, per kalenderår", "The effects by their ids, by calendar year")),
	)
}

// frames is the schema of siv.frames/1.
func frames(Source) *jsonschema.Schema {
	return file(input.FramesSchema,
		need("frames", described(named(years(amount().exactly())), "Ram per nämnd (id) och år, kronor", "Frame by nämnd (id) and year, kronor")))
}

// plan is the schema of siv.plan/1.
func plan(Source) *jsonschema.Schema {
	return file(input.PlanSchema,
		need("investment", described(text(), "Satsningens id", "Id of the investment")),
		may("decision", described(object(
			need("authority", described(text(), "Vem som beslutade", "Who decided")),
			need("date", described(date(), "När", "When")),
			need("reference", described(text(), "Diarienummer och paragraf", "Reference and paragraph")),
		), "Beslutet om planen", "The decision on the plan")),
		need("plan", described(list(object(
			need("year", described(calendarYear().exactly(), "Budgetår", "Budget year")),
			need("namnd", described(text(), "Nämndens id", "Id of the nämnd")),
			need("amount", described(amount().exactly(), "Kronor och ören", "Kronor and öre")),
			need("basis", described(oneOf([]string{"forecast", "actual"}), "forecast (prognos) eller actual (utfall)", "Basis")),
		)), "En rad per år och nämnd", "A row for each year and nämnd")),
	)
}

// lock is the schema of siv.lock/1, which siv unitcosts lock writes.
func lock(Source) *jsonschema.Schema {
	return file(input.LockSchema,
		need("investment", described(text(), "Satsningens id", "Id of the investment")),
		need("price_year", described(calendarYear().exactly(), "Resultatets prisnivå", "Price year of the results")),
		may("unit_costs", described(list(object(
			need("id", described(text(), "Id", "")),
			need("year", described(calendarYear().exactly(), "Prisnivå", "Price year")),
			need("amount", described(signed().exactly(), "Kronor per enhet", "Kronor per unit")),
			may("edition", described(text(), "Utgåva", "Edition")),
		)), "Enhetskostnader", "Unit costs")),
		may("indices", described(list(object(
			need("index", described(text(), "Prisindex", "Price index")),
			need("year", described(calendarYear().exactly(), "År", "Year")),
			need("change", described(lockedChange().exactly(), "Förändring från året före", "Change from the year before")),
			may("edition", described(text(), "Utgåva", "Edition")),
		)), "Prisindextal", "Price index figures")),
	)
}

// lockedChange is a rate that is held against the catalogue and not computed with.
func lockedChange() number {
	return number{less: "1", pattern: "^-?" + digits + decimals + "(" + percent + ")?$", say: sayRate}
}

// settings is the schema of siv.yaml.
func settings(from Source) *jsonschema.Schema {
	s := object()
	for _, known := range from.Settings {
		value := &jsonschema.Schema{Description: known.Meaning, Extras: map[string]any{"type": []string{"string", "number", "boolean"}}}
		if len(known.Words) > 0 {
			value = oneOf(known.Words)
			value.Description = known.Meaning
		}
		s.Properties.Set(known.Name, value)
	}
	return s
}
