package lang

import (
	"encoding/csv"
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

// TestEveryKeyInUseHasAMessage looks for the keys that the commands spell out.
func TestEveryKeyInUseHasAMessage(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "..", "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	call := regexp.MustCompile(`\.T\("([a-z][a-z0-9._-]*[a-z0-9])"[,)]`)
	words := load(1)
	found := 0
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range call.FindAllStringSubmatch(string(source), -1) {
			found++
			if words[match[1]] == "" {
				t.Errorf("%s: there is no message %q", file, match[1])
			}
		}
	}
	if found == 0 {
		t.Fatal("no key was found; the pattern no longer fits the code")
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
