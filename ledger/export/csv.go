package export

import (
	"bufio"
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"siv/ledger"
)

// Columns are those of a ledger in CSV, which an import reads by name.
func Columns() []string {
	return []string{"id", "kind", "date", "amount", "investment", "namnd", "basis", "year", "voucher", "ref", "text", "by", "reverses", "reason"}
}

// csvWriter writes entries as rows that can be imported again: into an empty
// ledger, in this order, they give the same entries, booked anew.
type csvWriter struct {
	buffer *bufio.Writer
	rows   *csv.Writer
	begun  bool
}

func newCSV(w io.Writer) *csvWriter {
	buffer := bufio.NewWriter(w)
	rows := csv.NewWriter(buffer)
	rows.Comma = ';'
	return &csvWriter{buffer: buffer, rows: rows}
}

func (c *csvWriter) begin() error {
	if c.begun {
		return nil
	}
	c.begun = true
	return c.rows.Write(Columns())
}

func (c *csvWriter) Post(p ledger.Posting) error {
	if err := c.begin(); err != nil {
		return err
	}
	e := p.Entry
	amount := strings.Replace(e.Amount.String(), ".", ",", 1) // as spreadsheets in Sweden read it
	if e.Kind == ledger.Close || e.Kind == ledger.Reopen {
		amount = ""
	}
	return c.rows.Write([]string{e.ID, e.Kind.String(), e.Date.String(), amount, e.Investment, e.Namnd, e.Basis, number(int64(e.Year)),
		e.Voucher, e.Ref, e.Text, e.By, number(e.Reverses), e.Reason})
}

func (c *csvWriter) Close() error {
	if err := c.begin(); err != nil {
		return err
	}
	c.rows.Flush()
	if err := c.rows.Error(); err != nil {
		return err
	}
	return c.buffer.Flush()
}

func number(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}
