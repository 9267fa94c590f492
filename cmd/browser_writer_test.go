package cmd

import (
	"archive/zip"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestBrowserWriter opens a report in a word processor, LibreOffice Writer: the
// charts are pictures there, and none of their words stand in the text.
func TestBrowserWriter(t *testing.T) {
	if os.Getenv("SIV_BROWSER") == "" {
		t.Skip("SIV_BROWSER is not set")
	}
	folder := t.TempDir()
	to := filepath.Join(folder, "report.html")
	siv(t, "report", filepath.Join("..", "examples", "fallforebyggande.yaml"), "--lang", "sv", "--to", to)
	convert := exec.CommandContext(t.Context(), "soffice", "-env:UserInstallation=file://"+filepath.Join(folder, "profile"), "--headless",
		"--infilter=HTML (StarWriter)", "--convert-to", "docx", "--outdir", folder, to)
	if out, err := convert.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	document, err := zip.OpenReader(filepath.Join(folder, "report.docx"))
	if err != nil {
		t.Fatal(err)
	}
	defer document.Close()
	pictures, text := 0, ""
	for _, file := range document.File {
		if strings.HasPrefix(file.Name, "word/media/") {
			pictures++
		}
		if file.Name == "word/document.xml" {
			part, err := file.Open()
			if err != nil {
				t.Fatal(err)
			}
			var content bytes.Buffer
			if _, err := content.ReadFrom(part); err != nil {
				t.Fatal(err)
			}
			text = content.String()
		}
	}
	if pictures < 5 {
		t.Errorf("%d pictures, where the report has 5 charts", pictures)
	}
	if !strings.Contains(text, "617\u00a0288,29") || strings.Contains(text, "miljoner kronor") {
		t.Error("the document lacks the net present value, or has the words of a chart in its text")
	}
}
