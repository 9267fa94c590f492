package lang

import (
	"encoding/csv"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

// TestEveryMessageHasBothLanguages, with the same arguments.
func TestEveryMessageHasBothLanguages(t *testing.T) {
	reader := csv.NewReader(strings.NewReader(messages))
	reader.Comma = ';'
	records, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	verb := regexp.MustCompile(`%\[\d+\][a-z]|%%`)
	seen := map[string]bool{}
	for _, r := range records {
		key, sv, en := r[0], r[1], r[2]
		if seen[key] {
			t.Errorf("%s stands twice", key)
		}
		seen[key] = true
		if (sv == "") != (en == "") {
			t.Errorf("%s lacks a language", key)
		}
		a, b := verb.FindAllString(sv, -1), verb.FindAllString(en, -1)
		slices.Sort(a)
		slices.Sort(b)
		if !slices.Equal(slices.Compact(a), slices.Compact(b)) {
			t.Errorf("%s has the arguments %v in Swedish and %v in English", key, a, b)
		}
	}
}

// TestEveryKeyHasAMessage looks for the keys that the sources and the report's page
// spell out, and for messages that nothing says any longer.
func TestEveryKeyHasAMessage(t *testing.T) {
	call := regexp.MustCompile(`\.T\("([a-z][a-z0-9._-]*[a-z0-9])"[,)]|\{\{word "([^"]+)"`)
	words := load(1)
	found := 0
	said := map[string]bool{}
	var before, after []string // parts of keys: "warning." + code, key + ".how"
	err := filepath.WalkDir(filepath.Join("..", "..", ".."), func(path string, d fs.DirEntry, err error) error {
		if err != nil || strings.HasSuffix(path, "_test.go") || !strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, ".html") {
			return err
		}
		source, err := os.ReadFile(path)
		for _, match := range call.FindAllStringSubmatch(string(source), -1) {
			found++
			key := match[1] + match[2]
			if said[key] = true; words[key] == "" {
				t.Errorf("%s: there is no message %q", path, key)
			}
		}
		if err != nil || !strings.HasSuffix(path, ".go") {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), path, source, parser.SkipObjectResolution)
		ast.Inspect(parsed, func(n ast.Node) bool {
			literal, ok := n.(ast.Expr)
			text, isText := constant(literal, nil)
			if !ok || !isText || len(text) < 2 {
				return true
			}
			said[text] = true
			if strings.HasSuffix(text, ".") || strings.HasSuffix(text, "-") {
				before = append(before, text)
			}
			if strings.HasPrefix(text, ".") || strings.HasPrefix(text, "-") {
				after = append(after, text)
			}
			return true
		})
		return err
	})
	if err != nil || found < 300 {
		t.Fatalf("%d keys were found; the pattern no longer fits the code (%v)", found, err)
	}
	for key := range words {
		made := slices.ContainsFunc(before, func(part string) bool { return strings.HasPrefix(key, part) }) ||
			slices.ContainsFunc(after, func(part string) bool { return strings.HasSuffix(key, part) && said[strings.TrimSuffix(key, part)] })
		if !said[key] && !made {
			t.Errorf("nothing says the message %q", key)
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		number string
		places int32
		sv, en string
	}{
		{"1234567.5", 2, "1 234 567,50", "1,234,567.50"},
		{"-1234567.5", 2, "-1 234 567,50", "-1,234,567.50"},
		{"999.9999", 4, "999,9999", "999.9999"},
		{"0", 2, "0,00", "0.00"},
		{"123456", 0, "123 456", "123,456"},
		{"-0.001", 2, "0,00", "0.00"},
	} {
		d := decimal.RequireFromString(c.number)
		if sv, en := New("sv").Number(d, c.places), New("en").Number(d, c.places); sv != c.sv || en != c.en {
			t.Errorf("%s is %q and %q, want %q and %q", c.number, sv, en, c.sv, c.en)
		}
	}
}

func TestFromLocale(t *testing.T) {
	for locale, want := range map[string]string{"sv_SE.UTF-8": "sv", "sv": "sv", "en_GB.UTF-8": "en", "C": "en", "": "en", "de_DE": "en"} {
		if got := FromLocale(locale); got != want {
			t.Errorf("%q is %s, want %s", locale, got, want)
		}
	}
}
