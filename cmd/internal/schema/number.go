package schema

import (
	"encoding/json"
	"strconv"

	"github.com/invopop/jsonschema"

	"siv/calc"
)

// number is a kind of number. It stands in a file as a number, or as a text: with
// a decimal comma, spaces or underscores between thousands, or a per cent sign. Bounds
// are for what stands as a number, the pattern for what stands as a text: that
// sees less.
type number struct {
	whole                    bool
	least, above, most, less json.Number
	pattern                  string
	say                      string // what an editor says of a text that is none
}

const (
	digits   = "[0-9_ \u00a0\u202f]+" // how they are grouped is for the decoder
	decimals = "([.,][0-9]+)?"
	noDigits = "([.,]0+)?"
	percent  = "[ \u00a0\u202f]*%"
	minus0   = "-0" + noDigits // a zero, whatever its sign
	upTo100  = "(100" + noDigits + "|([0-9]{1,2}|[0-9]+(_[0-9]+)+)" + decimals + ")" + percent
	upTo1    = "(1" + noDigits + "|0" + decimals + ")"

	sayAmount = `Skriv ett tal som 1200000, 640210.50 eller "1 200 000,50" · Write a number as 1200000 or 640210.50`
	sayWhole  = "Skriv ett heltal · Write a whole number"
	sayShare  = "Skriv en andel som 12% eller 0.12 · Write a share as 12% or 0.12"
	sayRate   = "Skriv som 3% eller 0.03 · Write it as 3% or 0.03"
)

func amount() number {
	return number{least: "0", pattern: "^(" + minus0 + "|" + digits + decimals + ")$", say: sayAmount}
}

// signed is an amount that may be below 0.
func signed() number { return number{pattern: "^-?" + digits + decimals + "$", say: sayAmount} }

func wholeNumber() number {
	return number{whole: true, least: "1", most: "999999999", pattern: "^" + digits + noDigits + "$", say: sayWhole}
}

func calendarYear() number {
	return number{whole: true, least: "1000", most: "9999", pattern: fourDigits, say: "Skriv ett år som 2017 · Write a year as 2017"}
}

func effectYear() number {
	return number{whole: true, least: "1", most: json.Number(strconv.Itoa(calc.MaxHorizon)), pattern: "^" + digits + noDigits + "$", say: sayWhole}
}

// share lies in 0..1.
func share() number {
	return number{least: "0", most: "1", pattern: "^(" + minus0 + "(" + percent + ")?|" + upTo100 + "|" + upTo1 + ")$", say: sayShare}
}

// loss is a share below 1.
func loss() number {
	n := share()
	n.most, n.less = "", "1"
	return n
}

// change lies in -1..1.
func change() number {
	return number{least: "-1", most: "1", pattern: "^-?(" + upTo100 + "|" + upTo1 + ")$", say: sayShare}
}

// rate is a yearly rate, above -1 and, as a number, below 1.
func rate() number {
	return number{above: "-1", less: "1", pattern: "^-?(" + digits + decimals + percent + "|0" + decimals + ")$", say: sayRate}
}

// duration is years, or months as 18m.
func duration() number {
	return number{whole: true, least: "1", pattern: "^" + digits + noDigits + "m?$",
		say: "Skriv hela år, 5, eller månader, 18m · Write whole years, 5, or months, 18m"}
}

// exactly is one number.
func (n number) exactly() *jsonschema.Schema {
	kind := "number"
	if n.whole {
		kind = "integer"
	}
	return &jsonschema.Schema{Minimum: n.least, ExclusiveMinimum: n.above, Maximum: n.most, ExclusiveMaximum: n.less,
		Pattern: n.pattern, Extras: map[string]any{"type": []string{kind, "string"}, wrongText: n.say}}
}

// uncertain is a number or a range.
func (n number) uncertain() *jsonschema.Schema {
	s := n.exactly()
	also(s, "object")
	addFields(s, n.bounds())
	s.AdditionalProperties = jsonschema.FalseSchema
	return s
}

// bounds are the keys of a range.
func (n number) bounds() []field {
	return []field{
		need("low", described(n.exactly(), "Lägst", "Lowest")),
		need("likely", described(n.exactly(), "Troligast: det som resultaten räknas på", "Most likely: what results are made of")),
		need("high", described(n.exactly(), "Högst", "Highest")),
		may("dist", described(oneOf(calc.Distributions()), "Fördelning vid simulering; annars pert", "Distribution in a simulation; otherwise pert")),
		may("name", described(text(), "Intervall med samma namn rör sig tillsammans", "Ranges of one name move together")),
	}
}

// also lets a number stand as something else too.
func also(s *jsonschema.Schema, kind string) {
	s.Extras["type"] = append(s.Extras["type"].([]string), kind)
}
