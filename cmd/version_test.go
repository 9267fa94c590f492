package cmd

import (
	"bytes"
	"runtime/debug"
	"strings"
	"testing"

	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
)

// TestVersion: the version is that of the build information, whatever it lacks.
func TestVersion(t *testing.T) {
	whole := &debug.BuildInfo{GoVersion: "go1.26.8", Main: debug.Module{Version: "v1.2.0"}, Settings: []debug.BuildSetting{
		{Key: "vcs", Value: "git"}, {Key: "vcs.revision", Value: "4064280f0a1b2c3d4e5f60718293a4b5c6d7e8f9"},
		{Key: "vcs.time", Value: "2026-11-25T19:46:00Z"}, {Key: "vcs.modified", Value: "true"}}}
	for _, c := range []struct {
		info   *debug.BuildInfo
		format output.Format
		want   string
	}{
		{whole, output.Screen, "siv v1.2.0 (revision 4064280f0a1b, 2026-11-25T19:46:00Z, with changes that are\nnot committed, go1.26.8)\n"},
		{whole, output.CSV, "version;revision;time;go;modified\nv1.2.0;4064280f0a1b2c3d4e5f60718293a4b5c6d7e8f9;2026-11-25T19:46:00Z;go1.26.8;true\n"},
		{&debug.BuildInfo{}, output.Screen, "siv (devel)\n"},
		{&debug.BuildInfo{}, output.CSV, "version;revision;time;go;modified\n(devel);;;;\n"},
	} {
		var out bytes.Buffer
		if err := output.Render(&out, versionDocument(c.info), output.Options{Format: c.format, Language: lang.New("en")}); err != nil {
			t.Fatal(err)
		}
		got := out.String()
		if c.format == output.Screen { // where the line is broken is of no matter
			got, c.want = strings.ReplaceAll(got, "\n", " "), strings.ReplaceAll(c.want, "\n", " ")
		}
		if got != c.want {
			t.Errorf("got\n%s\nwant\n%s", got, c.want)
		}
	}
}
