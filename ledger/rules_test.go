package ledger

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
)

const booked = "2020-01-01T00:00:00Z"

// entry reads a short form: "kind date amount investment", then field=value.
func entry(short string) Entry {
	f := strings.Fields(short)
	var e Entry
	e.Kind, _ = ParseKind(f[0])
	e.Date = date(f[1])
	for _, s := range f[2:] {
		key, value, ok := strings.Cut(s, "=")
		switch {
		case !ok && e.Amount == 0 && s[0] >= '0' && s[0] <= '9':
			e.Amount = kr(s)
		case !ok:
			e.Investment = s
		case key == "id":
			e.ID = value
		case key == "namnd":
			e.Namnd = value
		case key == "basis":
			e.Basis = value
		case key == "year":
			e.Year = digits(value)
		case key == "voucher":
			e.Voucher = value
		case key == "ref":
			e.Ref = value
		case key == "text":
			e.Text = value
		case key == "reverses":
			e.Reverses = int64(digits(value))
		case key == "reason":
			e.Reason = value
		default:
			panic(short)
		}
	}
	return e
}

// The entries before the last are accepted; of the last the rule is told, "" for accepted.
func TestRules(t *testing.T) {
	const (
		a    = "allocation 2014-01-01 1000 ref=KF"
		g    = "grant 2014-02-01 600 sot ref=KS"
		d    = "drawdown 2014-03-01 200 sot namnd=n voucher=v"
		r    = "refund 2014-04-01 50 sot namnd=n voucher=v"
		flow = "reflow 2016-01-01 100 sot namnd=n basis=actual year=2015 ref=KF"
	)
	for _, c := range []struct {
		name    string
		entries []string
		rule    Rule
		says    string
	}{
		{"allocation", []string{a}, "", ""},
		{"allocation without decision", []string{"allocation 2014-01-01 1000"}, RuleField, "needs ref"},
		{"allocation of nothing", []string{"allocation 2014-01-01 0 ref=KF"}, RuleField, "more than 0.00"},

		{"withdrawal of all that is free", []string{a, g, "withdrawal 2014-03-01 400 ref=KF text=skolan"}, "", ""},
		{"withdrawal above free", []string{a, g, "withdrawal 2014-03-01 400.01 ref=KF text=skolan"}, RuleFree, "400.00 that is free on 2014-03-01"},
		{"withdrawal without text", []string{a, "withdrawal 2014-03-01 1 ref=KF"}, RuleField, "needs text"},
		{"withdrawal without decision", []string{a, "withdrawal 2014-03-01 1 text=x"}, RuleField, "needs ref"},

		{"grant of all that is free", []string{a, "grant 2014-02-01 1000 sot ref=KS"}, "", ""},
		{"grant above free", []string{a, "grant 2014-02-01 1000.01 sot ref=KS"}, RuleFree, "1000.00"},
		{"grant before the money", []string{a, "grant 2013-12-31 1 sot ref=KS"}, RuleFree, "0.00"},
		{"grant without investment", []string{a, "grant 2014-02-01 1 ref=KS"}, RuleField, "investment"},
		{"grant without decision", []string{a, "grant 2014-02-01 1 sot"}, RuleField, "ref"},
		{"grant back in time of money that is withdrawn later", []string{a, "withdrawal 2014-06-01 700 ref=KF text=x", "grant 2014-02-01 400 sot ref=KS"}, RuleFree, "300.00 that is free on 2014-06-01, and the entry would count from 2014-02-01 on"},

		{"drawdown of all that is left", []string{a, g, "drawdown 2014-03-01 600 sot namnd=n voucher=v"}, "", ""},
		{"drawdown above what is left", []string{a, g, "drawdown 2014-03-01 600.01 sot namnd=n voucher=v"}, RuleLeft, `600.00 left of the grants of "sot"`},
		{"drawdown without grant", []string{a, g, "drawdown 2014-03-01 1 skolfam namnd=n voucher=v"}, RuleGrant, "skolfam"},
		{"drawdown before the grant", []string{a, g, "drawdown 2014-01-31 1 sot namnd=n voucher=v"}, RuleGrant, "2014-01-31"},
		{"drawdown back in time of what is drawn later", []string{a, g, "drawdown 2014-06-01 500 sot namnd=n voucher=v", "drawdown 2014-03-01 101 sot namnd=n voucher=v"}, RuleLeft, "100.00"},
		{"drawdown without nämnd", []string{a, g, "drawdown 2014-03-01 1 sot voucher=v"}, RuleField, "namnd"},
		{"drawdown without voucher", []string{a, g, "drawdown 2014-03-01 1 sot namnd=n"}, RuleField, "voucher"},
		{"drawdown does not count twice", []string{a, g, d, "grant 2014-05-01 400 el ref=KS"}, "", ""},
		{"drawdown frees nothing", []string{a, g, d, "grant 2014-05-01 400.01 el ref=KS"}, RuleFree, "400.00"},

		{"refund of all that is drawn", []string{a, g, d, "refund 2014-04-01 200 sot namnd=n voucher=v"}, "", ""},
		{"refund above what is drawn", []string{a, g, d, "refund 2014-04-01 200.01 sot namnd=n voucher=v"}, RuleDrawn, `200.00 drawn for "sot"`},
		{"refund before the drawdown", []string{a, g, d, "refund 2014-02-28 1 sot namnd=n voucher=v"}, RuleDrawn, "0.00"},
		{"refund of another investment", []string{a, g, d, "refund 2014-04-01 1 el namnd=n voucher=v"}, RuleDrawn, "el"},
		{"refund raises what is left", []string{a, g, d, r, "drawdown 2014-05-01 450 sot namnd=n voucher=v"}, "", ""},
		{"refund raises what is left by itself only", []string{a, g, d, r, "drawdown 2014-05-01 450.01 sot namnd=n voucher=v"}, RuleLeft, "450.00"},

		{"release of all that is left", []string{a, g, d, "release 2014-05-01 400 sot"}, "", ""},
		{"release above what is left", []string{a, g, d, "release 2014-05-01 400.01 sot"}, RuleLeft, "400.00"},
		{"release frees", []string{a, g, d, "release 2014-05-01 400 sot", "grant 2014-05-01 800 el ref=KS"}, "", ""},
		{"release without investment", []string{a, g, "release 2014-05-01 1"}, RuleField, "investment"},

		{"reflow", []string{a, g, d, flow, "withdrawal 2016-01-01 500 ref=KF text=x"}, "", ""},
		{"reflow without grant", []string{a, flow}, RuleGrant, "no grant dated 2016-01-01"},
		{"reflow before the grant", []string{a, g, "reflow 2014-01-31 1 sot namnd=n basis=actual year=2014 ref=KF"}, RuleGrant, ""},
		{"reflow for a later year", []string{a, g, "reflow 2016-01-01 1 sot namnd=n basis=actual year=2017 ref=KF"}, RuleYear, "2017"},
		{"reflow with another basis", []string{a, g, "reflow 2016-01-01 1 sot namnd=n basis=guess year=2015 ref=KF"}, RuleField, "basis"},
		{"reflow without basis", []string{a, g, "reflow 2016-01-01 1 sot namnd=n year=2015 ref=KF"}, RuleField, "basis"},
		{"reflow without year", []string{a, g, "reflow 2016-01-01 1 sot namnd=n basis=actual ref=KF"}, RuleField, "year"},
		{"reflow without decision", []string{a, g, "reflow 2016-01-01 1 sot namnd=n basis=actual year=2015"}, RuleField, "ref"},
		{"reflow without nämnd", []string{a, g, "reflow 2016-01-01 1 sot basis=actual year=2015 ref=KF"}, RuleField, "namnd"},
		{"reflow after a corrected grant", []string{a, g, "correction 2014-02-01 reverses=2 reason=x", flow}, RuleGrant, ""},
		{"reflow while one of two grants stands", []string{a, g, "grant 2014-03-01 1 sot ref=KS", "correction 2014-02-01 reverses=2 reason=x", flow}, "", ""},

		{"correction", []string{a, g, d, "correction 2014-03-01 reverses=3 reason=x", "drawdown 2014-03-01 600 sot namnd=n voucher=v"}, "", ""},
		{"correction with its original's figures", []string{a, g, d, "correction 2014-03-01 200 sot namnd=n reverses=3 reason=x"}, "", ""},
		{"correction of another amount", []string{a, g, d, "correction 2014-03-01 199 reverses=3 reason=x"}, RuleCorrection, "200.00, not 199.00"},
		{"correction of another investment", []string{a, g, d, "correction 2014-03-01 el reverses=3 reason=x"}, RuleCorrection, "el"},
		{"correction of another nämnd", []string{a, g, d, "correction 2014-03-01 namnd=m reverses=3 reason=x"}, RuleCorrection, "nämnd"},
		{"correction before its original", []string{a, g, d, "correction 2014-02-28 reverses=3 reason=x"}, RuleCorrection, "2014-03-01"},
		{"correction without reason", []string{a, g, d, "correction 2014-03-01 reverses=3"}, RuleField, "reason"},
		{"correction of nothing", []string{a, g, "correction 2014-03-01 reason=x"}, RuleField, "reverses"},
		{"correction of what is to come", []string{a, "correction 2014-03-01 reverses=2 reason=x"}, RuleReverses, "no earlier entry 2"},
		{"correction twice", []string{a, g, d, "correction 2014-03-01 reverses=3 reason=x", "correction 2014-03-01 reverses=3 reason=x"}, RuleReversed, "corrected already"},
		{"correction of a correction", []string{a, g, d, "correction 2014-03-01 reverses=3 reason=x", "correction 2014-03-01 reverses=4 reason=x"}, RuleReverses, "correction"},
		{"correction of an assertion", []string{a, "assertion 2014-01-01 1000", "correction 2014-03-01 reverses=2 reason=x"}, RuleReverses, "assertion"},
		{"correction of a close", []string{a, "close 2014-01-31", "correction 2014-03-01 reverses=2 reason=x"}, RuleReverses, "close"},
		{"correction of a reopening", []string{a, "close 2014-01-31", "reopen 2014-01-31 reason=x", "correction 2014-03-01 reverses=3 reason=x"}, RuleReverses, "reopen"},
		{"correction of a granted allocation", []string{a, g, "correction 2014-03-01 reverses=1 reason=x"}, RuleFree, "400.00"},
		{"correction of a drawn grant", []string{a, g, d, "correction 2014-03-01 reverses=2 reason=x"}, RuleLeft, "400.00"},
		{"correction of a refunded drawdown", []string{a, g, d, r, "correction 2014-03-01 reverses=3 reason=x"}, RuleDrawn, "150.00"},
		{"correction of a release that is granted again", []string{a, g, "release 2014-05-01 600 sot", "grant 2014-05-01 1000 el ref=KS", "correction 2014-05-01 reverses=3 reason=x"}, RuleFree, "0.00"},
		{"correction of a drawn refund", []string{a, g, d, r, "drawdown 2014-05-01 450 sot namnd=n voucher=v", "correction 2014-06-01 reverses=4 reason=x"}, RuleLeft, "0.00"},
		{"correction from its own date on", []string{a, g, d, "correction 2014-05-01 reverses=3 reason=x", "drawdown 2014-04-01 401 sot namnd=n voucher=v"}, RuleLeft, "400.00"},
		{"correction in a closed period", []string{a, g, d, "close 2014-12-31", "correction 2014-06-01 reverses=3 reason=x"}, RuleClosed, ""},
		{"correction after a close", []string{a, g, d, "close 2014-12-31", "correction 2015-01-01 reverses=3 reason=x"}, "", ""},
		{"reverses without correction", []string{a, "grant 2014-02-01 1 sot ref=KS reverses=1"}, RuleField, "reverses"},

		{"assertion", []string{a, g, d, "assertion 2014-02-28 1000", "assertion 2014-03-01 800"}, "", ""},
		{"assertion of another balance", []string{a, g, d, "assertion 2014-03-01 1000"}, RuleAssertion, "is 800.00, not 1000.00"},
		{"assertion of nothing", []string{"assertion 2014-03-01 0"}, "", ""},

		{"close", []string{a, "close 2014-12-31", "grant 2015-01-01 1 sot ref=KS"}, "", ""},
		{"entry in a closed period", []string{a, "close 2014-12-31", "grant 2014-12-31 1 sot ref=KS"}, RuleClosed, "closed through 2014-12-31 since 2020-01-01T00:00:01Z (entry 2)"},
		{"assertion in a closed period", []string{a, "close 2014-12-31", "assertion 2014-12-31 1000"}, RuleClosed, ""},
		{"close no further", []string{a, "close 2014-12-31", "close 2014-12-31"}, RuleClose, "nothing more"},
		{"close with amount", []string{a, "close 2014-12-31 1"}, RuleField, "no amount"},
		{"reopen", []string{a, "close 2014-12-31", "reopen 2014-07-01 reason=x", "grant 2014-07-01 1 sot ref=KS"}, "", ""},
		{"reopen through the day before", []string{a, "close 2014-12-31", "reopen 2014-07-01 reason=x", "grant 2014-06-30 1 sot ref=KS"}, RuleClosed, "through 2014-06-30"},
		{"reopen an open day", []string{a, "close 2014-12-31", "reopen 2015-01-01 reason=x"}, RuleReopen, "not closed"},
		{"reopen with nothing closed", []string{a, "reopen 2015-01-01 reason=x"}, RuleReopen, "nothing is"},
		{"reopen without reason", []string{a, "close 2014-12-31", "reopen 2014-07-01"}, RuleField, "reason"},
		{"reopen the first day there is", []string{"close 2014-12-31", "reopen 0001-01-01 reason=x", "allocation 0001-01-01 1 ref=KF"}, "", ""},
		{"close again after a reopening", []string{a, "close 2014-12-31", "reopen 2014-07-01 reason=x", "close 2014-09-30"}, "", ""},

		{"same id, same body", []string{"allocation 2014-01-01 1 ref=KF id=x", "allocation 2014-01-01 1 ref=KF id=x"}, "", ""},
		{"same id, other body", []string{"allocation 2014-01-01 1 ref=KF id=x", "allocation 2014-01-01 1 ref=KS id=x"}, RuleID, "entry 1"},
		{"same id before any rule", []string{"allocation 2014-01-01 1 ref=KF id=x", "close 2014-12-31", "allocation 2014-01-01 1 ref=KF id=x"}, "", ""},
		{"other body before any rule", []string{"allocation 2014-01-01 1 ref=KF id=x", "close 2014-12-31", "allocation 2014-01-01 1 ref=KS id=x"}, RuleID, ""},
		{"unneeded fields", []string{a, "close 2014-12-31 sot namnd=n basis=forecast year=2014 voucher=v ref=r text=t reason=x"}, "", ""},
		{"text that is a control character", []string{"allocation 2014-01-01 1 ref=\x00"}, RuleField, "ref"},
		{"a line that is too long", []string{"allocation 2014-01-01 1 ref=" + strings.Repeat("x", MaxLine)}, RuleSize, "65536"},
		{"kind unknown", []string{"grants 2014-01-01 1 sot ref=KS"}, RuleField, "kind"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := empty(t, "o")
			var err error
			for i, s := range c.entries {
				before, pending := l.Head(), len(l.Pending())
				e := entry(s)
				if e.ID == "" {
					e.ID = fmt.Sprint("e", i)
				}
				_, err = l.Add(e, instant(booked)+Instant(i))
				if err != nil && i < len(c.entries)-1 {
					t.Fatalf("entry %d: %v", i+1, err)
				}
				if err != nil && (l.Head() != before || len(l.Pending()) != pending) {
					t.Error("a refused entry changed the ledger")
				}
			}
			var refusal *Refusal
			if errors.As(err, &refusal); (err == nil) != (c.rule == "") || err != nil && (refusal == nil || refusal.Rule != c.rule) {
				t.Fatalf("got %#v, want rule %q", err, c.rule)
			}
			if err != nil && !strings.Contains(err.Error(), c.says) {
				t.Errorf("%q does not say %q", err, c.says)
			}
			if _, err := Verify(bytes.NewReader(l.Pending()), l.Head(), nil); err != nil {
				t.Errorf("what was accepted does not verify: %v", err)
			}
		})
	}
}

