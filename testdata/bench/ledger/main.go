// Ledger writes a made-up fund as CSV for siv ledger import: so many entries, most
// of them drawdowns on up to two hundred investments, over thirty years, dated a
// little out of order as vouchers are.
//
//	go run ./testdata/bench/ledger 100000 >rows.csv
package main

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"time"
)

func main() {
	n := 0
	if len(os.Args) == 2 {
		n, _ = strconv.Atoi(os.Args[1])
	}
	if n < 10 {
		fmt.Fprintln(os.Stderr, "usage: ledger ENTRIES, at least 10")
		os.Exit(2)
	}
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	random := rand.New(rand.NewPCG(1, 1))
	investments := max(4, min(200, n/250))
	fmt.Fprintln(out, "id;kind;date;amount;investment;namnd;basis;year;voucher;ref;text;by;reverses;reason")
	for i := range n {
		id := fmt.Sprintf("agr-%08d", i)
		investment := fmt.Sprintf("satsning-%03d", random.IntN(investments))
		namnd := fmt.Sprintf("namnd-%02d", random.IntN(12))
		const days = 30 * 365
		day := time.Date(1995, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, min(days, 1+i*days/n+random.IntN(14)))
		date, amount := day.Format(time.DateOnly), fmt.Sprintf("%d,%02d", 1+random.IntN(90000), random.IntN(100))
		switch k := i - 1 - investments; {
		case i == 0:
			fmt.Fprintf(out, "%s;allocation;1995-01-01;900000000000,00;;;;;;KF 1995-06-10 § 88;avsättning;ekonomi;;\n", id)
		case k < 0:
			fmt.Fprintf(out, "%s;grant;1995-01-01;4000000000,00;satsning-%03d;;;;;KS 1995-06-17 § 31;beviljat;ekonomi;;\n", id, i-1)
		case k < investments: // so that there is something to refund
			fmt.Fprintf(out, "%s;drawdown;1995-01-01;2000000,00;satsning-%03d;%s;;;V %d;;lön projektledare;ekonomi;;\n", id, k, namnd, 20000000+i)
		case k%50 == 7:
			fmt.Fprintf(out, "%s;refund;%s;1,00;%s;%s;;;V %d;;kreditering;ekonomi;;\n", id, date, investment, namnd, 20000000+i)
		case k%50 == 13:
			fmt.Fprintf(out, "%s;reflow;%s;%s;%s;%s;actual;%d;;KF budget;återföring;ekonomi;;\n", id, date, amount, investment, namnd, day.Year()-1)
		case k%200 == 99:
			fmt.Fprintf(out, "%s;release;%s;%s;%s;;;;;;slutredovisad;ekonomi;;\n", id, date, amount, investment)
		default:
			fmt.Fprintf(out, "%s;drawdown;%s;%s;%s;%s;;;V %d;;lön projektledare;ekonomi;;\n", id, date, amount, investment, namnd, 20000000+i)
		}
	}
	if err := out.Flush(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
