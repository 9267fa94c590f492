package export

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"siv/ledger"
)

func sieOptions() SIE {
	day, _ := ledger.ParseDate("2026-01-15")
	return SIE{Version: "1.0", Generated: day, Checksum: true,
		Reserved: Account{"2081", "Reserverat, sociala investeringar", "S"}, Other: Account{"2010", "Övrigt eget kapital", "S"}}
}

func sieOf(t testing.TB, l *ledger.Ledger, opt SIE) ([]byte, *SIEWriter, error) {
	t.Helper()
	var out bytes.Buffer
	w, err := NewSIE(&out, l.Head(), opt)
	if err != nil {
		return nil, nil, err
	}
	for _, visit := range []func(ledger.Posting) error{w.Prepare, w.Post} {
		if _, err := ledger.Verify(bytes.NewReader(l.Pending()), l.Head(), visit); err != nil {
			return nil, w, err
		}
	}
	err = w.Close()
	return out.Bytes(), w, err
}

// ledgerOf is a ledger of entries that the rules allow.
func ledgerOf(t testing.TB, origin string, entries ...ledger.Entry) *ledger.Ledger {
	t.Helper()
	head, err := ledger.NewHead(origin)
	if err != nil {
		t.Fatal(err)
	}
	l, _ := ledger.Verify(bytes.NewReader(nil), head, nil)
	booked, _ := ledger.ParseInstant("2016-01-01T08:00:00Z")
	for i, e := range entries {
		e.ID = fmt.Sprint(i)
		if e.Date == 0 {
			e.Date, _ = ledger.ParseDate("2014-06-30")
		}
		if _, err := l.Add(e, booked); err != nil {
			t.Fatal(err)
		}
	}
	return l
}

