package cmd

import (
	"os"
	"path/filepath"
	"testing"
)

// TestBrowserNote opens the note on the fund in Chromium: with a forecast, and of a
// fund without investments.
func TestBrowserNote(t *testing.T) {
	if os.Getenv("SIV_BROWSER") == "" {
		t.Skip("SIV_BROWSER is not set")
	}
	browser := newBrowser(t)
	for name, flags := range map[string][]string{
		"annual": {"--to-date", "2020-08-31", "--entries", "19", "--unit", "tkr", "--plan", "../examples/annual/plan.yaml", "--investments", "../examples/annual/investments"},
		"orebro": {"--year", "2015"},
	} {
		for _, language := range []string{"sv", "en"} {
			t.Run(name+"-"+language, func(t *testing.T) {
				to := filepath.Join(t.TempDir(), "note.html")
				siv(t, append([]string{"ledger", "report", "--ledger", filepath.Join("..", "examples", name, "fund.jsonl"), "--lang", language, "--to", to}, flags...)...)
				tab := browser.open(t, to)
				tab.readable(t)
				tab.fits(t, "note-"+name+"-"+language)
				tab.prints(t, "note-"+name+"-"+language, [2]int{2, 7})
				tab.quiet(t, to)
			})
		}
	}
}