// The same rules bind a verifier: a chain made by someone else is not enough.
func TestStoredEntriesMustSatisfyTheRules(t *testing.T) {
	good := "allocation 2014-01-01 1000 ref=KF id=a"
	for name, second := range map[string]string{
		"above free":       "grant 2014-02-01 1001 sot ref=KS id=b",
		"same id":          good,
		"missing field":    "grant 2014-02-01 1 sot id=b",
		"unfilled amount":  "correction 2014-02-01 reverses=1 reason=x id=b",
		"amount of zero":   "grant 2014-02-01 0 sot ref=KS id=b",
		"no id":            "grant 2014-02-01 1 sot ref=KS",
		"another basis":    "grant 2014-02-01 1 sot ref=KS basis=x id=b",
		"reverses itself":  "correction 2014-02-01 1 reverses=2 reason=x id=b",
		"stray reverses":   "grant 2014-02-01 1 sot ref=KS reverses=1 id=b",
		"wrong assertion":  "assertion 2014-02-01 1 id=b",
		"booked goes back": "grant 2014-02-01 1 sot ref=KS id=b text=back",
	} {
		head, _ := NewHead("o")
		var file []byte
		for i, s := range []string{good, second} {
			e := entry(s)
			e.Seq, e.Booked = int64(i+1), instant(booked)
			if e.Text == "back" {
				e.Booked--
				e.Booked = instant("2019-12-31T23:59:59Z")
			}
			e.H, _ = chain(nil, head.H, e.appendBody(nil))
			file = e.AppendLine(file)
			head.Entries, head.Bytes, head.H = e.Seq, int64(len(file)), e.H
		}
		var damage *Damage
		if _, err := Verify(bytes.NewReader(file), head, nil); !errors.As(err, &damage) || damage.Line != 2 {
			t.Errorf("%s: got %v, want damage of line 2", name, err)
		}
	}
}

