package cmd

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"siv/calc"
	"siv/calc/policy"
	"siv/cmd/input"
	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
)

func newInvestmentSchedule(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "schedule FILE | -",
		Short: "Print the evaluation schedule, and what is incomplete in it",
		Long: `Print the evaluation schedule (utvärderingsschema): goals, activities, indicators
and the economic effect that each goal is expected to have; then say what is
incomplete, and where in the file.`,
		Example:           "  siv investment schedule proposal.yaml",
		Args:              args(cobra.ExactArgs(1)),
		ValidArgsFunction: completeYAML,
		RunE: func(_ *cobra.Command, paths []string) error {
			inv, err := e.investment(paths[0])
			if err != nil {
				return err
			}
			if faults := registerFaults(inv); len(faults) > 0 {
				return faults
			}
			return e.render(scheduleDocument(e.lang(), paths[0], inv))
		},
	}
}

// scheduleJSON is an evaluation schedule in json.
type scheduleJSON struct {
	Schema     string     `json:"schema"`
	Investment string     `json:"investment"`
	Complete   bool       `json:"complete"`
	Schedule   []goalJSON `json:"schedule"`
	Incomplete []gapJSON  `json:"incomplete"`
}

type goalJSON struct {
	Goal       string   `json:"goal"`
	Activities []string `json:"activities"`
	Indicators []string `json:"indicators"`
	Effect     *string  `json:"effect"`
}

type gapJSON struct {
	Code string `json:"code"`
	Path string `json:"path"`
	Line int    `json:"line"`
	Text string `json:"text"`
}

func scheduleDocument(l lang.Language, path string, inv *input.Investment) output.Document {
	gaps := policy.ScheduleGaps(inv.Investment)
	data := scheduleJSON{Schema: "siv.schedule/1", Investment: inv.ID, Complete: len(gaps) == 0,
		Schedule: []goalJSON{}, Incomplete: []gapJSON{}}
	t := output.Table{Columns: titled(l, "schedule.", "goal", "activities", "indicators", "effect")}
	for _, g := range inv.Evaluation {
		goal := goalJSON{Goal: g.Goal, Activities: append([]string{}, g.Activities...), Indicators: append([]string{}, g.Indicators...)}
		if g.Effect != "" {
			goal.Effect = &g.Effect
		}
		data.Schedule = append(data.Schedule, goal)
		t.Rows = append(t.Rows, []output.Cell{output.Text(g.Goal), output.Text(strings.Join(g.Activities, "; ")),
			output.Text(strings.Join(g.Indicators, "; ")), output.Word(g.Effect, effectInWords(inv.Investment, g.Effect))})
	}
	section := output.Section{Lead: []string{l.T("schedule.title", inv.Name)}}
	if len(t.Rows) > 0 {
		section.Tables = []output.Table{t}
	}
	section.Notes = []string{l.T("schedule.is-complete")}
	if len(gaps) > 0 {
		section.NotesTitle, section.Notes = l.T("schedule.is-incomplete"), nil
	}
	for _, g := range gaps {
		text := func(l lang.Language) string { return findingText(l, g.Finding()) }
		line, _ := inv.Place(g.Path)
		data.Incomplete = append(data.Incomplete, gapJSON{g.Code, g.Path, line, text(lang.New("en"))})
		section.Notes = append(section.Notes, place(path, inv, g.Path)+": "+text(l))
	}
	return output.Document{Sections: []output.Section{section}, Rows: &t, Data: data}
}

// effectInWords names an effect and whose costs fall.
func effectInWords(inv *calc.Investment, id string) string {
	i := slices.IndexFunc(inv.Effects, func(e calc.Effect) bool { return e.ID == id })
	if id == "" || i < 0 {
		return id
	}
	e := inv.Effects[i]
	actor := e.Actor
	if at := slices.IndexFunc(inv.Actors, func(a calc.Actor) bool { return a.ID == e.Actor }); at >= 0 {
		actor = inv.Actors[at].Name
	}
	if e.Description == "" {
		return id + " (" + actor + ")"
	}
	return e.Description + " (" + actor + ")"
}
