package cmd

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// pair and shownFigures are parts of siv.break-even/1 that the page shows.
type pair struct {
	Undiscounted string `json:"undiscounted"`
	PresentValue string `json:"present_value"`
}

type shownFigures struct {
	Name        string `json:"name"`
	Cost        pair   `json:"cost"`
	RunningCost pair   `json:"running_cost"`
	Savings     pair   `json:"savings"`
	Net         pair   `json:"net"`
	BCR         pair   `json:"bcr"`
	ByYear      []struct {
		Year       int    `json:"year"`
		Cost       string `json:"cost"`
		Running    string `json:"running_cost"`
		Savings    string `json:"savings"`
		Net        string `json:"net"`
		Cumulative string `json:"cumulative_present_value"`
	} `json:"by_year"`
	ByActor []struct {
		OwnCost     pair  `json:"own_cost"`
		FundCost    pair  `json:"fund_cost"`
		RunningCost pair  `json:"running_cost"`
		Savings     pair  `json:"savings"`
		Cashable    *pair `json:"cashable"`
		Net         pair  `json:"net"`
	} `json:"by_actor"`
	Effects []struct {
		Savings        pair    `json:"savings"`
		RequiredShare  *string `json:"required_share"`
		RequiredPeople *string `json:"required_people"`
	} `json:"effects"`
}

// figures: what the page shows is what the JSON says, to the öre.
func (tab *tab) figures(t *testing.T, prefix, path, language string, flags []string) {
	t.Helper()
	args := []string{"calc", "break-even", "-o", "json", path}
	for i := 0; i < len(flags); i += 2 {
		if flags[i] != "--frames" {
			args = append(args, flags[i:i+2]...)
		}
	}
	var want shownFigures
	if err := json.Unmarshal(siv(t, args...), &want); err != nil {
		t.Fatal(err)
	}
	sections := tab.tables(t, language)
	key := sections[prefix+"verdict"][0]
	wantKey := [][]string{}
	for _, p := range []pair{want.Cost, want.RunningCost, want.Savings, want.Net, want.BCR} {
		wantKey = append(wantKey, []string{p.Undiscounted, p.PresentValue})
	}
	equal(t, "key figures", wantKey, pickColumns(key[:5], 1, 2))
	wantYears := [][]string{}
	for _, y := range want.ByYear {
		wantYears = append(wantYears, []string{fmt.Sprint(y.Year), y.Cost, y.Running, y.Savings, y.Net, y.Cumulative})
	}
	equal(t, "years", wantYears, sections[prefix+"years"][0])
	wantActors := [][]string{}
	for _, a := range want.ByActor {
		cashable := ""
		if a.Cashable != nil {
			cashable = a.Cashable.Undiscounted
		}
		wantActors = append(wantActors, []string{a.OwnCost.Undiscounted, a.FundCost.Undiscounted, a.RunningCost.Undiscounted,
			a.Savings.Undiscounted, cashable, a.Net.Undiscounted})
	}
	equal(t, "actors", wantActors, pickColumns(sections[prefix+"actors"][0][:len(want.ByActor)], 2, 3, 4, 5, 6, 7))
	wantEffects := [][]string{}
	for _, e := range want.Effects {
		wantEffects = append(wantEffects, []string{e.Savings.Undiscounted, e.Savings.PresentValue, orEmpty(e.RequiredShare), orEmpty(e.RequiredPeople)})
	}
	equal(t, "effects", wantEffects, pickColumns(sections[prefix+"effects"][0], 2, 3, 4, 5))
	lead := ask[string](t, tab, `document.getElementById('`+prefix+`verdict').parentElement.querySelector('p').innerText`)
	if !strings.Contains(lead, want.Name) {
		t.Errorf("the first sentence is %q", lead)
	}
}

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func equal(t *testing.T, what string, want, got [][]string) {
	t.Helper()
	if len(want) == 0 {
		t.Errorf("%s: nothing to compare", what)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s: the page is not what the JSON says:\n%s", what, diff)
	}
}

// tables returns the rows of every table, by section, with numbers as JSON has them.
func (tab *tab) tables(t *testing.T, language string) map[string][][][]string {
	t.Helper()
	sections := ask[map[string][][][]string](t, tab, `Object.fromEntries([...document.querySelectorAll('main section')].map(s => [s.querySelector('[id]').id,
		[...s.querySelectorAll('table')].map(t => [...t.tBodies[0].rows].map(r => [...r.cells].map(c => c.textContent)))]))`)
	number := strings.NewReplacer("\u00a0", "", ",", ".")
	if language == "en" {
		number = strings.NewReplacer(",", "")
	}
	isNumber := regexp.MustCompile(`^-?\d[\d\x{a0},.]*$`)
	for _, tables := range sections {
		for _, rows := range tables {
			for _, row := range rows {
				for i, cell := range row {
					if isNumber.MatchString(cell) {
						row[i] = number.Replace(cell)
					}
				}
			}
		}
	}
	return sections
}

func pickColumns(rows [][]string, at ...int) [][]string {
	out := make([][]string, len(rows))
	for i, row := range rows {
		for _, column := range at {
			out[i] = append(out[i], row[column])
		}
	}
	return out
}
