// Package form is the input workbook: an xlsx file in which a proposal is filled
// in cell by cell. It writes the workbook, empty or filled, and reads it into the
// YAML of an investment, with the cell of every value.
package form

import "siv/calc"

// kind is what a cell takes.
type kind int

const (
	words   kind = iota // any text
	list                // several texts, one a line or with ; between
	month               // 2019-06
	date                // 2019-06-30
	year                // 2019
	price               // a year, or current prices
	amount              // kronor
	number              // people, units
	whole               // a whole number
	share               // 0.12, 12 %
	years               // years, or months as 18m
	truth               // yes or no
	choice              // one of a few words
	actor               // an actor of the sheet of actors
	effect              // an effect of the sheet of effects
	unit                // a unit cost of the catalogue
	item                // an effect, a cost or a running cost
	measure             // the label of a number
	slug                // an id, made of the words when it is none
)

// field is one value of a form: where it goes in the file, and what it is.
type field struct {
	path  string // inside its record, as outcome.with
	label string // key of its label; its explanation is label + ".help"
	kind  kind
	codes []string // of a choice, and
	word  string   // the key before each code
	title bool     // only a heading
}

// table is one sheet of fields: upright with a record in each column, or with a
// record in each row.
type table struct {
	name    string // key of the sheet's name
	path    string // of the list in the file; "" for the investment itself
	upright bool
	records int // made ready for
	fields  []field
}

func heading(label string) field { return field{label: label, title: true} }

func codes[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, code := range list {
		out[i] = string(code)
	}
	return out
}

// tables lists the sheets in the order in which they are filled in.
func tables() []table {
	return []table{investment(), actors(), costs(), runningCosts(), effects(), intakes(), ranges(), evaluation(), documents(), indices()}
}

func investment() table {
	t := table{name: "form.sheet.investment", upright: true, records: 1, fields: []field{
		heading("form.h.investment"),
		{path: "name", label: "form.name"},
		{path: "id", label: "form.id", kind: slug},
		{path: "status", label: "form.status", kind: choice, codes: codes(calc.Statuses()), word: "status."},
		{path: "start", label: "form.start", kind: month},
		{path: "completion", label: "form.completion", kind: month},
		{path: "period_as_written", label: "form.period"},
		{path: "price_year", label: "form.price-year", kind: year},
		{path: "rate", label: "form.rate", kind: share},
		{path: "participants", label: "form.participants", kind: whole},
		{path: "comparison_alternative", label: "form.comparison"},
		heading("form.h.application"),
		{path: "application.id", label: "form.application-id"},
		{path: "application.shared_with", label: "form.shared-with", kind: list},
	}}
	for _, part := range calc.ApplicationParts() {
		t.fields = append(t.fields, field{path: "application.parts." + part, label: "form.part." + part, kind: truth})
	}
	t.fields = append(t.fields, heading("form.h.process"))
	for _, step := range []string{"needs_analysis", "idea", "application", "preparation", "decision"} {
		t.fields = append(t.fields, field{path: "process." + step, label: "form.process." + step, kind: date})
	}
	t.fields = append(t.fields, heading("form.h.decision"),
		field{path: "decision.authority", label: "form.authority"},
		field{path: "decision.date", label: "form.decision-date", kind: date},
		field{path: "decision.reference", label: "form.reference"},
		field{path: "decision.amount", label: "form.granted", kind: amount},
		heading("form.h.reflow"),
		field{path: "reflow.applies", label: "form.reflow-applies", kind: truth},
		field{path: "reflow.decision", label: "form.reflow-decision"},
		field{path: "reflow.share", label: "form.reflow-share", kind: share},
		field{path: "reflow.cap", label: "form.reflow-cap", kind: choice, codes: []string{"granted", "none"}, word: "form.cap."},
		field{path: "reflow.base", label: "form.reflow-base", kind: choice, codes: []string{"net", "gross"}, word: "form.base."},
		field{path: "reflow.plan", label: "form.reflow-plan"},
	)
	return t
}

func actors() table {
	return table{name: "form.sheet.actors", path: "actors", records: 20, fields: []field{
		{path: "name", label: "form.actor-name"},
		{path: "id", label: "form.id", kind: slug},
		{path: "kind", label: "form.kind", kind: choice, codes: codes(calc.Kinds()), word: "kind."},
		{path: "area", label: "form.area"},
		{path: "sector", label: "form.sector", kind: choice, codes: codes(calc.Sectors()[1:]), word: "sector."},
		{path: "successor.id", label: "form.successor", kind: slug},
		{path: "successor.from", label: "form.successor-from", kind: year},
	}}
}

func costs() table {
	return table{name: "form.sheet.costs", path: "costs", records: 40, fields: []field{
		{path: "item", label: "form.item"},
		{path: "actor", label: "form.booked-at", kind: actor},
		{path: "funding", label: "form.funding", kind: choice, codes: codes(calc.Fundings()), word: "funding."},
		{path: "payer", label: "form.payer", kind: choice, codes: codes(calc.Sectors()), word: "sector."},
		{path: "price_year", label: "form.amounts-price-year", kind: price},
	}}
}

func runningCosts() table {
	return table{name: "form.sheet.running", path: "running_costs", records: 20, fields: []field{
		{path: "item", label: "form.item"},
		{path: "actor", label: "form.actor", kind: actor},
		{path: "per_year", label: "form.per-year", kind: amount},
		{path: "price_year", label: "form.running-price-year", kind: year},
		{path: "from", label: "form.from", kind: whole},
		{path: "to", label: "form.to", kind: whole},
	}}
}

