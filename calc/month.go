package calc

import "fmt"

// monthsPerYear divides a yearly amount into the twelfths that are spread over
// calendar years.
const monthsPerYear = 12

// Month is a calendar month, counted in months from January of year 0. The zero
// value means "not stated".
type Month int

// NewMonth returns the month of a year, month 1 being January.
func NewMonth(year, month int) Month { return Month(year*monthsPerYear + month - 1) }

// Year returns the calendar year the month lies in.
func (m Month) Year() int { return int(m) / monthsPerYear }

// Number returns the month's number in its year, 1 for January.
func (m Month) Number() int { return int(m)%monthsPerYear + 1 }

// String returns the month as YYYY-MM.
func (m Month) String() string { return fmt.Sprintf("%04d-%02d", m.Year(), m.Number()) }

// Window is the run of months in which savings and running costs count: From is
// the first month and To the last.
type Window struct {
	From, To Month
}

// windowAfter returns the window of horizon years that begins the month after
// completion (model, section 2).
func windowAfter(completion Month, horizon int) Window {
	return Window{From: completion + 1, To: completion + Month(horizon*monthsPerYear)}
}

// Years returns the length of the window in whole years.
func (w Window) Years() int { return int(w.To-w.From+1) / monthsPerYear }
