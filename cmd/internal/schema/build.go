package schema

import (
	"github.com/invopop/jsonschema"
)

// field is a key of a mapping.
type field struct {
	key    string
	needed bool
	schema *jsonschema.Schema
}

func need(key string, s *jsonschema.Schema) field { return field{key, true, s} }
func may(key string, s *jsonschema.Schema) field  { return field{key, false, s} }

// described gives a schema its words in both languages, the Swedish first.
func described(s *jsonschema.Schema, sv, en string) *jsonschema.Schema {
	s.Description = sv
	if en != "" {
		s.Description += "\n\n" + en
	}
	return s
}

// object is a mapping of these keys and no others.
func object(fields ...field) *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "object", AdditionalProperties: jsonschema.FalseSchema}
	addFields(s, fields)
	return s
}

func addFields(s *jsonschema.Schema, fields []field) {
	s.Properties = jsonschema.NewProperties()
	for _, f := range fields {
		s.Properties.Set(f.key, f.schema)
		if f.needed {
			s.Required = append(s.Required, f.key)
		}
	}
}

// file is the mapping of a whole file.
func file(key string, fields ...field) *jsonschema.Schema {
	return object(append([]field{need("schema", described(&jsonschema.Schema{Const: key}, "Filens slag", "Kind of file"))}, fields...)...)
}

// list is a list of items.
func list(item *jsonschema.Schema) *jsonschema.Schema {
	return &jsonschema.Schema{Type: "array", Items: item}
}

// some is a list that is not empty.
func some(item *jsonschema.Schema) *jsonschema.Schema {
	s := list(item)
	s.MinItems = count(1)
	return s
}

// years is a mapping by calendar year.
func years(value *jsonschema.Schema) *jsonschema.Schema {
	return &jsonschema.Schema{Type: "object", PatternProperties: map[string]*jsonschema.Schema{fourDigits: value},
		AdditionalProperties: jsonschema.FalseSchema}
}

// named is a mapping whose keys are ids or names.
func named(value *jsonschema.Schema) *jsonschema.Schema {
	return &jsonschema.Schema{Type: "object", AdditionalProperties: value}
}

func text() *jsonschema.Schema { return &jsonschema.Schema{Type: "string", MinLength: count(1)} }

func id() *jsonschema.Schema {
	return matching("^[a-z0-9-]+$", "Bara a-z, 0-9 och bindestreck · Only a-z, 0-9 and hyphens")
}

// wrongText is the key under which editors find what to say of a text that does not
// match; to all others it says nothing.
const wrongText = "patternErrorMessage"

// matching is a text of a pattern, and what an editor says of one that is not.
func matching(pattern, say string) *jsonschema.Schema {
	return &jsonschema.Schema{Type: "string", Pattern: pattern, Extras: map[string]any{wrongText: say}}
}

func truth() *jsonschema.Schema { return &jsonschema.Schema{Type: "boolean"} }

// oneOf is one of a few words.
func oneOf[T ~string](words []T) *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "string"}
	for _, w := range words {
		s.Enum = append(s.Enum, string(w))
	}
	return s
}

const (
	dayPattern = "(0[1-9]|[12][0-9]|3[01])"
	fourDigits = "^[1-9][0-9]{3}$"
)

func date() *jsonschema.Schema {
	return matching("^[0-9]{4}-(0[1-9]|1[0-2])-"+dayPattern+"$", "Skriv ett datum som 2019-06-30 · Write a date as 2019-06-30")
}

// month is a month or a full date.
func month() *jsonschema.Schema {
	return matching("^[1-9][0-9]{3}-(0[1-9]|1[0-2])(-"+dayPattern+")?$", "Skriv en månad som 2019-06 · Write a month as 2019-06")
}

// given is met by a mapping that has all the keys.
func given(keys ...string) *jsonschema.Schema { return &jsonschema.Schema{Required: keys} }

// without is met by a mapping that has none of the keys, and by what is none.
func without(keys ...string) *jsonschema.Schema {
	s := &jsonschema.Schema{}
	addFields(s, nil)
	for _, key := range keys {
		s.Properties.Set(key, jsonschema.FalseSchema)
	}
	return s
}

// when is met by a mapping whose key has the value.
func when[T ~string](key string, value T) *jsonschema.Schema {
	s := &jsonschema.Schema{}
	addFields(s, []field{need(key, &jsonschema.Schema{Const: string(value)})})
	return s
}

func count(n uint64) *uint64 { return &n }
