package schema

import "github.com/invopop/jsonschema"

func effect(from Source) *jsonschema.Schema {
	s := object(
		need("id", described(id(), "Effektens id", "Id of the effect")),
		may("description", described(text(), "Beskrivning", "Description")),
		need("actor", described(text(), "Aktören vars kostnader minskar", "The actor whose costs fall")),
		need("unit_cost", described(unitCostRef(from.UnitCosts), "Enhetskostnad: ett id ur siv unitcosts list, {id, year} eller en egen {amount, unit, price_year, source}",
			"Unit cost: an id of siv unitcosts list, {id, year}, or one of your own")),
		need("people", described(intakes(), "Antal personer, eller intag per år: {2017: 15, 2018: 15}", "Number of people, or intakes by year")),
		may("continues", described(object(
			need("per_year", described(amount().uncertain(), "Personer per effektår", "People an effect year")),
			may("from", described(effectYear().uncertain(), "Första effektår", "First effect year")),
			may("to", described(effectYear().uncertain(), "Sista effektår", "Last effect year")),
		), "Intag efter avslut, när metoden är permanent", "Intakes after completion, when the method is made permanent")),
		may("outcome", described(object(
			need("without", described(share().uncertain(), "Andel i det kostsamma läget utan satsningen", "Share in the costly state without the investment")),
			need("with", described(share().uncertain(), "Andel med satsningen", "Share with the investment")),
		), "Utfall i jämförelsealternativet och med satsningen", "Outcome in the comparison alternative and with the investment")),
		may("change", described(change().uncertain(), "Förändringen själv, i stället för outcome", "The change itself, in place of outcome")),
		need("quantity", described(amount().uncertain(), "Enheter per person och år i det läget", "Units per person and year in that state")),
		may("starts", described(effectYear().uncertain(), "Första effektår; annars 1", "First effect year; otherwise 1")),
		may("lasts", described(duration().uncertain(), "År, eller månader som 18m; annars till fönstrets slut", "Years, or months as 18m; otherwise to the end of the window")),
		may("deadweight", described(share().uncertain(), "Dödvikt: vad som hade hänt ändå. Bara med change", "What would have happened anyway. With change only")),
		may("attribution", described(share().uncertain(), "Andel som beror på just denna satsning; annars 100 %", "Share that is due to this investment; otherwise 100 %")),
		may("displacement", described(share().uncertain(), "Undanträngning: andel som bara flyttar kostnaden", "Share that only moves the cost elsewhere")),
		may("drop_off", described(loss().uncertain(), "Avklingande per år, från effektens andra år", "How much is lost each year, from the effect's second year")),
		may("optimism_bias", described(share().uncertain(), "Avdrag för att kalkyler är hoppfulla", "Deduction, for forecasts are hopeful")),
		may("cashable", described(share().uncertain(), "Andel som går att ta ut ur en budget. Utelämnad: inte angiven", "Share that can be taken out of a budget. Left out: not stated")),
		may("evidence", described(text(), "Underlag: källa eller bedömning", "Source or judgement")),
	)
	s.OneOf = []*jsonschema.Schema{given("outcome"), given("change")}
	// The comparison alternative of an outcome already holds the deadweight.
	s.Not = given("outcome", "deadweight")
	return s
}

// unitCostRef is an id, {id, year}, or a unit cost written out.
func unitCostRef(offered []UnitCost) *jsonschema.Schema {
	s := object(
		may("id", described(text(), "Id ur katalogen", "Id of the catalogue")),
		may("year", described(calendarYear().exactly(), "Prisnivån som ska användas", "The price year to use")),
		may("amount", described(amount().uncertain(), "Kronor per enhet", "Kronor per unit")),
		may("name", described(text(), "Namn", "Name")),
		may("unit", described(text(), "Enhet, som vårddygn", "Unit, as vårddygn")),
		may("price_year", described(calendarYear().exactly(), "Beloppets prisnivå", "Price year of the amount")),
		may("index", described(text(), "Prisindex; annars PKV", "Price index; otherwise PKV")),
		may("source", described(text(), "Källa", "Source")),
		may("address", described(text(), "Källans adress", "Address of the source")),
		may("edition", described(text(), "Utgåva", "Edition")),
		may("transfer", described(truth(), "Bidrag som betalas till människor", "Benefits paid to people")),
		may("scope", described(scope(), "Vad kostnaden omfattar", "What the cost holds")),
	)
	s.Type, s.Extras = "", map[string]any{"type": []string{"string", "object"}, "defaultSnippets": offers(offered)}
	s.MinLength = count(1)
	s.If = given("id")
	s.Then = &jsonschema.Schema{Required: []string{"year"}, PropertyNames: &jsonschema.Schema{Enum: []any{"id", "year"}}}
	s.Else = &jsonschema.Schema{Required: []string{"amount", "price_year"}, Not: given("year")}
	return s
}

// scope is what a unit cost holds.
func scope() *jsonschema.Schema {
	included := oneOf([]string{"in", "out", "unknown"})
	return object(
		may("overhead", described(clone(included), "Overhead: in (ingår), out (ingår inte) eller unknown (okänt)", "Overhead")),
		may("premises", described(clone(included), "Lokaler", "Premises")),
		may("material", described(clone(included), "Material", "Material")),
	)
}

func clone(s *jsonschema.Schema) *jsonschema.Schema {
	c := *s
	return &c
}

// intakes is a number of people, a range, or a number or range for each year.
func intakes() *jsonschema.Schema {
	s := amount().exactly()
	also(s, "object")
	ofRange := object(amount().bounds()...)
	s.If = &jsonschema.Schema{AnyOf: []*jsonschema.Schema{given("low"), given("likely"), given("high")}}
	s.Then, s.Else = ofRange, someOf(years(amount().uncertain()))
	s.Then.Type, s.Else.Type = "", "" // a plain number is neither
	return s
}
