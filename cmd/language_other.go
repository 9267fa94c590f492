//go:build !windows

package cmd

// systemLanguage is the language of a system that names none in the environment.
func systemLanguage() string { return "" }
