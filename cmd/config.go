package cmd

import (
	"github.com/spf13/cobra"

	"siv/cmd/internal/output"
)

func newConfig(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "config",
		Short: "Show each setting and where it came from",
		Long: `Show each setting, its value and where it came from. Settings are taken from
flags, then SIV_* in the environment, then ./siv.yaml, then siv/siv.yaml in the
user's configuration folder, then defaults. A discount rate in a settings file
gives way to the rate of the investment itself.`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return e.render(e.configDocument(cmd)) },
	}
}

func (e *env) configDocument(cmd *cobra.Command) output.Document {
	l := e.lang()
	t := output.Table{Columns: []output.Column{
		{Key: "setting", Title: l.T("config.setting")}, {Key: "value", Title: l.T("config.value")},
		{Key: "from", Title: l.T("config.from")}, {Key: "place", Title: l.T("config.place")},
		{Key: "meaning", Title: l.T("config.meaning")},
	}}
	for _, k := range knownSettings() {
		value, from := e.settings.get(k.name)
		place := e.settings.place(k.name)
		if f := cmd.Flags().Lookup(k.name); f != nil && f.Changed {
			value, from, place = f.Value.String(), fromFlag, "--"+k.name
		}
		t.Rows = append(t.Rows, []output.Cell{output.Text(k.name), output.Text(value), output.Word(string(from), l.T("origin."+string(from))),
			output.Text(place), output.Word(k.meaning, l.Translate(k.meaning))})
	}
	return output.Document{Schema: "siv.config/1", Sections: []output.Section{{Tables: []output.Table{t}}}}
}
