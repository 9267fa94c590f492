package cmd

import (
	"runtime/debug"

	"github.com/spf13/cobra"

	"siv/cmd/internal/output"
)

func newVersion(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Show which build of siv this is",
		Args:  noArguments,
		RunE: func(*cobra.Command, []string) error {
			return e.render(versionDocument())
		},
	}
}

// buildVersion is the version of the module that was built.
func buildVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

// versionDocument tells what the build information says.
func versionDocument() output.Document {
	version, revision, built, goVersion := buildVersion(), "", "", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		goVersion = info.GoVersion
		for _, s := range info.Settings {
			switch s.Key {
			case "vcs.revision":
				revision = s.Value
			case "vcs.time":
				built = s.Value
			}
		}
	}
	text := func(s string) output.Cell {
		if s == "" {
			return output.Cell{}
		}
		return output.Text(s)
	}
	lead := "siv " + version
	if goVersion != "" {
		lead += " (" + goVersion + ")"
	}
	rows := output.Table{
		Columns: []output.Column{{Key: "version"}, {Key: "revision"}, {Key: "time"}, {Key: "go"}},
		Rows:    [][]output.Cell{{text(version), text(revision), text(built), text(goVersion)}},
	}
	return output.Document{Schema: "siv.version/1", Sections: []output.Section{{Lead: []string{lead}}}, Rows: &rows}
}
