package input

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// MaxSize is the largest file that is read, in bytes.
const MaxSize = 1 << 20

// document is one YAML document with the places of all its values.
type document struct {
	file string
	root *yaml.Node
}

// parse reads exactly one YAML document.
func parse(file string, data []byte) (*document, Faults) {
	whole := func(code, message, hint string) Faults {
		return Faults{{File: file, Code: code, Message: message, Hint: hint}}
	}
	if len(data) > MaxSize {
		return nil, whole("too-large", "the file is larger than 1 MiB", "")
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) { // what .xlsx, .ods and .docx are
		return nil, whole("packed", "is a workbook or another packed file, and a text file is needed", "a workbook that is filled in is read by siv investment from-xlsx")
	}
	if fault := badCharacter(file, data); fault != nil {
		return nil, Faults{*fault}
	}
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var root, second yaml.Node
	switch err := decoder.Decode(&root); {
	case errors.Is(err, io.EOF) || err == nil && len(root.Content) == 0:
		return nil, whole("empty", "the file is empty", "")
	case err != nil:
		return nil, Faults{syntaxFault(file, data, err)}
	}
	switch err := decoder.Decode(&second); {
	case errors.Is(err, io.EOF):
	case err != nil:
		return nil, Faults{syntaxFault(file, data, err)}
	default:
		return nil, Faults{{File: file, Line: second.Line, Column: second.Column, Code: "second-document",
			Message: "a second document begins here; a file holds one"}}
	}
	return &document{file: file, root: root.Content[0]}, nil
}

// notUTF8 is the code of a fault at a byte that is not UTF-8.
const notUTF8 = "not-utf-8"

// badCharacter finds the first byte that is not UTF-8, or a control character
// that YAML does not allow.
func badCharacter(file string, data []byte) *Fault {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			line, column := placeOf(data, i)
			f := &Fault{File: file, Line: line, Column: column, Code: notUTF8,
				Message: fmt.Sprintf("the byte 0x%02x is not UTF-8", data[i]), Hint: "save the file as UTF-8"}
			if strings.HasSuffix(strings.ToLower(file), ".csv") { // as Excel calls it
				f.Hint = "save the file as CSV UTF-8"
			}
			return f
		case r < ' ' && r != '\t' && r != '\n' && r != '\r' || r >= 0x7f && r < 0xa0 && r != 0x85:
			line, column := placeOf(data, i)
			return &Fault{File: file, Line: line, Column: column, Code: "control-character",
				Message: fmt.Sprintf("the control character U+%04X does not belong in a file", r)}
		}
		i += size
	}
	return nil
}

// placeOf returns the line and the column, in characters, of a byte.
func placeOf(data []byte, at int) (line, column int) {
	before := data[:at]
	return bytes.Count(before, []byte("\n")) + 1, utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1
}

// syntaxFault carries the line that the parser names into a fault. Where a
// character that only looks like another explains it, that is told instead: the
// parser often names the line beside it.
func syntaxFault(file string, data []byte, err error) Fault {
	if f := strayCharacter(file, data); f != nil {
		return *f
	}
	message := strings.TrimPrefix(err.Error(), "yaml: ")
	f := Fault{File: file, Line: 1, Column: 1, Code: "syntax"}
	if rest, ok := strings.CutPrefix(message, "line "); ok {
		if number, after, ok := strings.Cut(rest, ": "); ok {
			if line, err := strconv.Atoi(number); err == nil {
				f.Line, message = line, after
			}
		}
	}
	f.Message = fmt.Sprintf("not YAML: %s", message)
	switch {
	case strings.Contains(message, "did not find expected '-' indicator"), strings.Contains(message, "did not find expected key"):
		// The parser names the line where the list or the mapping begins.
		if line, column, ok := firstLineThatFails(data, err); ok {
			f.Line, f.Column = line, column
		}
		f.Hint = "indent the line as those it belongs with"
	case strings.Contains(message, "cannot start any token"):
		f.Hint = "put a text that begins with a special character in quotes"
	case strings.Contains(message, "mapping values are not allowed"):
		f.Hint = `put a text that holds ": " in quotes, and indent the keys of one mapping alike; see the line before too`
	}
	return f
}

