package cmd

import (
	"os"

	"golang.org/x/sys/windows"
)

// showsColors asks the console to understand the codes of colours, which it does
// not by itself.
func showsColors(file *os.File) bool {
	console := windows.Handle(file.Fd())
	var mode uint32
	if err := windows.GetConsoleMode(console, &mode); err != nil {
		return false
	}
	return windows.SetConsoleMode(console, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING) == nil
}
