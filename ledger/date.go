package ledger

import (
	"errors"
	"time"
)

// Date is a day of the calendar, the zero value no day. Dates compare with <.
// The bits are year, month (4) and day (5), so that order is that of days and
// neither comparing nor writing one needs a calendar.
type Date uint32

// Instant is a whole second in UTC, the zero value none. Instants compare with <.
// The bits are a [Date], then hour (5), minute (6) and second (6).
type Instant uint64

var errDate = errors.New("not a date: YYYY-MM-DD")
var errInstant = errors.New("not a time: RFC 3339 in whole seconds, UTC")

// ParseDate reads YYYY-MM-DD, years 0001 to 9999.
func ParseDate(s string) (Date, error) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return 0, errDate
	}
	y, m, d := digits(s[:4]), digits(s[5:7]), digits(s[8:])
	if y < 1 || m < 1 || m > 12 || d < 1 || d > daysIn(y, m) {
		return 0, errDate
	}
	return newDate(y, m, d), nil
}

// DateOf is the day of t in t's own place.
func DateOf(t time.Time) (Date, error) {
	y, m, d := t.Date()
	if y < 1 || y > 9999 {
		return 0, errDate
	}
	return newDate(y, int(m), d), nil
}

// Year is the accounting year of the date: the calendar year.
func (d Date) Year() int { return int(d >> 9) }

// Time is the midnight, in UTC, that the day begins with.
func (d Date) Time() time.Time {
	return time.Date(d.Year(), time.Month(d>>5&15), int(d&31), 0, 0, 0, 0, time.UTC)
}

// Previous is the day before, none before the first one.
func (d Date) Previous() Date {
	y, m, day := int(d>>9), int(d>>5&15), int(d&31)
	switch {
	case day > 1:
		return d - 1
	case m > 1:
		return newDate(y, m-1, daysIn(y, m-1))
	case y > 1:
		return newDate(y-1, 12, 31)
	}
	return 0
}

// Next is the day after, none after the last one and none after no date.
func (d Date) Next() Date {
	y, m, day := int(d>>9), int(d>>5&15), int(d&31)
	switch {
	case d == 0:
		return 0
	case day < daysIn(y, m):
		return d + 1
	case m < 12:
		return newDate(y, m+1, 1)
	case y < 9999:
		return newDate(y+1, 1, 1)
	}
	return 0
}

// String writes YYYY-MM-DD, and nothing for no date.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return string(d.append(nil))
}

// ParseInstant reads RFC 3339 in whole seconds, UTC: 2012-10-01T08:00:00Z.
func ParseInstant(s string) (Instant, error) {
	if len(s) != 20 || s[10] != 'T' || s[13] != ':' || s[16] != ':' || s[19] != 'Z' {
		return 0, errInstant
	}
	date, err := ParseDate(s[:10])
	h, m, sec := digits(s[11:13]), digits(s[14:16]), digits(s[17:19])
	if err != nil || h < 0 || h > 23 || m < 0 || m > 59 || sec < 0 || sec > 59 {
		return 0, errInstant
	}
	return newInstant(date, h, m, sec), nil
}

// InstantOf is the second that t lies in, whatever the zone t is given in.
func InstantOf(t time.Time) (Instant, error) {
	t = t.UTC()
	date, err := DateOf(t)
	if err != nil {
		return 0, errInstant
	}
	return newInstant(date, t.Hour(), t.Minute(), t.Second()), nil
}

// String writes RFC 3339, and nothing for no instant.
func (i Instant) String() string {
	if i == 0 {
		return ""
	}
	return string(i.append(nil))
}

func newDate(y, m, d int) Date { return Date(y<<9 | m<<5 | d) }

func newInstant(d Date, h, m, s int) Instant {
	return Instant(d)<<17 | Instant(h<<12|m<<6|s)
}

func (d Date) append(b []byte) []byte {
	y, m, day := int(d>>9), int(d>>5&15), int(d&31)
	b = append2(append2(b, y/100), y%100)
	b = append2(append(b, '-'), m)
	return append2(append(b, '-'), day)
}

func (i Instant) append(b []byte) []byte {
	b = append(Date(i>>17).append(b), 'T')
	b = append2(b, int(i>>12&31))
	b = append2(append(b, ':'), int(i>>6&63))
	b = append2(append(b, ':'), int(i&63))
	return append(b, 'Z')
}

func append2(b []byte, n int) []byte {
	return append(b, byte('0'+n/10), byte('0'+n%10))
}

// digits reads a short unsigned number, -1 if there is anything but digits.
func digits(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		c := s[i] - '0'
		if c > 9 {
			return -1
		}
		n = n*10 + int(c)
	}
	return n
}

func daysIn(y, m int) int {
	switch m {
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}
