package cmd

import (
	"fmt"
	"strings"

	"siv/calc"
	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
)

// reflowJSON is the answer siv.reflow/1.
type reflowJSON struct {
	Schema     string          `json:"schema"`
	Investment string          `json:"investment"`
	Applies    bool            `json:"applies"`
	Reason     string          `json:"reason"`
	Granted    string          `json:"granted"`
	Prices     string          `json:"prices"`
	PriceYear  *int            `json:"price_year"`
	Plan       []reflowRowJSON `json:"plan"`
	Kept       []keptJSON      `json:"kept"`
	Warnings   []warningJSON   `json:"warnings"`
}

type reflowRowJSON struct {
	Year        int     `json:"year"`
	Namnd       string  `json:"namnd"`
	Amount      string  `json:"amount"`
	Basis       string  `json:"basis"`
	FrameBefore *string `json:"frame_before"`
	FrameAfter  *string `json:"frame_after"`
	Carry       string  `json:"carry"`
}

type keptJSON struct {
	Namnd  string `json:"namnd"`
	Year   int    `json:"year"`
	Amount string `json:"amount"`
}

func newReflowJSON(p *calc.ReflowPlan) reflowJSON {
	out := reflowJSON{Schema: "siv.reflow/1", Investment: p.Investment.ID, Applies: p.Applies, Reason: p.Reason,
		Granted: money(p.Granted), Prices: string(current), Plan: []reflowRowJSON{}, Kept: []keptJSON{}, Warnings: newWarningsJSON(p.Warnings)}
	if !p.CurrentPrices {
		out.Prices, out.PriceYear = string(atPriceYear), &p.PriceYear
	}
	for _, r := range p.Rows {
		out.Plan = append(out.Plan, reflowRowJSON{Year: r.Year, Namnd: r.Namnd, Amount: money(r.Amount), Basis: r.Basis,
			FrameBefore: maybe(r.FrameBefore, 2), FrameAfter: maybe(r.FrameAfter, 2), Carry: money(r.Carry)})
	}
	for _, k := range p.Kept {
		out.Kept = append(out.Kept, keptJSON{Namnd: k.Namnd, Year: k.Year, Amount: money(k.Amount)})
	}
	return out
}

// reflowDocument shows plans: each on its own and, where there are several, what
// they come to for each nämnd.
func reflowDocument(l lang.Language, plans []*calc.ReflowPlan) output.Document {
	rows := output.Table{Columns: titled(l, "reflow.", "investment", "year", "namnd", "amount", "basis", "frame_before", "frame_after", "carry")}
	var doc output.Document
	data := make([]reflowJSON, len(plans))
	for i, p := range plans {
		data[i] = newReflowJSON(p)
		own := output.Table{Title: l.T("reflow.title", p.Investment.Name), Columns: rows.Columns}
		for _, r := range p.Rows {
			own.Rows = append(own.Rows, []output.Cell{output.Text(p.Investment.ID), output.Int(r.Year), namndCell(p.Investment, r.Namnd),
				output.Money(r.Amount), output.Word(r.Basis, l.T("basis."+r.Basis)), output.Maybe(r.FrameBefore, 2), output.Maybe(r.FrameAfter, 2), output.Money(r.Carry)})
		}
		rows.Rows = append(rows.Rows, own.Rows...)
		doc.Sections = append(doc.Sections, reflowSection(l, p, own))
	}
	if len(plans) > 1 {
		doc.Sections = append(doc.Sections, reflowSums(l, l.T("reflow.sums"), plans))
	}
	doc.Rows, doc.Data = &rows, data
	if len(data) == 1 {
		doc.Data = data[0]
	}
	return doc
}

func reflowSection(l lang.Language, p *calc.ReflowPlan, rows output.Table) output.Section {
	key := "reflow.applies"
	if !p.Applies {
		key = "reflow.applies-not"
	}
	section := output.Section{Lead: []string{l.T(key, p.Investment.Name, l.Translate(p.Reason))}}
	if !p.Applies {
		return section
	}
	prices := l.T("reflow.in-prices", p.PriceYear)
	if p.CurrentPrices {
		prices = l.T("reflow.current-prices")
	}
	section.Lead = append(section.Lead, l.T("reflow.granted", l.Money(p.Granted), prices))
	columns := []int{1, 2, 3, 4, 7}
	if len(p.Rows) > 0 && p.Rows[0].FrameBefore.Valid {
		columns = []int{1, 2, 3, 4, 5, 6, 7}
	}
	section.Tables = []output.Table{rows.Pick(columns...)}
	for _, k := range p.Kept {
		section.Notes = append(section.Notes, l.T("reflow.kept", p.Investment.ActorName(k.Namnd), l.Money(k.Amount), k.Year))
	}
	section.Notes = append(section.Notes, warningsInWords(l, p.Warnings)...)
	return section
}

func namndCell(inv *calc.Investment, id string) output.Cell {
	return output.Word(id, inv.ActorName(id))
}

// planText writes a plan as a file that is to be decided.
func planText(p *calc.ReflowPlan) string {
	var b strings.Builder
	fmt.Fprintf(&b, "schema: siv.plan/1\ninvestment: %s\n", p.Investment.ID)
	b.WriteString("# When the plan is decided, say by whom:\n# decision: {authority: kommunfullmäktige, date: YYYY-MM-DD, reference: \"…\"}\n")
	b.WriteString("plan:\n")
	for _, r := range p.Rows {
		if !r.Amount.IsZero() {
			fmt.Fprintf(&b, "  - {year: %d, namnd: %s, amount: %s, basis: %s}\n", r.Year, r.Namnd, money(r.Amount), r.Basis)
		}
	}
	return b.String()
}
