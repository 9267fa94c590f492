package cmd

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/shopspring/decimal"

	"siv/cmd/input"
	"siv/cmd/internal/lang"
)

// batchChange is what changed against an earlier answer.
type batchChange struct {
	New     bool      `json:"new,omitempty"`    // it was not there
	Passes  *[2]*bool `json:"passes,omitempty"` // was, is; null for a file at fault
	Net     *string   `json:"net_present_value,omitempty"`
	Savings *string   `json:"savings_present_value,omitempty"`
	Cost    *string   `json:"cost_present_value,omitempty"`
}

// String says the change in a few words, "" for none.
func (c *batchChange) String() string {
	same := func(text string) string { return text }
	return c.said(same, same)
}

// screen is String in the language of the screen.
func (c *batchChange) screen(l lang.Language) string {
	return c.said(l.Translate, func(by string) string {
		sign := strings.TrimRight(by[:1], "0123456789")
		return sign + l.Number(decimal.RequireFromString(by[len(sign):]), 2)
	})
}

func (c *batchChange) said(word, amount func(string) string) string {
	if c == nil {
		return ""
	}
	var words []string
	if c.New {
		words = append(words, word("new"))
	}
	if c.Passes != nil {
		words = append(words, word(verdictWord(c.Passes[0]))+" → "+word(verdictWord(c.Passes[1])))
	}
	for _, part := range []struct {
		name string
		by   *string
	}{{"net", c.Net}, {"savings", c.Savings}, {"cost", c.Cost}} {
		if part.by != nil {
			words = append(words, word(part.name)+" "+amount(*part.by))
		}
	}
	return strings.Join(words, ", ")
}

func verdictWord(passes *bool) string {
	switch {
	case passes == nil:
		return "at fault"
	case *passes:
		return "passes"
	default:
		return "does not pass"
	}
}

// baseline is an earlier answer, by file. It keeps no more of a row than is
// compared.
type baseline map[string]earlier

type earlier struct {
	passes             *bool
	net, savings, cost string
}

// readBaseline reads the rows of --baseline, as json or ndjson; nil without it.
func (c *batch) readBaseline() (baseline, error) {
	if c.baseline == "" {
		return nil, nil
	}
	file, err := os.Open(c.baseline)
	if err != nil {
		return nil, unreadable(c.baseline, err)
	}
	defer file.Close()
	before := baseline{}
	err = readRows(file, func(r batchRow) error {
		e := earlier{passes: r.Passes}
		if r.Passes != nil && r.Net != nil && r.Savings != nil && r.Cost != nil {
			e.net, e.savings, e.cost = r.Net.PresentValue, r.Savings.PresentValue, r.Cost.PresentValue
		}
		before[filepath.ToSlash(r.File)] = e
		return nil
	})
	if err != nil {
		return nil, input.Faults{{File: c.baseline, Code: "syntax", Message: fmt.Sprintf("no answer of siv batch: %s", err)}}
	}
	return before, nil
}

// readRows reads the rows of an answer, json or ndjson, one by one.
func readRows(in io.Reader, found func(batchRow) error) error {
	decoder := json.NewDecoder(in)
	for {
		var raw json.RawMessage
		if err := decoder.Decode(&raw); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		whole := struct{ Rows []batchRow }{}
		if bytes.Contains(raw[:min(len(raw), 64)], []byte(`"schema"`)) {
			if err := json.Unmarshal(raw, &whole); err != nil {
				return err
			}
		} else {
			whole.Rows = make([]batchRow, 1)
			if err := json.Unmarshal(raw, &whole.Rows[0]); err != nil {
				return err
			}
		}
		for _, r := range whole.Rows {
			if r.N == 0 {
				return fmt.Errorf("a row without its place n")
			}
			if err := found(r); err != nil {
				return err
			}
		}
	}
}

// compare says in a row what changed.
func (b baseline) compare(r *batchRow) {
	if b == nil {
		return
	}
	was, ok := b[filepath.ToSlash(r.File)]
	if !ok {
		r.Change = &batchChange{New: true}
		return
	}
	var change batchChange
	if (was.passes == nil) != (r.Passes == nil) || was.passes != nil && *was.passes != *r.Passes {
		change.Passes = &[2]*bool{was.passes, r.Passes}
	}
	if was.passes != nil && r.Passes != nil {
		change.Net = difference(was.net, r.Net.PresentValue)
		change.Savings = difference(was.savings, r.Savings.PresentValue)
		change.Cost = difference(was.cost, r.Cost.PresentValue)
	}
	if change != (batchChange{}) {
		r.Change = &change
	}
}

// difference returns how much an amount rose, with its sign; nil for not at all.
func difference(was, is string) *string {
	a, errA := decimal.NewFromString(was)
	b, errB := decimal.NewFromString(is)
	if errA != nil || errB != nil || a.Equal(b) {
		return nil
	}
	text := b.Sub(a).StringFixed(2)
	if b.GreaterThan(a) {
		text = "+" + text
	}
	return &text
}
