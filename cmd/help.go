package cmd

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"siv/cmd/internal/lang"
)

// speakHelp makes the help of every command speak the language of the screen. The
// texts are translated when help is shown, and at no other time.
func speakHelp(e *env, root *cobra.Command) {
	show := root.HelpFunc()
	root.SetHelpFunc(func(cmd *cobra.Command, args []string) {
		l := e.lang()
		if l.Code() == "en" {
			show(cmd, args)
			return
		}
		localise(cmd, l)
		var text bytes.Buffer
		out := cmd.OutOrStdout()
		cmd.SetOut(&text)
		show(cmd, args)
		fmt.Fprint(out, frame(text.String(), l))
	})
}

// localise translates what the help of a command shows: its own texts and flags,
// and a line on each of its commands.
func localise(cmd *cobra.Command, l lang.Language) {
	cmd.Short, cmd.Example = l.Translate(cmd.Short), l.Translate(cmd.Example)
	long, statuses := strings.CutSuffix(cmd.Long, "\n\n"+exitStatuses)
	if cmd.Long = l.Translate(long); statuses {
		cmd.Long += "\n\n" + l.Translate(exitStatuses)
	}
	for _, sub := range cmd.Commands() {
		sub.Short = l.Translate(sub.Short)
	}
	cmd.InitDefaultHelpFlag()
	for _, flags := range []*pflag.FlagSet{cmd.LocalFlags(), cmd.InheritedFlags()} {
		flags.VisitAll(func(f *pflag.Flag) { f.Usage = l.Translate(f.Usage) })
	}
}

// framing finds the words of the library round the texts of a command.
var framing = regexp.MustCompile(`(?m)^(?:Usage|Aliases|Examples|Available Commands|Additional Commands|Flags|Global Flags|Additional help topics):$` +
	`|^Use ".*" for more information about a command\.$|\(default | \[flags\]$| \[command\]$`)

// frame translates the library's words in a finished help text.
func frame(text string, l lang.Language) string {
	return framing.ReplaceAllStringFunc(text, func(words string) string {
		if name, ok := strings.CutPrefix(words, "Use "); ok {
			return l.T("help.more", strings.TrimSuffix(name, " for more information about a command."))
		}
		return l.T("help." + strings.Trim(words, " ()[]:"))
	})
}
