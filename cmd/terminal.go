package cmd

import (
	"io"
	"os"

	"golang.org/x/term"

	"siv/cmd/internal/output"
)

// terminal describes the terminal that a stream is shown on. A file or a pipe is
// none. NO_COLOR (no-color.org) and TERM=dumb ask for no colours.
func terminal(w io.Writer) output.Terminal {
	file, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) {
		return output.Terminal{}
	}
	var t output.Terminal
	if width, _, err := term.GetSize(int(file.Fd())); err == nil {
		t.Width = width
	}
	t.Color = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && showsColors(file)
	return t
}
