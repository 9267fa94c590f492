package cmd

import (
	"maps"
	"slices"

	"siv/calc/policy"
	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
)

// checkScreen shows in one language what the rules say of a file.
type checkScreen struct {
	lang.Language
	machine lang.Language // of json and csv, whatever the screen's
	judged
}

// checkDocument lays out the files one after the other.
func checkDocument(l lang.Language, all []judged) output.Document {
	var doc output.Document
	rows := output.Table{Columns: columns("file", "investment", "version", "rule", "outcome", "basis", "place", "missing", "text", "source")}
	data := make([]checkJSON, len(all))
	for i, one := range all {
		s := checkScreen{l, lang.New("en"), one}
		doc.Sections = append(doc.Sections, s.section())
		data[i] = s.json()
		s.add(&rows)
	}
	if len(all) > 1 {
		doc.Sections = append(doc.Sections, summary(l, all))
	}
	doc.Rows, doc.Data = &rows, data
	if len(data) == 1 {
		doc.Data = data[0]
	}
	return doc
}

func (s checkScreen) count(o policy.Outcome) int {
	n := 0
	for _, f := range s.findings {
		if f.Outcome == o {
			n++
		}
	}
	return n
}

func (s checkScreen) section() output.Section {
	section := output.Section{Lead: []string{
		s.T("check.verdict."+string(policy.Verdict(s.findings)), s.file.Name, s.count(policy.Met), s.count(policy.NotMet), s.count(policy.CannotTell)),
		s.judgedBy(),
	}}
	if a := s.file.Application; a != nil && len(a.SharedWith) > 0 {
		section.Lead = append(section.Lead, s.T("check.shared", joined(a.SharedWith)))
	}
	t := output.Table{Columns: []output.Column{{Title: s.T("check.rule")}, {Title: s.T("col.outcome")},
		{Title: s.T("check.basis")}, {Title: s.T("check.place")}, {Title: s.T("check.finding")}}}
	missing := map[string][]string{} // by place
	for _, f := range s.findings {
		t.Rows = append(t.Rows, []output.Cell{output.Text(s.T("rule." + f.Rule)), output.Text(s.T("outcome." + string(f.Outcome))).Toned(outcomeTone(f.Outcome)),
			output.Text(s.T("basis." + string(f.Mark.Basis))), output.Text(place(s.path, s.file, f.Path)), output.Text(findingText(s.Language, f))})
		for _, path := range f.Missing {
			at := place(s.path, s.file, path)
			if !slices.Contains(missing[at], path) {
				missing[at] = append(missing[at], path)
			}
		}
	}
	section.Tables = []output.Table{t}
	if len(missing) > 0 {
		section.NotesTitle = s.T("check.missing-title")
		for _, at := range slices.Sorted(maps.Keys(missing)) {
			section.Notes = append(section.Notes, at+": "+joined(missing[at]))
		}
	}
	return section
}

// judgedBy says which rules judge the file and what is uncertain about that.
func (s checkScreen) judgedBy() string {
	v := s.judge.Version
	key := "check.by-decision"
	if s.judge.Day.Start {
		key = "check.by-start"
	}
	text := s.T(key, inLanguage(s.Language, v.Name, v.NameEN), s.judge.Day.Date)
	if g := s.judge.Guideline; g != nil {
		key = "check.guideline"
		if s.judge.Older() {
			key = "check.older-rules"
		}
		text += " " + s.T(key, inLanguage(s.Language, g.Name, g.NameEN))
	}
	if v.Dated.Basis == policy.Assumed {
		text += " " + s.T("check.assumed-date", v.From, inLanguage(s.Language, v.Dated.Text, v.Dated.TextEN))
	}
	return text
}

// summary lists the files together. An application that several share is one.
func summary(l lang.Language, all []judged) output.Section {
	t := output.Table{Columns: []output.Column{{Title: l.T("check.investment")}, {Title: l.T("col.outcome")},
		{Title: l.T("outcome.met")}, {Title: l.T("outcome.not-met")}, {Title: l.T("outcome.cannot-tell")}, {Title: l.T("check.rules")}}}
	applications := applicationCount{}
	for _, one := range all {
		s := checkScreen{Language: l, judged: one}
		applications.add(one.file.Investment)
		t.Rows = append(t.Rows, []output.Cell{output.Text(one.file.ID), output.Text(l.T("outcome." + string(policy.Verdict(one.findings)))),
			output.Int(s.count(policy.Met)), output.Int(s.count(policy.NotMet)), output.Int(s.count(policy.CannotTell)),
			output.Text(one.judge.Version.ID)})
	}
	return output.Section{Lead: []string{l.T("list.count", len(all), applications.total())}, Tables: []output.Table{t}}
}

// outcomeTone is how the outcome of a rule is meant.
func outcomeTone(o policy.Outcome) output.Tone {
	switch o {
	case policy.Met:
		return output.Good
	case policy.NotMet:
		return output.Bad
	default:
		return output.Doubt
	}
}
