package input

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"siv/calc"
)

// hintOf is the hint of a fault that the calculation found at a value, as it stands
// in the file.
func hintOf(f calc.Fault, text string) string {
	switch f.Code {
	case "bad-id":
		if id := strings.Join(spelled(f.Value).parts, "-"); strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == "" {
			return fmt.Sprintf("write it as %s", id)
		}
	case "unknown-actor", "unknown-effect":
		var names Names
		for _, id := range f.Allowed {
			names.Add(id)
		}
		if id := names.Alike(f.Value); id != "" {
			return fmt.Sprintf("did you mean %s?", id)
		}
	case "unknown-value":
		if code := codeOf(f.Value); slices.Contains(f.Allowed, code) {
			return fmt.Sprintf("did you mean %s?", code)
		}
	case "out-of-range":
		if value, err := parseShare(text); strings.HasSuffix(text, "%") && err == nil && value.LessThan(decimal.NewFromInt(10)) {
			return "" // the sign is there; a form makes 8000% of 80 in a cell of per cent
		}
	}
	if f.Hint != "" {
		return f.Hint
	}
	return didYouMean(f.Value, f.Allowed)
}

// codeOf is the code of a Swedish word.
func codeOf(word string) string {
	switch strings.Join(spelled(word).parts, " ") {
	case "ansokan", "forslag", "ny":
		return "proposal"
	case "beviljad", "beslutad", "godkand":
		return "approved"
	case "pagar", "pagaende":
		return "ongoing"
	case "avslutad", "klar", "fardig":
		return "completed"
	case "kommunalt bolag", "bolag", "kommunalt aktiebolag":
		return "municipal-company"
	case "offentlig", "myndighet":
		return "public"
	case "forening", "civilsamhalle", "civil aktor":
		return "civil"
	case "enskild", "individ", "person":
		return "individual"
	case "fond", "fonden", "sociala investeringsfonden":
		return "fund"
	case "aktor", "aktoren", "egen", "eget", "namnden", "egen budget":
		return "actor"
	case "extern", "externt", "annan finansiar":
		return "external"
	case "kommun", "kommunen":
		return "municipality"
	case "regionen":
		return "region"
	case "stat", "staten":
		return "state"
	case "ovrig", "ovriga", "andra":
		return "other"
	default:
		return ""
	}
}

// keyOf is the key of a Swedish word, as people who think of the form write it.
func keyOf(word string) string {
	switch strings.Join(spelled(word).parts, " ") {
	case "namn":
		return "name"
	case "slut", "avslut", "till och med":
		return "completion"
	case "prisniva", "prisar":
		return "price_year"
	case "ranta", "kalkylranta":
		return "rate"
	case "deltagare":
		return "participants"
	case "aktorer", "namnder", "parter":
		return "actors"
	case "slag":
		return "kind"
	case "omrade":
		return "area"
	case "sektor":
		return "sector"
	case "beslut":
		return "decision"
	case "kostnader":
		return "costs"
	case "post", "kostnad":
		return "item"
	case "aktor", "namnd":
		return "actor"
	case "finansiering", "betalas av":
		return "funding"
	case "betalare":
		return "payer"
	case "belopp":
		return "amounts"
	case "lopande kostnader", "driftkostnader":
		return "running_costs"
	case "per ar":
		return "per_year"
	case "jamforelsealternativ":
		return "comparison_alternative"
	case "effekter":
		return "effects"
	case "beskrivning":
		return "description"
	case "enhetskostnad":
		return "unit_cost"
	case "enhet":
		return "unit"
	case "kalla":
		return "source"
	case "personer", "antal", "antal personer":
		return "people"
	case "forandring":
		return "change"
	case "dodvikt":
		return "deadweight"
	case "mangd":
		return "quantity"
	case "realiserbart", "effekthemtagning":
		return "cashable"
	case "underlag":
		return "evidence"
	default:
		return ""
	}
}
