package cmd

import (
	"fmt"
	"slices"
	"strings"

	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
	"siv/ledger"
	"siv/ledger/reconcile"
)

// reconcileScreen shows in one language how two ledgers agree.
type reconcileScreen struct {
	lang.Language
	head          ledger.Head
	path          string
	period        period
	days          int
	result        reconcile.Result
	entries, rows int
	proposed      []ledger.Entry
	closed        ledger.Date
	written       string // the file of the proposals
}

// reconcileItemJSON is an entry or a row, in json.
type reconcileItemJSON struct {
	Seq    int64  `json:"seq,omitempty"`
	Line   int    `json:"line,omitempty"`
	Date   string `json:"date"`
	Amount string `json:"amount"`
	Text   string `json:"text,omitempty"`
	Double bool   `json:"double,omitempty"` // says what another row says that agrees
}

type reconcileSideJSON struct {
	Amount string              `json:"amount"`
	Items  []reconcileItemJSON `json:"items"`
}

type reconcileFindingJSON struct {
	What       reconcile.What    `json:"what"`
	Voucher    string            `json:"voucher"`
	Investment *string           `json:"investment"`
	Here       reconcileSideJSON `json:"here"`
	There      reconcileSideJSON `json:"there"`
	Difference string            `json:"difference"`
}

type reconcileProposalJSON struct {
	Command string   `json:"command"`
	Missing []string `json:"missing"` // fields that a person must add
}

type reconcileJSON struct {
	Schema    string                  `json:"schema"`
	Origin    string                  `json:"origin"`
	Entries   int64                   `json:"entries"`
	H         string                  `json:"h"`
	File      string                  `json:"file"`
	From      *string                 `json:"from"`
	To        *string                 `json:"to"`
	Days      int                     `json:"days"`
	Agrees    bool                    `json:"agrees"`
	Vouchers  int                     `json:"vouchers_that_agree"`
	Here      string                  `json:"here"`
	There     string                  `json:"there"`
	Findings  []reconcileFindingJSON  `json:"findings"`
	Proposals []reconcileProposalJSON `json:"proposals"`
}

func (s reconcileScreen) document() output.Document {
	r := s.result
	section := output.Section{Lead: []string{s.lead()}, Notes: []string{s.T("reconcile.counts", lang.Count(s.entries), lang.Count(s.rows), lang.Count(r.Vouchers)), s.T("balance.head", s.head.Origin, lang.Count(s.head.Entries)), "h " + s.head.H.String()}}
	rows := s.findings()
	if !r.Agree() {
		section.Tables = append(section.Tables, rows)
	}
	if len(s.proposed) > 0 {
		section.Tables = append(section.Tables, s.proposals())
	}
	return output.Document{Sections: []output.Section{section}, Rows: &rows, Data: s.json()}
}

func (s reconcileScreen) lead() string {
	r := s.result
	if r.Agree() {
		return s.T("reconcile.agrees", s.path, kronor(s.Language, r.Here))
	}
	return s.T("reconcile.differs", s.path, len(r.Findings), kronor(s.Language, r.Here), kronor(s.Language, r.There))
}

func (s reconcileScreen) findings() output.Table {
	t := output.Table{Title: s.T("reconcile.title"), Columns: titled(s.Language, "reconcile.col-",
		"what", "voucher", "investment", "here", "there", "difference", "dates_here", "dates_there", "entries", "lines")}
	doubles := 0
	for _, f := range s.result.Findings {
		here, there := f.Sums()
		doubles += len(f.Doubles(s.days))
		t.Rows = append(t.Rows, []output.Cell{output.Word(string(f.What), s.T("reconcile.what-"+string(f.What))), output.Text(f.Voucher), given(f.Investment),
			side(f.Here, here), side(f.There, there), amountCell(f.Difference()), dates(f.Here), dates(f.There),
			standAt(f.Here, func(i reconcile.Item) int64 { return i.Seq }), standAt(f.There, func(i reconcile.Item) int64 { return int64(i.Line) })})
	}
	if doubles > 0 {
		t.Notes = append(t.Notes, s.T("reconcile.doubles", lang.Count(doubles)))
	}
	return t
}

