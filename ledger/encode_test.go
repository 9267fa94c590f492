package ledger

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

// The vector of the specification.
func TestHashVector(t *testing.T) {
	const body = `{"seq":1,"id":"a1","kind":"allocation","date":"2012-09-30","booked":"2012-10-01T08:00:00Z","amount":"65000000.00","ref":"KF 1","text":"AFA <&> \"å\"","by":"ekonomi"`
	const want = "6206caf48ebd2b4449289dcf5ceb9bc7a1f0b634b1cd6765162181d82539b7e6"
	l := empty(t, "Örebro kommun")
	receipt, err := l.Add(Entry{ID: "a1", Kind: Allocation, Date: date("2012-09-30"), Amount: 6500000000,
		Ref: "KF 1", Text: `AFA <&> "å"`, By: "ekonomi"}, instant("2012-10-01T08:00:00Z"))
	if err != nil {
		t.Fatal(err)
	}
	if receipt.H.String() != want {
		t.Errorf("h is %s, the specification says %s", receipt.H, want)
	}
	if line := string(l.Pending()); line != body+`,"h":"`+want+"\"}\n" {
		t.Errorf("the line is %s", line)
	}
}

func TestEveryFieldRoundTrips(t *testing.T) {
	e := Entry{Seq: MaxEntries, ID: `"\`, Kind: Correction, Date: date("9999-12-31"), Booked: instant("0001-01-01T00:00:00Z"),
		Amount: MaxAmount, Investment: "team-oxhagen", Namnd: "Förskolenämnden", Basis: "actual", Year: 9999, Voucher: "A 1",
		Ref: "<&>\u2028", Text: "\x7f", By: "å", Reverses: 1, Reason: `\\"`, H: OriginHash("x")}
	line := string(e.AppendLine(nil))
	got, err := ParseLine(line)
	if err != nil {
		t.Fatalf("%s: %v", line, err)
	}
	if got != e {
		t.Errorf("got %+v\nwant %+v", got, e)
	}
	if keys := "seq id kind date booked amount investment namnd basis year voucher ref text by reverses reason h"; true {
		at := 0
		for _, key := range strings.Fields(keys) {
			i := strings.Index(line[at:], `"`+key+`":`)
			if i < 0 {
				t.Fatalf("key %s is missing or out of order in %s", key, line)
			}
			at += i
		}
	}
}

// Each line differs from a good one by a thing that JSON would let pass.
func TestLinesThatAreNotInTheOneForm(t *testing.T) {
	good := string(sample().AppendLine(nil))
	if _, err := ParseLine(good); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string][2]string{
		"space":            {`{"seq":1,`, `{"seq": 1,`},
		"order":            {`"kind":"allocation","date":"2012-09-30"`, `"date":"2012-09-30","kind":"allocation"`},
		"twice":            {`"ref":"KF 1"`, `"ref":"KF 1","ref":"KF 1"`},
		"empty":            {`"ref":"KF 1"`, `"ref":""`},
		"unknown key":      {`"ref":"KF 1"`, `"reg":"KF 1"`},
		"unknown kind":     {`allocation`, `Allocation`},
		"leading zero":     {`{"seq":1,`, `{"seq":01,`},
		"seq 0":            {`{"seq":1,`, `{"seq":0,`},
		"seq overflow":     {`{"seq":1,`, `{"seq":99999999999999999999,`},
		"no decimals":      {`1.00`, `1`},
		"one decimal":      {`1.00`, `1.0`},
		"comma":            {`1.00`, `1,00`},
		"amount zero led":  {`1.00`, `01.00`},
		"amount sign":      {`1.00`, `-1.00`},
		"amount number":    {`"1.00"`, `1.00`},
		"amount too large": {`1.00`, `1000000000000.00`},
		"date":             {`2012-09-30`, `2012-09-31`},
		"year 0":           {`2012-09-30`, `0000-09-30`},
		"date slash":       {`2012-09-30`, `2012/09/30`},
		"offset":           {`08:00:00Z`, `08:00:00+00:00`},
		"fraction":         {`08:00:00Z`, `08:00:00.0Z`},
		"leap second":      {`08:00:00Z`, `08:00:60Z`},
		"escaped letter":   {`KF 1`, `\u004bF 1`},
		"escaped slash":    {`KF 1`, `KF\/1`},
		"escaped newline":  {`KF 1`, `KF\n1`},
		"control":          {`KF 1`, "KF\t1"},
		"not UTF-8":        {`KF 1`, "KF\xff1"},
		"surrogate":        {`KF 1`, "KF\xed\xa0\x801"},
		"CRLF":             {"}\n", "}\r\n"},
		"no newline":       {"}\n", "}"},
		"two lines":        {"}\n", "}\n}\n"},
		"BOM":              {`{"seq"`, "\ufeff" + `{"seq"`},
		"upper-case hash":  {`"h":"ab`, `"h":"AB`},
		"short hash":       {`"h":"ab`, `"h":"`},
		"after the end":    {"}\n", "} \n"},
		"too long":         {`KF 1`, strings.Repeat("a", MaxLine)},
	} {
		line := strings.Replace(good, change[0], change[1], 1)
		if line == good {
			t.Fatalf("%s: the test changes nothing", name)
		}
		if e, err := ParseLine(line); err == nil {
			t.Errorf("%s: accepted %s as %+v", name, line, e)
		}
	}
}

