package cmd

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"siv/cmd/internal/lang"
)

// madeFrom gathers what a report was made from: each file once, as it was read.
type madeFrom struct {
	paths []string
	hash  map[string][sha256.Size]byte
}

func (m *madeFrom) add(path string, data []byte) {
	if m.hash == nil {
		m.hash = map[string][sha256.Size]byte{}
	}
	if _, known := m.hash[path]; !known {
		m.paths = append(m.paths, path)
	}
	m.hash[path] = sha256.Sum256(data)
}

// lines name the files, each with its hash.
func (m *madeFrom) lines(l lang.Language) []string {
	var lines []string
	for _, path := range m.paths {
		lines = append(lines, l.T("report.file", path, fmt.Sprintf("%x", m.hash[path])))
	}
	return lines
}

// addFolder adds the files of a folder that a flag names, + before it or not.
func (m *madeFrom) addFolder(name string) error {
	root := strings.TrimPrefix(name, "+")
	if info, err := os.Stat(root); err != nil || !info.IsDir() {
		return nil //nolint:nilerr // a file, which was read already, or nothing
	}
	return filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err == nil {
			m.add(filepath.ToSlash(path), data)
		}
		return err
	})
}

// lines say at the foot of a report what it was made from and how to make it again.
// No clock: the same files make the same report.
func (c *report) lines(cmd *cobra.Command, all []evaluated) ([]string, error) {
	for _, folder := range []string{c.evaluation.catalogue, c.path} {
		if err := c.from.addFolder(folder); err != nil {
			return nil, err
		}
	}
	l := c.lang()
	lines := append(c.from.lines(l), l.T("report.version", buildVersion(buildInfo())))
	if in := c.settingsInUse(cmd); len(in) > 0 {
		lines = append(lines, l.T("report.settings", strings.Join(in, ", ")))
	}
	paths := make([]string, len(all))
	for i, one := range all {
		paths[i] = shellWord(one.path)
	}
	files := strings.Join(paths, " ")
	return append(lines,
		l.T("report.again", strings.Join(nonEmpty("siv report", files, "--lang", l.Code(), flagsGiven(cmd, "lang", "force")), " ")),
		l.T("report.figures", strings.Join(nonEmpty("siv calc break-even -o json", files, flagsGiven(cmd, "lang", "force", "output", "fields",
			"to", "chart", "frames", "prices", "policy", "vary", "draws", "seed", "outcomes")), " "))), nil
}

// flagsGiven writes the flags of the command line, but for some.
func flagsGiven(cmd *cobra.Command, but ...string) string {
	skip := map[string]bool{}
	for _, name := range but {
		skip[name] = true
	}
	var words []string
	cmd.Flags().Visit(func(f *pflag.Flag) {
		several, ok := f.Value.(pflag.SliceValue)
		switch {
		case skip[f.Name]:
		case ok:
			for _, value := range several.GetSlice() {
				words = append(words, "--"+f.Name, shellWord(value))
			}
		case f.Value.Type() == "bool":
			words = append(words, "--"+f.Name)
		default:
			words = append(words, "--"+f.Name, shellWord(f.Value.String()))
		}
	})
	return strings.Join(words, " ")
}

// saidBy tells who gave a flag its value: the command line, or the place of a
// setting; "" for nobody.
func (c *report) saidBy(cmd *cobra.Command, flag string) string {
	setting := slices.ContainsFunc(knownSettings(), func(k setting) bool { return k.name == flag })
	switch from := c.origin(cmd, flag); {
	case from == fromFlag:
		return c.lang().T("rate.flag")
	case from == fromDefault || !setting:
		return ""
	default:
		return c.settings.place(flag)
	}
}

// settingsInUse lists the flags that the environment or a settings file gave a
// value, and where.
func (c *report) settingsInUse(cmd *cobra.Command) []string {
	var list []string
	for _, k := range knownSettings() {
		if cmd.Flags().Lookup(k.name) == nil || k.name == "output" || k.name == "lang" || c.origin(cmd, k.name) == fromFlag {
			continue
		}
		if value, from := c.settings.get(k.name); from != fromDefault {
			list = append(list, fmt.Sprintf("%s: %s (%s)", k.name, value, c.settings.place(k.name)))
		}
	}
	return list
}
