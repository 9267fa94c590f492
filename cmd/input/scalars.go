package input

import (
	"fmt"

	"gopkg.in/yaml.v3"
)

// Scalars returns every value of the file as it is written, by path.
func (i *Investment) Scalars() map[string]string {
	all := map[string]string{}
	if i.document != nil {
		scalars(i.document.root, "", all)
	}
	return all
}

func scalars(n *yaml.Node, path string, all map[string]string) {
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			scalars(n.Content[i+1], join(path, n.Content[i].Value), all)
		}
	case yaml.SequenceNode:
		for i, item := range n.Content {
			scalars(item, fmt.Sprintf("%s[%d]", path, i), all)
		}
	case yaml.ScalarNode:
		all[path] = n.Value
	}
}
