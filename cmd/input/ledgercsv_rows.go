package input

import (
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"siv/ledger"
)

// csvBlockSize is how many bytes of rows are read at a time, on each core.
const csvBlockSize = 256 << 10

// csvBlock is a run of whole lines, read for itself.
type csvBlock struct {
	text    string
	before  int // lines before it
	entries []ledger.Entry
	rows    []csvRow
	faults  Faults
}

// readRows reads the lines after the first ones, in blocks on all cores, and puts
// the entries and the faults in the order of the lines.
func (c *LedgerCSV) readRows(text string, before int) Faults {
	room := strings.Count(text, "\n") + 1
	c.Entries, c.rows = make([]ledger.Entry, room), make([]csvRow, room)
	var blocks []*csvBlock
	var readers sync.WaitGroup
	for at := 0; text != ""; {
		end := min(csvBlockSize, len(text))
		if more := strings.IndexByte(text[end:], '\n'); more >= 0 {
			end += more + 1
		} else {
			end = len(text)
		}
		b := &csvBlock{text: text[:end], before: before + at, entries: c.Entries[at:at], rows: c.rows[at:at]}
		blocks = append(blocks, b)
		readers.Go(func() { c.readBlock(b) })
		at += strings.Count(b.text, "\n")
		text = text[end:]
	}
	readers.Wait()
	var faults Faults
	n := 0
	for _, b := range blocks {
		copy(c.rows[n:], b.rows)
		n += copy(c.Entries[n:], b.entries)
		faults = append(faults, b.faults...)
	}
	c.Entries, c.rows = c.Entries[:n], c.rows[:n]
	return faults
}

// readBlock reads a block's rows. Its entries and rows have room for as many as the
// block has lines.
func (c *LedgerCSV) readBlock(b *csvBlock) {
	if !utf8.ValidString(b.text) {
		b.faults = c.notUTF8(b.text) // who called looks for the place in the whole file
		return
	}
	var cells []string
	number := b.before
	for line := range strings.Lines(b.text) {
		number++
		row := csvRow{number, strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")}
		if strings.Trim(row.text, string(rune(c.comma))) == "" {
			continue
		}
		var fault *Fault
		cells, fault = c.split(row, cells[:0])
		if fault == nil && len(cells) != len(c.columns) {
			f := c.at(row, 0, csvFields, fmt.Sprintf("%d fields, where the first line has %d", len(cells), len(c.columns)))
			if len(cells) > len(c.columns) && c.comma == ',' {
				f.Hint = "an amount with a decimal comma must be quoted where fields are separated by commas"
			}
			fault = &f
		}
		if fault != nil {
			b.faults = append(b.faults, *fault)
			continue
		}
		b.rows = append(b.rows, row)
		b.entries = append(b.entries, ledger.Entry{})
		b.faults = append(b.faults, c.entry(row, cells, &b.entries[len(b.entries)-1])...)
	}
}
