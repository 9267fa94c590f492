package cmd

import (
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
)

// TestEveryHelpTellsTheStatuses, and every command has an example of its words:
// a short text without a full stop.
func TestEveryHelpTellsTheStatuses(t *testing.T) {
	root := newRoot(&env{now: time.Now})
	commands := 0
	var visit func(*cobra.Command)
	visit = func(c *cobra.Command) {
		if c.IsAdditionalHelpTopicCommand() {
			return
		}
		commands++
		if !strings.HasSuffix(c.Long, exitStatuses) || strings.Count(c.Long, "Exit status") != 1 {
			t.Errorf("%s does not end its help with the exit statuses, once", c.CommandPath())
		}
		if c.Short == "" || strings.HasSuffix(c.Short, ".") {
			t.Errorf("%s has the short text %q", c.CommandPath(), c.Short)
		}
		if c.RunE == nil || c.Run != nil {
			t.Errorf("%s does not return its error", c.CommandPath())
		}
		for _, sub := range c.Commands() {
			visit(sub)
		}
	}
	visit(root)
	if commands < 8 {
		t.Fatalf("only %d commands were found", commands)
	}
}
