package input

import (
	"testing"

	"pgregory.net/rapid"
)

func TestGuarded(t *testing.T) {
	for text, want := range map[string]string{
		`=HYPERLINK("http://x")`: `'=HYPERLINK("http://x")`, "+46 70-1": "'+46 70-1", "-1+1": "'-1+1", "@SUM(A1)": "'@SUM(A1)", "\t=1": "'\t=1",
		"'=1": "''=1", "-12,50": "-12,50", "+5 %": "+5 %", "-": "-", "": "", "a=b": "a=b", "'quoted'": "'quoted'", "-A": "'-A",
	} {
		if got := Guarded(text); got != want {
			t.Errorf("%q is guarded as %q, want %q", text, got, want)
		}
	}
}

// Whatever a text is, it is read again as it was, and is no formula when guarded.
func TestGuardedIsReadAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[=+\-@'\t1a ]{0,5}`).Draw(t, "text")
		guarded := Guarded(text)
		if got := unguarded(guarded); got != text {
			t.Fatalf("%q becomes %q, which is read as %q", text, guarded, got)
		}
		if isFormula(guarded) {
			t.Fatalf("%q becomes %q, which is a formula", text, guarded)
		}
		table, err := ReadCSVTable("a.csv", []byte("\uFEFFa;b\n\""+guarded+"\";x\n"), 1)
		if err != nil || table.Rows[0].Cells[0] != text {
			t.Fatalf("%v, %v", table, err)
		}
		plain, err := ReadCSVTable("a.csv", []byte("a;b\n\""+guarded+"\";x\n"), 1)
		if err != nil || plain.Rows[0].Cells[0] != guarded {
			t.Fatalf("without a mark it is %v, %v", plain, err)
		}
	})
}
