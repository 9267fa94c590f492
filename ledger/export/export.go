// Package export writes a ledger in other programs' formats: CSV that can be
// imported again, JSON, and journals for hledger and beancount whose balances
// equal the ledger's to the öre. [SIEWriter] writes what a general ledger is to book.
//
// A writer is fed the postings of a verified ledger in booking order. A posting
// that has been shown is good only if the whole ledger verifies, so verify before
// you write, or write to where it can be thrown away.
package export

import (
	"fmt"
	"io"
	"slices"

	"siv/ledger"
)

// Writer writes one export. Close ends it, and is not to be called after an error.
type Writer interface {
	Post(ledger.Posting) error
	Close() error
}

// Formats lists the formats that New knows.
func Formats() []string { return []string{"csv", "json", "hledger", "beancount"} }

// New begins an export of the ledger that the head names.
func New(format string, w io.Writer, head ledger.Head) (Writer, error) {
	switch format {
	case "csv":
		return NewCSV(w, func(text string) string { return text }), nil
	case "json":
		return newJSON(w, head), nil
	case "hledger":
		return newHledger(w, head), nil
	case "beancount":
		return newBeancount(w, head), nil
	}
	return nil, fmt.Errorf("no such format: %q is none of %v", format, slices.Sorted(slices.Values(Formats())))
}
