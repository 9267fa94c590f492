// Package sheet reads and writes the rows of xlsx files.
package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"siv/cmd/internal/output"
)

// The size that a workbook may unpack to, in bytes: a small file may hold a large
// one.
const (
	maxUnpacked = 256 << 20
	maxPart     = 64 << 20
)

// mimeAt is where the name of the first file of a zip archive begins. That of an
// OpenDocument is its media type, stored as it is (OpenDocument 1.2 part 3, 3.3).
const mimeAt = 30

var errOpenDocument = errors.New("not an xlsx file, but an OpenDocument file (.ods)")

// HintOf says what may be done about a file that is no workbook.
func HintOf(err error) string {
	if errors.Is(err, errOpenDocument) {
		return "open it in LibreOffice or Excel and save it as an Excel workbook: File, Save As, Excel (.xlsx)"
	}
	return ""
}

// open lets read have the workbook of some bytes. The library has been seen to panic
// on a broken file: that is an error too.
func open(data []byte, read func(*excelize.File) error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("not an xlsx file: %v", r)
		}
	}()
	if bytes.HasPrefix(data[min(len(data), mimeAt):], []byte("mimetypeapplication/vnd.oasis.opendocument")) {
		return errOpenDocument
	}
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true,
		UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxPart})
	if err != nil {
		return fmt.Errorf("not an xlsx file: %w", err)
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	return read(book)
}

// Read returns the rows of a sheet, the first when none is named, as the texts and
// numbers that the cells hold, whatever they look like.
func Read(data []byte, name string) ([][]string, error) {
	var rows [][]string
	err := open(data, func(book *excelize.File) (err error) {
		sheets := book.GetSheetList()
		if name == "" && len(sheets) > 0 {
			name = sheets[0]
		}
		if i, err := book.GetSheetIndex(name); err != nil || i < 0 {
			return fmt.Errorf("there is no sheet %q; there are %s", name, strings.Join(sheets, ", "))
		}
		rows, err = book.GetRows(name)
		return err
	})
	if err != nil {
		return nil, err
	}
	for i, row := range rows {
		for j, cell := range row {
			rows[i][j] = number(cell)
		}
	}
	return rows, nil
}

// significant is how many digits a spreadsheet shows of a number: 98912.100000000006
// was written 98912.1.
const significant = 15

// number writes a number that is stored in binary as it was typed, and any other
// text as it is.
func number(cell string) string {
	if !strings.ContainsAny(cell, ".eE") || strings.Trim(cell, "0123456789.eE+-") != "" || len(cell) > 30 {
		return cell
	}
	value, err := decimal.NewFromString(cell)
	if err != nil || value.Exponent() > 20 || value.Exponent() < -40 {
		return cell
	}
	whole := int32(value.NumDigits()) + value.Exponent()
	return value.Round(significant - whole).String()
}

// Write writes a table as the only sheet of a workbook. Numbers are numbers.
func Write(w io.Writer, name string, t output.Table) (err error) {
	book := excelize.NewFile()
	defer func() { err = errors.Join(err, book.Close()) }()
	if err := book.SetSheetName(book.GetSheetName(0), name); err != nil {
		return err
	}
	stream, err := book.NewStreamWriter(name)
	if err != nil {
		return err
	}
	header := make([]any, len(t.Columns))
	for i, c := range t.Columns {
		header[i] = c.Key
	}
	if err := stream.SetRow("A1", header); err != nil {
		return err
	}
	for i, row := range t.Rows {
		cells := make([]any, len(row))
		for j, cell := range row {
			cells[j] = cell.Spreadsheet()
		}
		if err := stream.SetRow(At(1, i+2), cells); err != nil {
			return err
		}
	}
	if err := stream.Flush(); err != nil {
		return err
	}
	return book.Write(w)
}
