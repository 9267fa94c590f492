package export

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/charmap"

	"siv/ledger"
)

// A reader of SIE files of type 4I, written from SIE-gruppens specification (SIE
// filformat, utgåva 4B, 2008-09-30) and from nothing of the writer. The numbers are
// those of its sections.

type sieFile struct {
	name     string
	accounts map[string]string // type and name
	objects  map[string][]string
	vouchers []sieVoucher
}

type sieVoucher struct {
	series, number, date, text, registered string
	rows                                   []sieRow
}

type sieRow struct {
	account string
	objects map[string]string
	amount  ledger.Amount
}

// siePost is a post: its label, its fields, and of a list of objects the fields in it.
type siePost struct {
	label  string
	fields []string
	list   []string
}

// readSIE fails the test for anything that the specification does not allow in 4I.
func readSIE(t failing, data []byte) *sieFile {
	t.Helper()
	f := &sieFile{accounts: map[string]string{}, objects: map[string][]string{}}
	group, seen := 0, map[string]int{}
	inside, checked := false, false
	var counted []byte
	var declared string
	lines := bytes.Split(data, []byte("\n")) // 5.5
	if len(lines[len(lines)-1]) != 0 {
		t.Fatalf("the last post is not ended")
	}
	for i, line := range lines[:len(lines)-1] {
		if !bytes.HasSuffix(line, []byte("\r")) {
			t.Fatalf("line %d does not end in CR LF", i+1)
		}
		line = bytes.TrimSuffix(line, []byte("\r"))
		for _, b := range line {
			if b < ' ' || b == 127 { // 5.7
				t.Fatalf("line %d holds the control character %d", i+1, b)
			}
		}
		if s := string(line); s == "{" || s == "}" { // 5.4
			if inside == (s == "{") || s == "{" && len(f.vouchers) == 0 {
				t.Fatalf("line %d: %s out of place", i+1, s)
			}
			inside = s == "{"
			continue
		}
		post, bytesOf := parsePost(t, i+1, line)
		seen[post.label]++
		if post.label == "#KSUMMA" { // 10.4
			if len(post.fields) == 0 && i != 1 || len(post.fields) == 1 && i != len(lines)-2 {
				t.Fatalf("line %d: #KSUMMA out of place", i+1)
			}
			checked = true
			if len(post.fields) == 1 {
				declared = post.fields[0]
			}
			continue
		}
		if checked {
			counted = append(counted, bytesOf...)
		}
		at := map[string]int{"#FLAGGA": 1, "#PROGRAM": 2, "#FORMAT": 2, "#GEN": 2, "#SIETYP": 2, "#PROSA": 2, "#FNAMN": 2, "#ORGNR": 2,
			"#KONTO": 3, "#KTYP": 3, "#DIM": 3, "#OBJEKT": 3, "#VER": 4, "#TRANS": 4}[post.label] // 5.12; what is forbidden in 4I by 6 is not here
		if at == 0 || at < group {
			t.Fatalf("line %d: %s is not allowed, or not here", i+1, post.label)
		}
		group = at
		f.take(t, i+1, post, inside)
	}
	for _, label := range []string{"#FLAGGA", "#PROGRAM", "#FORMAT", "#GEN", "#SIETYP", "#FNAMN"} { // 6
		if seen[label] != 1 {
			t.Fatalf("%s stands %d times", label, seen[label])
		}
	}
	if checked && declared != strconv.FormatUint(uint64(crcOfSIE(counted)), 10) {
		t.Fatalf("#KSUMMA is %s, the file has %d", declared, crcOfSIE(counted))
	}
	for _, v := range f.vouchers {
		var sum ledger.Amount
		for _, row := range v.rows {
			sum += row.amount
			if f.accounts[row.account] == "" {
				t.Fatalf("the account %s is not declared", row.account)
			}
			for dim, object := range row.objects {
				if !slices.Contains(f.objects[dim], object) {
					t.Fatalf("the object %s %q is not declared", dim, object)
				}
			}
		}
		if sum != 0 || len(v.rows) == 0 { // #TRANS 4
			t.Fatalf("the voucher %+v adds up to %s", v, sum)
		}
	}
	return f
}

