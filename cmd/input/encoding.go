package input

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Encoding is how the characters of a table in csv are written.
type Encoding string

// The encodings of tables. The second is what Windows calls ANSI in Western Europe,
// and holds all that ISO 8859-1 does.
const (
	UTF8        Encoding = "utf-8"
	Windows1252 Encoding = "windows-1252"
)

// Encodings are the encodings that a table may have.
func Encodings() []Encoding { return []Encoding{UTF8, Windows1252} }

// hintEncoding is what to do about a table that is not UTF-8.
const hintEncoding = "save the file as CSV UTF-8, or say --encoding windows-1252"

// Decoded returns the bytes of a table in UTF-8. A character keeps its line and its
// column. Bytes that Windows-1252 gives no character are the error, Faults, and so is
// a file that can be read as UTF-8: no Swedish text in Windows-1252 can, and lÃ¶ner
// for löner would be recorded for good.
func Decoded(file string, data []byte, encoding Encoding) ([]byte, error) {
	if encoding != Windows1252 {
		return data, nil // whoever reads it sees whether it is
	}
	if at := bytes.IndexFunc(data, func(r rune) bool { return r >= utf8.RuneSelf }); at >= 0 && utf8.Valid(data) {
		line, column := placeOf(data, at)
		return nil, Faults{{File: file, Line: line, Column: column, Code: "encoding",
			Message: "the file is UTF-8, not windows-1252", Hint: "leave --encoding out"}}
	}
	decoded, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil {
		return nil, err // of no charmap
	}
	if at := bytes.IndexRune(decoded, utf8.RuneError); at >= 0 {
		line, column := placeOf(decoded, at)
		undefined := data[utf8.RuneCount(decoded[:at])]
		return nil, Faults{{File: file, Line: line, Column: column, Code: "encoding", Message: fmt.Sprintf("the byte 0x%02x is no character of windows-1252", undefined)}}
	}
	return decoded, nil
}
