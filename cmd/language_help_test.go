package cmd

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// TestEveryHelpIsSaidInSwedish, the library's own commands and the meanings of the
// settings too. The rows that are missing are printed as they are to stand in
// help.csv.
func TestEveryHelpIsSaidInSwedish(t *testing.T) {
	file, err := os.Open(filepath.Join("internal", "lang", "help.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	reader := csv.NewReader(file)
	reader.Comma = ';'
	rows, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, row := range rows[1:] {
		used[row[0]] = false
	}
	var missing [][]string
	say := func(text string) {
		if _, ok := used[text]; !ok && text != "" && !strings.HasPrefix(text, "help for ") && !sameInSwedish(text) {
			missing = append(missing, []string{text, ""})
		}
		used[text] = true
	}
	root := newRoot(&env{now: time.Now})
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	var visit func(*cobra.Command)
	visit = func(c *cobra.Command) {
		say(c.Short)
		for _, text := range paragraphs(c.Long) {
			if text != c.Short+"." {
				say(text)
			}
		}
		for _, text := range paragraphs(c.Example) {
			say(text)
		}
		c.LocalFlags().VisitAll(func(f *pflag.Flag) { say(f.Usage) })
		for _, sub := range c.Commands() {
			visit(sub)
		}
	}
	visit(root)
	for _, k := range knownSettings() {
		say(k.meaning)
	}
	if len(missing) > 0 {
		var lines strings.Builder
		writer := csv.NewWriter(&lines)
		writer.Comma = ';'
		if err := writer.WriteAll(missing); err != nil {
			t.Fatal(err)
		}
		t.Errorf("%d texts have no Swedish; rows for help.csv:\n%s", len(missing), lines.String())
	}
	for text, use := range used {
		if !use {
			t.Errorf("help.csv: nothing says any longer: %s", text)
		}
	}
}

// sameInSwedish reports whether a text is made of commands, or of names between
// commas, which no language changes.
func sameInSwedish(text string) bool {
	command := regexp.MustCompile(`^(siv|hledger|source|echo|man|git) .*$`)
	names := regexp.MustCompile(`^([a-z_]+[,;] ?)+([a-z_]+)?$`)
	if !indented(text) {
		return false
	}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if !names.MatchString(line) && (!command.MatchString(line) || strings.Contains(line, "   ")) {
			return false
		}
	}
	return true
}
