package input

import (
	"fmt"
	"strings"

	"siv/unitcosts"
)

// EncodeCatalogue writes unit costs as a file of a catalogue. What it writes is
// read as the same unit costs.
func EncodeCatalogue(list []unitcosts.UnitCost) []byte {
	var out strings.Builder
	fmt.Fprintf(&out, "schema: %s\nunit_costs:\n", CatalogueSchema)
	for _, u := range list {
		field := func(indent int, key, value string) {
			if value != "" {
				fmt.Fprintf(&out, "%s%s: %s\n", strings.Repeat(" ", indent), key, yamlText(value))
			}
		}
		fmt.Fprintf(&out, "  - id: %s\n", yamlText(u.ID))
		field(4, "name", u.Name)
		field(4, "name_en", u.NameEN)
		field(4, "unit", u.Unit)
		field(4, "area", u.Area)
		field(4, "payer", u.Payer)
		field(4, "region", u.Region)
		field(4, "kolada", u.Kolada)
		field(4, "index", u.Index)
		fmt.Fprintf(&out, "    transfer: %t\n", u.Transfer)
		var scope []string
		for _, part := range [][2]string{{"overhead", u.Scope.Overhead}, {"premises", u.Scope.Premises}, {"material", u.Scope.Material}} {
			if part[1] != "" {
				scope = append(scope, part[0]+": "+part[1])
			}
		}
		if len(scope) > 0 {
			fmt.Fprintf(&out, "    scope: {%s}\n", strings.Join(scope, ", "))
		}
		field(4, "rounding", u.Rounding)
		field(4, "basis", u.Basis)
		if len(u.Overlaps) > 0 {
			ids := make([]string, len(u.Overlaps))
			for i, id := range u.Overlaps {
				ids[i] = yamlText(id)
			}
			fmt.Fprintf(&out, "    overlaps: [%s]\n", strings.Join(ids, ", "))
		}
		out.WriteString("    amounts:\n")
		for _, a := range u.Amounts {
			fmt.Fprintf(&out, "      %d:\n        amount: %s\n", a.Year, a.Amount)
			field(8, "region", a.Region)
			field(8, "scope_as_written", a.ScopeAsWritten)
			field(8, "edition", a.Edition)
			field(8, "source", a.Source)
			field(8, "address", a.Address)
			field(8, "read", a.Read)
			field(8, "note", a.Note)
			if a.DefinitionBreak {
				out.WriteString("        definition_break: true\n")
			}
		}
	}
	return []byte(out.String())
}
