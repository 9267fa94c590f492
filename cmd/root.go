// Package cmd is the command line of siv: it reads files and settings, lets the
// core compute, and shows what came out.
package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"siv/cmd/input"
	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
)

// env is what a command works with, instead of the process's own streams, clock
// and settings.
type env struct {
	in       io.Reader
	out, err io.Writer
	now      func() time.Time
	settings *settings
	args     []string                       // of the command line
	files    func(path string, data []byte) // is told of every input file that was read whole; nil: nobody asks

	// What out and err are shown on, if that is a terminal.
	screen, errScreen output.Terminal

	format   choice[output.Format]
	language choice[string]
	fields   []string
	bom      bool
}

// Main runs siv and returns its exit status.
func Main(args []string, in io.Reader, out, err io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	e := &env{in: interruptible{ctx, in}, out: out, err: err, now: time.Now, args: args, screen: terminal(out), errScreen: terminal(err)}
	root := newRoot(e)
	root.SetArgs(args)
	if len(args) > 0 && strings.HasPrefix(args[0], cobra.ShellCompRequestCmd) {
		completeFlags(e, root)
	}
	speakCompletion(e, root)
	return e.exit(ctx, root.ExecuteContext(ctx))
}

func newRoot(e *env) *cobra.Command {
	e.format = newChoice(output.Screen, output.Formats())
	e.language = newChoice("", lang.Codes())
	root := group(&cobra.Command{
		Use:   "siv",
		Short: "Economics of municipal social investments, and the ledger of their fund",
		Long: `siv calculates whether a municipal social investment pays for itself, and keeps
the ledger of the fund that pays for it. Every number can be recomputed by
anyone from files in git.

  siv calc break-even proposal.yaml     does the proposal pay for itself?
  siv calc explain proposal.yaml        every factor of every number

Settings are taken from flags, then SIV_* in the environment, then ./siv.yaml,
then the user's configuration, then defaults: see siv config.`,
		SilenceErrors: true,
		SilenceUsage:  true,
	})
	root.CompletionOptions.HiddenDefaultCmd = false
	root.CompletionOptions.SetDefaultShellCompDirective(cobra.ShellCompDirectiveNoFileComp)
	root.SetIn(e.in)
	root.SetOut(e.out)
	root.SetErr(e.err)
	root.SetFlagErrorFunc(wrongFlag)
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error { return e.prepare(cmd) }

	flags := root.PersistentFlags()
	flags.VarP(&e.format, "output", "o", "format of the answer: table, json, csv or md")
	flags.Var(&e.language, "lang", "language of the screen: sv or en (default from the locale)")
	flags.StringSliceVar(&e.fields, "fields", nil, "fields of the answer to show, separated by commas")
	flags.BoolVar(&e.bom, "bom", false, "make csv for Excel: a byte order mark, without which å, ä and ö are other letters, and ' before a text that it would compute")
	completeChoice(root, "output", output.Formats())
	completeChoice(root, "lang", lang.Codes())

	root.AddCommand(newCalc(e), newBatch(e), newLedger(e), newUnitCosts(e), newInvestment(e), newPolicy(e), newReport(e), newSchema(e), newConfig(e), newMan(e), newVersion(e))
	root.AddCommand(newTopics()...)
	root.SetHelpCommand(newHelp())
	tellStatuses(root)
	speakHelp(e, root)
	return root
}

// prepare reads the settings and gives the flags that were not set their values.
func (e *env) prepare(cmd *cobra.Command) error {
	s, err := loadSettings()
	if err != nil {
		return err
	}
	e.settings = s
	for i, field := range e.fields {
		e.fields[i] = strings.TrimSpace(field)
	}
	return s.apply(cmd)
}

// tellStatuses puts the exit statuses at the end of every help text.
func tellStatuses(cmd *cobra.Command) {
	if cmd.IsAdditionalHelpTopicCommand() {
		return
	}
	if cmd.Long == "" {
		cmd.Long = cmd.Short + "."
	}
	if !strings.Contains(cmd.Long, exitStatuses) {
		cmd.Long += "\n\n" + exitStatuses
	}
	for _, sub := range cmd.Commands() {
		tellStatuses(sub)
	}
}

// group makes a command of subcommands. Without one it shows its help; with one
// that does not exist it fails.
func group(cmd *cobra.Command, subcommands ...*cobra.Command) *cobra.Command {
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		unknown := usageError{fmt.Errorf("unknown command %q for %q", args[0], cmd.CommandPath())}
		cmd.SuggestionsMinimumDistance = 2
		switch near := cmd.SuggestionsFor(args[0]); len(near) {
		case 0:
			return unknown
		case 1:
			return hintedError{unknown, fmt.Sprintf("did you mean %s?", near[0])}
		default:
			last := len(near) - 1
			return hintedError{unknown, fmt.Sprintf("did you mean %s or %s?", joined(near[:last]), near[last])}
		}
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	cmd.AddCommand(subcommands...)
	return cmd
}

// wrongFlag makes a usage error of a mistake in a flag, and tells which flag was
// meant.
func wrongFlag(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() == "" {
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		if near := input.Nearest(unknown.GetSpecifiedName(), names, 1); len(near) > 0 {
			return hintedError{usageError{err}, fmt.Sprintf("did you mean --%s?", near[0])}
		}
	}
	return usageError{err}
}

// noArguments refuses arguments, and tells who gave a ledger how to name it.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	err := usageError{fmt.Errorf("%q takes no argument, and %q is one", cmd.CommandPath(), args[0])}
	if cmd.Flags().Lookup("ledger") != nil {
		return hintedError{err, "--ledger FILE says which ledger"}
	}
	return err
}

// args turns a wrong number of arguments into a usage error.
func args(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return usageError{err}
		}
		return nil
	}
}

// render writes an answer in the asked format and language.
func (e *env) render(doc output.Document) error {
	return output.Render(e.out, doc, output.Options{Format: e.format.value, Language: e.lang(), Fields: e.fields, BOM: e.bom, Terminal: e.screen})
}
