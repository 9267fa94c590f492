package cmd

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/spf13/pflag"

	"siv/cmd/input"
	"siv/cmd/internal/kolada"
	"siv/unitcosts"
)

// koladaFlags say what Kolada's figures do not: what they are called, their unit,
// and the name of the municipality. What is left out is taken from the unit cost of
// the catalogue that has the same indicator.
type koladaFlags struct {
	*env
	id, name, unit, edition, read string
	regions                       []string
	known                         string // catalogue to look up in
}

func (k *koladaFlags) addFlags(flags *pflag.FlagSet) {
	flags.StringVar(&k.id, "id", "", "id of the unit cost, of one indicator of Kolada (default that of the catalogue)")
	flags.StringVar(&k.name, "name", "", "its name (default that of the catalogue)")
	flags.StringVar(&k.unit, "unit", "", "its unit, which Kolada does not tell (default that of the catalogue)")
	flags.StringVar(&k.edition, "edition", "", "edition of Kolada's figures, as the day they were fetched")
	flags.StringVar(&k.read, "read", "", "the day Kolada's figures were read, as 2026-01-31")
	flags.StringVar(&k.known, "catalogue", "", "catalogue that tells the unit of an indicator: a YAML file or folder in place of the built-in one, or +PATH to add to it")
	flags.StringSliceVar(&k.regions, "region", nil, "name of a municipality of Kolada, as 1880=Örebro")
}

// origins is where figures of Kolada came from.
type origins struct {
	file      string // "" when the service was asked
	base      string
	thousands bool
}

// imported makes unit costs of rows of Kolada. Deleted rows, those without a value
// and those of one sex are left out and told.
func (k *koladaFlags) imported(rows []kolada.Row, from origins) (*input.Imported, error) {
	regions, err := pairs("region", k.regions)
	if err != nil {
		return nil, err
	}
	catalogue, err := k.catalogue(k.known)
	if err != nil {
		return nil, err
	}
	out := &input.Imported{}
	for _, row := range rows {
		text := fmt.Sprintf("%s %s %d %s", row.KPI, row.Municipality, row.Year, row.Gender)
		if reason := leftOut(row); reason != "" {
			out.Skipped = append(out.Skipped, input.SkippedRow{Reason: reason, Text: text})
			continue
		}
		amount, err := koladaAmount(row, from.thousands)
		if err != nil {
			return nil, k.wrong(from, fmt.Errorf("%s: %w", text, err))
		}
		i, err := k.unitCost(out, row, regions[row.Municipality], catalogue)
		if err != nil {
			return nil, err
		}
		u := &out.UnitCosts[i]
		if slices.Contains(u.Years(), row.Year) {
			return nil, k.wrong(from, fmt.Errorf("%s has two values, of %s, for %d", u.ID, text, row.Year))
		}
		a := unitcosts.Amount{Year: row.Year, Amount: amount, Edition: k.edition, Source: "Kolada", Read: k.read,
			Address: kolada.Address(from.address(), []string{row.KPI}, []string{row.Municipality}), Note: row.Status}
		u.Amounts = append(u.Amounts, a)
		out.Read = append(out.Read, input.ImportedRow{ID: u.ID, Amount: a})
	}
	if len(out.Read) == 0 {
		return nil, k.wrong(from, errors.New("no row holds a value"))
	}
	return out, nil
}

func (o origins) address() string {
	if o.base == "" {
		return kolada.BaseURL
	}
	return o.base
}

// leftOut says why a row is not an amount, "" when it is one.
func leftOut(row kolada.Row) input.SkipReason {
	switch {
	case row.Deleted:
		return input.SkipDeleted
	case row.Gender != "T" && row.Gender != "":
		return input.SkipOneSex
	case row.Value == nil:
		return input.SkipNoValue
	default:
		return ""
	}
}

// maxKoladaDigits bounds a number before it is computed with.
const maxKoladaDigits = 40

func koladaAmount(row kolada.Row, thousands bool) (decimal.Decimal, error) {
	text := row.Value.String()
	value, err := decimal.NewFromString(text)
	switch {
	case err != nil || len(text) > maxKoladaDigits || value.Exponent() > 15 || value.Exponent() < -maxKoladaDigits || value.Abs().GreaterThan(decimal.New(1, 15)):
		return decimal.Decimal{}, fmt.Errorf("%s is no amount", text)
	case value.IsNegative():
		return decimal.Decimal{}, fmt.Errorf("%s is negative", text)
	case row.Year < 1000 || row.Year > 9999:
		return decimal.Decimal{}, fmt.Errorf("%d is not a year", row.Year)
	case row.KPI == "" || row.Municipality == "":
		return decimal.Decimal{}, errors.New("the indicator or the municipality is missing")
	}
	if thousands {
		value = value.Mul(decimal.NewFromInt(1000))
	}
	return input.ToOre(value), nil
}

// wrong places an error at the file, or leaves it to the service.
func (k *koladaFlags) wrong(from origins, err error) error {
	if from.file == "" {
		return fmt.Errorf("kolada: %w", err)
	}
	return input.Faults{{File: from.file, Code: "bad-value", Message: err.Error()}}
}

// unitCost returns the place of the unit cost of an indicator and a municipality
// among those made, and makes it when it is not there.
func (k *koladaFlags) unitCost(out *input.Imported, row kolada.Row, region string, catalogue *unitcosts.Catalogue) (int, error) {
	u := unitcosts.UnitCost{ID: strings.ToLower(row.KPI) + "-" + strings.ToLower(row.Municipality), Name: "Kolada " + row.KPI,
		Region: region, Kolada: row.KPI, Basis: "statistic"}
	if region == "" {
		u.Region = row.Municipality
	}
	for _, known := range catalogue.UnitCosts() {
		if known.Kolada != row.KPI {
			continue
		}
		if strings.EqualFold(known.Region, u.Region) {
			known.Amounts, known.Overlaps = nil, nil
			u = known
			break
		}
		u.Unit, u.Area, u.Payer, u.Transfer, u.Index = known.Unit, known.Area, known.Payer, known.Transfer, known.Index
	}
	if k.id != "" {
		u.ID = k.id
	}
	if k.name != "" {
		u.Name = k.name
	}
	if k.unit != "" {
		u.Unit = k.unit
	}
	if u.Unit == "" {
		return 0, hintedError{usageError{fmt.Errorf("the unit of %s is not known", row.KPI)}, "Kolada does not tell it: give it by --unit, as \"elev och år\""}
	}
	i := slices.IndexFunc(out.UnitCosts, func(other unitcosts.UnitCost) bool { return other.ID == u.ID })
	switch {
	case i < 0:
		out.UnitCosts = append(out.UnitCosts, u)
		return len(out.UnitCosts) - 1, nil
	case out.UnitCosts[i].Kolada != u.Kolada || out.UnitCosts[i].Region != u.Region:
		return 0, usageError{fmt.Errorf("%s would be the id of two unit costs; give --id for one indicator and municipality at a time", u.ID)}
	}
	return i, nil
}
