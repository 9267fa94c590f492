package export

import (
	"bufio"
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"siv/ledger"
)

// Columns are those of a ledger in CSV, which an import reads by name. The seq of a
// corrected entry is a place in this ledger, so its id stands there too: that is what
// an import into another copy goes by.
func Columns() []string {
	return []string{"id", "kind", "date", "amount", "investment", "namnd", "basis", "year", "voucher", "ref", "text", "by", "reverses", "reason", "reverses_id"}
}

// csvWriter writes entries as rows that can be imported again: into an empty
// ledger, in this order, they give the same entries, booked anew.
type csvWriter struct {
	buffer *bufio.Writer
	rows   *csv.Writer
	text   func(string) string // what a text is written as
	begun  bool
}

// NewCSV is New for csv whose texts go through a function, as one that keeps a
// spreadsheet from computing them. Amounts, dates and numbers do not.
func NewCSV(w io.Writer, text func(string) string) Writer {
	buffer := bufio.NewWriter(w)
	rows := csv.NewWriter(buffer)
	rows.Comma = ';'
	return &csvWriter{buffer: buffer, rows: rows, text: text}
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
	reversesID := ""
	if p.Original != nil {
		reversesID = c.text(p.Original.ID)
	}
	return c.rows.Write([]string{c.text(e.ID), e.Kind.String(), e.Date.String(), amount, c.text(e.Investment), c.text(e.Namnd), c.text(e.Basis),
		number(int64(e.Year)), c.text(e.Voucher), c.text(e.Ref), c.text(e.Text), c.text(e.By), number(e.Reverses), c.text(e.Reason), reversesID})
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
