package cmd

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

// TestPeers exports ledgers to hledger and beancount, lets them add up, and compares
// every account with siv ledger balance, to the öre. Where a program is not
// installed the test is skipped, and fails if SIV_PEERS=1 says that it should be.
func TestPeers(t *testing.T) {
	demo, err := filepath.Abs(filepath.Join("..", "examples", "demo", "fund.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	ledgers := map[string]string{"demo": demo, "every kind, corrected, and strange names": strangeLedger(t)}
	for _, peer := range []struct {
		program, format string
		balances        func(t *testing.T, journal string) map[string]decimal.Decimal
	}{{"hledger", "hledger", hledgerBalances}, {"bean-query", "beancount", beancountBalances}} {
		t.Run(peer.format, func(t *testing.T) {
			if _, err := exec.LookPath(peer.program); err != nil {
				if os.Getenv("SIV_PEERS") == "1" {
					t.Fatalf("%s is not installed, and SIV_PEERS=1 says that it is", peer.program)
				}
				t.Skipf("SKIPPED: %s is not installed, so its balances were not compared (SIV_PEERS=1 makes this fail)", peer.program)
			}
			for name, path := range ledgers {
				journal := filepath.Join(t.TempDir(), "fund."+peer.format)
				if err := os.WriteFile(journal, []byte(said(t, "ledger", "export", "--ledger", path, "--format", peer.format)), 0o644); err != nil {
					t.Fatal(err)
				}
				compareBalances(t, name, path, peer.balances(t, journal))
			}
		})
	}
}

// compareBalances compares the sums below each account with those of siv. Equity
// has its balance on the credit side, so most signs are turned.
func compareBalances(t *testing.T, name, path string, accounts map[string]decimal.Decimal) {
	var b balanceJSON
	if err := json.Unmarshal([]byte(said(t, "ledger", "balance", "--ledger", path, "-o", "json")), &b); err != nil {
		t.Fatal(err)
	}
	const fund, other = "Equity:Reserved:SocialInvestmentFund", "Equity:Other"
	check := func(account, amount string, sign int64) {
		sum := decimal.Zero
		for a, v := range accounts {
			if a == account || strings.HasPrefix(a, account+":") {
				sum = sum.Add(v)
			}
		}
		if want := decimal.RequireFromString(amount).Mul(decimal.NewFromInt(sign)); !sum.Equal(want) {
			t.Errorf("%s: %s is %s, siv says %s", name, account, sum, want)
		}
	}
	if len(accounts) == 0 {
		t.Errorf("%s: no accounts were read", name)
	}
	check(fund, b.Fund.Balance, -1)
	check(fund+":Free", b.Fund.Free, -1)
	check(fund+":Committed", b.Fund.Committed, -1)
	check(other, b.Fund.Balance, 1)
	check(other+":Allocated", b.Fund.Allocated, 1)
	check(other+":Withdrawn", b.Fund.Withdrawn, -1)
	check(other+":Drawn", b.Fund.Drawn, -1)
	check(other+":Reflowed", b.Fund.Reflowed, 1)
	for _, inv := range *b.Investments {
		account := inv.Investment
		if account == `x;y "1" å` {
			account = "X-783b792022312220c3a5"
		} else {
			account = "I-" + account
		}
		check(fund+":Committed:"+account, inv.Committed, -1)
		check(fund+":Committed:"+account+":Granted", inv.Granted, -1)
		check(fund+":Committed:"+account+":Released", inv.Released, 1)
		check(fund+":Committed:"+account+":Drawn", inv.Drawn, 1)
		check(other+":Reflowed:"+account, inv.Reflowed, 1)
	}
}

func hledgerBalances(t *testing.T, journal string) map[string]decimal.Decimal {
	return readBalances(t, "hledger", "-f", journal, "balance", "--flat", "--no-total", "--empty", "-O", "csv")
}

func beancountBalances(t *testing.T, journal string) map[string]decimal.Decimal {
	if out, err := exec.Command("bean-check", journal).CombinedOutput(); err != nil {
		t.Fatalf("bean-check: %v\n%s", err, out)
	}
	return readBalances(t, "bean-query", "-q", "-f", "csv", journal, "SELECT account, sum(position) GROUP BY account")
}

func readBalances(t *testing.T, program string, args ...string) map[string]decimal.Decimal {
	cmd := exec.Command(program, args...)
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v", program, err)
	}
	rows, err := csv.NewReader(strings.NewReader(string(out))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	sums := map[string]decimal.Decimal{}
	for _, row := range rows[1:] {
		amount := strings.TrimSuffix(strings.TrimSpace(row[1]), " SEK")
		if amount == "" {
			amount = "0" // beancount of what adds up to nothing
		}
		sums[strings.TrimSpace(row[0])] = decimal.RequireFromString(amount)
	}
	return sums
}

// strangeLedger is a ledger with an entry of every kind, a correction of each that
// moves money, entries dated back, and names that other programs give a meaning.
func strangeLedger(t *testing.T) string {
	dir := t.TempDir()
	path := filepath.Join(dir, "fund.jsonl")
	rows := filepath.Join(dir, "rows.csv")
	const text = `id,kind,date,amount,investment,namnd,basis,year,voucher,ref,text,reverses,reason
1,allocation,2014-01-01,1000000.10,,,,,,KF 1,"date:2001-01-01 ; [2002-02-02] ""q"" \ | *",,
2,allocation,2014-01-02,999999999999.99,,,,,,KF 2,,,
3,grant,2014-02-01,500000.05,"x;y ""1"" å",,,,,KS 1,; comment,,
4,grant,2014-02-01,300000,örebro-2,,,,,KS 2,,,
5,grant,2014-02-01,1,örebro-2,,,,,KS 3,,,
6,drawdown,2014-03-01,100000.01,"x;y ""1"" å",a b:c,,,v,,,,
7,drawdown,2014-03-01,0.01,örebro-2,n,,,v,,,,
8,refund,2014-04-01,0.01,"x;y ""1"" å",n,,,v,,,,
9,refund,2014-04-02,5,"x;y ""1"" å",n,,,v,,,,
10,release,2014-05-01,7,"x;y ""1"" å",,,,,,,,
11,release,2014-05-01,8,örebro-2,,,,,,,,
12,reflow,2015-01-01,9.99,örebro-2,n,actual,2015,,KF 3,,,
13,reflow,2015-01-01,10,örebro-2,n,forecast,2014,,KF 3,,,
14,withdrawal,2015-02-01,11,,,,,,KF 4,bort,,
15,withdrawal,2015-02-01,12,,,,,,KF 4,bort,,
16,correction,2015-03-01,,,,,,,,,2,fel
17,correction,2015-03-01,,,,,,,,,5,fel
18,correction,2015-03-01,,,,,,,,,7,fel
19,correction,2015-03-01,,,,,,,,,9,fel
20,correction,2015-03-01,,,,,,,,,11,fel
21,correction,2015-03-01,,,,,,,,,13,fel
22,correction,2015-03-01,,,,,,,,,15,fel
23,assertion,2013-12-31,0,,,,,,,,,
24,close,2014-12-31,,,,,,,,"; 2014",,
25,reopen,2014-12-01,,,,,,,,,,glömt
26,drawdown,2014-12-15,33.33,örebro-2,n,,,v,,,,
`
	if err := os.WriteFile(rows, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	said(t, "ledger", "init", "--ledger", path, "--origin", `A "strange" ; origin`)
	said(t, "ledger", "import", "--ledger", path, rows)
	return path
}

// said is what a command that succeeds writes.
func said(t *testing.T, args ...string) string {
	t.Helper()
	status, stdout, stderr := run(t, "", args...)
	if status != exitDone {
		t.Fatalf("siv %s: exit status %d: %s", strings.Join(args, " "), status, stderr)
	}
	return stdout
}