func (f *sieFile) take(t failing, line int, p siePost, inside bool) {
	t.Helper()
	need := func(n int) {
		if len(p.fields) != n || (p.label == "#TRANS") != inside || (p.label == "#TRANS") != (p.list != nil) {
			t.Fatalf("line %d: %+v", line, p)
		}
	}
	date := func(s string) {
		if len(s) != 8 || strings.Trim(s, "0123456789") != "" { // 5.10
			t.Fatalf("line %d: %q is no date", line, s)
		}
	}
	switch p.label {
	case "#FLAGGA":
		need(1)
		if line != 1 || p.fields[0] != "0" {
			t.Fatalf("line %d: %+v", line, p)
		}
	case "#FORMAT":
		need(1)
		if p.fields[0] != "PC8" {
			t.Fatalf("#FORMAT is %q", p.fields[0])
		}
	case "#SIETYP":
		need(1)
		if p.fields[0] != "4" {
			t.Fatalf("#SIETYP is %q", p.fields[0])
		}
	case "#PROGRAM":
		need(2)
	case "#GEN":
		need(1)
		date(p.fields[0])
	case "#FNAMN":
		need(1)
		f.name = p.fields[0]
	case "#KONTO":
		need(2)
		f.accounts[p.fields[0]] = p.fields[1]
	case "#KTYP":
		need(2)
		if f.accounts[p.fields[0]] == "" || !strings.Contains("TSKI", p.fields[1]) {
			t.Fatalf("line %d: %+v", line, p)
		}
		f.accounts[p.fields[0]] = p.fields[1] + " " + f.accounts[p.fields[0]]
	case "#DIM":
		need(2)
	case "#OBJEKT":
		need(3)
		f.objects[p.fields[0]] = append(f.objects[p.fields[0]], p.fields[1])
	case "#VER":
		need(5)
		date(p.fields[2])
		date(p.fields[4])
		f.vouchers = append(f.vouchers, sieVoucher{p.fields[0], p.fields[1], p.fields[2], p.fields[3], p.fields[4], nil})
	case "#TRANS":
		need(2)
		if len(p.list)%2 != 0 { // 8.21
			t.Fatalf("line %d: %+v", line, p)
		}
		row := sieRow{p.fields[0], map[string]string{}, sieAmount(t, p.fields[1])}
		for i := 0; i < len(p.list); i += 2 {
			row.objects[p.list[i]] = p.list[i+1]
		}
		last := &f.vouchers[len(f.vouchers)-1]
		last.rows = append(last.rows, row)
	}
}

// parsePost cuts a line into its label and fields, and gives the bytes that a
// checksum counts (5.7, 10.14).
func parsePost(t failing, number int, line []byte) (siePost, []byte) {
	t.Helper()
	var p siePost
	var counted []byte
	into := &p.fields
	for i := 0; i < len(line); {
		switch line[i] {
		case ' ', '\t':
			i++
			continue
		case '{':
			p.list = []string{}
			into = &p.list
			i++
			continue
		case '}':
			into = &p.fields
			i++
			continue
		}
		var value []byte
		if line[i] == '"' {
			for i++; ; i++ {
				if i == len(line) {
					t.Fatalf("line %d: a quote is not closed: %q", number, line)
				}
				if line[i] == '\\' && i+1 < len(line) && line[i+1] == '"' {
					i++
				} else if line[i] == '"' {
					i++
					break
				}
				value = append(value, line[i])
			}
		} else {
			for ; i < len(line) && !strings.ContainsRune(" \t{}", rune(line[i])); i++ {
				value = append(value, line[i])
			}
		}
		counted = append(counted, value...)
		text, _ := charmap.CodePage437.NewDecoder().Bytes(value) // 5.8
		if p.label == "" {
			p.label = string(text)
		} else {
			*into = append(*into, string(text))
		}
	}
	if !strings.HasPrefix(p.label, "#") {
		t.Fatalf("line %d has no label: %q", number, line)
	}
	return p, counted
}

// sieAmount reads an amount: a point, at most two decimals, minus before, no plus (5.9).
func sieAmount(t failing, s string) ledger.Amount {
	t.Helper()
	a, err := ledger.ParseAmount(strings.TrimPrefix(s, "-"))
	if err != nil || strings.Contains(s, ",") {
		t.Fatalf("%q is no amount", s)
	}
	if strings.HasPrefix(s, "-") {
		return -a
	}
	return a
}

// crcOfSIE is the checksum of section 10: the generator EDB88320, begun with all
// bits set and ended with all bits turned, a table of remainders for each byte.
func crcOfSIE(data []byte) uint32 {
	var table [256]uint32
	for i := range table {
		r := uint32(i)
		for range 8 {
			odd := r&1 == 1
			if r >>= 1; odd {
				r ^= 0xEDB88320
			}
		}
		table[i] = r
	}
	sum := ^uint32(0)
	for _, b := range data {
		sum = sum>>8 ^ table[byte(sum)^b]
	}
	return ^sum
}
