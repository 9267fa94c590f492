// Command cobra is a program with the command library alone, to compare the
// start of siv with.
package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "cobra"}
	root.AddCommand(&cobra.Command{Use: "version", Run: func(*cobra.Command, []string) { fmt.Println("cobra") }})
	if err := root.Execute(); err != nil {
		os.Exit(1)
	}
}
