package cmd

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"

	"siv/cmd/input"
)

// settingsFile is the name of the settings of a folder, and of the user.
const settingsFile = "siv.yaml"

// setting is a value that may be set once for many commands: by a flag of the
// same name, by SIV_NAME in the environment, or in a settings file.
type setting struct {
	name      string
	byDefault string
	meaning   string
}

// knownSettings lists every setting.
func knownSettings() []setting {
	return []setting{
		{"output", "table", "format of the answer"},
		{"bom", "", "csv is made for Excel: a byte order mark, and texts that are no formulas"},
		{"lang", "", "language of the screen; default from the locale"},
		{"rate", "3%", "real yearly discount rate"},
		{"perspective", "municipality", "whose costs and savings count"},
		{"criterion", "net", "the test that decides the verdict"},
		{"timing", "start", "where in its year a flow lies"},
		{"horizon", "10", "years after completion in which savings count"},
		{"catalogue", "", "unit costs; default the built-in catalogue"},
		{"index", "", "file of further price index figures"},
		{"gate-tests", "", "siv batch: tests that must be met"},
		{"gate-bcr", "", "siv batch: least benefit-cost ratio"},
		{"gate-break-even", "", "siv batch: most years to break-even"},
		{"gate-chance", "", "siv batch: least chance of passing"},
		{"gate-rules", "", "siv batch: the programme's rules must be met"},
		{"ledger", "fund.jsonl", "the fund's ledger"},
		{"by", "", "who writes to the ledger"},
		{"sie-reserved", "2081 Reserverat för sociala investeringar", "SIE: account of reserved equity; the default is an assumption"},
		{"sie-other", "2010 Övrigt eget kapital", "SIE: account of other equity; the default is an assumption"},
		{"sie-ktyp", "S", "SIE: type of both accounts, T, S, K or I"},
		{"gl-accounts", "", "general ledger: accounts that count, 5000-5999,6420"},
		{"gl-projects", "", "general ledger: projects that count, CODE or CODE=INVESTMENT"},
		{"gl-columns", "", "general ledger: columns of its CSV, voucher=Vernr,date=Datum"},
	}
}

// origin is where the value of a setting came from.
type origin string

const (
	fromFlag    origin = "flag"
	fromEnv     origin = "env"
	fromProject origin = "config"
	fromUser    origin = "user config"
	fromDefault origin = "default"
)

// settings are the values from the environment and the settings files.
type settings struct {
	layers []layer // in order of precedence
	viper  *viper.Viper
}

// layer is one settings file.
type layer struct {
	origin origin
	file   *input.Settings
}

func envName(name string) string { return "SIV_" + strings.ToUpper(strings.ReplaceAll(name, "-", "_")) }

// loadSettings reads ./siv.yaml and the user's settings file, if they exist.
func loadSettings() (*settings, error) {
	s := &settings{viper: viper.New()}
	s.viper.SetEnvPrefix("siv")
	s.viper.SetEnvKeyReplacer(strings.NewReplacer("-", "_"))
	s.viper.AutomaticEnv()
	paths := []struct {
		origin origin
		path   string
	}{{fromProject, settingsFile}}
	if dir, err := os.UserConfigDir(); err == nil {
		paths = append(paths, struct {
			origin origin
			path   string
		}{fromUser, filepath.Join(dir, "siv", settingsFile)})
	}
	names := make([]string, 0, len(knownSettings()))
	for _, k := range knownSettings() {
		names = append(names, k.name)
		s.viper.SetDefault(k.name, k.byDefault)
	}
	for _, p := range paths {
		data, err := os.ReadFile(p.path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, unreadable(p.path, err)
		}
		file, err := input.DecodeSettings(p.path, data, names)
		if err != nil {
			return nil, err
		}
		s.layers = append(s.layers, layer{p.origin, file})
	}
	for _, l := range slices.Backward(s.layers) { // the first goes before the last
		if err := s.viper.MergeConfigMap(l.file.Values()); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// get returns the value of a setting below the command line, and its origin.
func (s *settings) get(name string) (value string, from origin) {
	from = fromDefault
	if _, ok := os.LookupEnv(envName(name)); ok && os.Getenv(envName(name)) != "" {
		from = fromEnv
	} else if l := s.layerOf(name); l != nil {
		from = l.origin
	}
	return s.viper.GetString(name), from
}

func (s *settings) layerOf(name string) *layer {
	for i := range s.layers {
		if _, ok := s.layers[i].file.Values()[name]; ok {
			return &s.layers[i]
		}
	}
	return nil
}

// place says where a setting was made.
func (s *settings) place(name string) string {
	switch _, from := s.get(name); from {
	case fromEnv:
		return envName(name)
	case fromProject, fromUser:
		file, line, _ := s.layerOf(name).file.Place(name)
		return fmt.Sprintf("%s:%d", file, line)
	default:
		return ""
	}
}

// apply gives every flag of a command that is a setting, and was not set on the
// command line, its value.
func (s *settings) apply(cmd *cobra.Command) error {
	var failed error
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if f.Changed || !slices.ContainsFunc(knownSettings(), func(k setting) bool { return k.name == f.Name }) {
			return
		}
		value, from := s.get(f.Name)
		if from == fromDefault || failed != nil {
			return
		}
		if err := f.Value.Set(value); err != nil {
			failed = s.fault(f.Name, from, err)
		}
	})
	return failed
}

// fault says that the value of a setting is wrong, and where it was made.
func (s *settings) fault(name string, from origin, err error) error {
	if from == fromEnv {
		return usageError{fmt.Errorf("%s: %w", envName(name), err)}
	}
	file, line, column := s.layerOf(name).file.Place(name)
	fault := input.Fault{File: file, Line: line, Column: column, Path: name, Code: "bad-setting", Message: err.Error()}
	var h interface{ Hint() string }
	if errors.As(err, &h) {
		fault.Hint = h.Hint()
	}
	return input.Faults{fault}
}

// origin returns where the value of a flag came from.
func (e *env) origin(cmd *cobra.Command, name string) origin {
	if cmd.Flags().Changed(name) {
		return fromFlag
	}
	_, from := e.settings.get(name)
	return from
}
