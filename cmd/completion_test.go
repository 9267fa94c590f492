package cmd

import (
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// TestEveryWordCompletes: a flag that takes one of a few words offers them all.
func TestEveryWordCompletes(t *testing.T) {
	e := &env{now: time.Now}
	root := newRoot(e)
	completeFlags(e, root)
	words := 0
	var visit func(*cobra.Command)
	visit = func(c *cobra.Command) {
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if !strings.Contains(f.Value.Type(), "|") {
				return
			}
			words++
			complete, ok := c.GetFlagCompletionFunc(f.Name)
			if !ok {
				t.Errorf("%s --%s offers nothing", c.CommandPath(), f.Name)
				return
			}
			if offers, _ := complete(c, nil, ""); strings.Join(offers, "|") != f.Value.Type() {
				t.Errorf("%s --%s offers %q of %s", c.CommandPath(), f.Name, offers, f.Value.Type())
			}
		})
		for _, sub := range c.Commands() {
			visit(sub)
		}
	}
	visit(root)
	if words < 30 {
		t.Errorf("only %d such flags were found", words)
	}
}
