package input

import (
	"strings"

	"gopkg.in/yaml.v3"
)

// yamlText writes a text so that it is read as the same text anywhere in YAML, in
// quotes where it needs them.
func yamlText(s string) string {
	plain, err := yaml.Marshal(s)
	text := strings.TrimSuffix(string(plain), "\n")
	if err == nil && text == s && !strings.ContainsAny(s, ",[]{}:#\n") && readsInBraces(s) {
		return text
	}
	quoted, err := yaml.Marshal(&yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s, Style: yaml.DoubleQuotedStyle})
	if err != nil {
		panic(err) // a text can be written
	}
	return strings.TrimSuffix(string(quoted), "\n")
}

// readsInBraces tells whether a text is read as itself when it stands plainly in
// { }, where YAML is least forgiving: it ends a text at a question mark, and takes <<
// for a merge.
func readsInBraces(s string) bool {
	var n yaml.Node
	if yaml.Unmarshal([]byte("{a: "+s+"}"), &n) != nil {
		return false
	}
	pair := n.Content[0].Content
	return len(pair) == 2 && pair[1].Value == s && pair[1].Tag == "!!str"
}

// Text writes a text as YAML: plainly where that is read as the same text, else in
// quotes.
func Text(s string) string { return yamlText(s) }
