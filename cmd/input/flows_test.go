package input_test

import (
	"errors"
	"testing"

	"siv/calc"
	"siv/cmd/input"
)

// Whatever the bytes are, there are flows or faults with places inside the file.
func FuzzDecodeFlows(f *testing.F) {
	for _, seed := range []string{"t,cost,benefit\n0,1,2\n", "year;flow\n2020;-1 000,50\n2021;3\n", "t;flow\n1;\"2\n", "t,flow\n0,å\n",
		"\ufefft;flow\r\n0;-1\r\n", "year;t;flow\n", ""} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		flows, err := input.DecodeFlows("flows.csv", data)
		if err == nil {
			if len(flows) == 0 {
				t.Fatal("neither flows nor faults")
			}
			for _, flow := range flows {
				if flow.Cost.IsNegative() || flow.Benefit.IsNegative() || flow.T < -calc.MaxTime {
					t.Fatalf("%+v", flow)
				}
			}
			return
		}
		var faults input.Faults
		if !errors.As(err, &faults) || len(faults) == 0 {
			t.Fatalf("%v", err)
		}
		for _, fault := range faults {
			if fault.Line < 0 || fault.Line > 0 && fault.Column < 1 || fault.Message == "" || fault.Code == "" {
				t.Fatalf("%+v", fault)
			}
		}
	})
}
