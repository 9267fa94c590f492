package ledger

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
)

func fifty(t testing.TB) ([]byte, Head) {
	l := empty(t, "Örebro kommun")
	for i := range 50 {
		s := fmt.Sprintf("allocation 2014-01-%02d %d ref=KF text=\"å\\ id=e%d", i/2+1, i+1, i)
		if i%5 == 4 {
			s = fmt.Sprintf("correction 2014-02-01 reverses=%d reason=fel id=e%d", i, i)
		}
		if _, err := l.Add(entry(s), instant(booked)+Instant(i)); err != nil {
			t.Fatal(err)
		}
	}
	return l.Pending(), l.Head()
}

// verifyBytes verifies a ledger and its head as two files.
func verifyBytes(file, head []byte) error {
	h, err := ParseHead(string(head))
	if err != nil {
		return err
	}
	_, err = Verify(bytes.NewReader(file), h, nil)
	if err == nil && int64(len(file)) != h.Bytes {
		return errors.New("trailing bytes")
	}
	return err
}

func TestEverySingleBitIsHeld(t *testing.T) {
	file, head := fifty(t)
	line := head.AppendLine(nil)
	if err := verifyBytes(file, line); err != nil {
		t.Fatal(err)
	}
	accepted := 0
	for _, b := range [][]byte{file, line} {
		for bit := range 8 * len(b) {
			b[bit/8] ^= 1 << (bit % 8)
			if verifyBytes(file, line) == nil {
				accepted++
				t.Errorf("bit %d of %.20q changed, and accepted", bit, b)
			}
			b[bit/8] ^= 1 << (bit % 8)
		}
	}
	t.Logf("%d bits changed, %d accepted", 8*(len(file)+len(line)), accepted)
}

func TestTampering(t *testing.T) {
	file, head := fifty(t)
	good := string(file)
	lines := strings.SplitAfter(good, "\n")[:50]
	join := func(parts ...[]string) string {
		var s string
		for _, p := range parts {
			s += strings.Join(p, "")
		}
		return s
	}
	rehash := func(s string, from int) string { // an edit with its own h made right
		e, err := ParseLine(lines[from])
		if err != nil {
			t.Fatal(err)
		}
		prev, _ := ParseLine(lines[from-1])
		e.Text = s
		e.H, _ = chain(nil, prev.H, e.appendBody(nil))
		return join(lines[:from], []string{string(e.AppendLine(nil))}, lines[from+1:])
	}
	for name, c := range map[string]struct {
		file string
		line int64 // the first bad line, -1: any
	}{
		"edit":                     {strings.Replace(good, `"amount":"7.00"`, `"amount":"8.00"`, 1), 7},
		"edit with its h":          {rehash("x", 10), 12},
		"edit the last with its h": {rehash("x", 49), -1},
		"delete":                   {join(lines[:20], lines[21:]), 21},
		"delete the first":         {join(lines[1:]), 1},
		"delete the last":          {join(lines[:49]), -1},
		"insert":                   {join(lines[:20], []string{lines[3]}, lines[20:]), 21},
		"append":                   {join(lines, []string{lines[3]}), -1},
		"swap":                     {join(lines[:20], []string{lines[21], lines[20]}, lines[22:]), 21},
		"duplicate":                {join(lines[:20], lines[19:]), 21},
		"truncate in a line":       {good[:len(good)-10], -1},
		"truncate to nothing":      {"", -1},
		"CRLF":                     {strings.ReplaceAll(good, "\n", "\r\n"), 1},
		"BOM":                      {"\ufeff" + good, 1},
		"blank line":               {join(lines[:20], []string{"\n"}, lines[20:]), 21},
		"no newlines":              {strings.ReplaceAll(good, "\n", " "), -1},
		"zeros":                    {string(make([]byte, len(good))), -1},
	} {
		t.Run(name, func(t *testing.T) {
			if c.file == good {
				t.Fatal("the test changes nothing")
			}
			// Once with the old head, once with one that names all the bytes there are.
			err := verifyBytes([]byte(c.file), head.AppendLine(nil))
			if err == nil {
				t.Error("accepted")
			}
			var damage *Damage
			if c.line > 0 && (!errors.As(err, &damage) || damage.Line != c.line) {
				t.Errorf("got %v, want line %d", err, c.line)
			}
			whole := head
			whole.Bytes = int64(len(c.file))
			if verifyBytes([]byte(c.file), whole.AppendLine(nil)) == nil {
				t.Error("accepted with the head's length made right")
			}
		})
	}
}

func FuzzVerify(f *testing.F) {
	file, head := fifty(f)
	f.Add(file, head.Entries, head.Bytes)
	f.Add(file[:100], int64(1), int64(100))
	f.Fuzz(func(t *testing.T, file []byte, entries, size int64) {
		h := head
		h.Entries, h.Bytes = max(entries, 0), max(size, 0)
		l, err := Verify(bytes.NewReader(file), h, nil)
		if err == nil && (l.Head() != h || int64(len(file)) < size) {
			t.Errorf("accepted as %+v", l.Head())
		}
	})
}