// TestSIEOfAFund reads the file of a ledger with every kind of entry back, and
// compares each transfer, in order, and what they add up to for the fund, for each
// investment and for each nämnd, with the ledger.
func TestSIEOfAFund(t *testing.T) {
	l, b := fund(t)
	data, w, err := sieOf(t, l, sieOptions())
	if err != nil {
		t.Fatal(err)
	}
	if len(w.Replaced()) == 0 {
		t.Error("the fund has a backslash and nothing was replaced")
	}
	file := readSIE(t, data)
	if file.name != `Örebro "kommun"` || file.accounts["2081"] != "S Reserverat, sociala investeringar" || file.accounts["2010"] != "S Övrigt eget kapital" {
		t.Errorf("%q, accounts %q", file.name, file.accounts)
	}
	next := 0
	var byNamnd ledger.Balance
	byNamnd.By = ledger.ByNamnd
	verify(t, l, func(p ledger.Posting) error {
		byNamnd.Post(p)
		change := p.Moves.Balance()
		if change == 0 {
			return nil
		}
		if next == len(file.vouchers) {
			t.Fatalf("entry %d has no voucher", p.Entry.Seq)
		}
		v := file.vouchers[next]
		next++
		if v.date != strings.ReplaceAll(p.Entry.Date.String(), "-", "") || v.registered != "20300101" || !strings.HasPrefix(v.text, fmt.Sprint(p.Entry.Seq, " ")) {
			t.Errorf("entry %d is the voucher %+v", p.Entry.Seq, v)
		}
		for i, want := range []struct {
			account string
			amount  ledger.Amount
		}{{"2081", -change}, {"2010", change}} {
			row := v.rows[i]
			namnd, inv := strings.ReplaceAll(p.Entry.Namnd, `\`, "/"), p.Entry.Investment
			if len(v.rows) != 2 || row.account != want.account || row.amount != want.amount || row.objects["1"] != namnd || row.objects["6"] != inv {
				t.Errorf("entry %d is the voucher %+v", p.Entry.Seq, v)
			}
		}
		return nil
	})
	if next != len(file.vouchers) || next < 100 {
		t.Errorf("%d vouchers of %d were compared", next, len(file.vouchers))
	}
	sums := map[string]ledger.Amount{}
	for _, v := range file.vouchers {
		for _, row := range v.rows {
			sums[row.account] += row.amount
			sums[row.account+" of "+row.objects["6"]] += row.amount
		}
	}
	if sums["2081"] != -b.Fund.Balance() || sums["2010"] != b.Fund.Balance() {
		t.Errorf("the file adds up to %s on 2081, siv says %s", sums["2081"], b.Fund.Balance())
	}
	for _, g := range b.Groups() {
		if got, want := sums["2081 of "+g.Key], -g.Balance(); got != want {
			t.Errorf("%s has %s, siv says %s", g.Key, got, want)
		}
		if g.Drawn+g.Reflowed != 0 && !slices.Contains(file.objects["6"], g.Key) {
			t.Errorf("the object %q is not declared", g.Key)
		}
	}
	if len(b.Groups()) == 0 || len(byNamnd.Groups()) == 0 {
		t.Error("nothing was compared")
	}
}

func TestSIEOfAYear(t *testing.T) {
	l, _ := fund(t)
	opt := sieOptions()
	opt.From, _ = ledger.ParseDate("2015-01-01")
	opt.To, _ = ledger.ParseDate("2015-12-31")
	data, _, err := sieOf(t, l, opt)
	if err != nil {
		t.Fatal(err)
	}
	var before, after ledger.Balance
	before.AsOf, after.AsOf = opt.From.Previous(), opt.To
	verify(t, l, func(p ledger.Posting) error { before.Post(p); return after.Post(p) })
	var sum ledger.Amount
	vouchers := readSIE(t, data).vouchers
	for _, v := range vouchers {
		if v.date[:4] != "2015" {
			t.Errorf("a voucher of %s", v.date)
		}
		sum -= v.rows[0].amount
	}
	if want := after.Fund.Balance() - before.Fund.Balance(); sum != want || len(vouchers) == 0 || want == 0 {
		t.Errorf("the year adds up to %s, siv says %s", sum, want)
	}
}

// TestSIEBytes is the whole of a small file, byte for byte.
func TestSIEBytes(t *testing.T) {
	l := ledgerOf(t, "Örebro",
		ledger.Entry{Kind: ledger.Allocation, Amount: 100_000, Ref: `KF § 1`},
		ledger.Entry{Kind: ledger.Grant, Amount: 5_000, Investment: "sot", Ref: "KS"},
		ledger.Entry{Kind: ledger.Drawdown, Amount: 1_250, Investment: "sot", Namnd: "nämnd a", Voucher: "V 1"},
		ledger.Entry{Kind: ledger.Correction, Reverses: 3, Reason: `"fel"`},
		ledger.Entry{Kind: ledger.Release, Amount: 5_000, Investment: "sot"})
	opt := sieOptions()
	opt.Checksum = false
	data, w, err := sieOf(t, l, opt)
	if err != nil {
		t.Fatal(err)
	}
	want := "#FLAGGA 0\r\n#PROGRAM \"siv\" \"1.0\"\r\n#FORMAT PC8\r\n#GEN 20260115\r\n#SIETYP 4\r\n" +
		"#FNAMN \"\x99rebro\"\r\n#PROSA \"Liggare med 5 poster, h " + l.Head().H.String() + "\"\r\n" +
		"#DIM 1 \"N\x84mnd\"\r\n#OBJEKT 1 \"n\x84mnd a\" \"n\x84mnd a\"\r\n#DIM 6 \"Satsning\"\r\n#OBJEKT 6 \"sot\" \"sot\"\r\n" +
		"#KONTO 2010 \"\x99vrigt eget kapital\"\r\n#KTYP 2010 S\r\n#KONTO 2081 \"Reserverat, sociala investeringar\"\r\n#KTYP 2081 S\r\n" +
		"#VER \"\" \"\" 20140630 \"1 avs\x84ttning, KF par. 1\" 20160101\r\n{\r\n#TRANS 2081 {} -1000.00\r\n#TRANS 2010 {} 1000.00\r\n}\r\n" +
		"#VER \"\" \"\" 20140630 \"3 uttag sot, V 1\" 20160101\r\n{\r\n" +
		"#TRANS 2081 {1 \"n\x84mnd a\" 6 \"sot\"} 12.50\r\n#TRANS 2010 {1 \"n\x84mnd a\" 6 \"sot\"} -12.50\r\n}\r\n" +
		"#VER \"\" \"\" 20140630 \"4 r\x84ttelse av 3, uttag sot, \\\"fel\\\"\" 20160101\r\n{\r\n" +
		"#TRANS 2081 {1 \"n\x84mnd a\" 6 \"sot\"} -12.50\r\n#TRANS 2010 {1 \"n\x84mnd a\" 6 \"sot\"} 12.50\r\n}\r\n"
	if string(data) != want {
		t.Errorf("got\n%q\nwant\n%q", data, want)
	}
	if found := w.Replaced(); len(found) != 1 || found[0] != (Replacement{'§', "par.", 1, 1}) {
		t.Errorf("%+v", found)
	}
}

// TestChecksumOfTheSpecification: the algorithm as the specification gives it, a
// table of 256 remainders, over what its example says is counted.
func TestChecksumOfTheSpecification(t *testing.T) {
	var out bytes.Buffer
	w, _ := NewSIE(&out, ledger.Head{}, sieOptions())
	w.begin()
	w.sum.Reset()
	w.record("#KONTO", plain("1915"), quote(encode(`Kassa "special"`)))
	w.Close()
	text := out.String()
	want := fmt.Sprintf("#KONTO 1915 \"Kassa \\\"special\\\"\"\r\n#KSUMMA %d\r\n", crcOfSIE([]byte(`#KONTO1915Kassa "special"`)))
	if !strings.HasSuffix(text, want) {
		t.Errorf("%q does not end in %q", text, want)
	}
	if got := crcOfSIE([]byte("123456789")); got != 0xCBF43926 { // the check value of CRC-32
		t.Errorf("%X", got)
	}
}

func TestCodePage437Traps(t *testing.T) {
	for name, c := range map[string]struct{ text, want, bytes string }{
		"section":           {"KF § 12", "KF par. 12", ""},
		"en dash":           {"2014–2015", "2014-2015", ""},
		"em dash":           {"a — b", "a - b", ""},
		"minus U+2212":      {"−5", "-5", ""},
		"no-break hyphen":   {"a\u2011b", "a-b", ""},
		"curly quotes":      {"”fel” ’x’ “y” ‘z’ „w“", `"fel" 'x' "y" 'z' "w"`, ""},
		"euro":              {"5 €", "5 EUR", ""},
		"ellipsis":          {"osv…", "osv...", ""},
		"Swedish letters":   {"åäöÅÄÖéÉ", "åäöÅÄÖéÉ", "\x86\x84\x94\x8f\x8e\x99\x82\x90"},
		"decomposed":        {"a\u030aa\u0308o\u0308E\u0301", "åäöÉ", "\x86\x84\x94\x90"},
		"letters outside":   {"ÈãšŁøÞ", "EasLöTh", ""},
		"backslash":         {`a\`, "a/", "a/"},
		"backslash, quote":  {`a\"b`, `a/"b`, ""},
		"delete":            {"a\x7fb", "ab", "ab"},
		"C1 control":        {"a\u0085b", "ab", "ab"},
		"line separator":    {"a\u2028b", "ab", ""},
		"soft hyphen":       {"a\u00adb", "ab", ""},
		"zero width":        {"a\u200bb\ufeff", "ab", ""},
		"no-break space":    {"1\u00a0000", "1\u00a0000", "1\xff000"},
		"narrow space":      {"1\u202f000", "1 000", ""},
		"full width":        {"ＡＢ１", "AB1", ""},
		"ligature":          {"ﬁn", "fin", ""},
		"fraction":          {"½ ⅔", "½ 2/3", ""},
		"superscript three": {"m³", "m3", ""},
		"Chinese, emoji":    {"基金 🙂", "?? ?", "?? ?"},
		"picture of §":      {"\x15", "", ""},
	} {
		got := encode(c.text)
		if back, _ := charmap.CodePage437.NewDecoder().Bytes(got); string(back) != c.want || c.bytes != "" && string(got) != c.bytes {
			t.Errorf("%s: %q is %q, %q", name, c.text, back, got)
		}
		var p pc8
		p.note(c.text, 1)
		if changed := norm.NFC.String(c.text) != c.want; changed != (len(p.list()) > 0) {
			t.Errorf("%s: replaced are %v", name, p.list())
		}
	}
}

// What stands instead of a character can itself be written.
func TestEveryReplacementHasAByte(t *testing.T) {
	for r := rune(0); r <= utf8.MaxRune; r++ {
		for _, by := range instead(r) {
			if _, ok := pc8Byte(by); !ok {
				t.Fatalf("%q is written %q", r, instead(r))
			}
		}
	}
}

func TestStrictSIE(t *testing.T) {
	l := ledgerOf(t, "Örebro – kommun",
		ledger.Entry{Kind: ledger.Allocation, Amount: 100, Ref: "KF § 1"},
		ledger.Entry{Kind: ledger.Allocation, Amount: 100, Ref: "KF § 2", Text: "5 €"},
		ledger.Entry{Kind: ledger.Grant, Amount: 100, Ref: "KS ☃", Investment: "a"}) // which is not in the file
	opt := sieOptions()
	opt.Strict = true
	_, _, err := sieOf(t, l, opt)
	var not *NotPC8
	if !errors.As(err, &not) || err.Error() != "code page 437 has no '§' (U+00A7, seq 1), '–' (U+2013), '€' (U+20AC, seq 2)" {
		t.Errorf("%v", err)
	}
	l = ledgerOf(t, "Örebro", ledger.Entry{Kind: ledger.Allocation, Amount: 100, Ref: "KF 1", Text: "åäö ÅÄÖ é É ½"})
	if _, _, err := sieOf(t, l, opt); err != nil {
		t.Error(err)
	}
}

func TestObjectsThatCannotBeToldApart(t *testing.T) {
	for _, ids := range [][2]string{{"a–b", "a-b"}, {"基", "金"}, {"a", "\u200ba"}} {
		var entries []ledger.Entry
		entries = append(entries, ledger.Entry{Kind: ledger.Allocation, Amount: 1000, Ref: "KF"})
		for _, id := range ids {
			entries = append(entries, ledger.Entry{Kind: ledger.Grant, Amount: 100, Ref: "KS", Investment: id},
				ledger.Entry{Kind: ledger.Drawdown, Amount: 10, Investment: id, Namnd: "n", Voucher: "v"})
		}
		if _, _, err := sieOf(t, ledgerOf(t, "o", entries...), sieOptions()); err == nil || !strings.Contains(err.Error(), "cannot be told apart") {
			t.Errorf("%q: %v", ids, err)
		}
	}
	invisible := []ledger.Entry{{Kind: ledger.Allocation, Amount: 1000, Ref: "KF"}, {Kind: ledger.Grant, Amount: 100, Ref: "KS", Investment: "\u200b"},
		{Kind: ledger.Drawdown, Amount: 10, Investment: "\u200b", Namnd: "n", Voucher: "v"}}
	if _, _, err := sieOf(t, ledgerOf(t, "o", invisible...), sieOptions()); err == nil {
		t.Error("an object without a name was written")
	}
}

func TestSIEAccounts(t *testing.T) {
	for _, change := range []func(*SIE){
		func(o *SIE) { o.Reserved.Number = "" }, func(o *SIE) { o.Other.Number = "20A" }, func(o *SIE) { o.Other.Number = "2081" },
		func(o *SIE) { o.Reserved.Type = "X" }, func(o *SIE) { o.Other.Type = "" },
	} {
		opt := sieOptions()
		change(&opt)
		if _, err := NewSIE(nil, ledger.Head{}, opt); err == nil {
			t.Errorf("%+v was accepted", opt)
		}
	}
}

func TestEmptySIE(t *testing.T) {
	data, _, err := sieOf(t, ledgerOf(t, "o"), sieOptions())
	if err != nil {
		t.Fatal(err)
	}
	if file := readSIE(t, data); len(file.vouchers) != 0 || file.name != "o" {
		t.Errorf("%+v", file)
	}
}

// TestAnyTextsMakeAFileThatIsRead: whatever the texts, the file can be read, adds up
// and holds what was replaced by what.
func TestAnyTextsMakeAFileThatIsRead(t *testing.T) {
	texts := rapid.StringOf(rapid.OneOf(rapid.SampledFrom([]rune(`"\{}# §–−€”åäöÉ{}`)), rapid.Rune().Filter(func(r rune) bool { return r >= ' ' })))
	rapid.Check(t, func(t *rapid.T) {
		origin := "o" + texts.Draw(t, "origin")
		ref, text, namnd, inv := texts.Draw(t, "ref"), texts.Draw(t, "text"), texts.Draw(t, "namnd"), texts.Draw(t, "investment")
		if len(origin) > 1000 {
			t.Skip()
		}
		checkTexts(t, origin, "r"+ref, text, "n"+namnd, "i"+inv)
	})
}

func FuzzSIE(f *testing.F) {
	f.Add("Örebro", "KF § 1", `"a\`, "{n}", "#VER")
	f.Fuzz(func(t *testing.T, origin, ref, text, namnd, inv string) {
		for _, s := range []string{origin, ref, text, namnd, inv} {
			if !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool { return r < ' ' }) || len(s) > 900 {
				t.Skip()
			}
		}
		checkTexts(t, "o"+origin, "r"+ref, text, "n"+namnd, "i"+inv)
	})
}

// failing is a test, or one of many that rapid makes.
type failing interface {
	Helper()
	Fatalf(format string, args ...any)
}

func checkTexts(t failing, origin, ref, text, namnd, inv string) {
	head, err := ledger.NewHead(origin)
	if err != nil {
		return
	}
	l, _ := ledger.Verify(bytes.NewReader(nil), head, nil)
	day, _ := ledger.ParseDate("2014-01-01")
	booked, _ := ledger.ParseInstant("2014-01-01T00:00:00Z")
	for i, e := range []ledger.Entry{{Kind: ledger.Allocation, Amount: 100, Ref: ref, Text: text},
		{Kind: ledger.Grant, Amount: 100, Ref: "KS", Investment: inv}, {Kind: ledger.Drawdown, Amount: 10, Investment: inv, Namnd: namnd, Voucher: "v" + text}} {
		e.ID, e.Date = strconv.Itoa(i), day
		if _, err := l.Add(e, booked); err != nil {
			t.Fatalf("%v", err)
		}
	}
	var out bytes.Buffer
	w, err := NewSIE(&out, l.Head(), sieOptions())
	if err != nil {
		t.Fatalf("%v", err)
	}
	for _, visit := range []func(ledger.Posting) error{w.Prepare, w.Post} {
		if _, err := ledger.Verify(bytes.NewReader(l.Pending()), l.Head(), visit); err != nil {
			t.Fatalf("%v", err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatalf("%v", err)
	}
	file := readSIE(t, out.Bytes())
	decoded := func(s string) string {
		back, _ := charmap.CodePage437.NewDecoder().Bytes(encode(s))
		return string(back)
	}
	want := []string{decoded(origin), decoded("1 avsättning, " + strings.TrimSuffix(ref+", "+text, ", ")), decoded(namnd), decoded(inv)}
	if text != "" && strings.HasSuffix(ref+", "+text, ", ") {
		want[1] = decoded("1 avsättning, " + ref + ", " + text)
	}
	got := []string{file.name, file.vouchers[0].text, file.vouchers[1].rows[0].objects["1"], file.vouchers[1].rows[0].objects["6"]}
	if !slices.Equal(got, want) {
		t.Fatalf("%q, not %q", got, want)
	}
}
