package form

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"siv/calc"
	"siv/cmd/input"
	"siv/cmd/internal/lang"
)

// value is what a cell holds.
type value struct {
	text    string // without stray spaces
	percent bool   // it is shown in per cent
	day     bool   // it is shown as a date with a day
	number  bool   // it is a number, not a text
}

// scalar writes a value as YAML does. What is wrong with it is the error; what
// the decoder of the file tells is left to it.
func (r *reader) scalar(f field, v value) (string, error) {
	switch f.kind {
	case month:
		return calendar(v.month()), nil
	case date:
		return calendar(v.date()), nil
	case year, whole:
		return numeral(v, input.ParseAmount), nil
	case price:
		if r.is(v.text, "form.current", "current") {
			return "current", nil
		}
		return numeral(v, input.ParseAmount), nil
	case amount:
		return v.money(), nil
	case number:
		return numeral(v, input.ParseAmount), nil
	case share:
		return v.share(), nil
	case years:
		return v.years(), nil
	case truth:
		switch {
		case r.is(v.text, "yes", "true", "TRUE", "1", "x", "X"):
			return "true", nil
		case r.is(v.text, "no", "false", "FALSE", "0"):
			return "false", nil
		}
		return "", fmt.Errorf("%q is not yes or no", clip(v.text))
	case choice:
		return r.code(f, v)
	case actor:
		if id, ok := reference(v, r.actors); ok {
			return id, nil
		}
		return "", fmt.Errorf("there is no actor %q in the sheet of actors", clip(v.text))
	case effect:
		if id, ok := reference(v, r.effects); ok {
			return id, nil
		}
		return "", fmt.Errorf("there is no effect %q in the sheet of effects", clip(v.text))
	case slug:
		return input.Text(ID(v.text)), nil
	default:
		return input.Text(v.text), nil
	}
}

// is reports whether a text is a word in any language, or one of others.
func (r *reader) is(text, key string, others ...string) bool {
	for _, l := range r.both {
		if same(text, l.T(key)) {
			return true
		}
	}
	return slices.Contains(others, text)
}

// same compares what people write: in any case, with any spaces.
func same(a, b string) bool { return fold(a) == fold(b) }

func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

func clip(s string) string {
	if runes := []rune(s); len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return s
}

// code returns the code of a word, in any language, or of itself.
func (r *reader) code(f field, v value) (string, error) {
	for _, code := range f.codes {
		if same(v.text, code) || r.is(v.text, f.word+code) {
			return code, nil
		}
	}
	return "", fmt.Errorf("%q is not one of %s", clip(v.text), strings.Join(choices(f, r.language), ", "))
}

func choices(f field, l lang.Language) []string {
	words := make([]string, len(f.codes))
	for i, code := range f.codes {
		words[i] = l.T(f.word + code)
	}
	return words
}

// reference returns the id of something that is named by its id or its name.
func reference(v value, known []named) (id string, ok bool) {
	for _, by := range []func(named) bool{
		func(n named) bool { return n.id == v.text },
		func(n named) bool { return same(n.name, v.text) },
		func(n named) bool { return n.id == ID(v.text) },
	} {
		if i := slices.IndexFunc(known, by); i >= 0 && known[i].id != "" {
			return input.Text(known[i].id), true
		}
	}
	return "", false
}

// named is an actor or an effect.
type named struct{ id, name string }

// ID makes an id of words: Skolsocialt team is skolsocialt-team. Words without a letter a-z
// or a digit stay as they are.
func ID(s string) string {
	var out strings.Builder
	for _, r := range strings.ToLower(s) {
		switch {
		case r == 'å' || r == 'ä':
			r = 'a'
		case r == 'ö':
			r = 'o'
		case r == 'é' || r == 'è':
			r = 'e'
		case r == 'ü':
			r = 'u'
		}
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			out.WriteRune(r)
		} else if text := out.String(); text != "" && !strings.HasSuffix(text, "-") && (unicode.IsSpace(r) || unicode.IsPunct(r)) {
			out.WriteByte('-')
		}
	}
	if id := strings.Trim(out.String(), "-"); id != "" {
		return id
	}
	return s
}

// numeral writes a number plainly, and what is none as it was typed.
func numeral[T fmt.Stringer](v value, parse func(string) (T, error)) string {
	if parsed, err := parse(v.text); err == nil {
		return parsed.String()
	}
	return input.Text(v.text)
}

// money writes an amount. Three decimals of a number that a spreadsheet stores are
// decimals; those of a text may be thousands, which the decoder refuses.
func (v value) money() string {
	parsed, err := input.ParseAmount(v.text)
	mark := strings.LastIndexAny(v.text, ".,")
	switch {
	case err != nil || !v.number && mark >= 0 && len(v.text)-mark == 4:
		return input.Text(v.text)
	case parsed.Exponent() == -3:
		return parsed.StringFixed(4)
	default:
		return parsed.String()
	}
}

// share writes 22% where the cell shows per cent, else the number.
func (v value) share() string {
	parsed, err := input.ParseShare(v.text)
	switch {
	case err != nil:
		return input.Text(v.text)
	case v.percent || strings.HasSuffix(v.text, "%"):
		return parsed.Shift(2).String() + "%"
	default:
		return parsed.String()
	}
}

// years writes a number of years, or of months as 18m.
func (v value) years() string {
	text := strings.ToLower(v.text)
	for _, suffix := range []string{"månader", "months", "mån", "m"} {
		if months, ok := strings.CutSuffix(text, suffix); ok {
			return input.Text(strings.TrimSpace(months) + "m")
		}
	}
	for _, suffix := range []string{"år", "years"} {
		if years, ok := strings.CutSuffix(text, suffix); ok {
			return numeral(value{text: strings.TrimSpace(years)}, input.ParseAmount)
		}
	}
	return numeral(v, input.ParseAmount)
}

// The days that a spreadsheet may number: from 1900 to 2200.
const (
	firstSerial = 1
	lastSerial  = 110000
)

// serialDay returns the day that a spreadsheet stores as a number.
func (v value) serialDay() (time.Time, bool) {
	n, err := strconv.Atoi(v.text)
	if err != nil || !v.number || n < firstSerial || n > lastSerial {
		return time.Time{}, false
	}
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n), true
}

// month writes a month. A spreadsheet stores 2019-06 as the first of June: it is
// a month unless the cell shows the day.
func (v value) month() string {
	day, ok := v.serialDay()
	switch {
	case !ok:
		return v.text
	case v.day:
		return day.Format(time.DateOnly)
	default:
		return day.Format("2006-01")
	}
}

func (v value) date() string {
	if day, ok := v.serialDay(); ok {
		return day.Format(time.DateOnly)
	}
	return v.text
}

// calendar writes a date or a month plainly, and what is none as it was typed.
func calendar(text string) string {
	if _, err := time.Parse(time.DateOnly, text); err == nil {
		return text
	}
	return input.Text(text)
}

// isYear reports whether a text is a calendar year.
func isYear(s string) bool {
	y, err := strconv.Atoi(s)
	return err == nil && y >= 1900 && y <= 2200
}

// isPart reports whether a field is one of the parts of an application.
func (f field) isPart() (string, bool) {
	part, ok := strings.CutPrefix(f.path, "application.parts.")
	return part, ok && slices.Contains(calc.ApplicationParts(), part)
}