func sample() *Entry {
	e := &Entry{Seq: 1, ID: "a1", Kind: Allocation, Date: date("2012-09-30"), Booked: instant("2012-10-01T08:00:00Z"), Amount: 100, Ref: "KF 1"}
	e.H[0] = 0xab
	return e
}

func FuzzParseLine(f *testing.F) {
	f.Add(string(sample().AppendLine(nil)))
	f.Add(`{"seq":1,"id":"\"\\","kind":"close","date":"2012-09-30","booked":"2012-10-01T08:00:00Z","h":"` + strings.Repeat("0", 64) + "\"}\n")
	f.Fuzz(func(t *testing.T, line string) {
		e, err := ParseLine(line)
		if err == nil && string(e.AppendLine(nil)) != line {
			t.Errorf("%q was accepted, but is written %q", line, e.AppendLine(nil))
		}
	})
}

func FuzzParseHead(f *testing.F) {
	f.Add(`{"origin":"Örebro \"kommun\"","entries":7,"bytes":1234,"h":"` + strings.Repeat("0f", 32) + "\"}\n")
	f.Fuzz(func(t *testing.T, line string) {
		h, err := ParseHead(line)
		if err == nil && string(h.AppendLine(nil)) != line {
			t.Errorf("%q was accepted, but is written %q", line, h.AppendLine(nil))
		}
	})
}

// The longest line that is written can be read, and there is no longer one.
func TestLongestLine(t *testing.T) {
	now := instant("2014-01-01T00:00:00Z")
	e := Entry{ID: "a", Kind: Allocation, Date: date("2014-01-01"), Amount: 100, Ref: "KF"}
	bare := e
	bare.Seq, bare.Booked = 1, now
	room := MaxLine - len(bare.AppendLine(nil)) - len(`,"text":""`)

	l := empty(t, "o")
	e.Text = strings.Repeat("x", room+1)
	var refusal *Refusal
	if _, err := l.Add(e, now); !errors.As(err, &refusal) || refusal.Rule != RuleSize {
		t.Errorf("a line of %d bytes: %v", MaxLine+1, err)
	}
	e.Text = e.Text[1:]
	if _, err := l.Add(e, now); err != nil || len(l.Pending()) != MaxLine {
		t.Fatalf("a line of %d bytes: %v", len(l.Pending()), err)
	}
	if _, err := Verify(bytes.NewReader(l.Pending()), l.Head(), nil); err != nil {
		t.Error(err)
	}
}
