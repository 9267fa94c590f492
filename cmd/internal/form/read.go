package form

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"siv/cmd/input"
	"siv/cmd/internal/lang"
	"siv/cmd/internal/sheet"
)

// reader reads the sheets one after the other.
type reader struct {
	*Filled
	both    []lang.Language             // a form may be filled in in either
	labels  map[string]map[string]field // of each sheet, as they are compared
	root    *node
	sheets  map[string]*grid // by the key of the sheet
	actors  []named
	effects []named
	items   []ranged
}

// ranged is something whose numbers may be ranges.
type ranged struct {
	name, path string
	at         *node
}

// Read reads an input workbook. The error says that it is none; faults inside it
// are kept, for those of the YAML come to them.
func Read(file string, data []byte) (*Filled, error) {
	book, err := sheet.Cells(data)
	if err != nil {
		return nil, input.Faults{{File: file, Code: "not-xlsx", Message: err.Error(), Hint: sheet.HintOf(err)}}
	}
	return readSheets(file, book)
}

func readSheets(file string, book []sheet.Sheet) (*Filled, error) {
	r := &reader{Filled: &Filled{file: file, places: map[string]place{}}, root: &node{},
		sheets: map[string]*grid{}, labels: map[string]map[string]field{}}
	for _, code := range lang.Codes() {
		r.both = append(r.both, lang.New(code))
	}
	for _, s := range book {
		r.order = append(r.order, s.Name)
		for _, t := range tables() {
			if r.is(s.Name, t.name) {
				if r.sheets[t.name] != nil {
					r.fault(place{sheet: s.Name}, "twice", errors.New("the form has this sheet twice"))
					continue
				}
				r.sheets[t.name] = &grid{Sheet: s}
			}
		}
	}
	if r.sheets["form.sheet.investment"] == nil || r.sheets["form.sheet.effects"] == nil {
		names := make([]string, len(book))
		for i, s := range book {
			names[i] = s.Name
		}
		sv, en := lang.New("sv"), lang.New("en")
		return nil, input.Faults{{File: file, Code: "not-a-form", Message: fmt.Sprintf("is not an input workbook: it needs the sheets %q and %q, in English %q and %q, and has %s",
			sv.T("form.sheet.investment"), sv.T("form.sheet.effects"), en.T("form.sheet.investment"), en.T("form.sheet.effects"), strings.Join(names, ", ")),
			Hint: "siv investment new --xlsx FILE writes one"}}
	}
	r.language = languageOf(r.sheets)
	r.read()
	r.YAML = r.root.yaml()
	return r.Filled, nil
}

func (r *reader) read() {
	r.places[""] = place{sheet: r.name(investment())}
	r.root.at("schema").scalar = input.InvestmentSchema
	// Names first: actors and effects are spoken of before they are read.
	r.actors, r.effects = r.names(actors(), "name"), r.names(effects(), "description")
	for _, t := range tables() {
		switch t.name {
		case "form.sheet.intakes":
			r.readIntakes(t)
		case "form.sheet.ranges":
			r.readRanges(t)
		case "form.sheet.indices":
			r.readIndices(t)
		case "form.sheet.investment":
			r.readInvestment(t)
		default:
			r.readList(t)
		}
	}
}

// name returns the name of a sheet as the file has it.
func (r *reader) name(t table) string {
	if g := r.sheets[t.name]; g != nil {
		return g.Name
	}
	return r.language.T(t.name)
}

func (r *reader) fault(at place, code string, err error) {
	if len(r.faults) >= maxFaults {
		return
	}
	fault := input.Fault{File: r.file + ": " + at.String(), Code: code, Message: err.Error()}
	var h interface{ Hint() string }
	if errors.As(err, &h) {
		fault.Hint = h.Hint()
	}
	r.faults = append(r.faults, located{at, fault})
}

const maxFaults = 200

// names lists what a sheet gives ids.
func (r *reader) names(t table, name string) []named {
	var list []named
	for _, rec := range r.records(t, false) {
		n := named{id: ID(rec.text("id")), name: rec.text(name)}
		if n.id == "" {
			n.id = ID(n.name)
		}
		list = append(list, n)
	}
	return list
}

// put puts the value of a field into a record, and notes its cell.
func (r *reader) put(into *node, path string, c entry) {
	full := path + c.field.path
	r.places[full] = c.place
	if c.value.text == "" {
		return
	}
	if bad := c.cell.Problem; bad != "" {
		r.fault(c.place, "cell", errors.New(bad))
		return
	}
	if c.field.kind == list {
		at := into.at(c.field.path)
		for i, text := range strings.FieldsFunc(c.cell.Text, func(c rune) bool { return c == '\n' || c == ';' }) {
			if text = strings.TrimSpace(text); text != "" {
				at.item().scalar = input.Text(text)
				r.places[fmt.Sprintf("%s[%d]", full, i)] = c.place
			}
		}
		return
	}
	scalar, err := r.scalar(c.field, c.value)
	if err != nil {
		r.fault(c.place, "bad-value", err)
		return
	}
	into.at(c.field.path).scalar = scalar
}

