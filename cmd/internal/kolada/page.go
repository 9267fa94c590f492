// Package kolada reads the database of municipal statistics Kolada (RKA), version
// 3 of its interface: pages from files, and the service itself.
//
// See https://api.kolada.se/v3/docs and https://github.com/Hypergene/kolada.
package kolada

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Page is an answer of the service: rows, how many they are, and where the next
// page is.
type Page struct {
	Rows     []Row
	Count    int
	Next     string // "" on the last page
	Previous string
}

// Row is a figure of an indicator for a municipality, a year and a sex; T is both.
type Row struct {
	KPI          string
	Municipality string
	Year         int
	Gender       string
	Value        *json.Number // nil: none is published
	Status       string
	Deleted      bool
}

// wire is a page as the service writes it. A row is deleted as a whole or in one
// of its values.
type wire struct {
	Values []struct {
		KPI          string `json:"kpi"`
		Municipality string `json:"municipality"`
		Period       int    `json:"period"`
		IsDeleted    bool   `json:"isdeleted"`
		Values       []struct {
			Gender    string       `json:"gender"`
			Value     *json.Number `json:"value"`
			Status    string       `json:"status"`
			IsDeleted bool         `json:"isdeleted"`
		} `json:"values"`
	} `json:"values"`
	Count       *int   `json:"count"`
	NextURL     string `json:"next_url"`
	PreviousURL string `json:"previous_url"`
}

// ErrCutShort says that a page holds fewer rows than it counts.
var ErrCutShort = errors.New("it holds fewer rows than it counts")

// Decode reads a page. Numbers are kept as they are written: an amount is never a
// float.
func Decode(data []byte) (*Page, error) {
	decoder := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\uFEFF"))))
	decoder.UseNumber()
	var w wire
	if err := decoder.Decode(&w); err != nil {
		return nil, fmt.Errorf("not an answer of Kolada: %w", told(err))
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("not an answer of Kolada: something follows it")
	}
	if w.Values == nil || w.Count == nil {
		return nil, errors.New("not an answer of Kolada: it has no values or no count")
	}
	if w.NextURL == "" && w.PreviousURL == "" && *w.Count > len(w.Values) {
		return nil, fmt.Errorf("%w: %d of %d", ErrCutShort, len(w.Values), *w.Count)
	}
	p := &Page{Count: *w.Count, Next: w.NextURL, Previous: w.PreviousURL}
	for _, v := range w.Values {
		for _, x := range v.Values {
			p.Rows = append(p.Rows, Row{KPI: v.KPI, Municipality: v.Municipality, Year: v.Period, Gender: x.Gender,
				Value: x.Value, Status: x.Status, Deleted: v.IsDeleted || x.IsDeleted})
		}
	}
	return p, nil
}

// told makes an end in the middle plain.
func told(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return errors.New("it ends in the middle")
	}
	return err
}
