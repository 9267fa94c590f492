package cmd

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"siv/calc"
	"siv/calc/policy"
	"siv/cmd/input"
	"siv/cmd/internal/output"
)

// sorting is the order of the register.
type sorting string

const (
	sortByStart      sorting = "start"
	sortByCompletion sorting = "completion"
	sortByID         sorting = "id"
	sortByName       sorting = "name"
	sortByStatus     sorting = "status"
)

func sortings() []sorting {
	return []sorting{sortByStart, sortByCompletion, sortByID, sortByName, sortByStatus}
}

// investmentList is siv investment list.
type investmentList struct {
	*env
	policyFlag
	status choice[calc.Status]
	namnd  string
	year   countFlag
	sort   choice[sorting]
}

func newInvestmentList(e *env) *cobra.Command {
	c := &investmentList{env: e, status: newChoice[calc.Status]("", calc.Statuses()), year: yearFlag(),
		sort: newChoice(sortByStart, sortings())}
	cmd := &cobra.Command{
		Use:   "list DIR|FILE...",
		Short: "List the register, with whether reflow applies and why",
		Long: `List the investments of files, or of the YAML files of a folder, with whether
each pays back to the fund (återföring) and why. Files of another kind in a
folder are left out. Several investments may share one application; it is
counted once.`,
		Example: `  siv investment list examples/orebro/investments
  siv investment list --namnd skola --sort completion examples/orebro/investments`,
		Args:              args(cobra.MinimumNArgs(1)),
		ValidArgsFunction: completeYAML,
		RunE:              func(cmd *cobra.Command, paths []string) error { return c.run(cmd, expand(paths)) },
	}
	c.addPolicyFlag(cmd)
	cmd.Flags().Var(&c.status, "status", "only investments of this status")
	cmd.Flags().StringVar(&c.namnd, "namnd", "", "only those with a partner whose id or name holds this")
	cmd.Flags().Var(&c.year, "year", "only those that ran in this calendar year")
	cmd.Flags().Var(&c.sort, "sort", "order of the rows")
	completeChoice(cmd, "status", calc.Statuses())
	completeChoice(cmd, "sort", sortings())
	return cmd
}

// listed is an investment of the register.
type listed struct {
	path string
	*input.Investment
}

func (c *investmentList) run(cmd *cobra.Command, paths []string) error {
	rules, err := c.rules(c.env)
	if err != nil {
		return err
	}
	var all []listed
	for _, path := range paths {
		found, err := c.at(cmd, path)
		if err != nil {
			return err
		}
		all = append(all, found...)
	}
	all = slices.DeleteFunc(all, func(i listed) bool { return !c.keeps(i.Investment.Investment) })
	slices.SortStableFunc(all, c.compare)
	return c.render(c.document(rules, all))
}

// at reads a file, or the investments of a folder.
func (c *investmentList) at(cmd *cobra.Command, path string) ([]listed, error) {
	paths, folder := []string{path}, false
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		folder = true
		if paths, err = yamlFiles(paths); err != nil {
			return nil, err
		}
	}
	var all []listed
	err := eachFile(cmd, paths, func(path string) error {
		inv, err := c.investment(path)
		if err != nil {
			return err
		}
		faults := registerFaults(inv)
		if folder && slices.ContainsFunc(faults, func(f input.Fault) bool { return f.Code == "schema" }) {
			return nil // a folder may hold outcomes, frames and plans as well
		}
		if len(faults) > 0 {
			return faults
		}
		all = append(all, listed{path, inv})
		return nil
	})
	return all, err
}

// keeps reports whether the filters let an investment through.
func (c *investmentList) keeps(inv *calc.Investment) bool {
	if c.status.value != "" && inv.Status != c.status.value {
		return false
	}
	if y := c.year.value; y != 0 && (y < inv.Start.Year() || y > inv.Completion.Year()) {
		return false
	}
	word := strings.ToLower(c.namnd)
	return slices.ContainsFunc(inv.Actors, func(a calc.Actor) bool {
		return strings.Contains(a.ID, word) || strings.Contains(strings.ToLower(a.Name), word)
	})
}

