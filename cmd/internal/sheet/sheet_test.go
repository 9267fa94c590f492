package sheet

import (
	"archive/zip"
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"siv/cmd/internal/output"
)

func book(t testing.TB) []byte {
	t.Helper()
	table := output.Table{Columns: []output.Column{{Key: "id"}, {Key: "amount"}, {Key: "year"}, {Key: "transfer"}, {Key: "kpi"}},
		Rows: [][]output.Cell{{output.Text("=1+1"), output.Money(decimal.RequireFromString("98912.1")), output.Int(2019), output.Bool(true), output.Text("0180")},
			{output.Text("b"), {}, output.Int(2020), output.Bool(false), {}}}}
	var file bytes.Buffer
	if err := Write(&file, "unitcosts", table); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// TestThereAndBack: numbers are numbers, and a text that looks like a formula or a
// number is a text.
func TestThereAndBack(t *testing.T) {
	rows, err := Read(book(t), "")
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{{"id", "amount", "year", "transfer", "kpi"}, {"=1+1", "98912.1", "2019", "1", "0180"}, {"b", "", "2020", "0"}}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Error(diff)
	}
	if _, err := Read(book(t), "Blad1"); err == nil {
		t.Error("a sheet that is not there is read")
	}
}

// TestNumber: binary noise beyond what a spreadsheet shows is taken away.
func TestNumber(t *testing.T) {
	for cell, want := range map[string]string{
		"98912.100000000006": "98912.1", "0.30000000000000004": "0.3", "1.2E+5": "120000", "2019": "2019",
		"1e99999999": "1e99999999", "1e20": "100000000000000000000", "1e21": "1e21", "..": "..", "e": "e", "1.5 kr": "1.5 kr", "-0.1": "-0.1",
	} {
		if got := number(cell); got != want {
			t.Errorf("%s is read as %s, want %s", cell, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(book(f))
	f.Add([]byte("PK"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if rows, err := Read(data, ""); err != nil && rows != nil {
			t.Fatalf("rows and %v", err)
		}
	})
}

// TestOpenDocument: a file of another office suite is told from a broken one.
func TestOpenDocument(t *testing.T) {
	var ods bytes.Buffer
	archive := zip.NewWriter(&ods)
	mime, err := archive.CreateHeader(&zip.FileHeader{Name: "mimetype", Method: zip.Store})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := mime.Write([]byte("application/vnd.oasis.opendocument.spreadsheet")); err != nil {
		t.Fatal(err)
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"ods": ods.Bytes(), "xlsx": book(t), "text": []byte("a;b\n"), "empty": nil} {
		_, err := Read(data, "")
		if told := HintOf(err) != ""; told != (name == "ods") {
			t.Errorf("%s: %v, hint %q", name, err, HintOf(err))
		}
	}
}
