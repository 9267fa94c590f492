package ledger

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// One small fund, seen through every grouping and filter; the sums are by hand.
func TestBalances(t *testing.T) {
	l := empty(t, "o")
	for i, s := range []string{
		"allocation 2014-01-01 1000 ref=KF",
		"grant 2014-02-01 600 sot ref=KS",
		"drawdown 2014-03-01 200 sot namnd=skola voucher=v",
		"drawdown 2015-03-01 100 sot namnd=vård voucher=v",
		"refund 2015-04-01 30 sot namnd=vård voucher=v",
		"correction 2015-05-01 reverses=3 reason=x",
		"reflow 2016-01-01 50 sot namnd=skola basis=actual year=2015 ref=KF",
	} {
		e := entry(s)
		e.ID = fmt.Sprint(i)
		if _, err := l.Add(e, instant(booked)+Instant(i)); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		balance Balance
		want    string
	}{
		{Balance{}, "fund 1000 600 0 70 50 0 free 450; sot 0 600 0 70 50 0"},
		{Balance{AsOf: date("2015-04-30")}, "fund 1000 600 0 270 0 0 free 400; sot 0 600 0 270 0 0"},
		{Balance{BookedBefore: instant(booked) + 3}, "fund 1000 600 0 200 0 0 free 400; sot 0 600 0 200 0 0"},
		{Balance{AsOf: date("2014-12-31"), BookedBefore: instant(booked) + 2}, "fund 1000 600 0 0 0 0 free 400; sot 0 600 0 0 0 0"},
		{Balance{By: ByNamnd}, "fund 1000 600 0 70 50 0 free 450; skola 0 0 0 0 50 0; vård 0 0 0 70 0 0"},
		{Balance{By: ByYear}, "fund 1000 600 0 70 50 0 free 450; 2014 1000 600 0 200 0 0; 2015 0 0 0 -130 0 0; 2016 0 0 0 0 50 0"},
		{Balance{By: ByKind}, "fund 1000 600 0 70 50 0 free 450; allocation 1000 0 0 0 0 0; drawdown 0 0 0 100 0 0; grant 0 600 0 0 0 0; reflow 0 0 0 0 50 0; refund 0 0 0 -30 0 0"},
	} {
		if _, err := Verify(bytes.NewReader(l.Pending()), l.Head(), c.balance.Post); err != nil {
			t.Fatal(err)
		}
		row := func(t Totals) string {
			var f []string
			for _, a := range []Amount{t.Allocated, t.Granted, t.Released, t.Drawn, t.Reflowed, t.Withdrawn} {
				f = append(f, strings.TrimSuffix(a.String(), ".00"))
			}
			return strings.Join(f, " ")
		}
		got := "fund " + row(c.balance.Fund) + " free " + strings.TrimSuffix(c.balance.Fund.Free().String(), ".00")
		sum := c.balance.Rest()
		for _, g := range c.balance.Groups() {
			got += "; " + g.Key + " " + row(g.Totals)
			sum.add(g.Totals)
		}
		if got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
		if sum != c.balance.Fund {
			t.Errorf("the groups and the rest add up to %+v, the fund has %+v", sum, c.balance.Fund)
		}
	}
}
