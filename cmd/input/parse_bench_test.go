package input_test

import (
	"testing"

	"gopkg.in/yaml.v3"
)

// BenchmarkParse1 is the floor that decoding stands on: YAML into nodes alone.
func BenchmarkParse1(b *testing.B) {
	files := proposals(b, 1)
	for b.Loop() {
		var node yaml.Node
		if err := yaml.Unmarshal(files[0], &node); err != nil {
			b.Fatal(err)
		}
	}
}
