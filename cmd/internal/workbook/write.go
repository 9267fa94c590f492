package workbook

import (
	"errors"
	"io"

	"github.com/xuri/excelize/v2"

	"siv/cmd/internal/sheet"
)

// sheets makes the empty sheets and the names.
func (b *book) sheets(file *excelize.File) error {
	for i, p := range b.pages {
		if err := sheet.Add(file, p.title, i == 0); err != nil {
			return err
		}
	}
	for _, n := range b.names {
		if err := file.SetDefinedName(&n); err != nil {
			return err
		}
	}
	return nil
}

// write writes the workbook with formulas and computed values.
func (b *book) write(w io.Writer) (err error) {
	file := excelize.NewFile()
	defer func() { err = errors.Join(err, file.Close()) }()
	if err := b.sheets(file); err != nil {
		return err
	}
	styles := styles{file: file, ids: map[look]int{}}
	for _, p := range b.pages {
		if err := p.write(file, styles); err != nil {
			return err
		}
	}
	if err := sheet.Describe(file, b.inv.Name, b.Language.Code()); err != nil {
		return err
	}
	return sheet.Save(w, file)
}

// styles holds the styles that are in use.
type styles struct {
	file *excelize.File
	ids  map[look]int
}

func (s styles) id(l look) (int, error) {
	if id, ok := s.ids[l]; ok {
		return id, nil
	}
	id, err := s.file.NewStyle(l.style())
	s.ids[l] = id
	return id, err
}

func (p *page) write(file *excelize.File, s styles) error {
	if err := p.dress(file); err != nil {
		return err
	}
	stream, err := file.NewStreamWriter(p.title)
	if err != nil {
		return err
	}
	for i, width := range p.widths {
		if err := stream.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if p.frozen.row > 0 {
		pane := "bottomRight"
		if p.frozen.col == 1 {
			pane = "bottomLeft"
		}
		if err := stream.SetPanes(&excelize.Panes{Freeze: true, XSplit: p.frozen.col - 1, YSplit: p.frozen.row - 1,
			TopLeftCell: sheet.At(p.frozen.col, p.frozen.row), ActivePane: pane}); err != nil {
			return err
		}
	}
	p.alignHeaders()
	for i, row := range p.cells {
		values := make([]any, len(row))
		for j, c := range row {
			if c == (cell{}) {
				continue
			}
			id, err := s.id(c.look)
			if err != nil {
				return err
			}
			values[j] = excelize.Cell{StyleID: id, Formula: c.formula, Value: c.value}
		}
		if err := stream.SetRow(sheet.At(1, i+1), values, p.height(row)); err != nil {
			return err
		}
	}
	return stream.Flush()
}
