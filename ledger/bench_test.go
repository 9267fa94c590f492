package ledger

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"
)

// generated makes a ledger as a municipality's would be: one allocation, then for
// 200 investments grants, monthly drawdowns booked up to a month late, and now and
// then a refund, a reflow or a correction.
func generated(t testing.TB, entries int) ([]byte, Head) {
	rnd := rand.New(rand.NewPCG(1, 2))
	l := empty(t, "Örebro kommun")
	day := date("2000-01-01")
	var days []Date
	for y := 2000; y < 2040; y++ {
		for m := 1; m <= 12; m++ {
			for d := 1; d <= 28; d++ {
				days = append(days, newDate(y, m, d))
			}
		}
	}
	add := func(e Entry) {
		if _, err := l.Add(e, newInstant(e.Date, 8, 0, 0)); err != nil {
			t.Fatal(err)
		}
	}
	add(Entry{ID: "allocation-1", Kind: Allocation, Date: day, Amount: MaxAmount / 10, Ref: "KF 2012-09-25 § 1"})
	for n := 1; n < entries; n++ {
		now := n * len(days) / entries
		late := max(0, now-rnd.IntN(30))
		inv := n % 200
		e := Entry{ID: fmt.Sprintf("%08x-%08x", n, rnd.Uint32()), Date: days[late], Amount: Amount(1 + rnd.IntN(5_000_000)),
			Investment: fmt.Sprintf("satsning-%03d", inv), Namnd: fmt.Sprintf("nämnd %d", inv%7), Voucher: fmt.Sprintf("V %d", n),
			Text: "lön och material för perioden", By: "ekonomi"}
		switch {
		case n <= 200:
			e.Kind, e.Ref, e.Voucher, e.Amount, e.Date = Grant, "KS 2014-04-01 § 88", "", MaxAmount/4000, day
		case n%100 == 0:
			e.Kind, e.Reason, e.Voucher, e.Date = Correction, "fel period", "", days[now]
			e.Amount, e.Investment, e.Namnd, e.Reverses = 0, "", "", int64(n-9)
		case n%50 == 1:
			e.Kind, e.Basis, e.Year, e.Ref = Reflow, "actual", e.Date.Year(), "KF budget § 3"
		default:
			e.Kind = Drawdown
		}
		add(e)
	}
	return l.Pending(), l.Head()
}

var sizes = []int{1_000, 10_000, 100_000, 1_000_000}

func BenchmarkVerify(b *testing.B) {
	for _, n := range sizes {
		data, head := generated(b, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.SetBytes(head.Bytes)
			for b.Loop() {
				var balance Balance
				if _, err := Verify(bytes.NewReader(data), head, balance.Post); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/entry")
		})
		runtime.GC()
	}
}

// BenchmarkSHA256 is what reading the same bytes costs at the least, on one core.
func BenchmarkSHA256(b *testing.B) {
	for _, n := range sizes {
		data, _ := generated(b, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				sha256.Sum256(data)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/entry")
		})
	}
}