func TestBookedNeverGoesBack(t *testing.T) {
	l := empty(t, "o")
	for i, now := range []string{"2020-01-02T00:00:00Z", "2020-01-01T00:00:00Z", "2020-01-03T00:00:00Z"} {
		if _, err := l.Add(entry(fmt.Sprintf("allocation 2014-01-01 1 ref=KF id=%d", i)), instant(now)); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	if _, err := Verify(bytes.NewReader(l.Pending()), l.Head(), func(p Posting) error {
		got = append(got, p.Entry.Booked.String())
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if want := "2020-01-02T00:00:00Z 2020-01-02T00:00:00Z 2020-01-03T00:00:00Z"; strings.Join(got, " ") != want {
		t.Errorf("booked %v, want %s", got, want)
	}
}

// The sum of all amounts is bounded, so that no sum of öre can overflow.
func TestTurnoverIsBounded(t *testing.T) {
	l := empty(t, "o")
	l.fund.turnover = MaxTurnover - 100
	if _, err := l.Add(entry("allocation 2014-01-01 1.00 ref=KF id=a"), instant(booked)); err != nil {
		t.Fatal(err)
	}
	var refusal *Refusal
	if _, err := l.Add(entry("allocation 2014-01-01 0.01 ref=KF id=b"), instant(booked)); !errors.As(err, &refusal) || refusal.Rule != RuleSize {
		t.Errorf("got %v", err)
	}
}
