package cmd

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"siv/calc"
	"siv/ledger"
	"siv/unitcosts"
)

// completeFlags gives every flag of a command and of those below it what the shell
// offers for its value, by the name of the flag: words, files of a kind, or what
// the ledger or the catalogue holds. What is not known is completed by nothing.
func completeFlags(e *env, cmd *cobra.Command) {
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
		if _, ok := cmd.GetFlagCompletionFunc(f.Name); ok {
			return
		}
		if c, ok := f.Value.(interface{ words() []string }); ok {
			completeChoice(cmd, f.Name, c.words())
		} else if complete := e.completionOf(cmd, f.Name); complete != nil {
			_ = cmd.RegisterFlagCompletionFunc(f.Name, complete) // it exists
		}
	})
	for _, sub := range cmd.Commands() {
		completeFlags(e, sub)
	}
}

// completionOf returns what the shell offers for a flag of a command.
func (e *env) completionOf(cmd *cobra.Command, flag string) cobra.CompletionFunc {
	inLedger := cmd.Flags().Lookup("ledger") != nil
	switch name := cmd.Name() + " " + flag; {
	case name == "move from", name == "move to", inLedger && flag == "investment":
		return e.fromLedger(func(entry *ledger.Entry) string { return entry.Investment })
	case inLedger && flag == "namnd":
		return e.fromLedger(func(entry *ledger.Entry) string { return entry.Namnd })
	case name == "convert index":
		return e.fromCatalogue(func(c *unitcosts.Catalogue) []string { return c.Indices() })
	case name == "report to":
		return files("html", "xlsx", "md")
	case name == "schema to", name == "man to":
		return cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs)
	case name == "grant from":
		return completeYAML
	}
	switch flag {
	case "catalogue":
		return completeCatalogue
	case "outcomes", "frames", "plan", "policy", "investments", "base", "against", "write-plan":
		return completeYAML
	case "index":
		return files("yaml", "yml", "csv")
	case "optimism-from":
		return files("json")
	case "baseline":
		return files("json", "ndjson")
	case "seal":
		return files("seal")
	case "verifier":
		return files("pub")
	case "key-file":
		return files("key")
	case "to":
		return cobra.FixedCompletions(nil, cobra.ShellCompDirectiveDefault)
	case "index-edition":
		return e.fromCatalogue(editionNames)
	case "gate-tests":
		return severalOf(func(*cobra.Command, []string) []string { return texts(calc.Criteria()) })
	case "two-way":
		return severalOf(e.inputNames)
	case "area", "payer", "region":
		return e.fromCatalogue(func(c *unitcosts.Catalogue) []string { return wordsOf(c, flag) })
	default:
		return nil
	}
}

// files offers files by ending.
func files(endings ...string) cobra.CompletionFunc {
	return cobra.FixedCompletions(endings, cobra.ShellCompDirectiveFilterFileExt)
}

// fromLedger offers what the entries of the ledger hold. Nothing is offered when it
// cannot be read: completion is no place for errors.
func (e *env) fromLedger(field func(*ledger.Entry) string) cobra.CompletionFunc {
	return func(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
		seen := map[string]bool{}
		if e.prepare(cmd) == nil {
			f := fundLedger{env: e, path: cmd.Flag("ledger").Value.String()}
			_, _ = f.check(func(p ledger.Posting) error {
				seen[strings.Clone(field(p.Entry))] = true // the entry is read into again
				return nil
			})
		}
		delete(seen, "")
		return slices.Sorted(maps.Keys(seen)), cobra.ShellCompDirectiveNoFileComp
	}
}

// completeEntry offers the last entries of the ledger by their places in it.
func (e *env) completeEntry(cmd *cobra.Command, given []string, _ string) ([]string, cobra.ShellCompDirective) {
	const most = 20
	var offers []string
	if len(given) == 0 && e.prepare(cmd) == nil {
		f := fundLedger{env: e, path: cmd.Flag("ledger").Value.String()}
		_, _ = f.check(func(p ledger.Posting) error {
			about := strings.Join(strings.Fields(fmt.Sprint(p.Entry.Date, " ", p.Entry.Kind, " ", p.Entry.Amount, " ", p.Entry.Investment)), " ")
			if offers = append(offers, cobra.CompletionWithDesc(strconv.FormatInt(p.Entry.Seq, 10), about)); len(offers) > most {
				offers = offers[1:]
			}
			return nil
		})
	}
	return offers, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}

// fromCatalogue offers what the catalogue of the flags holds.
func (e *env) fromCatalogue(list func(*unitcosts.Catalogue) []string) cobra.CompletionFunc {
	return func(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
		if e.prepare(cmd) != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		name := ""
		if f := cmd.Flag("catalogue"); f != nil {
			name = f.Value.String()
		}
		catalogue, err := e.catalogue(name)
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return list(catalogue), cobra.ShellCompDirectiveNoFileComp
	}
}

func editionNames(c *unitcosts.Catalogue) []string {
	var names []string
	for _, index := range c.Indices() {
		for _, edition := range c.Editions(index) {
			names = append(names, edition.Edition)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// wordsOf lists the areas, payers or regions of a catalogue.
func wordsOf(c *unitcosts.Catalogue, flag string) []string {
	seen := map[string]bool{}
	for _, u := range c.UnitCosts() {
		switch flag {
		case "area":
			seen[u.Area] = true
		case "payer":
			seen[u.Payer] = true
		default:
			for _, a := range u.Amounts {
				seen[u.RegionOf(a)] = true
			}
		}
	}
	delete(seen, "")
	return slices.Sorted(maps.Keys(seen))
}

// unitCostIDs lists the ids of a catalogue, each with its name.
func unitCostIDs(c *unitcosts.Catalogue) []string {
	var ids []string
	for _, u := range c.UnitCosts() {
		ids = append(ids, cobra.CompletionWithDesc(u.ID, u.Name))
	}
	return append(ids, c.Indices()...)
}

// inputNames lists the numbers of the file that a command is given.
func (e *env) inputNames(_ *cobra.Command, given []string) []string {
	if len(given) == 0 {
		return nil
	}
	inv, err := e.investment(given[0])
	if err != nil {
		return nil
	}
	var names []string
	for _, in := range calc.Inputs(inv.Investment) {
		names = append(names, in.Label)
	}
	return names
}

// severalOf offers words for a flag that takes several, separated by commas: those
// that do not stand there yet.
func severalOf(words func(*cobra.Command, []string) []string) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, toComplete string) ([]string, cobra.ShellCompDirective) {
		before := toComplete[:strings.LastIndexByte(toComplete, ',')+1]
		var offers []string
		for _, w := range words(cmd, args) {
			if !slices.Contains(strings.Split(before, ","), w) {
				offers = append(offers, before+w)
			}
		}
		return offers, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
}

// completeCatalogue offers YAML files and folders; those after a +, which no shell
// takes for the beginning of a file, by itself.
func completeCatalogue(cmd *cobra.Command, args []string, toComplete string) ([]string, cobra.ShellCompDirective) {
	rest, plus := strings.CutPrefix(toComplete, "+")
	if !plus {
		return completeYAML(cmd, args, toComplete)
	}
	folder, _ := path.Split(rest)
	entries, err := os.ReadDir(cmp.Or(folder, "."))
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var offers []string
	for _, entry := range entries {
		switch name := entry.Name(); {
		case entry.IsDir():
			offers = append(offers, "+"+folder+name+"/")
		case path.Ext(name) == ".yaml" || path.Ext(name) == ".yml":
			offers = append(offers, "+"+folder+name)
		}
	}
	return offers, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}
