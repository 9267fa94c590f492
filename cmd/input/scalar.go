package input

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"
	"gopkg.in/yaml.v3"

	"siv/calc"
	"siv/ledger"
)

// scalar returns the text of a value as it stands in the file.
func (d *decoder) scalar(n *yaml.Node, what string) (string, bool) {
	if n == nil || !d.plain(n) {
		return "", false
	}
	if n.Kind != yaml.ScalarNode || isNull(n) {
		d.fault(n, "wrong-type", "must be %s, not %s", what, kindOf(n))
		return "", false
	}
	return n.Value, true
}

// line reads a name, which stands on one line wherever it is shown.
func (d *decoder) line(n *yaml.Node) string {
	text := d.text(n)
	if strings.ContainsAny(text, "\n\u2028\u2029") {
		text = strings.Join(strings.Fields(text), " ")
	}
	return text
}

// text reads a text. A bare number or truth value is not one.
func (d *decoder) text(n *yaml.Node) string {
	value, ok := d.scalar(n, "a text")
	if !ok {
		return ""
	}
	if n.Tag != "!!str" && n.Tag != "!!timestamp" {
		d.fault(n, "wrong-type", "must be a text, not %s", kindOf(n)).Hint = fmt.Sprintf(`put it in quotes: "%s"`, value)
		return ""
	}
	if r, found := ledger.Unseen(value); found {
		d.fault(n, "control-character", "holds %U, a character that does not show", r)
		return ""
	}
	if strings.TrimSpace(value) == "" {
		d.fault(n, "empty", "is empty")
	}
	return value
}

// texts reads a list of texts.
func (d *decoder) texts(n *yaml.Node) []string {
	items, _ := d.list(n)
	texts := make([]string, 0, len(items))
	for _, item := range items {
		texts = append(texts, d.text(item))
	}
	return texts
}

// truth reads true or false.
func (d *decoder) truth(n *yaml.Node) bool {
	value, ok := d.scalar(n, "true or false")
	if ok && n.Tag != "!!bool" {
		d.fault(n, "wrong-type", "must be true or false, not %s", kindOf(n))
	}
	return strings.EqualFold(value, "true") // YAML has True and TRUE too
}

// year reads a calendar year.
func (d *decoder) year(n *yaml.Node) int {
	value, ok := d.scalar(n, "a year")
	if !ok {
		return 0
	}
	year, err := parseYear(value)
	if err != nil {
		d.hinted(d.fault(n, "bad-year", "%v", err), err)
	}
	return year
}

func parseYear(s string) (int, error) {
	year, err := strconv.Atoi(s)
	if err != nil || len(s) != 4 || year < 1000 {
		return 0, numberError{message: fmt.Sprintf("%q is not a year", short(s)), hint: yearHint(s)}
	}
	return year, nil
}

// whole reads a whole number, such as a number of participants.
func (d *decoder) whole(n *yaml.Node) int {
	value, ok := d.number(n, parseAmount)
	if !ok {
		return 0
	}
	if !value.IsInteger() || !value.IsPositive() || value.NumDigits() > 9 {
		d.fault(n, "bad-number", "%s is not a whole number of at least 1", n.Value)
		return 0
	}
	return int(value.IntPart())
}

// number reads a number by one of the parsers below.
func (d *decoder) number(n *yaml.Node, parse func(string) (decimal.Decimal, error)) (decimal.Decimal, bool) {
	if n != nil && n.Kind == yaml.SequenceNode {
		d.fault(n, "wrong-type", "must be %s, not %s", "a number", kindOf(n)).Hint = "write a range as {low: …, likely: …, high: …}"
		return decimal.Decimal{}, false
	}
	text, ok := d.scalar(n, "a number")
	if !ok {
		return decimal.Decimal{}, false
	}
	value, err := parse(text)
	if err != nil {
		d.hinted(d.fault(n, "bad-number", "%v", err), err)
	}
	return value, err == nil
}

// hinted gives a fault the hint of the error that it tells.
func (d *decoder) hinted(f *Fault, err error) {
	var h interface{ Hint() string }
	if errors.As(err, &h) {
		f.Hint = h.Hint()
	}
}

// uncertain reads a number or a range {low, likely, high}, with dist and name for
// a simulation.
func (d *decoder) uncertain(n *yaml.Node, parse func(string) (decimal.Decimal, error)) calc.Number {
	if n == nil {
		return calc.Number{}
	}
	if n.Kind != yaml.MappingNode {
		value, _ := d.number(n, parse)
		return calc.Exactly(value)
	}
	o, ok := d.object(n)
	if !ok {
		return calc.Number{}
	}
	low, lowOK := d.number(o.need("low"), parse)
	likely, likelyOK := d.number(o.need("likely"), parse)
	high, highOK := d.number(o.need("high"), parse)
	dist, name := d.text(o.field("dist")), d.text(o.field("name"))
	o.done()
	if !lowOK || !likelyOK || !highOK {
		return calc.Number{}
	}
	return calc.Number{Low: low, Likely: likely, High: high, Dist: calc.Distribution(dist), Name: name}
}

// maybe is uncertain for a number that may be left out.
func (d *decoder) maybe(n *yaml.Node, parse func(string) (decimal.Decimal, error)) *calc.Number {
	if n == nil {
		return nil
	}
	number := d.uncertain(n, parse)
	return &number
}

// month reads a month, 2019-06, or a full date; day is 0 for a month.
func (d *decoder) month(n *yaml.Node) (month calc.Month, day int) {
	text, ok := d.scalar(n, "a month")
	if !ok {
		return 0, 0
	}
	if date, err := time.Parse(time.DateOnly, text); err == nil && date.Year() >= 1000 {
		return calc.NewMonth(date.Year(), int(date.Month())), date.Day()
	}
	date, err := time.Parse("2006-01", text)
	if err != nil || date.Year() < 1000 {
		d.fault(n, "bad-month", "%q is not a month: write it as 2019-06", text).Hint = dateHint(text, false)
		return 0, 0
	}
	return calc.NewMonth(date.Year(), int(date.Month())), 0
}

// date reads a date, kept as written.
func (d *decoder) date(n *yaml.Node) string {
	text, ok := d.scalar(n, "a date")
	if ok {
		if _, err := time.Parse(time.DateOnly, text); err != nil {
			d.fault(n, "bad-date", "%q is not a date: write it as 2019-06-30", text).Hint = dateHint(text, true)
		}
	}
	return text
}