func (r *reader) readInvestment(t table) {
	for _, rec := range r.records(t, true)[:1] {
		for _, c := range rec.entries {
			part, isPart := c.field.isPart()
			if !isPart {
				r.put(r.root, "", c)
				continue
			}
			if said, err := r.scalar(c.field, c.value); c.value.text != "" && err != nil {
				r.fault(c.place, "bad-value", err)
			} else if said == "true" {
				r.root.at("application.parts").item().scalar = part
			}
		}
		if id, name := r.root.find("id"), rec.text("name"); id == nil && name != "" {
			r.root.at("id").scalar = input.Text(ID(name))
			r.places["id"] = rec.place("name")
		}
	}
}

// readList reads a sheet whose records are the items of a list.
func (r *reader) readList(t table) {
	records := r.records(t, true)
	r.places[t.path] = place{sheet: r.name(t)}
	if len(records) == 0 {
		return
	}
	all := r.root.at(t.path)
	for i, rec := range records {
		path := fmt.Sprintf("%s[%d]", t.path, i)
		r.places[path] = place{sheet: r.name(t), cell: rec.entries[0].place.cell}
		into := all.item()
		for _, c := range rec.entries {
			r.put(into, path+".", c)
		}
		for _, c := range rec.years {
			r.put(into, path+".", c)
		}
		r.finish(t, into, path, rec)
	}
}

// finish gives a record what follows from its other values.
func (r *reader) finish(t table, into *node, path string, rec record) {
	name := "item"
	switch t.path {
	case "actors":
		name = "name"
		if into.find("id") == nil && rec.text("name") != "" {
			into.at("id").scalar = input.Text(ID(rec.text("name")))
			r.places[path+".id"] = rec.place("name")
		}
	case "costs":
		r.places[path+".amounts"] = place{sheet: r.name(t), cell: rec.entries[len(rec.entries)-1].place.cell, label: r.language.T("form.amount")}
	case "effects":
		name = "id"
		if u := into.find("unit_cost"); u != nil && len(u.parts) == 1 && u.parts[0].key == "id" {
			u.scalar, u.parts = u.parts[0].scalar, nil
		}
		r.places[path+".unit_cost"] = rec.place("unit_cost.id")
		if rec.text("id") == "" && rec.text("description") != "" && into.find("id") == nil {
			into.at("id").scalar = input.Text(ID(rec.text("description")))
		}
	}
	if t.path != "actors" {
		r.items = append(r.items, ranged{name: rec.text(name), path: path, at: into})
	}
}

// readIntakes moves the intakes of each year into their effects.
func (r *reader) readIntakes(t table) {
	for _, rec := range r.records(t, true) {
		effect, year, people := rec.entry("effect"), rec.entry("year"), rec.entry("people")
		id, err := r.scalar(effect.field, effect.value)
		if effect.value.text == "" || err != nil {
			if err == nil {
				err = errors.New("is missing")
			}
			r.fault(effect.place, "bad-value", err)
			continue
		}
		i := slices.IndexFunc(r.effects, func(n named) bool { return input.Text(n.id) == id })
		list := r.root.find("effects")
		if list == nil || i < 0 || i >= len(list.parts) {
			continue
		}
		path := fmt.Sprintf("effects[%d].people", i)
		into := list.parts[i].at("people")
		if into.scalar != "" {
			r.fault(people.place, "twice", fmt.Errorf("people of %q are stated here and in %s; state them in one place", effect.value.text, r.places[path]))
			continue
		}
		if !isYear(year.value.text) {
			r.fault(year.place, "bad-year", fmt.Errorf("%q is not a year", clip(year.value.text)))
			continue
		}
		r.setOnce(into, path, year.value.text, people)
	}
}

// setOnce puts a number under a year, which may stand there once.
func (r *reader) setOnce(into *node, path, year string, c entry) {
	if into.find(year) != nil {
		r.fault(c.place, "twice", fmt.Errorf("%s stands twice", year))
		return
	}
	r.places[path+"."+year] = c.place
	c.field.path = year
	if c.value.text == "" {
		r.fault(c.place, "missing", errors.New("is missing"))
		return
	}
	r.put(into, path+".", c)
}

func (r *reader) readIndices(t table) {
	for _, rec := range r.records(t, true) {
		index, year := rec.entry("index"), rec.entry("year")
		if index.value.text == "" || strings.ContainsAny(index.value.text, ".:{}[],#\"' ") {
			r.fault(index.place, "bad-value", fmt.Errorf("%q is not the name of an index", clip(index.value.text)))
			continue
		}
		if !isYear(year.value.text) {
			r.fault(year.place, "bad-year", fmt.Errorf("%q is not a year", clip(year.value.text)))
			continue
		}
		path := "indices." + index.value.text + "." + year.value.text
		if r.root.find(path) != nil {
			r.fault(year.place, "twice", fmt.Errorf("%s stands twice", year.value.text))
			continue
		}
		into := r.root.at(path)
		r.places[path] = year.place
		for _, key := range []string{"change", "edition", "source", "forecast"} {
			r.put(into, path+".", rec.entry(key))
		}
		if into.leaf() {
			into.scalar = "{}"
		}
	}
}
