package input

import (
	"slices"

	"gopkg.in/yaml.v3"
)

// Settings is a settings file: values as they are written, so that 0.10 stays
// 0.10, and their places.
type Settings struct {
	document *document
	values   map[string]any
}

// DecodeSettings reads a settings file, a mapping of the known names to plain
// values. The error is Faults.
func DecodeSettings(file string, data []byte, known []string) (*Settings, error) {
	s := &Settings{values: map[string]any{}}
	var faults Faults
	if s.document, faults = parse(file, data); s.document == nil {
		if len(faults) == 1 && faults[0].Code == "empty" {
			return s, nil // nothing is set
		}
		return nil, faults
	}
	d := &decoder{document: s.document}
	root := s.document.root
	if d.mapping(root) {
		for i := 0; i+1 < len(root.Content); i += 2 {
			key := root.Content[i]
			if !slices.Contains(known, key.Value) {
				d.fault(key, "unknown-key", "unknown setting %q", key.Value).Hint = didYouMean(key.Value, known)
			} else if value, ok := d.scalar(root.Content[i+1], "a plain value"); ok {
				s.values[key.Value] = value
			}
		}
	}
	if len(d.faults) > 0 {
		return nil, d.faults.sorted()
	}
	return s, nil
}

// Values returns the settings by name; each is a string.
func (s *Settings) Values() map[string]any { return s.values }

// Place returns where a setting stands.
func (s *Settings) Place(name string) (file string, line, column int) {
	n := &yaml.Node{}
	if s.document != nil {
		n = s.document.nodeAt(name)
		return s.document.file, n.Line, n.Column
	}
	return "", n.Line, n.Column
}
