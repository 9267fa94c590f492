package form

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// readRanges makes ranges of the numbers that the sheet of ranges names: what
// stands in the other sheet is the likely value.
func (r *reader) readRanges(t table) {
	for _, rec := range r.records(t, true) {
		item, what := rec.entry("item"), rec.entry("measure")
		target, f, path, err := r.target(item.value.text, what.value.text, rec.entry("year").value.text)
		if err != nil {
			r.fault(item.place, "bad-value", err)
			continue
		}
		likely := target.scalar
		target.scalar, target.parts = "", nil
		for _, key := range []string{"low", "likely", "high"} {
			if key == "likely" {
				target.at(key).scalar = likely
				r.places[path+".likely"] = r.places[path]
				continue
			}
			c := rec.entry(key)
			c.field.kind = f.kind
			r.put(target, path+".", c)
		}
		for _, key := range []string{"dist", "name"} {
			r.put(target, path+".", rec.entry(key))
		}
	}
}

// target finds the number that a row of the ranges speaks of.
func (r *reader) target(name, label, year string) (*node, field, string, error) {
	if name == "" || label == "" {
		return nil, field{}, "", errors.New("needs the item and the number whose range it is")
	}
	var reason error
	for _, it := range r.items {
		if !same(it.name, name) {
			continue
		}
		for _, t := range uncertain() {
			if !strings.HasPrefix(it.path, t.path+"[") {
				continue
			}
			for _, f := range t.fields {
				if !r.is(label, f.label) {
					continue
				}
				path := f.path
				if y, ok := isYear(year); ok {
					path += "." + strconv.Itoa(y)
				} else if year != "" {
					path += "." + year
				}
				target := it.at.find(path)
				if target != nil && target.leaf() {
					return target, f, it.path + "." + path, nil
				}
				reason = fmt.Errorf("%s of %q has no value in its own sheet, or a range already", label, name)
				if f.path == "amounts" || f.path == "people" {
					reason = fmt.Errorf("%s of %q has no value for the year %q, or a range already", label, name, year)
				}
			}
		}
	}
	if reason == nil {
		reason = fmt.Errorf("there is no %q with a number %q", clip(name), clip(label))
	}
	return nil, field{}, "", reason
}
