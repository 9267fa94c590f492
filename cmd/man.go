package cmd

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// man is siv man.
type man struct {
	*env
	to string
}

func newMan(e *env) *cobra.Command {
	c := &man{env: e}
	cmd := &cobra.Command{
		Use:   "man [COMMAND... | TOPIC]",
		Short: "Write the help as manual pages",
		Long: `Write the help as manual pages. With --to FOLDER all of them: one a command, as
man1/siv-calc-break-even.1, and one a topic, as man7/siv-files.7. Otherwise that of
COMMAND or TOPIC to standard output.`,
		Example: `  siv man --to ~/.local/share/man
  siv man calc break-even | man -l -`,
		RunE: c.run,
	}
	cmd.Flags().StringVar(&c.to, "to", "", "folder to write the pages to")
	return cmd
}

func (c *man) run(cmd *cobra.Command, args []string) error {
	about, rest, err := cmd.Root().Find(args)
	switch {
	case err != nil || len(rest) > 0:
		return hintedError{usageError{fmt.Errorf("there is no help on %q", strings.Join(args, " "))}, helpNames}
	case c.to == "":
		_, err := c.out.Write([]byte(manPage(about)))
		return err
	}
	pages, err := c.write(about)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(c.err, c.lang().T("man.written", pages, c.to))
	return err
}

// write writes the page of a command and those of what stands below it.
func (c *man) write(cmd *cobra.Command) (pages int, err error) {
	folder := filepath.Join(c.to, "man"+section(cmd))
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return 0, err
	}
	if err := os.WriteFile(filepath.Join(folder, manName(cmd)+"."+section(cmd)), []byte(manPage(cmd)), 0o666); err != nil {
		return 0, err
	}
	pages = 1
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() || sub.IsAdditionalHelpTopicCommand() {
			below, err := c.write(sub)
			if err != nil {
				return 0, err
			}
			pages += below
		}
	}
	return pages, nil
}

// section is the section of the manual: commands, or what is worth knowing.
func section(cmd *cobra.Command) string {
	if cmd.IsAdditionalHelpTopicCommand() {
		return "7"
	}
	return "1"
}

func manName(cmd *cobra.Command) string { return strings.ReplaceAll(cmd.CommandPath(), " ", "-") }

// manPage writes the help of a command for man. The help is text with a layout of
// its own, which is kept line by line. There is no date: the same siv gives the same
// bytes on any day.
func manPage(cmd *cobra.Command) string {
	var page strings.Builder
	fmt.Fprintf(&page, ".TH %s %s \"\" siv siv\n.SH NAME\n%s \\- %s\n", strings.ToUpper(roff(manName(cmd))), section(cmd), roff(manName(cmd)), roff(cmd.Short))
	if section(cmd) == "1" {
		fmt.Fprintf(&page, ".SH SYNOPSIS\n.B %s\n", roff(cmd.UseLine()))
	}
	block := func(title, text string) {
		if text != "" {
			fmt.Fprintf(&page, ".SH %s\n.nf\n%s\n.fi\n", title, roff(text))
		}
	}
	block("DESCRIPTION", cmd.Long)
	block("EXAMPLES", cmd.Example)
	cmd.InitDefaultHelpFlag()
	options := func(title string, flags *pflag.FlagSet) {
		if flags.HasAvailableFlags() {
			block(title, strings.TrimRight(flags.FlagUsagesWrapped(manWidth), "\n"))
		}
	}
	if section(cmd) == "1" {
		options("OPTIONS", cmd.NonInheritedFlags())
		options("OPTIONS OF EVERY COMMAND", cmd.InheritedFlags())
	}
	var related []string
	if cmd.HasParent() {
		related = append(related, roff(manName(cmd.Parent()))+"(1)")
	}
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() || sub.IsAdditionalHelpTopicCommand() {
			related = append(related, roff(manName(sub))+"("+section(sub)+")")
		}
	}
	if len(related) > 0 {
		fmt.Fprintf(&page, ".SH SEE ALSO\n%s\n", strings.Join(related, ",\n"))
	}
	return page.String()
}

// manWidth is the width that the lists of flags are broken at.
const manWidth = 100

// roff writes a text so that the typesetter takes no part of it for a command.
func roff(text string) string {
	lines := strings.Split(strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(text), "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			lines[i] = `\&` + line
		}
	}
	return strings.Join(lines, "\n")
}
