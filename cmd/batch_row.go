package cmd

import (
	"bytes"
	"encoding/json"
	"strings"

	"siv/calc"
	"siv/cmd/input"
	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
)

// batchRow is one investment of a batch, siv.batch/1. N is its place in the input,
// counted from 1 over all shards.
type batchRow struct {
	N           int                `json:"n"`
	File        string             `json:"file"`
	Investment  string             `json:"investment,omitempty"`
	Name        string             `json:"name,omitempty"`
	Status      int                `json:"status"`
	Passes      *bool              `json:"passes,omitempty"`
	Tests       *testsJSON         `json:"tests,omitempty"`
	Cost        *pairJSON          `json:"cost,omitempty"`
	RunningCost *pairJSON          `json:"running_cost,omitempty"`
	Savings     *pairJSON          `json:"savings,omitempty"`
	Net         *pairJSON          `json:"net,omitempty"`
	BCR         *ratioJSON         `json:"bcr,omitempty"`
	BreakEven   *breakEvenYearJSON `json:"break_even,omitempty"`
	Required    *string            `json:"required_effect_share,omitempty"`
	Rate        string             `json:"rate,omitempty"`
	PriceYear   int                `json:"price_year,omitempty"`
	Chance      *string            `json:"chance,omitempty"`
	Warnings    []batchWarning     `json:"warnings,omitempty"`
	Gates       []batchGate        `json:"gates,omitempty"`
	Change      *batchChange       `json:"change,omitempty"`
	Errors      []errorItem        `json:"errors,omitempty"`

	of      string // the PATH that it came from
	skipped bool   // no investment: no row
	line    []byte // the row in json, when it is to be written so
}

// encode makes the row's line where it is evaluated, for writing is done by one
// alone. A format without json needs none.
func (r *batchRow) encode(format batchFormat) {
	if format != batchNDJSON && format != batchJSON {
		return
	}
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	if encoder.Encode(r) == nil { // texts and numbers always encode
		r.line = line.Bytes()
	}
}

// batchWarning is a warning and where it stands.
type batchWarning struct {
	Code   string `json:"code"`
	Text   string `json:"text"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

// batchGate is a gate that failed: which, why and by how much. What a rule of the
// programme found goes in both languages, for siv batch merge has the row alone.
type batchGate struct {
	Gate    string `json:"gate"`
	Text    string `json:"text"`
	Swedish string `json:"text_sv,omitempty"`
}

// shown is what the gate says in a language.
func (g batchGate) shown(l lang.Language) string {
	if g.Swedish != "" && l.Code() == "sv" {
		return g.Gate + ": " + g.Swedish
	}
	return g.Gate + ": " + l.Translate(g.Text)
}

// fill takes the figures of a result.
func (r *batchRow) fill(inv *input.Investment, result *calc.Summary) {
	cost, running, savings, net, bcr := toPair(result.Cost), toPair(result.RunningCost), toPair(result.Savings), toPair(result.Net), toRatio(result.BCR)
	r.Investment, r.Name, r.Passes = inv.ID, inv.Name, &result.Passes
	r.Tests = &testsJSON{Rule: result.Tests.Rule, Discounted: result.Tests.Discounted, Net: result.Tests.Net}
	r.Cost, r.RunningCost, r.Savings, r.Net, r.BCR = &cost, &running, &savings, &net, &bcr
	r.Required, r.Rate, r.PriceYear = maybe(result.RequiredEffectShare, 4), result.Rate.Value.String(), result.PriceYear
	if b := result.BreakEven; b != nil {
		r.BreakEven = &breakEvenYearJSON{Year: b.Year, PaybackYears: b.PaybackYears.StringFixed(2), YearsAfterCompletion: b.YearsAfterCompletion.StringFixed(2)}
	}
	for _, w := range result.Warnings {
		line, column := inv.Place(w.Path)
		r.Warnings = append(r.Warnings, batchWarning{Code: w.Code, Text: w.Text, Line: line, Column: column})
	}
}

// problem says in a few words what is wrong with the row.
func (r batchRow) problem(l lang.Language) string {
	var words []string
	for _, e := range r.Errors {
		words = append(words, e.at()+l.Translate(e.Message))
	}
	for _, g := range r.Gates {
		words = append(words, g.shown(l))
	}
	return strings.Join(words, "; ")
}

// at is the place of an error, in front of its message.
func (e errorItem) at() string {
	f := input.Fault{File: "", Line: e.Line, Column: e.Column, Path: e.Path}
	return strings.TrimPrefix(strings.TrimPrefix(f.Error(), ":"), " ")
}

// batchTableOf lays rows out for people and spreadsheets.
func batchTableOf(l lang.Language, rows []batchRow) output.Table {
	t := output.Table{Columns: titled(l, "batch.", "file", "investment", "status", "passes", "test_rule", "test_discounted", "test_net",
		"cost_present_value", "savings_present_value", "net", "net_present_value", "bcr_present_value", "break_even", "chance",
		"warnings", "change", "problem")}
	for _, r := range rows {
		t.Rows = append(t.Rows, r.cells(l))
	}
	return t
}

func (r batchRow) cells(l lang.Language) []output.Cell {
	cells := []output.Cell{output.Text(r.File), output.Text(r.Investment), output.Int(r.Status)}
	if r.Passes == nil {
		cells = append(cells, make([]output.Cell, 10)...)
	} else {
		breakEven := output.Cell{}
		if r.BreakEven != nil {
			breakEven = output.Int(r.BreakEven.Year)
		}
		cells = append(cells, output.Bool(*r.Passes), output.Bool(r.Tests.Rule), output.Bool(r.Tests.Discounted), output.Bool(r.Tests.Net),
			rowFigure(&r.Cost.PresentValue), rowFigure(&r.Savings.PresentValue), rowFigure(&r.Net.Undiscounted), rowFigure(&r.Net.PresentValue),
			rowFigure(r.BCR.PresentValue), breakEven)
	}
	codes := make([]string, len(r.Warnings))
	for i, w := range r.Warnings {
		codes[i] = w.Code
	}
	return append(cells, rowFigure(r.Chance), output.Text(strings.Join(codes, " ")), output.Word(r.Change.String(), r.Change.screen(l)), output.Word(r.problem(lang.New("en")), r.problem(l)))
}

// rowFigure is a cell of a number that is written already, or absent.
func rowFigure(text *string) output.Cell {
	if text == nil {
		return output.Cell{}
	}
	return output.Exactly(*text)
}
