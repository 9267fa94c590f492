package schema

import (
	"github.com/invopop/jsonschema"

	"siv/cmd/input"
	"siv/unitcosts"
)

// unitCosts is the schema of siv.unitcosts/1: unit costs, price indices, or both.
func unitCosts(from Source) *jsonschema.Schema {
	return file(input.CatalogueSchema,
		may("unit_costs", described(list(unitCost(from.UnitCosts)), "Enhetskostnader", "Unit costs")),
		may("indices", described(indices(), "Prisindex, som PKV: förändring per år", "Price indices, as PKV: the change of each year")),
	)
}

func unitCost(offered []UnitCost) *jsonschema.Schema {
	overlap := text()
	overlap.Extras = map[string]any{"defaultSnippets": offers(offered)}
	return object(
		need("id", described(text(), "Id: a-z, 0-9 och bindestreck", "Id: a-z, 0-9 and hyphens")),
		need("name", described(text(), "Namn", "Name")),
		may("name_en", described(text(), "Namn på engelska", "Name in English")),
		need("unit", described(text(), "Enhet, som vårddygn", "Unit, as vårddygn")),
		may("area", described(text(), "Verksamhetsområde", "Area")),
		may("payer", described(text(), "Vem som betalar: nämndens område, region eller staten", "Who pays: the area of a nämnd, region or state")),
		may("region", described(text(), "Var beloppen gäller, som Örebro eller Riket", "Whose amounts they are, as Örebro or Riket")),
		may("kolada", described(text(), "Nyckeltal i Kolada", "Key figure of Kolada")),
		may("index", described(text(), "Prisindex; annars PKV", "Price index; otherwise PKV")),
		may("rounding", described(known(unitcosts.Roundings()), "Hur utgivaren avrundar", "How the publisher rounds")),
		may("basis", described(known(unitcosts.Bases()), "Vad beloppet bygger på: average (snitt), estimate (schablon), statistic (statistik), tariff (taxa)", "What it rests on")),
		may("overlaps", described(list(overlap), "Id för enhetskostnader som delvis rymmer samma kostnad", "Ids of unit costs that hold part of the same cost")),
		may("transfer", described(truth(), "Bidrag som betalas till människor", "Benefits paid to people")),
		may("scope", described(scope(), "Vad kostnaden omfattar", "What the cost holds")),
		need("amounts", described(someOf(years(object(
			need("amount", described(amount().exactly(), "Kronor per enhet", "Kronor per unit")),
			need("source", described(text(), "Källa", "Source")),
			may("edition", described(text(), "Utgåva", "Edition")),
			may("address", described(text(), "Källans adress", "Address of the source")),
			may("read", described(date(), "Dagen då källan lästes", "The day the source was read")),
			may("region", described(text(), "Var beloppet gäller", "Whose amount it is")),
			may("scope_as_written", described(text(), "Omfattningen så som källan skriver den", "The scope as the source writes it")),
			may("note", described(text(), "Anmärkning", "Note")),
			may("definition_break", described(truth(), "Definitionen ändrades med detta år", "The definition changed with this year")),
		))), "Belopp per prisnivå", "Amounts by price year")),
	)
}

func known(list []string) *jsonschema.Schema { return oneOf(append(list, "unknown")) }

// indices are price indices, each one edition or a list of them.
func indices() *jsonschema.Schema {
	edition := years(object(
		need("change", described(rate().exactly(), "Förändring från året före, som 2.9%", "Change from the year before, as 2.9%")),
		may("source", described(text(), "Källa", "Source")),
		may("edition", described(text(), "Utgåva", "Edition")),
		may("forecast", described(truth(), "En prognos", "A forecast")),
	))
	addFields(edition, []field{
		may("edition", described(text(), "Utgåva", "Edition")),
		may("published", described(date(), "När den gavs ut; den senaste gäller", "When it was published; the newest counts")),
	})
	s := clone(edition)
	s.Type, s.Extras = "", map[string]any{"type": []string{"object", "array"}}
	s.Items = edition
	return named(s)
}
