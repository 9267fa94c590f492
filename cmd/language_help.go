package cmd

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
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

// speakCompletion does the same for what a shell shows beside a word that it offers.
func speakCompletion(e *env, root *cobra.Command) {
	if len(e.args) == 0 || e.args[0] != cobra.ShellCompRequestCmd {
		return
	}
	if l := e.lang(); l.Code() != "en" {
		describe(root, l)
	}
}

func describe(cmd *cobra.Command, l lang.Language) {
	cmd.Short = l.Translate(cmd.Short)
	for _, flags := range []*pflag.FlagSet{cmd.Flags(), cmd.PersistentFlags()} {
		flags.VisitAll(func(f *pflag.Flag) { f.Usage = l.Translate(f.Usage) })
	}
	for _, sub := range cmd.Commands() {
		describe(sub, l)
	}
}

// localise translates what the help of a command shows: its own texts and flags,
// and a line on each of its commands.
func localise(cmd *cobra.Command, l lang.Language) {
	short := cmd.Short
	say := func(long string) string {
		texts := paragraphs(long)
		for i, text := range texts {
			if texts[i] = filled(l.Translate(text)); text == short+"." {
				texts[i] = l.Translate(short) + "."
			}
		}
		return strings.Join(texts, "\n\n")
	}
	cmd.Short, cmd.Long, cmd.Example = l.Translate(short), say(cmd.Long), say(cmd.Example)
	for _, sub := range cmd.Commands() {
		sub.Short = l.Translate(sub.Short)
	}
	cmd.Use = regexp.MustCompile(`[A-Z]{2,}(?:-[A-Z]+)*`).ReplaceAllStringFunc(cmd.Use, func(word string) string {
		if key := "help." + word; l.Has(key) {
			return l.T(key)
		}
		return word
	})
	cmd.InitDefaultHelpFlag()
	for _, flags := range []*pflag.FlagSet{cmd.LocalFlags(), cmd.InheritedFlags()} {
		flags.VisitAll(func(f *pflag.Flag) {
			f.Usage = l.Translate(f.Usage)
			if key := "type." + f.Value.Type(); l.Has(key) {
				f.Value = named{f.Value, l.T(key)}
				f.DefValue = strings.TrimPrefix(f.DefValue, "[]") // the library knows no longer that this is nothing
			}
		})
	}
}

// localiseAll does it for a command and those below it. These come first: a command
// shows a line of theirs that is translated then.
func localiseAll(cmd *cobra.Command, l lang.Language) {
	for _, sub := range cmd.Commands() {
		localiseAll(sub, l)
	}
	localise(cmd, l)
}

// named is the value of a flag that help calls by another name.
type named struct {
	pflag.Value
	name string
}

// Type is what help shows for the value.
func (n named) Type() string { return n.name }

// paragraphs are what a long text is translated by. The lines of one are a single
// one, as they are broken anew, unless they are indented.
func paragraphs(long string) []string {
	texts := strings.Split(strings.Trim(long, "\n"), "\n\n")
	for i, text := range texts {
		if !indented(text) {
			texts[i] = strings.Join(strings.Fields(text), " ")
		}
	}
	return texts
}

func indented(text string) bool {
	return slices.ContainsFunc(strings.Split(text, "\n"), func(line string) bool {
		return strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t")
	})
}

// filled breaks a paragraph at the width of help.
func filled(text string) string {
	if indented(text) {
		return text
	}
	return output.Wrap(text, 80, "")
}

// frame translates the words of the library round the texts of a command.
func frame(text string, l lang.Language) string {
	if l.Code() == "en" {
		return text
	}
	words := regexp.MustCompile(`(?m)^(?:Usage|Aliases|Examples|Available Commands|Additional Commands|Flags|Global Flags|Additional help topics):$` +
		`|^Use ".*" for more information about a command\.$|\(default | \[flags\]$| \[command\]$`)
	return words.ReplaceAllStringFunc(aligned(text), func(word string) string {
		if name, ok := strings.CutPrefix(word, "Use "); ok {
			name = strings.TrimSuffix(name, " for more information about a command.")
			return l.T("help.more", strings.Replace(name, " [command]", l.T("help.command"), 1))
		}
		return l.T("help." + strings.Trim(word, " ()[]:"))
	})
}

// aligned puts what is said of each flag in one column. The library counts bytes.
func aligned(text string) string {
	flag := regexp.MustCompile(`(?m)^ {2,6}(?:-\w, )?--[a-z-]+ .*?   `)
	return flag.ReplaceAllStringFunc(text, func(name string) string {
		return name + strings.Repeat(" ", len(name)-utf8.RuneCountInString(name))
	})
}
