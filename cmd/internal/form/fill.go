package form

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"siv/cmd/input"
)

// count is how many records of a sheet the values hold.
func (b *writer) count(t table) int {
	if t.name == "form.sheet.investment" {
		return 1
	}
	if rows, ok := b.gathered[t.name]; ok {
		return len(rows)
	}
	n := 0
	for path := range b.Values {
		if rest, ok := strings.CutPrefix(path, t.path+"["); ok {
			digits, _, _ := strings.Cut(rest, "]")
			if i, err := strconv.Atoi(digits); err == nil {
				n = max(n, i+1)
			}
		}
	}
	return n
}

// value is what a cell is filled with, nil for nothing.
func (b *writer) value(t table, f field, record int) any {
	if len(b.Values) == 0 {
		return nil
	}
	if rows, ok := b.gathered[t.name]; ok {
		if record < len(rows) {
			return rows[record][f.path]
		}
		return nil
	}
	path := f.path
	if t.path != "" {
		path = fmt.Sprintf("%s[%d].%s", t.path, record, f.path)
	}
	if part, ok := f.isPart(); ok {
		for i := range 20 {
			if b.Values[fmt.Sprintf("application.parts[%d]", i)] == part {
				return b.word("yes")
			}
		}
		return nil
	}
	if f.kind == list {
		return b.list(path)
	}
	text, ok := b.Values[path]
	if !ok {
		text, ok = b.Values[path+".likely"]
	}
	if !ok && f.path == "unit_cost.id" {
		text, ok = b.Values[strings.TrimSuffix(path, ".id")]
	}
	if !ok {
		return nil
	}
	return b.shown(f, text)
}

func (b *writer) list(path string) any {
	var texts []string
	for i := 0; ; i++ {
		text, ok := b.Values[fmt.Sprintf("%s[%d]", path, i)]
		if !ok {
			break
		}
		texts = append(texts, text)
	}
	if len(texts) == 0 {
		return nil
	}
	return strings.Join(texts, "\n")
}

// shown writes the text of a file as its cell shows it.
func (b *writer) shown(f field, text string) any {
	plain := func(d decimal.Decimal, err error) any {
		if err != nil {
			return text
		}
		return d.InexactFloat64()
	}
	switch f.kind {
	case share:
		return plain(input.ParseShare(text))
	case amount, number, year, whole, years:
		return plain(input.ParseAmount(text))
	case price:
		if text == "current" {
			return b.word("form.current")
		}
		return plain(input.ParseAmount(text))
	case truth:
		if text == "true" {
			return b.word("yes")
		}
		return b.word("no")
	case choice:
		if slices.Contains(f.codes, text) {
			return b.word(f.word + text)
		}
	case actor:
		return b.actorName(text)
	}
	return text
}

// actorName is the name of an actor, or its id when the name is not its alone.
func (b *writer) actorName(id string) string {
	name, alike := "", 0
	for i := range b.count(actors()) {
		if b.Values[fmt.Sprintf("actors[%d].id", i)] == id {
			name = b.Values[fmt.Sprintf("actors[%d].name", i)]
		}
	}
	for i := range b.count(actors()) {
		if same(b.Values[fmt.Sprintf("actors[%d].name", i)], name) {
			alike++
		}
	}
	if alike != 1 {
		return id
	}
	return name
}

type row map[string]any

// gather finds the rows of the sheets that have no list of their own in the file.
func (b *writer) gather() {
	b.gathered = map[string][]row{"form.sheet.intakes": b.intakeRows(), "form.sheet.ranges": b.rangeRows(), "form.sheet.indices": b.indexRows()}
}

// sorted returns the paths of the values in an order that does not change.
func (b *writer) sorted() []string {
	paths := make([]string, 0, len(b.Values))
	for path := range b.Values {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	return paths
}

func (b *writer) intakeRows() []row {
	pattern := regexp.MustCompile(`^effects\[(\d+)\]\.people\.(\d{4})(\.likely)?$`)
	var rows []row
	for _, path := range b.sorted() {
		if m := pattern.FindStringSubmatch(path); m != nil {
			y, _ := strconv.Atoi(m[2])
			rows = append(rows, row{"effect": b.Values["effects["+m[1]+"].id"], "year": y,
				"people": b.shown(field{kind: number}, b.Values[path])})
		}
	}
	return rows
}

func (b *writer) rangeRows() []row {
	pattern := regexp.MustCompile(`^(effects|costs|running_costs)\[(\d+)\]\.(.+?)(?:\.(\d{4}))?\.low$`)
	var rows []row
	for _, path := range b.sorted() {
		m := pattern.FindStringSubmatch(path)
		if m == nil {
			continue
		}
		name := "item"
		if m[1] == "effects" {
			name = "id"
		}
		r := row{"item": b.Values[m[1]+"["+m[2]+"]."+name]}
		for _, t := range uncertain() {
			for _, f := range t.fields {
				if t.path == m[1] && f.path == m[3] {
					r["measure"] = b.word(f.label)
					around := strings.TrimSuffix(path, ".low")
					r["low"], r["high"] = b.rangeEnd(f, b.Values[path]), b.rangeEnd(f, b.Values[around+".high"])
					if dist, ok := b.Values[around+".dist"]; ok {
						r["dist"] = b.word("form.dist." + dist)
					}
					if joined, ok := b.Values[around+".name"]; ok {
						r["name"] = joined
					}
				}
			}
		}
		if m[4] != "" {
			y, _ := strconv.Atoi(m[4])
			r["year"] = y
		}
		rows = append(rows, r)
	}
	return rows
}

// rangeEnd is an end of a range. The cells of ends have no format of their own, so
// that a share is written as a text in per cent.
func (b *writer) rangeEnd(f field, text string) any {
	if f.kind == share {
		return text
	}
	return b.shown(f, text)
}

func (b *writer) indexRows() []row {
	pattern := regexp.MustCompile(`^indices\.([^.\[]+)(\[\d+\])?\.(\d{4})\.change$`)
	var rows []row
	for _, path := range b.sorted() {
		m := pattern.FindStringSubmatch(path)
		if m == nil {
			continue
		}
		y, _ := strconv.Atoi(m[3])
		around := strings.TrimSuffix(path, ".change")
		r := row{"index": m[1], "year": y, "change": b.shown(field{kind: share}, b.Values[path])}
		if edition, ok := b.Values[around+".edition"]; ok {
			r["edition"] = edition
		} else if edition, ok := b.Values["indices."+m[1]+m[2]+".edition"]; ok {
			r["edition"] = edition
		}
		if source, ok := b.Values[around+".source"]; ok {
			r["source"] = source
		}
		if forecast, ok := b.Values[around+".forecast"]; ok {
			r["forecast"] = b.shown(field{kind: truth}, forecast)
		}
		rows = append(rows, r)
	}
	return rows
}