// side is the sum of one side, absent where that has nothing.
func side(items []reconcile.Item, sum ledger.Amount) output.Cell {
	if len(items) == 0 {
		return output.Cell{}
	}
	return amountCell(sum)
}

// dates are the first and the last day of items that are in order.
func dates(items []reconcile.Item) output.Cell {
	if len(items) == 0 {
		return output.Cell{}
	}
	first, last := items[0].Date, items[len(items)-1].Date
	if first == last {
		return output.Text(first.String())
	}
	return output.Text(first.String() + " – " + last.String())
}

// standAt says where items stand, the first few.
func standAt(items []reconcile.Item, of func(reconcile.Item) int64) output.Cell {
	const few = 4
	var at []int64
	for _, i := range items {
		at = append(at, of(i))
	}
	slices.Sort(at)
	text := strings.Trim(fmt.Sprint(at[:min(len(at), few)]), "[]")
	if len(at) > few {
		text += " …"
	}
	return given(text)
}

func (s reconcileScreen) proposals() output.Table {
	t := output.Table{Title: s.T("reconcile.proposals"), Columns: []output.Column{{Key: "command"}}}
	lacks, moved := 0, false
	for _, e := range s.proposed {
		t.Rows = append(t.Rows, []output.Cell{output.Text(commandOf(e))})
		if len(lacking(e)) > 0 {
			lacks++
		}
		moved = moved || e.Date == s.closed.Next()
	}
	if moved {
		t.Notes = append(t.Notes, s.T("reconcile.moved", s.closed, s.closed.Next()))
	}
	if lacks > 0 {
		t.Notes = append(t.Notes, s.T("reconcile.lacking", lang.Count(lacks)))
	}
	if s.written != "" {
		t.Notes = append(t.Notes, s.T("reconcile.written", s.written))
	}
	return t
}

// lacking names the fields that a proposed entry needs and nobody knows.
func lacking(e ledger.Entry) []string {
	list := []string{}
	for _, f := range e.Faults() {
		if f.Missing {
			list = append(list, f.Field)
		}
	}
	return list
}

func (s reconcileScreen) json() reconcileJSON {
	r := s.result
	data := reconcileJSON{Schema: "siv.reconcile/1", Origin: s.head.Origin, Entries: s.head.Entries, H: s.head.H.String(), File: s.path, Days: s.days,
		Agrees: r.Agree(), Vouchers: r.Vouchers, Here: r.Here.String(), There: r.There.String(),
		Findings: []reconcileFindingJSON{}, Proposals: []reconcileProposalJSON{}}
	if s.period.from != 0 {
		data.From = new(s.period.from.String())
	}
	if s.period.to != 0 {
		data.To = new(s.period.to.String())
	}
	items := func(list, doubles []reconcile.Item, sum ledger.Amount) reconcileSideJSON {
		out := reconcileSideJSON{sum.String(), []reconcileItemJSON{}}
		double := map[int]bool{}
		for _, i := range doubles {
			double[i.Line] = true
		}
		for _, i := range list {
			out.Items = append(out.Items, reconcileItemJSON{i.Seq, i.Line, i.Date.String(), i.Amount.String(), i.Text, double[i.Line]})
		}
		return out
	}
	for _, f := range r.Findings {
		here, there := f.Sums()
		one := reconcileFindingJSON{What: f.What, Voucher: f.Voucher, Here: items(f.Here, nil, here), There: items(f.There, f.Doubles(s.days), there), Difference: f.Difference().String()}
		if f.Investment != "" {
			one.Investment = &f.Investment
		}
		data.Findings = append(data.Findings, one)
	}
	for _, e := range s.proposed {
		data.Proposals = append(data.Proposals, reconcileProposalJSON{commandOf(e), lacking(e)})
	}
	return data
}
