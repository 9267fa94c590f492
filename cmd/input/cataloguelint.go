package input

import (
	"io/fs"
	"slices"
	"strings"

	"siv/unitcosts"
)

// Draft is a catalogue that is looked through. It may lack what a catalogue that
// is calculated with must have: then Gaps tells where.
type Draft struct {
	*unitcosts.Catalogue
	Gaps   Faults
	places map[string]Fault
}

// Place returns where a unit cost stands, a fault without words.
func (d *Draft) Place(id string) Fault { return d.places[id] }

// DecodeDraft reads the YAML files of a folder as DecodeCatalogue does, and goes
// on when a unit, a source or a year is missing, or an id stands twice.
func DecodeDraft(folder string, files fs.FS) (*Draft, error) {
	c := catalogue{name: folder}
	if err := c.folder(files); err != nil {
		return nil, err
	}
	return c.draft()
}

// DecodeDraftFile reads a draft that is one file.
func DecodeDraftFile(file string, data []byte) (*Draft, error) {
	c := catalogue{name: file}
	c.file(file, data)
	return c.draft()
}

func (c *catalogue) draft() (*Draft, error) {
	d := &Draft{places: c.places}
	c.faults = slices.DeleteFunc(c.faults, func(f Fault) bool {
		code := gap(f)
		if code != "" {
			f.Code = code
			d.Gaps = append(d.Gaps, f)
		}
		return code != ""
	})
	for i, u := range c.unitCosts { // of a year that stands twice, the first
		seen := map[int]bool{}
		c.unitCosts[i].Amounts = slices.DeleteFunc(u.Amounts, func(a unitcosts.Amount) bool {
			again := seen[a.Year]
			seen[a.Year] = true
			return again
		})
	}
	built, err := c.build()
	if err != nil {
		return nil, err
	}
	d.Catalogue = built
	return d, nil
}

// gap returns the code of the finding that a fault is, "" when it is none.
func gap(f Fault) string {
	field := f.Path[strings.LastIndex(f.Path, ".")+1:]
	switch {
	case f.Code == "duplicate" || f.Code == "duplicate-key":
		return unitcosts.Duplicate
	case f.Code == "bad-year":
		return unitcosts.MissingYear
	case f.Code != "missing" && f.Code != "empty" && f.Code != "null":
		return ""
	case field == "amounts":
		return unitcosts.MissingYear
	case field == "unit":
		return unitcosts.MissingUnit
	case field == "source":
		return unitcosts.MissingSource
	default:
		return ""
	}
}