func effects() table {
	return table{name: "form.sheet.effects", path: "effects", upright: true, records: 8, fields: []field{
		heading("form.h.effect"),
		{path: "id", label: "form.effect-id", kind: slug},
		{path: "description", label: "form.description"},
		{path: "actor", label: "form.whose", kind: actor},
		{path: "evidence", label: "form.evidence"},
		heading("form.h.who"),
		{path: "people", label: "form.people", kind: number},
		{path: "continues.per_year", label: "form.continues", kind: number},
		{path: "continues.from", label: "form.continues-from", kind: whole},
		{path: "continues.to", label: "form.continues-to", kind: whole},
		heading("form.h.change"),
		{path: "outcome.without", label: "form.without", kind: share},
		{path: "outcome.with", label: "form.with", kind: share},
		{path: "change", label: "form.change", kind: share},
		{path: "deadweight", label: "form.deadweight", kind: share},
		{path: "quantity", label: "form.quantity", kind: number},
		heading("form.h.unit-cost"),
		{path: "unit_cost.id", label: "form.unit-cost", kind: unit},
		{path: "unit_cost.year", label: "form.unit-cost-year", kind: year},
		{path: "unit_cost.amount", label: "form.own-amount", kind: amount},
		{path: "unit_cost.unit", label: "form.own-unit"},
		{path: "unit_cost.price_year", label: "form.own-price-year", kind: year},
		{path: "unit_cost.source", label: "form.own-source"},
		{path: "unit_cost.name", label: "form.own-name"},
		{path: "unit_cost.edition", label: "form.own-edition"},
		{path: "unit_cost.address", label: "form.own-address"},
		{path: "unit_cost.index", label: "form.own-index"},
		{path: "unit_cost.transfer", label: "form.own-transfer", kind: truth},
		{path: "unit_cost.scope.overhead", label: "form.own-overhead", kind: choice, codes: []string{"in", "out", "unknown"}, word: "scope."},
		{path: "unit_cost.scope.premises", label: "form.own-premises", kind: choice, codes: []string{"in", "out", "unknown"}, word: "scope."},
		{path: "unit_cost.scope.material", label: "form.own-material", kind: choice, codes: []string{"in", "out", "unknown"}, word: "scope."},
		heading("form.h.time"),
		{path: "starts", label: "form.starts", kind: whole},
		{path: "lasts", label: "form.lasts", kind: years},
		{path: "drop_off", label: "form.drop-off", kind: share},
		heading("form.h.adjustments"),
		{path: "attribution", label: "form.attribution", kind: share},
		{path: "displacement", label: "form.displacement", kind: share},
		{path: "optimism_bias", label: "form.optimism", kind: share},
		{path: "cashable", label: "form.cashable", kind: share},
	}}
}

// intakes are the people of an effect by year; they become people of the effect.
func intakes() table {
	return table{name: "form.sheet.intakes", records: 40, fields: []field{
		{path: "effect", label: "form.effect", kind: effect},
		{path: "year", label: "form.year", kind: year},
		{path: "people", label: "form.people", kind: number},
	}}
}

// ranges make a range of a number that stands in another sheet.
func ranges() table {
	return table{name: "form.sheet.ranges", records: 40, fields: []field{
		{path: "item", label: "form.range-item", kind: item},
		{path: "measure", label: "form.measure", kind: measure},
		{path: "year", label: "form.year", kind: year},
		{path: "low", label: "form.low", kind: number},
		{path: "high", label: "form.high", kind: number},
		{path: "dist", label: "form.dist", kind: choice, codes: codes(calc.Distributions()), word: "form.dist."},
		{path: "name", label: "form.range-name"},
	}}
}

func evaluation() table {
	return table{name: "form.sheet.evaluation", path: "evaluation.schedule", records: 20, fields: []field{
		{path: "goal", label: "form.goal"},
		{path: "activities", label: "form.activities", kind: list},
		{path: "indicators", label: "form.indicators", kind: list},
		{path: "effect", label: "form.effect", kind: effect},
	}}
}

func documents() table {
	return table{name: "form.sheet.documents", path: "documents", records: 20, fields: []field{
		{path: "kind", label: "form.document-kind", kind: choice, codes: calc.DocumentKinds(), word: "form.document."},
		{path: "title", label: "form.document-title"},
	}}
}

func indices() table {
	return table{name: "form.sheet.indices", records: 20, fields: []field{
		{path: "index", label: "form.index"},
		{path: "year", label: "form.year", kind: year},
		{path: "change", label: "form.index-change", kind: share},
		{path: "edition", label: "form.own-edition"},
		{path: "source", label: "form.own-source"},
		{path: "forecast", label: "form.forecast", kind: truth},
	}}
}

// uncertain lists the fields whose number may be a range, by the path of their
// list.
func uncertain() []table {
	var found []table
	for _, t := range []table{effects(), runningCosts()} {
		narrowed := table{path: t.path}
		for _, f := range t.fields {
			if f.path != "unit_cost.year" && f.path != "unit_cost.price_year" && (f.kind == amount || f.kind == number || f.kind == whole || f.kind == share || f.kind == years) {
				narrowed.fields = append(narrowed.fields, f)
			}
		}
		found = append(found, narrowed)
	}
	return append(found, table{path: "costs", fields: []field{{path: "amounts", label: "form.amount", kind: amount}}})
}
