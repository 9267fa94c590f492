package input_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"siv/calc"
	"siv/cmd/input"
	"siv/unitcosts"
)

// proposals returns a number of proposals of three effects, each with figures of
// its own.
func proposals(b *testing.B, number int) [][]byte {
	data, err := os.ReadFile(filepath.Join("..", "..", "examples", "familjestod.yaml"))
	if err != nil {
		b.Fatal(err)
	}
	files := make([][]byte, number)
	for i := range files {
		files[i] = []byte(strings.Replace(string(data), "650000", strconv.Itoa(650000+i), 1))
	}
	return files
}

func builtIn(b *testing.B) lookUp {
	catalogue, err := input.DecodeCatalogue("built-in", unitcosts.Files())
	if err != nil {
		b.Fatal(err)
	}
	return lookUp{catalogue}
}

// The three stages of one proposal. Compare them within one run:
//
//	go test ./cmd/input -run xxx -bench . -benchmem

func BenchmarkDecode1(b *testing.B)   { decode(b, 1) }
func BenchmarkEvaluate1(b *testing.B) { evaluate(b, 1) }
func BenchmarkBoth1(b *testing.B)     { both(b, 1) }

func BenchmarkDecode1000(b *testing.B)   { decode(b, 1000) }
func BenchmarkEvaluate1000(b *testing.B) { evaluate(b, 1000) }
func BenchmarkBoth1000(b *testing.B)     { both(b, 1000) }

func decode(b *testing.B, number int) {
	files := proposals(b, number)
	for b.Loop() {
		for _, data := range files {
			if inv := input.DecodeInvestment("p.yaml", data); len(inv.Faults(nil)) > 0 {
				b.Fatal(inv.Faults(nil))
			}
		}
	}
}

func evaluate(b *testing.B, number int) {
	prices := builtIn(b)
	investments := make([]*input.Investment, number)
	for i, data := range proposals(b, number) {
		investments[i] = input.DecodeInvestment("p.yaml", data)
	}
	for b.Loop() {
		for _, inv := range investments {
			if _, err := calc.Evaluate(inv.Investment, prices, calc.DefaultOptions()); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func both(b *testing.B, number int) {
	prices, files := builtIn(b), proposals(b, number)
	for b.Loop() {
		for _, data := range files {
			inv := input.DecodeInvestment("p.yaml", data)
			if _, err := calc.Evaluate(inv.Investment, prices, calc.DefaultOptions()); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkSummarize1 is what a batch computes of a proposal.
func BenchmarkSummarize1(b *testing.B) {
	prices := builtIn(b)
	inv := input.DecodeInvestment("p.yaml", proposals(b, 1)[0])
	for b.Loop() {
		if _, err := calc.Summarize(inv.Investment, prices, calc.DefaultOptions()); err != nil {
			b.Fatal(err)
		}
	}
}
