package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Save writes a workbook whose formulas are computed again when it is opened.
func Save(w io.Writer, book *excelize.File) error {
	always := true
	if err := book.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &always}); err != nil {
		return err
	}
	var written bytes.Buffer
	if err := book.Write(&written); err != nil {
		return err
	}
	return inOrder(w, written.Bytes())
}

// inOrder writes the parts of a workbook in the order of their names: the library
// writes streamed sheets in any order, and the same figures are to give the same
// bytes.
func inOrder(w io.Writer, book []byte) error {
	in, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		return err
	}
	parts := slices.SortedFunc(slices.Values(in.File), func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	out := zip.NewWriter(w)
	for _, part := range parts {
		if err := copyPart(out, part); err != nil {
			return err
		}
	}
	return out.Close()
}

func copyPart(out *zip.Writer, part *zip.File) (err error) {
	from, err := part.Open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	to, err := out.Create(part.Name)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	return err
}
