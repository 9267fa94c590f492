package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"siv/ledger"
)

// fund is a ledger with every kind of entry, and names that need care.
func fund(t *testing.T) (*ledger.Ledger, ledger.Balance) {
	t.Helper()
	head, _ := ledger.NewHead(`Örebro "kommun"`)
	l, err := ledger.Verify(bytes.NewReader(nil), head, nil)
	if err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(1, 1))
	investments := []string{"sot", "Sot", "team-oxhagen", "El Sistema", "åäö", "a:b  ;c", "X-61", "a"}
	kinds := append(ledger.Kinds(), ledger.Drawdown, ledger.Drawdown, ledger.Grant)
	for i := range 3000 {
		date, _ := ledger.ParseDate(fmt.Sprintf("20%02d-%02d-%02d", 14+i/300, 1+rnd.IntN(12), 1+rnd.IntN(28)))
		booked, _ := ledger.ParseInstant("2030-01-01T00:00:00Z")
		e := ledger.Entry{ID: fmt.Sprint(i), Kind: kinds[rnd.IntN(len(kinds))], Date: date, Amount: ledger.Amount(1 + rnd.IntN(100_000)),
			Investment: investments[rnd.IntN(len(investments))], Namnd: "n;\"å\"", Basis: "actual", Year: 2014, Voucher: "v", Ref: "; date:2011-01-01",
			Text: `lön; date:2011-01-01 "q" \ | (x)`, Reason: "fel"}
		switch e.Kind {
		case ledger.Allocation:
			e.Amount *= 10
		case ledger.Correction:
			e.Amount, e.Investment, e.Namnd, e.Reverses = 0, "", "", 1+rnd.Int64N(int64(i+1))
		case ledger.Close, ledger.Reopen:
			if rnd.IntN(10) > 0 {
				continue
			}
			e.Amount = 0
		}
		l.Add(e, booked) // many are refused
	}
	var b ledger.Balance
	seen := map[ledger.Kind]int{}
	verify(t, l, func(p ledger.Posting) error { seen[p.Entry.Kind]++; return b.Post(p) })
	for _, k := range ledger.Kinds() {
		if seen[k] == 0 && k != ledger.Assertion {
			t.Fatalf("no %s was accepted: %v", k, seen)
		}
	}
	return l, b
}

func verify(t *testing.T, l *ledger.Ledger, visit func(ledger.Posting) error) {
	t.Helper()
	if _, err := ledger.Verify(bytes.NewReader(l.Pending()), l.Head(), visit); err != nil {
		t.Fatal(err)
	}
}

