package cmd

import (
	"os"
	"slices"
	"strings"

	"siv/cmd/internal/lang"
)

// lang returns the language that people are spoken to in: that of --lang, SIV_LANG
// and the settings files, in this order, else that of the locale.
func (e *env) lang() lang.Language {
	code := e.language.value
	if code == "" && e.settings == nil {
		code = e.languageAsked()
	}
	if code == "" {
		code = lang.FromLocale(locale())
	}
	return lang.New(code)
}

// languageAsked is the language that was asked for, when a mistake on the command
// line or a call for help came before flags and settings were read.
func (e *env) languageAsked() string {
	for i, arg := range e.args {
		value, ok := strings.CutPrefix(arg, "--lang=")
		if !ok && arg == "--lang" && i+1 < len(e.args) {
			value = e.args[i+1]
		}
		if slices.Contains(lang.Codes(), value) {
			return value
		}
	}
	value := os.Getenv(envName("lang"))
	if s, err := loadSettings(); err == nil { // another time it is told what is wrong with them
		value, _ = s.get("lang")
	}
	if slices.Contains(lang.Codes(), value) {
		return value
	}
	return ""
}

// locale returns the locale of the environment, else the language of the system.
func locale() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := os.Getenv(name); value != "" {
			return value
		}
	}
	return systemLanguage()
}
