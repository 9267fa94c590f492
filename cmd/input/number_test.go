package input_test

import (
	"slices"
	"testing"

	"siv/cmd/input"
)

func TestNumbers(t *testing.T) {
	for s, want := range map[string]string{ // "" for what is refused
		"1200000": "1200000", "640210.50": "640210.5", "1_200_000": "1200000", "1 200 000,50": "1200000.5",
		"1\u00a0200\u00a0000": "1200000", "1\u202f200,5": "1200.5", "0": "0", "0.5": "0.5", "-8": "-8", "12,5": "12.5", "0,125": "0.125", "1 200": "1200",
		"999999999999999": "999999999999999",
		"":                "", " ": "", "1e9": "", "1E9": "", "0x10": "", "012": "", ".5": "", "5.": "", "1,200": "", "1.200,50": "", "1,200.50": "",
		"1 20": "", "12 00": "", "1200 000": "", " 12": "", "12 ": "", "1__0": "", "_1": "", "1_": "", "--1": "", "+1": "", "1 kr": "", "inf": "",
		"NaN": "", "٣": "", "1000000000000000": "", "0.1234567890123": "", "12%": "",
	} {
		got := ""
		if value, err := input.ParseAmount(s); err == nil {
			got = value.String()
		}
		if got != want {
			t.Errorf("amount %q is read as %q, want %q", s, got, want)
		}
	}
	for s, want := range map[string]string{
		"0.12": "0.12", "12%": "0.12", "12 %": "0.12", "12,5%": "0.125", "0,125": "0.125", "-8%": "-0.08", "1": "1", "100%": "1",
		"%": "", "12%%": "", "1,2,3": "", "twelve": "", "1e-1": "",
	} {
		got := ""
		if value, err := input.ParseShare(s); err == nil {
			got = value.String()
		}
		if got != want {
			t.Errorf("share %q is read as %q, want %q", s, got, want)
		}
	}
}

func TestNearest(t *testing.T) {
	ids := []string{"grundskola-elev", "grundskola-elev-riket", "grundskola-plats", "forskola-plats", "sip", "tolk"}
	for word, want := range map[string][]string{
		"grundskola-elv": {"grundskola-elev", "grundskola-plats"},
		"tokl":           {"tolk"},
		"grundskola":     {"grundskola-elev", "grundskola-elev-riket", "grundskola-plats"},
		"":               nil,
		"something":      nil,
	} {
		if got := input.Nearest(word, ids, 3); !slices.Equal(got, want) {
			t.Errorf("nearest to %q: %v, want %v", word, got, want)
		}
	}
}
