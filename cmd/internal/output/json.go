package output

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
)

func (doc Document) json(w io.Writer, fields []string) error {
	if doc.Data == nil {
		t, err := doc.rows().pick(fields)
		if err != nil {
			return err
		}
		return writeJSON(w, rowData{Schema: doc.Schema, Rows: objects(t)})
	}
	if len(fields) == 0 {
		return writeJSON(w, doc.Data)
	}
	return pickJSON(w, doc.Data, fields)
}

type rowData struct {
	Schema string   `json:"schema"`
	Rows   []Object `json:"rows"`
}

func objects(t Table) []Object {
	list := make([]Object, len(t.Rows))
	for i, row := range t.Rows {
		for j, cell := range row {
			list[i] = append(list[i], Member{t.Columns[j].Key, cell.value()})
		}
	}
	return list
}

// Object is a json object that keeps the order of its members.
type Object []Member

// Member is a key of an object and its value.
type Member struct {
	Key   string
	Value any
}

// MarshalJSON writes the object.
func (o Object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		key, err := json.Marshal(m.Key)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(m.Value)
		if err != nil {
			return nil, err
		}
		b.Write(key)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// pickJSON keeps the named keys of an object, or of each object of a list.
func pickJSON(w io.Writer, data any, fields []string) error {
	raw, err := json.Marshal(data)
	if err != nil {
		return err
	}
	if raw[0] != '[' {
		picked, err := pickKeys(raw, fields)
		if err != nil {
			return err
		}
		return writeJSON(w, picked)
	}
	var items []json.RawMessage
	if err := json.Unmarshal(raw, &items); err != nil {
		return err
	}
	list := make([]Object, len(items))
	for i, item := range items {
		if list[i], err = pickKeys(item, fields); err != nil {
			return err
		}
	}
	return writeJSON(w, list)
}

func pickKeys(raw json.RawMessage, fields []string) (Object, error) {
	var all map[string]json.RawMessage
	if err := json.Unmarshal(raw, &all); err != nil {
		return nil, err
	}
	var picked Object
	for _, field := range fields {
		value, ok := all[field]
		if !ok {
			known := make([]string, 0, len(all))
			for key := range all {
				known = append(known, key)
			}
			slices.Sort(known)
			return nil, UnknownFieldError{Field: field, Known: known}
		}
		picked = append(picked, Member{field, value})
	}
	return picked, nil
}

func writeJSON(w io.Writer, data any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(data)
}
