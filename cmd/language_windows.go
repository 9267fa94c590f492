package cmd

import "golang.org/x/sys/windows"

// systemLanguage is the language that the user's Windows speaks, as sv-SE: it
// names none in the environment.
func systemLanguage() string {
	names, err := windows.GetUserPreferredUILanguages(windows.MUI_LANGUAGE_NAME)
	if err != nil || len(names) == 0 {
		return ""
	}
	return names[0]
}