func (c *investmentList) compare(a, b listed) int {
	first := 0
	switch c.sort.value {
	case sortByCompletion:
		first = cmp.Compare(a.Completion, b.Completion)
	case sortByName:
		first = cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	case sortByStatus:
		first = cmp.Compare(slices.Index(calc.Statuses(), a.Status), slices.Index(calc.Statuses(), b.Status))
	case sortByStart:
		first = cmp.Compare(a.Start, b.Start)
	}
	return cmp.Or(first, cmp.Compare(a.ID, b.ID))
}

func (c *investmentList) document(rules *policy.Policy, all []listed) output.Document {
	l := c.lang()
	full := output.Table{Columns: titled(l, "list.", "id", "name", "status", "period_as_written", "start", "completion", "months", "partners",
		"reflow", "why", "application", "documents", "file")}
	reflow, ruled := rules.Reflow()
	applications := applicationCount{}
	for _, inv := range all {
		applications.add(inv.Investment.Investment)
		standing, why := output.Cell{}, output.Cell{}
		if ruled {
			s, f := reflow.Standing(inv.Investment.Investment)
			standing = output.Word(string(s), l.T("list.reflow."+string(s)))
			why = output.Word(findingText(c.machine(), f), findingText(l, f))
		}
		full.Rows = append(full.Rows, []output.Cell{output.Text(inv.ID), output.Text(inv.Name),
			output.Word(string(inv.Status), l.T("status."+string(inv.Status))), output.Text(inv.PeriodAsWritten),
			output.Text(inv.Start.String()), output.Text(inv.Completion.String()), output.Int(int(inv.Completion-inv.Start) + 1),
			output.Text(strings.Join(names(inv.Actors), "; ")), standing, why,
			output.Text(applicationOf(inv.Investment.Investment)), output.Text(documentKinds(inv.Documents)), output.Text(inv.path)})
	}
	section := output.Section{Tables: []output.Table{full.Pick(0, 1, 2, 4, 5, 8, 9)}, Notes: []string{l.T("list.count", len(all), applications.total())}}
	if shared := applications.shared(); shared != "" {
		section.Notes = append(section.Notes, l.T("list.shared", shared))
	}
	if len(all) == 0 {
		section = output.Section{Lead: []string{l.T("list.none")}}
	}
	return output.Document{Schema: "siv.investments/1", Sections: []output.Section{section}, Rows: &full}
}

func names(actors []calc.Actor) []string {
	list := make([]string, len(actors))
	for i, a := range actors {
		list[i] = a.Name
	}
	return list
}

func documentKinds(documents []calc.Document) string {
	list := make([]string, len(documents))
	for i, d := range documents {
		list[i] = d.Kind
	}
	return joined(list)
}

// applicationOf is the id of an investment's application, or its own.
func applicationOf(inv *calc.Investment) string {
	if inv.Application != nil && inv.Application.ID != "" {
		return inv.Application.ID
	}
	return inv.ID
}

// applicationCount counts applications: one that several investments share once.
// Those that share it are found by its id and by the names that it is shared with.
type applicationCount struct{ groups [][]string }

func (a *applicationCount) add(inv *calc.Investment) {
	group := []string{inv.ID}
	if inv.Application != nil {
		group = append(group, inv.Application.SharedWith...)
		if inv.Application.ID != "" {
			group = append(group, "application "+inv.Application.ID)
		}
	}
	var apart [][]string
	for _, other := range a.groups {
		if slices.ContainsFunc(other, func(id string) bool { return slices.Contains(group, id) }) {
			group = append(other, group...)
		} else {
			apart = append(apart, other)
		}
	}
	a.groups = append(apart, group)
}

func (a *applicationCount) total() int { return len(a.groups) }

// shared names the applications that more than one investment shares.
func (a *applicationCount) shared() string {
	var list []string
	for _, group := range a.groups {
		var ids []string
		for _, id := range group {
			if !strings.HasPrefix(id, "application ") && !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
		if len(ids) > 1 {
			list = append(list, fmt.Sprint(joined(ids)))
		}
	}
	return strings.Join(list, "; ")
}