func exported(t *testing.T, format string, l *ledger.Ledger) string {
	t.Helper()
	var out bytes.Buffer
	w, err := New(format, &out, l.Head())
	if err != nil {
		t.Fatal(err)
	}
	verify(t, l, w.Post)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// balances reads a journal as both peers do: indented lines of an account, two
// spaces, an amount and SEK. Every transaction must add up to nothing.
func balances(t *testing.T, journal string) map[string]ledger.Amount {
	t.Helper()
	sums := map[string]ledger.Amount{}
	var sum ledger.Amount
	for _, line := range append(strings.Split(journal, "\n"), "") {
		account, rest, ok := strings.Cut(strings.TrimSpace(line), "  ")
		if !strings.HasPrefix(line, "  ") || !ok {
			if line == "" && sum != 0 {
				t.Fatalf("a transaction adds up to %s", sum)
			}
			continue
		}
		number, found := strings.CutSuffix(rest, " SEK")
		ore, err := strconv.ParseInt(strings.Replace(number, ".", "", 1), 10, 64)
		if !found || err != nil || !strings.Contains(number, ".") {
			t.Fatalf("line %q", line)
		}
		sum += ledger.Amount(ore)
		for at := len(account); at > 0; at = strings.LastIndexByte(account[:at], ':') {
			sums[account[:at]] += ledger.Amount(ore)
		}
	}
	return sums
}

func TestPeersBalances(t *testing.T) {
	l, b := fund(t)
	for _, format := range []string{"hledger", "beancount"} {
		t.Run(format, func(t *testing.T) {
			got := balances(t, exported(t, format, l))
			const fund = "Equity:Reserved:SocialInvestmentFund"
			want := map[string]ledger.Amount{
				fund:                     -b.Fund.Balance(),
				fund + ":Free":           -b.Fund.Free(),
				fund + ":Committed":      -b.Fund.Committed(),
				"Equity:Other":           b.Fund.Balance(),
				"Equity:Other:Allocated": b.Fund.Allocated,
				"Equity:Other:Withdrawn": -b.Fund.Withdrawn,
				"Equity:Other:Drawn":     -b.Fund.Drawn,
				"Equity:Other:Reflowed":  b.Fund.Reflowed,
				"Equity":                 0,
			}
			for _, g := range b.Groups() {
				inv := investmentAccount(g.Key)
				want[fund+":Committed:"+inv] = -g.Committed()
				want[fund+":Committed:"+inv+":Granted"] = -g.Granted
				want[fund+":Committed:"+inv+":Released"] = g.Released
				want[fund+":Committed:"+inv+":Drawn"] = g.Drawn
				want["Equity:Other:Drawn:"+inv] = -g.Drawn
				want["Equity:Other:Reflowed:"+inv] = g.Reflowed
			}
			for account, amount := range want {
				if got[account] != amount {
					t.Errorf("%s has %s, siv says %s", account, got[account], amount)
				}
			}
			if b.Fund.Drawn == 0 || b.Fund.Reflowed == 0 || b.Fund.Released == 0 || b.Fund.Withdrawn == 0 {
				t.Errorf("the fund is too plain to test with: %+v", b.Fund)
			}
			for account := range got {
				if _, ok := want[account]; !ok && strings.HasPrefix(account, fund) {
					t.Errorf("nothing of siv's is in %s", account)
				}
			}
		})
	}
}

func TestHledgerTakesNoDateFromATextAndBeancountOpensAccounts(t *testing.T) {
	l, _ := fund(t)
	for line := range strings.Lines(exported(t, "hledger", l)) {
		if i := strings.IndexByte(line, ';'); i > 0 {
			t.Fatalf("a comment begins in %q", line)
		}
	}
	journal := exported(t, "beancount", l)
	for account := range balances(t, journal) {
		if n := strings.Count(journal, "1700-01-01 open "+account+" SEK\n"); n > 1 || n == 0 && strings.Contains(journal, "  "+account+"  ") {
			t.Errorf("%s is opened %d times", account, n)
		}
	}
}

func TestInvestmentAccountsDiffer(t *testing.T) {
	seen := map[string]string{}
	for _, id := range []string{"a", "A", "a b", "a-b", "a:b", "X-61", "61", "I-a", "å", "a\u0308", "", "-"} {
		account := investmentAccount(id)
		if other, ok := seen[account]; ok {
			t.Errorf("%q and %q are both %s", id, other, account)
		}
		seen[account] = id
	}
}

func TestBeancountYears(t *testing.T) {
	var out bytes.Buffer
	w, _ := New("beancount", &out, ledger.Head{})
	date, _ := ledger.ParseDate("1699-12-31")
	if err := w.Post(ledger.Posting{Entry: &ledger.Entry{Date: date}, Counts: ledger.Allocation}); err == nil {
		t.Error("1699 was exported")
	}
}

func TestJSON(t *testing.T) {
	l, _ := fund(t)
	var got struct {
		Schema  string
		Head    struct{ Entries int }
		Entries []struct {
			Seq int
			H   string
		}
	}
	if err := json.Unmarshal([]byte(exported(t, "json", l)), &got); err != nil {
		t.Fatal(err)
	}
	last := got.Entries[len(got.Entries)-1]
	if got.Schema != "siv.ledger/1" || got.Head.Entries != len(got.Entries) || last.Seq != len(got.Entries) || last.H != l.Head().H.String() {
		t.Errorf("%s, %d entries of %d, last %+v", got.Schema, len(got.Entries), got.Head.Entries, last)
	}
}

func TestNoSuchFormat(t *testing.T) {
	if _, err := New("pdf", nil, ledger.Head{}); err == nil {
		t.Error("pdf is a format")
	}
}

func TestEmptyLedger(t *testing.T) {
	head, _ := ledger.NewHead("o")
	l, _ := ledger.Verify(bytes.NewReader(nil), head, nil)
	for _, f := range Formats() {
		if out := exported(t, f, l); f == "csv" && out != strings.Join(Columns(), ";")+"\n" || out == "" {
			t.Errorf("%s: %q", f, out)
		}
	}
}
