// Command siv calculates the economics of municipal social investments and keeps
// the ledger of the fund that pays for them.
package main

import (
	"os"

	"siv/cmd"
)

func main() { os.Exit(cmd.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