// firstLineThatFails returns the line that brings an error about, and the column
// where it begins: that of the shortest beginning of the file with the same error.
// It is none when the error lies behind the first document.
func firstLineThatFails(data []byte, err error) (line, column int, ok bool) {
	lines := bytes.SplitAfter(data, []byte("\n"))
	fails := func(n int) bool {
		var root yaml.Node
		cut := yaml.Unmarshal(bytes.Join(lines[:n], nil), &root)
		return cut != nil && cut.Error() == err.Error()
	}
	if !fails(len(lines)) {
		return 0, 0, false
	}
	n := 1 + sort.Search(len(lines)-1, func(i int) bool { return fails(i + 1) })
	text := string(lines[n-1])
	return n, utf8.RuneCountInString(text) - utf8.RuneCountInString(strings.TrimLeft(text, " ")) + 1, true
}

// strayCharacter finds the first line that is indented by tabs or non-breaking
// spaces, or whose list item begins with a dash out of a word processor.
func strayCharacter(file string, data []byte) *Fault {
	number := 0
	for line := range strings.Lines(string(data)) {
		number++
		indent := len(line) - len(strings.TrimLeft(line, " \t\u00a0"))
		column := 1
		for _, r := range line[:indent] {
			f := Fault{File: file, Line: number, Column: column, Code: "syntax"}
			switch r {
			case '\t':
				f.Message, f.Hint = "not YAML: the line is indented with a tab", "indent with spaces"
				return &f
			case '\u00a0':
				f.Message, f.Hint = "not YAML: the line is indented with a non-breaking space", "indent with plain spaces"
				return &f
			}
			column++
		}
		if rest := line[indent:]; strings.HasPrefix(rest, "– ") || strings.HasPrefix(rest, "— ") {
			return &Fault{File: file, Line: number, Column: column, Code: "syntax",
				Message: "not YAML: the line begins with a long dash", Hint: "begin an item of a list with a plain hyphen, -"}
		}
	}
	return nil
}

// pathOf returns the path of a node. It is looked for only when something is
// wrong with the node.
func (d *document) pathOf(target *yaml.Node) string {
	path, _ := findPath(d.root, target, "")
	return path
}

func findPath(n, target *yaml.Node, path string) (string, bool) {
	if n == target {
		return path, true
	}
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			at := join(path, n.Content[i].Value)
			if n.Content[i] == target {
				return at, true
			}
			if found, ok := findPath(n.Content[i+1], target, at); ok {
				return found, true
			}
		}
	case yaml.SequenceNode:
		for i, item := range n.Content {
			if found, ok := findPath(item, target, fmt.Sprintf("%s[%d]", path, i)); ok {
				return found, true
			}
		}
	}
	return "", false
}

// join adds a key to a path. What a terminal would take for a command is left out.
func join(path, key string) string {
	key = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return utf8.RuneError
		}
		return r
	}, key)
	if path == "" {
		return key
	}
	return path + "." + key
}

// nodeAt returns the node of a path, or the innermost one around it that exists.
func (d *document) nodeAt(path string) *yaml.Node {
	n := d.root
	for _, step := range strings.FieldsFunc(path, func(r rune) bool { return r == '.' || r == '[' || r == ']' }) {
		next := child(n, step)
		if next == nil {
			return n
		}
		n = next
	}
	return n
}

func child(n *yaml.Node, step string) *yaml.Node {
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == step {
				return n.Content[i+1]
			}
		}
	case yaml.SequenceNode:
		if i, err := strconv.Atoi(step); err == nil && i >= 0 && i < len(n.Content) {
			return n.Content[i]
		}
	}
	return nil
}
