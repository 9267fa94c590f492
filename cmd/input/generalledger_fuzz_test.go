package input_test

import (
	"errors"
	"testing"

	"siv/cmd/input"
	"siv/ledger/reconcile"
)

func checkItems(t *testing.T, items []reconcile.Item, err error) {
	var faults input.Faults
	if err != nil && (items != nil || !errors.As(err, &faults) || len(faults) == 0) {
		t.Fatalf("items %v beside the error %v", items, err)
	}
	for _, f := range faults {
		if f.Message == "" || f.Code == "" || (f.Line > 0) != (f.Column > 0) {
			t.Fatalf("a fault without words or place: %+v", f)
		}
	}
	for _, i := range items {
		if i.Voucher == "" || i.Date == 0 || i.Amount == 0 || i.Line == 0 {
			t.Fatalf("%+v", i)
		}
	}
	reconcile.Compare(nil, items, 3)
	(&reconcile.Here{}).Propose(reconcile.Compare(nil, items, 3).Findings, 3, 0)
}

// FuzzSIE: whatever the bytes, there are rows or faults.
func FuzzSIE(f *testing.F) {
	f.Add([]byte("#FLAGGA 0\n#KSUMMA\n#FORMAT PC8\n#SIETYP 4\n#VER A 1 20250630 \"x\"\n{\n#TRANS 5010 {1 \"2\" 6 \"4711\"} 1.50 20250701 \"\x94\\\"\"\n#TRANS 1930 {} -1.50\n}\n#KSUMMA 1\n"))
	f.Add([]byte("#SIETYP 4\n#VER \"\" \"\" 20250630\n{\n#BTRANS 1 {} 1\n}\n}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, g := range []input.GeneralLedger{{}, {Projects: map[string]string{"4711": "sot"}}} {
			items, err := input.ReadSIE("fuzz.se", data, g)
			checkItems(t, items, err)
		}
	})
}

// FuzzGeneralLedgerCSV: likewise for CSV.
func FuzzGeneralLedgerCSV(f *testing.F) {
	f.Add([]byte("Ver;Datum;Belopp;Konto;Projekt\nV 1;2025-06-30;1 234,50;5010;4711\n"))
	f.Add([]byte("ver,date,debit,credit\n1,20250630,,\"1,5\"\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, g := range []input.GeneralLedger{{}, {Projects: map[string]string{"4711": "sot"}, Header: 2}} {
			items, err := input.ReadGeneralLedgerCSV("fuzz.csv", data, g)
			checkItems(t, items, err)
		}
	})
}
