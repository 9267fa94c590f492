package cmd

import (
	"strings"

	"siv/cmd/internal/lang"
	"siv/cmd/internal/output"
)

// titled are columns whose titles are the texts of their keys.
func titled(l lang.Language, group string, keys ...string) []output.Column {
	list := make([]output.Column, len(keys))
	for i, key := range keys {
		list[i] = output.Column{Key: strings.ReplaceAll(key, "-", "_"), Title: l.T(group + key)}
	}
	return list
}

// columns are columns of machine formats alone.
func columns(keys ...string) []output.Column {
	list := make([]output.Column, len(keys))
	for i, key := range keys {
		list[i] = output.Column{Key: key, Title: key}
	}
	return list
}
