package cmd

import (
	"bytes"
	"fmt"

	"siv/cmd/input"
	"siv/cmd/internal/form"
)

// workbook writes the input workbook, empty or filled with an investment.
func (c *investmentNew) workbook() error {
	catalogue, err := c.env.catalogue(c.catalogue)
	if err != nil {
		return err
	}
	t := form.Template{Language: c.lang(), FirstYear: c.now().Year(), Values: map[string]string{}}
	if c.from != "" {
		inv, err := c.investment(c.from)
		if err != nil {
			return err
		}
		if faults := inv.Faults(nil); len(faults) > 0 {
			return faults
		}
		t.Values = inv.Scalars()
	}
	for path, value := range map[string]string{"id": c.id, "name": c.name} {
		if value == "" {
			continue
		}
		if path == "id" {
			if err := isID(value); err != nil {
				return err
			}
		}
		t.Values[path] = value
	}
	for _, u := range catalogue.UnitCosts() {
		line := form.UnitCost{ID: u.ID, Name: u.Name, Unit: u.Unit}
		if n := len(u.Amounts); n > 0 {
			last := u.Amounts[n-1]
			line.Year, line.Amount, line.Source = last.Year, last.Amount.InexactFloat64(), last.Source
		}
		t.UnitCosts = append(t.UnitCosts, line)
	}
	var out bytes.Buffer
	if err := form.Write(&out, t); err != nil {
		return err
	}
	if err := writeNew(c.xlsx, out.Bytes(), "--xlsx"); err != nil {
		return err
	}
	_, err = fmt.Fprintln(c.err, c.lang().T("form.written", c.xlsx))
	return err
}

// isID says what is wrong with an id that was given on the command line.
func isID(id string) error {
	inv := input.DecodeInvestment("-", []byte("id: "+input.Text(id)))
	for _, f := range inv.Faults(inv.Check()) {
		if f.Path == "id" {
			return usageError{fmt.Errorf("id: %s", f.Message)}
		}
	}
	return nil
}
