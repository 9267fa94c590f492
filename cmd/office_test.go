package cmd

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestOffice lets LibreOffice recalculate workbooks whose cells were changed, and
// compares every figure with what siv finds in a file that was changed alike. It
// needs soffice, and runs only when it is asked for:
//
//	SIV_OFFICE=1 go test ./cmd -run Office
func TestOffice(t *testing.T) {
	needOffice(t)
	files, cases, dir := bases(t), workbookCases(), t.TempDir()
	want := map[string]breakEvenJSON{}
	var paths []string
	for i, c := range cases {
		language := "sv"
		if i%4 == 3 && len(c.cells) == 0 {
			language = "en"
		}
		want[c.name] = c.make(t, dir, language, files[c.base])
		paths = append(paths, filepath.Join(dir, c.name+".xlsx"))
	}
	recalculated := openInOffice(t, "xlsx", paths...)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			shown, err := readBook(filepath.Join(recalculated, c.name+".xlsx"))
			if err != nil {
				t.Fatal(err)
			}
			for _, wrong := range shown.difference(want[c.name]) {
				t.Error(wrong)
			}
		})
	}
}

// TestOfficeForm opens and saves filled input workbooks in LibreOffice, as those
// who fill them in do, and reads them again.
func TestOfficeForm(t *testing.T) {
	needOffice(t)
	dir := t.TempDir()
	var paths []string
	for name, yaml := range formFiles(t) {
		first, book := filepath.Join(dir, name+".yaml"), filepath.Join(dir, name+".xlsx")
		if err := os.WriteFile(first, []byte(yaml), 0o600); err != nil {
			t.Fatal(err)
		}
		runSiv(t, "investment", "new", "--xlsx", book, "--from", first, "--lang", "sv")
		paths = append(paths, book)
	}
	saved := openInOffice(t, "xlsx", paths...)
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			second := filepath.Join(t.TempDir(), "b.yaml")
			runSiv(t, "investment", "from-xlsx", filepath.Join(saved, filepath.Base(path)), "--to", second)
			sameAnswers(t, strings.TrimSuffix(path, ".xlsx")+".yaml", second)
		})
	}
}

func needOffice(t *testing.T) {
	t.Helper()
	if os.Getenv("SIV_OFFICE") == "" {
		t.Skip("SIV_OFFICE=1 runs LibreOffice")
	}
	if _, err := exec.LookPath("soffice"); err != nil {
		t.Fatal(err)
	}
}

// recalculate is the settings of a LibreOffice that recalculates every file it
// opens, whatever the file carries.
const recalculate = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
`

// openInOffice opens files in LibreOffice and saves them in a folder, which it
// returns.
func openInOffice(t *testing.T, format string, paths ...string) string {
	t.Helper()
	profile, out := t.TempDir(), t.TempDir()
	if err := os.MkdirAll(filepath.Join(profile, "user"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(profile, "user", "registrymodifications.xcu"), []byte(recalculate), 0o600); err != nil {
		t.Fatal(err)
	}
	args := append([]string{"-env:UserInstallation=file://" + profile, "--headless", "--convert-to", format, "--outdir", out}, paths...)
	if text, err := exec.Command("soffice", args...).CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, text)
	}
	for _, path := range paths {
		if _, err := os.Stat(filepath.Join(out, filepath.Base(path))); err != nil && format == "xlsx" {
			t.Fatal(err)
		}
	}
	return out
}
