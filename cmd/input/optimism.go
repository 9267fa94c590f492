package input

import (
	"encoding/json"
	"fmt"

	"github.com/shopspring/decimal"
)

// DecodeOptimismBias reads the pooled optimism bias out of the json of a
// follow-up, siv.follow-up/1. The error is Faults.
func DecodeOptimismBias(file string, data []byte) (decimal.Decimal, error) {
	fault := func(code, message string) (decimal.Decimal, error) {
		return decimal.Decimal{}, Faults{{File: file, Code: code, Message: message, Hint: "siv calc follow-up … -o json writes such a file"}}
	}
	var followUp struct {
		Schema   string
		Optimism *string `json:"optimism_bias"`
	}
	if err := json.Unmarshal(data, &followUp); err != nil {
		return fault("syntax", fmt.Sprintf("not JSON: %s", err))
	}
	if followUp.Schema != "siv.follow-up/1" {
		return fault("schema", "this is no answer of siv calc follow-up")
	}
	if followUp.Optimism == nil {
		return fault("missing", "nothing was forecast for the years that are known, so there is no optimism bias")
	}
	bias, err := parseShare(*followUp.Optimism)
	if err != nil || bias.IsNegative() || bias.GreaterThan(decimal.NewFromInt(1)) {
		return fault("bad-number", "optimism_bias is not a share")
	}
	return bias, nil
}
