package cmd

import (
	"cmp"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"siv/cmd/internal/output"
)

func newVersion(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Show which build of siv this is",
		Long: `Show which build of siv this is: the version, and the revision of the source with
its time and whether anything in it was changed and not committed.`,
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error {
			return e.render(versionDocument(buildInfo()))
		},
	}
}

// buildInfo is what the build says of itself, nothing when it says nothing.
func buildInfo() *debug.BuildInfo {
	if info, ok := debug.ReadBuildInfo(); ok {
		return info
	}
	return &debug.BuildInfo{}
}

// buildVersion is the version of the module that was built.
func buildVersion(info *debug.BuildInfo) string { return cmp.Or(info.Main.Version, "(devel)") }

// versionDocument tells what the build information says: Go takes it from git.
func versionDocument(info *debug.BuildInfo) output.Document {
	version := buildVersion(info)
	revision, built, changed := "", "", output.Cell{}
	facts := []string{}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			revision = s.Value
			facts = append(facts, "revision "+revision[:min(12, len(revision))])
		case "vcs.time":
			built = s.Value
			facts = append(facts, built)
		case "vcs.modified":
			changed = output.Bool(s.Value == "true")
			if s.Value == "true" {
				facts = append(facts, "with changes that are not committed")
			}
		}
	}
	if info.GoVersion != "" {
		facts = append(facts, info.GoVersion)
	}
	lead := "siv " + version
	if len(facts) > 0 {
		lead += " (" + strings.Join(facts, ", ") + ")"
	}
	rows := output.Table{
		Columns: []output.Column{{Key: "version"}, {Key: "revision"}, {Key: "time"}, {Key: "go"}, {Key: "modified"}},
		Rows:    [][]output.Cell{{given(version), given(revision), given(built), given(info.GoVersion), changed}},
	}
	return output.Document{Schema: "siv.version/1", Sections: []output.Section{{Lead: []string{lead}}}, Rows: &rows}
}
