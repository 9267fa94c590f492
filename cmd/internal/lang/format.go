package lang

import (
	"regexp"
	"strings"
)

// format is a format of package fmt, taken apart: one literal before each verb and
// one at the end.
type format struct {
	literals []string
	verbs    []verb
}

// verb is where an argument stands.
type verb struct {
	argument int // from 0
	letter   byte
	word     bool // %+s
}

// cut takes a format apart: %s, %[2]s, %+s, %04o and %%.
func cut(text string) format {
	var f format
	literal, next := "", 0
	for {
		before, after, found := strings.Cut(text, "%")
		literal, text = literal+before, after
		if !found {
			f.literals = append(f.literals, literal)
			return f
		}
		if strings.HasPrefix(text, "%") {
			literal, text = literal+"%", text[1:]
			continue
		}
		rest, v := text, verb{argument: next}
		if index, after, ok := strings.Cut(rest, "]"); ok && strings.HasPrefix(index, "[") {
			if n := index[1:]; len(n) == 1 && '1' <= n[0] && n[0] <= '9' {
				v.argument, rest = int(n[0]-'1'), after
			}
		}
		plain := strings.TrimLeft(rest, "+-#0123456789.")
		v.word = strings.Contains(rest[:len(rest)-len(plain)], "+")
		if plain == "" || strings.IndexByte("dqsvwxXUoT", plain[0]) < 0 {
			literal += "%" // of a text that is no format
			continue
		}
		v.letter, text, next = plain[0], plain[1:], v.argument+1
		f.literals, f.verbs, literal = append(f.literals, literal), append(f.verbs, v), ""
	}
}

// letters counts what is not an argument.
func (f format) letters() int { return len(strings.Join(f.literals, "")) }

// expression matches what the format makes.
func (f format) expression() string {
	expression := "^" + regexp.QuoteMeta(f.literals[0])
	for i, verb := range f.verbs {
		switch verb.letter {
		case 'd':
			expression += `(-?\d+)`
		case 'q':
			expression += "(\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`|'(?:[^'\\\\]|\\\\.)+')"
		default:
			expression += `((?s:.*?))`
		}
		expression += regexp.QuoteMeta(f.literals[i+1])
	}
	return expression + "$"
}
